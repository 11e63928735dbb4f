"""What is taken back of a published update: its words withheld for a time, or gone for good."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models import Withheld
from priorities.models.reporting import Update
from priorities.querysets import RedactionQuerySet


class Withholding(Withheld):
    """The words of a published update, withheld; its status stays."""

    OF = "update"

    update = models.ForeignKey(Update, models.PROTECT, related_name="withholdings")

    class Meta(Withheld.Meta):
        constraints = [
            *Withheld.Meta.constraints,
            models.UniqueConstraint(
                fields=["update"],
                condition=Q(ended_at=None),
                name="withholding_once_in_force",
                violation_error_message="This update is withheld already.",
            ),
        ]


class Redaction(models.Model):
    """That words were taken out of a published update for good, by whom and why.

    It holds the words that stay until they have taken the place of the old ones: that is what the
    database's guard lets pass, once. The words that went are kept nowhere.
    """

    update = models.ForeignKey(Update, models.PROTECT, related_name="redactions")
    text = models.TextField(blank=True, editable=False)
    next_step = models.TextField(blank=True, editable=False)
    evidence_seen = models.TextField(blank=True, editable=False)
    is_done = models.BooleanField(default=False, editable=False)
    reason = models.TextField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    at = models.DateTimeField(editable=False)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="redaction_has_a_reason",
                violation_error_message="Say why the words go.",
                violation_error_code="reason",
            ),
            models.CheckConstraint(
                condition=Q(is_done=False) | Q(text="", next_step="", evidence_seen=""),
                name="redaction_done_holds_no_words",
                violation_error_message="A redaction that is done holds no words.",
            ),
        ]

    def __str__(self):
        return f"Redaction of {self.update}"
