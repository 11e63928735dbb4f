"""What is withheld, and why: a published text that nobody reads until it is released again."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from plans.decisions import WithholdingQuerySet
from plans.models.audit import AuditEntry

PERSON = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}


class Withheld(models.Model):
    """That an administrator withholds something published, from when until when, and why.

    Each kind of thing that can be withheld has a model of its own, with a key to it in the field
    that `OF` names. The reason is read by everyone who finds the place empty.
    """

    reason = models.TextField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    at = models.DateTimeField(editable=False)
    ended_reason = models.TextField(max_length=500, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = WithholdingQuerySet.as_manager()

    OF = ""

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="%(class)s_has_a_reason",
                violation_error_message="Say why it is withheld.",
                violation_error_code="reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason=""),
                name="%(class)s_ended_for_a_reason",
                violation_error_message="Say why it is released again.",
                violation_error_code="ended_reason",
            ),
        ]

    def __str__(self):
        return f"{getattr(self, self.OF)}, withheld"

    @property
    def is_in_force(self):
        return self.ended_at is None

    @transaction.atomic
    def begin(self, *, by, at):
        """Withhold it from now on."""
        self.by, self.at = by, at
        self.save()
        self.record("Withheld", self.reason, by=by, at=at)

    @transaction.atomic
    def end(self, reason, *, by, at):
        """Let it be read again. Raises PermissionDenied where that has been done already."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update(of=("self",)))
        if not self.is_in_force:
            raise PermissionDenied("It has been released already.")
        self.ended_reason, self.ended_by, self.ended_at = reason, by, at
        self.save()
        self.record("Released", reason, by=by, at=at)

    def record(self, what, reason, *, by, at):
        thing = getattr(self, self.OF)
        address = thing.get_absolute_url()
        AuditEntry.objects.record(
            f"{what}: {thing}"[:200], by=by, at=at, address=address, reason=reason
        )
