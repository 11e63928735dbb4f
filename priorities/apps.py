"""Priorities, as an installed app."""

from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    """What is to be done, how far it has got, and what it changed."""

    name = "priorities"
    verbose_name = "Priorities"
