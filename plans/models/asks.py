"""What members are asked to do at a meeting, and what came of it."""

from django.db import models
from django.db.models import Q

from plans.decisions import AskQuerySet
from plans.history import History
from plans.models.meetings import Meeting


class Ask(models.Model):
    """One thing that members are asked to do at a meeting, with its outcome once they have met."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="asks")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    outcome = models.TextField(max_length=1000, blank=True)

    objects = AskQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="ask_says_something",
                violation_error_message="Say what members are asked to do.",
                violation_error_code="text",
            ),
            models.UniqueConstraint(
                fields=["meeting", "text"],
                name="ask_once_at_a_meeting",
                violation_error_message="Members are asked this already.",
                violation_error_code="text",
            ),
        ]

    def __str__(self):
        return self.text
