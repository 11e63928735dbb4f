"""What a coordinator lets everyone read although an election is near."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from plans import clock


class EarlyRelease(models.Model):
    """A round that no pre-election pause holds back: who decided so, when and why."""

    round = models.OneToOneField("plans.Round", models.PROTECT, related_name="+")
    reason = models.TextField("why does it not wait?", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="early_release_for_a_reason",
                violation_error_message="Say why it does not wait for the election.",
                violation_error_code="reason",
            ),
        ]

    def __str__(self):
        return f"{self.round} of {self.round.plan.slug} does not wait"
