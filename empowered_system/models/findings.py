"""What enquiries found: written by those who run them, published for everyone."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse

from empowered_system.models.files import Upload
from empowered_system.models.strands import Level, Programme
from empowered_system.querysets import FindingQuerySet
from plans import clock
from plans.history import History, sign
from plans.models import Alignment, AuditEntry, Setting

WHOLE = ["question", "method", "found", "limits", "licence"]


class Finding(models.Model):
    """What an enquiry found, at an address that can be cited; a draft until it is published."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="findings", verbose_name="enquiry"
    )
    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    question = models.TextField(max_length=500, help_text="What did you want to know?")
    context = models.TextField(
        max_length=3000, blank=True, help_text="Where, with whom; no names of people."
    )
    method = models.TextField(max_length=3000, blank=True, help_text="How did you find out?")
    found = models.TextField("what was found", max_length=6000, blank=True)
    limits = models.TextField(
        max_length=3000, blank=True, help_text="What does it not show, and for whom may it differ?"
    )
    licence = models.CharField(max_length=200, blank=True, help_text="What others may do with it.")
    sector = models.CharField(
        max_length=9, choices=Setting.Sector, blank=True, help_text="Empty: several sectors."
    )
    level = models.CharField(
        "stage", max_length=6, choices=Level, blank=True, help_text="Empty: several stages."
    )
    quality_indicators = models.ManyToManyField(Alignment, blank=True, related_name="+")
    link = models.URLField("link to the full report", max_length=500, blank=True)
    upload = models.OneToOneField(
        Upload, models.PROTECT, null=True, blank=True, related_name="finding", editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FindingQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["-published_at", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="finding_published_by_someone",
                violation_error_message="A finding is published by someone.",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | ~Q(question="") & ~Q(method="") & ~Q(found="") & ~Q(limits="") & ~Q(licence=""),
                name="finding_published_whole",
                violation_error_message=(
                    "What is published says its question, how it was done, what was found, its "
                    "limits and its licence."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("empowered_system:finding", kwargs={"finding": self.slug})

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def published_on(self):
        return clock.day_of(self.published_at)

    @property
    def changed_on(self):
        """Return the day it was last changed after it was published; None where it was not."""
        last = self.history.aggregate(last=Max("history_date"))["last"]
        is_changed = self.is_published and last is not None and last > self.published_at
        return clock.day_of(last) if is_changed else None

    @property
    def lacks(self):
        """Return what is still to be written before it can be published, in the form's words."""
        fields = [self._meta.get_field(name) for name in WHOLE]
        return [field.verbose_name for field in fields if not getattr(self, field.name)]

    @property
    def authors(self):
        """Return who is cited: settings that agreed to be named, or else whoever runs the enquiry.

        Read it with `with_programme()`.
        """
        return self.programme.named_settings or [self.programme.council or "SEIC team"]

    def may_be_edited_by(self, person):
        return self.programme.may_be_edited_by(person)

    @transaction.atomic
    def publish(self, *, by, at):
        """Put it before everyone."""
        self.published_at, self.published_by = at, by
        self.version += 1
        sign(self, by=by, at=at, reason="Published").save()
        address = self.get_absolute_url()
        AuditEntry.objects.record(
            f"Published the finding “{self.title}”", by=by, at=at, address=address
        )
