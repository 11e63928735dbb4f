"""Remind people of what they owe, by e-mail; for cron or a timer, once a day."""

from django.core.management.base import BaseCommand, CommandError

from plans import clock
from plans.templatetags.portal import counted
from seic_portal.reminders.post import letters_due, post


class Command(BaseCommand):
    help = "Send each person one e-mail with what waits for them; what was sent is not sent again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say who would be sent what, and send nothing"
        )

    def handle(self, *, dry_run, **options):
        letters = letters_due(clock.today())
        if dry_run:
            for letter in letters:
                self.stdout.write(f"{letter.person.email}: {letter.subject}")
            self.stdout.write(f"{counted(len(letters), 'e-mail')} would be sent.".capitalize())
            return
        outcome = post(letters)
        for person, why in outcome.failed:
            self.stderr.write(f"{person.email}: {why}")
        self.stdout.write(f"{counted(outcome.sent, 'e-mail')} sent.".capitalize())
        if outcome.failed:
            failed = counted(len(outcome.failed), "e-mail")
            raise CommandError(f"{failed} could not be sent; the next run tries again.")
