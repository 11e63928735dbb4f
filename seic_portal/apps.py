"""SEIC portal, as an installed app."""

from django.apps import AppConfig


class SeicPortalConfig(AppConfig):
    """What joins the apps: settings, addresses, and pages that span them."""

    name = "seic_portal"
    verbose_name = "SEIC portal"
