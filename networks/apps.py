"""Networks, as an installed app."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Networks that set their own agenda, pace and areas of focus."""

    name = "networks"
    verbose_name = "Networks"
