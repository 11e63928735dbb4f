"""Open questions that someone else had to answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from plans.models import Council

TEAM = "the central team"


class Transfer(models.Model):
    """An open question went to another council, or to or from the central team (empty)."""

    question = models.ForeignKey("Question", models.PROTECT, related_name="transfers")
    from_council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_council=None, to_council__isnull=False)
                | Q(from_council__isnull=False, to_council=None)
                | Q(from_council__isnull=False, to_council__isnull=False)
                & ~Q(from_council=F("to_council")),
                name="transfer_to_someone_else",
                violation_error_message="It is owed there already: choose another council.",
                violation_error_code="owed_by",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="transfer_has_a_reason",
                violation_error_message="Say why it goes there.",
                violation_error_code="reason",
            ),
        ]

    def __str__(self):
        return f"from {self.from_council or TEAM} to {self.to_council or TEAM}"
