"""What is reported to which meeting, from when it is read, and how a round is given up."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property

from plans import clock, elections
from plans.history import History, sign
from plans.models.audit import AuditEntry
from plans.models.elections import EarlyRelease
from plans.models.meetings import Meeting
from plans.querysets import RoundQuerySet
from plans.surroundings import surroundings
from plans.templatetags.portal import day, joined
from plans.working_days import public_day


class Round(models.Model):
    """A reporting round: every council's updates, collected and published in one step.

    Publication puts updates before members; the public reads them from `public_from`.
    """

    class State(models.TextChoices):
        COMING = "coming", "Coming"
        OPEN = "open", "Open"
        LATE = "late", "Past its due date"
        PUBLISHED = "published", "Published"
        ABANDONED = "abandoned", "Abandoned"

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    meetings = models.ManyToManyField(Meeting, blank=True, related_name="rounds")
    opens_on = models.DateField()
    due_on = models.DateField()
    public_from = models.DateField(
        null=True,
        blank=True,
        help_text="Until this day only members read it. Empty: public once published.",
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
    abandoned_at = models.DateTimeField(null=True, blank=True, editable=False)
    abandoned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    abandoned_reason = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="round_number_once_in_a_plan",
                violation_error_message="This plan has a round of this number already.",
                violation_error_code="number",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="round_due_after_opening",
                violation_error_message="A round is due on or after the day it opens.",
                violation_error_code="due_on",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="round_published_by_someone",
                violation_error_message="A round is published by someone.",
            ),
            models.CheckConstraint(
                condition=Q(abandoned_at=None, abandoned_by=None, abandoned_reason="")
                | Q(published_at=None, abandoned_at__isnull=False, abandoned_by__isnull=False)
                & ~Q(abandoned_reason=""),
                name="round_abandoned_for_a_reason",
                violation_error_message="An unpublished round may be abandoned, with a reason.",
            ),
        ]

    def __str__(self):
        return f"Round {self.number}"

    def get_absolute_url(self):
        return reverse("priorities:round", kwargs={"plan": self.plan.slug, "number": self.number})

    @property
    def told_to(self):
        """Return the meeting it is for, in words, such as "Oversight Group of 7 December 2022".

        Says where that was moved or cancelled; empty without one. Read it with `with_meeting()`.
        """
        if self.meets_on is None:
            return ""
        became = f", moved from {day(self.meeting_moved_from)}" if self.meeting_moved_from else ""
        if self.meeting_state == Meeting.State.CANCELLED:
            became = ", which was cancelled"
        return f"{self.meeting_group} of {day(self.meets_on)}{became}"

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def published_on(self):
        """Return the day it was put before members, in Europe/London."""
        return clock.day_of(self.published_at)

    @property
    def planned_on(self):
        """Return the day it would become public if no pre-election pause were in the way."""
        return max(self.published_on, self.public_from or self.published_on)

    @cached_property
    def is_let_out(self):
        """Whether no pause holds it back; a round read by `with_release()` need not ask."""
        return EarlyRelease.objects.filter(round=self).exists()

    @property
    def public_on(self):
        """Return the day from which everyone may read it; None while that cannot be said."""
        if not self.is_published:
            return None
        planned_on = self.planned_on
        free_on = elections.first_free(planned_on, surroundings().pauses)
        return planned_on if free_on != planned_on and self.is_let_out else free_on

    @property
    def public_at(self):
        """Return the moment from which everyone may read it; None while that cannot be said.

        One released early counts from the first moment of that day.
        """
        public_on = self.public_on
        if public_on is None or public_on == self.published_on:
            return public_on and self.published_at
        return clock.moment_of(public_on)

    @property
    def is_public(self):
        """Whether everyone may read it today."""
        if not self.is_published or self.planned_on > clock.today():
            return False
        public_on = self.public_on
        return public_on is not None and public_on <= clock.today()

    @property
    def waits(self):
        """Whether a pre-election pause holds back the day on which everyone may read it."""
        return self.is_published and self.public_on != self.planned_on

    @property
    def state(self):
        """Return where the round stands today; which one collects, `collecting()` knows."""
        if self.is_published:
            return self.State.PUBLISHED
        if self.abandoned_at:
            return self.State.ABANDONED
        if clock.today() < self.opens_on:
            return self.State.COMING
        return self.State.LATE if self.due_on < clock.today() else self.State.OPEN

    @property
    def days_late(self):
        """Return by how many days today is past the due date; 0 where it is not."""
        return max(0, (clock.today() - self.due_on).days)

    @property
    def may_be_deleted(self):
        """Say whether nobody can have written in it yet."""
        return self.state == self.State.COMING

    @property
    def is_for_members(self):
        """Whether it is published, and not yet for everyone."""
        return self.is_published and not self.is_public

    def proposed_day(self, meets_on, today):
        """Return from which day everyone may read it, unless its coordinator says otherwise.

        The day it was given beforehand; else the one that its meeting proposes. None: at once.
        """
        if self.public_from:
            return self.public_from if self.public_from >= today else None
        return public_day(meets_on, today)

    def release(self, public_from, *, by, at):
        """Change the day from which everyone may read what only members read yet."""
        if not self.is_for_members or public_from < clock.day_of(at):
            raise PermissionDenied
        self.public_from = public_from
        with transaction.atomic():
            sign(self, by=by, at=at, reason="Public from another day").save()
            what = f"{self} of {self.plan} public from {public_from:%-d %B %Y}"
            self.record(what, by=by, at=at)

    @transaction.atomic
    def let_out(self, reason, *, by, at):
        """Let no pre-election pause hold it back, for a reason."""
        if not self.waits:
            raise PermissionDenied
        EarlyRelease.objects.create(round=self, reason=reason, by=by, at=at)
        self.is_let_out = True
        AuditEntry.objects.record(
            f"{self} of {self.plan} does not wait for the election"[:200],
            by=by,
            at=at,
            address=self.get_absolute_url(),
            reason=reason,
        )

    def may_be_managed_by(self, person):
        """Coordinators read, return and publish what councils send in."""
        return person.is_coordinator

    @property
    def is_awaited(self):
        """Whether it is neither published nor abandoned."""
        return self.published_at is None and self.abandoned_at is None

    @property
    def has_opened(self):
        """Whether its opening day has come: councils may have written in it."""
        return self.opens_on <= clock.today()

    @transaction.atomic
    def abandon(self, reason, *, by, at):
        """Give up a round that is not published; the next one of its plan then collects."""
        held = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if not held.is_awaited:
            raise PermissionDenied("This round is published or abandoned already.")
        self.abandoned_at, self.abandoned_by, self.abandoned_reason = at, by, reason
        sign(self, by=by, at=at, reason=f"Abandoned: {reason}").save()
        self.record(f"Abandoned {self} of {self.plan}", by=by, at=at, reason=reason)

    @transaction.atomic
    def reopen(self, councils, reason, *, by, at):
        """Let councils complete a published round until its meeting.

        Raises PermissionDenied where it is not its plan's newest published one or has no meeting
        ahead, IntegrityError where it is open again for one of them already.
        """
        rounds = type(self).objects.in_plan(self.plan_id)
        list(rounds.select_for_update(of=("self",)))  # none of them is published meanwhile
        if not rounds.reopenable(clock.day_of(at)).filter(pk=self.pk).exists():
            raise PermissionDenied("This round cannot be opened again.")
        for council in councils:
            self.reopenings.create(council=council, reason=reason, by=by, at=at)
        what = f"Opened {self} of {self.plan} again for {joined(councils)}"
        self.record(what, by=by, at=at, reason=reason)

    def record(self, what, *, by, at, reason=""):
        """Note a decision about the round where others can look it up."""
        address = self.get_absolute_url()
        AuditEntry.objects.record(what[:200], by=by, at=at, address=address, reason=reason)
