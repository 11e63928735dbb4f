"""Verify every paper: for a timer, and for whoever doubts one."""

from django.core.management.base import BaseCommand, CommandError

from plans.templatetags.portal import counted
from seic_portal.papers.verification import Verification


class Command(BaseCommand):
    help = (
        "Recompute the seal of every issued paper and the chain they stand in. What was withheld "
        "or redacted is told; anything else that differs is a fault, and ends with an error."
    )

    def add_arguments(self, parser):
        parser.add_argument("--seal", help="A seal noted elsewhere, which some paper must have.")

    def handle(self, *, seal=None, **options):
        found = Verification()
        for finding in found.findings:
            self.stdout.write(str(finding))
        faults = len(found.faults)
        if seal and not found.has(seal):
            self.stdout.write(f"FAULT: no paper has the seal {seal}.")
            faults += 1
        if faults:
            raise CommandError(f"{counted(faults, 'fault').capitalize()} found.")
        papers = counted(len(found.findings), "paper").capitalize()
        self.stdout.write(f"{papers} verified. Note the newest seal elsewhere: {found.newest}")
