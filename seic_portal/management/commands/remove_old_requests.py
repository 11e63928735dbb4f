"""Removing what people said of themselves when they asked something, once it has been kept."""

from django.core.management.base import BaseCommand

from empowered_system.models import SupportRequest
from networks.models import JoinRequest, Proposal
from networks.models.asking import KEPT
from plans import clock
from plans.templatetags.portal import counted


class Command(BaseCommand):
    help = (
        "Remove requests for support, requests to join a network and proposals of one that were "
        "kept for half a year, and requests for support that nobody confirmed within a week."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be removed, and remove nothing."
        )

    def handle(self, dry_run=False, **options):
        now = clock.now()
        removing = [
            ("request for support,requests for support", SupportRequest.objects.past_keeping(now)),
            ("request to join,requests to join", JoinRequest.objects.asked_before(now - KEPT)),
            ("proposal", Proposal.objects.asked_before(now - KEPT)),
        ]
        for noun, rows in removing:
            number = rows.count()
            if not dry_run:
                rows.delete()
            verb = "Would remove" if dry_run else "Removed"
            self.stdout.write(f"{verb} {counted(number, noun)}.")
