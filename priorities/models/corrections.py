"""What was wrong in a published update, said beside it."""

from django.conf import settings
from django.db import models

from plans import clock
from priorities.models.reporting import Update
from priorities.querysets import CorrectionQuerySet


class Correction(models.Model):
    """A dated note beside a published update, which itself is never edited."""

    update = models.ForeignKey(Update, models.PROTECT, related_name="corrections")
    text = models.TextField(max_length=1000)
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"Correction to {self.update}"
