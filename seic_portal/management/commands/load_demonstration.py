"""Load the sample data with which the portal is tried out."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seic_portal import demonstration


class Command(BaseCommand):
    help = "Load the sample data: three plans, people to sign in as, and three published rounds."

    def handle(self, **options):
        if not settings.PORTAL_DEMONSTRATION:
            raise CommandError("This is not a demonstration: PORTAL_DEMONSTRATION is not set.")
        try:
            loaded = demonstration.load()
        except demonstration.RefusedError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(loaded or "The demonstration is loaded already.")
