"""Empowered system, as an installed app."""

from django.apps import AppConfig


class EmpoweredSystemConfig(AppConfig):
    """The five strands, what they run, whom they reach and what they found."""

    name = "empowered_system"
    verbose_name = "Empowered system"
