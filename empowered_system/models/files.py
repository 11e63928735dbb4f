"""Files that people share: kept under random names outside the static tree, sent as attachments."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from empowered_system.querysets import UploadQuerySet
from plans import clock
from plans.history import History, sign
from plans.models import AuditEntry


def random_name(upload, name):
    """Return where a file is kept: nothing of its own name but the ending, which was checked."""
    return f"{uuid.uuid4().hex}{PurePath(name).suffix.lower()}"


class Upload(models.Model):
    """A file that someone has shared; its type was read from its contents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to=random_name, max_length=100)
    name = models.CharField(max_length=120, help_text="What it is called when it is downloaded.")
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False, help_text="In bytes.")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withheld_at = models.DateTimeField(null=True, blank=True, editable=False)
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    withheld_reason = models.CharField(
        "why it is withheld",
        max_length=300,
        blank=True,
        help_text="Everyone reads it in the file’s place. Empty: the file is not withheld.",
    )

    objects = UploadQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["-uploaded_at", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withheld_at=None, withheld_by=None, withheld_reason="")
                | Q(withheld_at__isnull=False, withheld_by__isnull=False) & ~Q(withheld_reason=""),
                name="upload_withheld_for_a_reason",
                violation_error_message="Say why the file is withheld.",
                violation_error_code="withheld_reason",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("empowered_system:file", kwargs={"key": self.pk})

    @property
    def is_withheld(self):
        return self.withheld_at is not None

    @property
    def kind(self):
        """Return its type as people call it, such as PDF."""
        return PurePath(self.name).suffix[1:].upper()

    @transaction.atomic
    def withhold(self, reason, *, by, at):
        """Keep it from everyone, for a reason that stands in its place; an empty one gives back."""
        self.withheld_at, self.withheld_by = (at, by) if reason else (None, None)
        self.withheld_reason = reason
        sign(self, by=by, at=at, reason=reason).save()
        what = "Withheld the file" if reason else "No longer withheld: the file"
        address = self.get_absolute_url()
        AuditEntry.objects.record(
            f"{what} “{self.name}”", by=by, at=at, address=address, reason=reason
        )
