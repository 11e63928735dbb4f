"""Plans, as an installed app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Who plans together, for which year, who may do what, and when it is reported."""

    name = "plans"
    verbose_name = "Plans"
