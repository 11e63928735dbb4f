"""Removing what people said of themselves when they asked a network, once it has been kept."""

from django.core.management.base import BaseCommand

from networks.models import JoinRequest, Proposal
from networks.models.asking import KEPT
from plans import clock
from plans.templatetags.portal import counted


class Command(BaseCommand):
    help = "Remove requests to join a network, and proposals of new ones, after half a year."

    def handle(self, **options):
        before = clock.now() - KEPT
        for model, noun in [
            (JoinRequest, "request to join,requests to join"),
            (Proposal, "proposal"),
        ]:
            removed, _ = model.objects.asked_before(before).delete()
            self.stdout.write(f"Removed {counted(removed, noun)}.")
