"""Load what every installation starts from."""

from django.core.management.base import BaseCommand
from django.db import transaction

from plans import clock
from seic_portal import reference


class Command(BaseCommand):
    help = "Load the five councils, the five strands and the items of the national frameworks."

    @transaction.atomic
    def handle(self, **options):
        for sentence in reference.load(at=clock.now()):
            self.stdout.write(sentence)
