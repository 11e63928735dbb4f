"""Who was reminded of what, so that nobody is reminded of it twice."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

LOST = dt.timedelta(hours=1)  # no run takes as long: whoever took these rows was killed


class ReminderQuerySet(models.QuerySet):
    def free(self, at):
        """Let go of what a run took and, killed half-way, never said to be sent."""
        self.filter(sent_at=None, taken_at__lt=at - LOST).delete()

    def known(self, keys, at):
        """Return those among some keys that were sent, or that a run is just sending."""
        here = self.filter(Q(sent_at__isnull=False) | Q(taken_at__gte=at - LOST))
        here = here.filter(about__in={about for _, _, about in keys})
        return keys & set(here.values_list("person", "kind", "about"))

    def take(self, keys, *, run, at):
        """Take some keys for a run, and return those that no other run has taken.

        The database decides between two runs at once: a key is there once.
        """
        rows = [
            self.model(person_id=person, kind=kind, about=about, run=run, taken_at=at)
            for person, kind, about in keys
        ]
        self.bulk_create(rows, ignore_conflicts=True)
        people = {person for person, _, _ in keys}
        mine = self.filter(run=run, sent_at=None, person__in=people)
        return set(mine.values_list("person", "kind", "about"))

    def settle(self, run, *, failed, at):
        """Note what a run has sent; what failed is let go, so that the next run tries it."""
        taken = self.filter(run=run, sent_at=None)
        if failed:
            taken.filter(person__in=failed).delete()
        taken.update(sent_at=at)


class Reminder(models.Model):
    """One person was sent one e-mail about one thing; there is one row for each thing in it."""

    class Kind(models.TextChoices):
        OPENED = "opened", "A round opened"
        DUE_SOON = "due_soon", "A round is due in a week"
        OVERDUE = "overdue", "A round was due"
        ASKED = "asked", "A coordinator reminded everyone"
        RETURNED = "returned", "An update came back"
        QUESTION = "question", "A question was put to a council"
        PAPER = "paper", "A paper was issued"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    about = models.CharField(max_length=60)
    run = models.UUIDField()
    taken_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["taken_at", "pk"]
        indexes = [
            models.Index(fields=["run"], name="reminder_run"),
            models.Index(fields=["about"], name="reminder_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about"],
                name="reminder_once",
                violation_error_message="This person has been reminded of it already.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display().lower()}"
