"""A published round opened again, so that some councils can complete it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models.rounds import Round
from plans.querysets import ReopeningQuerySet


class Reopening(models.Model):
    """A published round opened again for one council, for what it has not reported in it.

    What is published stays as it is; what comes late is published when the reopening is closed.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="reopenings")
    council = models.ForeignKey("plans.Council", models.PROTECT, related_name="+")
    reason = models.TextField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        ordering = ["at", "council__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "council"],
                condition=Q(closed_at=None),
                name="reopening_once_at_a_time",
                violation_error_message="This round is open again for this council already.",
                violation_error_code="council",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reopening_for_a_reason",
                violation_error_message="Say why the round is opened again.",
                violation_error_code="reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="reopening_closed_by_someone",
                violation_error_message="A reopening is closed by someone, at a moment.",
            ),
        ]

    def __str__(self):
        return f"{self.round}, {self.council}"
