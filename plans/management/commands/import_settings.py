"""Import schools and other settings from a file, as it was published."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from plans import clock
from plans.models import Council, Setting
from plans.settings_file import read_settings
from plans.settings_import import Proposal
from plans.sheets import UnreadableError


class Command(BaseCommand):
    help = "Import settings from the national school file or a list of ours: all or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a workbook (.xlsx) or a CSV file")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, only")

    @transaction.atomic
    def handle(self, *, file, dry_run, **options):
        councils = list(Council.objects.partners(clock.today()))
        try:
            with file.open("rb") as stream:
                found = read_settings(stream, file.name, file.stat().st_size, councils=councils)
        except (OSError, UnreadableError) as fault:
            raise CommandError(f"{fault} Nothing was changed.") from None
        proposal = Proposal(found, councils, hold=True)
        if found.refused:
            rows = [f"Row {row.number}, {row.name}: {row.reason}" for row in found.refused]
            raise CommandError("\n".join([*rows, "Nothing was changed."]))
        self.report(proposal)
        if proposal.may_be_saved and not dry_run:
            proposal.save(by=None, at=clock.now())
        self.stdout.write(f"{'Would be' if dry_run else 'Settings'}: {proposal.counts}.")

    def report(self, proposal):
        """Say what each row changes, then how many settings each council has in the file."""
        for change in proposal.changed:
            self.stdout.write(f"Changed: {change.setting}: {'; '.join(change.says)}")
        for setting in proposal.closed:
            self.stdout.write(f"Closed: {setting} ({setting.council})")
        for name, numbers in proposal.totals:
            pairs = zip([*Setting.Sector.labels, "all"], numbers, strict=True)
            words = ", ".join(f"{label.lower()} {number}" for label, number in pairs)
            self.stdout.write(f"{name}: {words}")
        if proposal.left_out:
            self.stdout.write(proposal.left_out)
