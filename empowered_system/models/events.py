"""The dates of what a strand runs: webinars, answer sessions, visits."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from empowered_system.models.strands import Programme
from empowered_system.querysets import EventQuerySet
from plans import clock
from plans.history import History, sign
from plans.models import AuditEntry


class Event(models.Model):
    """A dated webinar, answer session, visit or support session of a programme."""

    class Kind(models.TextChoices):
        WEBINAR = "webinar", "Webinar"
        QUESTIONS = "questions", "Questions and answers"
        VISIT = "visit", "Visit"
        SUPPORT = "support", "Support session"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=9, choices=Kind)
    title = models.CharField(max_length=150)
    held_on = models.DateField("day")
    starts_at = models.TimeField("begins", null=True, blank=True)
    ends_at = models.TimeField("ends", null=True, blank=True)
    place = models.CharField(max_length=150, blank=True, help_text="Such as “Online”.")
    link = models.URLField("link to take part", max_length=500, blank=True)
    audience = models.CharField("who it is for", max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many people can come; empty: no limit."
    )
    recording = models.URLField("link to the recording", max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    cancelled_reason = models.CharField(max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EventQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="event_ends_after_start",
                violation_error_message="It ends after it begins.",
                violation_error_code="ends_at",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""),
                name="event_is_somewhere",
                violation_error_message="Say where it is, or give a link.",
                violation_error_code="place",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_reason="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False)
                & ~Q(cancelled_reason=""),
                name="event_cancelled_for_a_reason",
                violation_error_message="Say why it is cancelled.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.programme.get_absolute_url()}#event-{self.pk}"

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def is_over(self):
        return self.held_on < clock.today()

    @property
    def begins(self):
        """Return the moment it begins; its day alone where no time is set."""
        if self.starts_at is None:
            return self.held_on
        return clock.moment_of(self.held_on, self.starts_at)

    @property
    def ends(self):
        """Return the moment it ends; None where that is not known."""
        return self.ends_at and clock.moment_of(self.held_on, self.ends_at)

    def may_be_edited_by(self, person):
        """Whoever may edit its programme; one that is cancelled stays as it was."""
        return not self.is_cancelled and self.programme.may_be_edited_by(person)

    def may_be_cancelled_by(self, person):
        """Whoever may edit it, until its day is over."""
        return not self.is_over and self.may_be_edited_by(person)

    @transaction.atomic
    def cancel(self, reason, *, by, at):
        """Call it off for a reason that everyone reads; it stays on the page and in calendars."""
        self.cancelled_at, self.cancelled_by, self.cancelled_reason = at, by, reason
        self.version += 1
        sign(self, by=by, at=at, reason=reason).save()
        AuditEntry.objects.record(
            f"Cancelled “{self.title}” on {self.held_on:%-d %B %Y}",
            by=by,
            at=at,
            address=self.programme.get_absolute_url(),
            reason=reason,
        )
