"""A plan as it stood when it was agreed: numbered, kept, and never changed."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from plans import clock
from plans.models.plan import Plan
from plans.revisions import RevisionQuerySet, digest


class Revision(models.Model):
    """A numbered revision of an open plan, so that it can be said which plan a committee noted.

    Its contents are plain values, kept as they were written with a SHA-256 over them. The database
    refuses to change or remove a row.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    agreed_on = models.DateField("agreed on")
    agreed_at = models.CharField(
        "where it was agreed",
        max_length=150,
        help_text="A meeting or a body, such as “SEIC Oversight Group”; no names.",
    )
    what_changed = models.TextField(
        max_length=2000, help_text="What is different from the revision before it, in a few words."
    )
    plan_version = models.PositiveIntegerField(editable=False)
    actions_version = models.PositiveIntegerField(editable=False)
    contents = models.TextField("contents, as JSON", editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="revision_number_once_in_a_plan",
                violation_error_message="This plan has a revision of this number already.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="revision_number_from_one",
                violation_error_message="Revisions are counted from 1.",
            ),
        ]

    def __str__(self):
        return f"Revision {self.number}"

    def get_absolute_url(self):
        return reverse("revision", args=[self.plan.slug, self.number])

    @property
    def words(self):
        """Return its contents as plain values."""
        return json.loads(self.contents)

    @property
    def is_whole(self):
        """Whether its contents are those that were recorded, to the byte."""
        return digest(self.contents) == self.sha256

    @property
    def recorded_on(self):
        """Return the day it was recorded, in Europe/London."""
        return clock.day_of(self.recorded_at)
