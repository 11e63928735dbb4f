"""Who meets when: groups, the roles that sit on them, and their meetings."""

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from plans import clock
from plans.history import History, sign
from plans.models.audit import AuditEntry
from plans.querysets import GroupQuerySet, MeetingQuerySet
from plans.templatetags.portal import clock as clock_time
from plans.templatetags.portal import day


class Group(models.Model):
    """A body that leads or does the work, such as the Oversight Group."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    remit = models.TextField(blank=True)
    is_for_conveners = models.BooleanField(
        "conveners read its papers before they are public", default=True
    )

    objects = GroupQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def roles(self):
        """Return pairs of a role and its councils, if any; read it with `with_seats()`."""
        by_role = groupby(self.seats.all(), key=lambda seat: seat.role)
        return [(role, [seat.council for seat in seats if seat.council]) for role, seats in by_role]

    @property
    def may_be_deleted(self):
        """Say whether it has never met: a group that has stands in the record."""
        return not self.meetings.exists()


class Seat(models.Model):
    """A role that sits on a group; never a name."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=100, help_text="Such as “Convener for Education”.")
    council = models.ForeignKey(
        "plans.Council",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        help_text="Empty: one from each council, or from outside the councils.",
    )

    class Meta:
        ordering = ["role", "council"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "role", "council"],
                condition=Q(council__isnull=False),
                name="seat_once_for_a_council",
                violation_error_message="This role of this council has a seat already.",
            ),
            models.UniqueConstraint(
                fields=["group", "role"],
                condition=Q(council=None),
                name="seat_once",
                violation_error_message="This role has a seat already.",
            ),
        ]

    def __str__(self):
        return f"{self.role}, {self.council}" if self.council_id else self.role


class Meeting(models.Model):
    """A dated meeting of a group about a plan."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="meetings")
    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    slug = models.SlugField(
        help_text="Its place in addresses: the group and a number, such as oversight-group-2."
    )
    meets_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    moved_from = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why it was moved or cancelled.")

    objects = MeetingQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["meets_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "slug"],
                name="meeting_slug_once_in_a_plan",
                violation_error_message="A meeting of this plan has this address already.",
                violation_error_code="slug",
            ),
            models.CheckConstraint(
                condition=(Q(moved_from=None) & ~Q(state="cancelled")) | ~Q(reason=""),
                name="meeting_move_has_a_reason",
                violation_error_message="Say why the meeting was moved or cancelled.",
                violation_error_code="reason",
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.meets_on:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("meeting", kwargs={"plan": self.plan.slug, "meeting": self.slug})

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED

    @property
    def is_held(self):
        return self.state == self.State.HELD

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def may_have_been_held(self):
        """Whether its day has come and nobody has said yet what became of it."""
        return self.is_planned and self.meets_on <= clock.today()

    @property
    def begins(self):
        """Return the moment it begins; its day alone where no time is set."""
        if self.starts_at is None:
            return self.meets_on
        return clock.moment_of(self.meets_on, self.starts_at)

    @property
    def standing(self):
        """Return in a word or two whether it is ahead, was held or is cancelled."""
        if self.is_planned and self.meets_on < clock.today():
            return "Not recorded as held yet"
        return self.get_state_display()

    @property
    def time_and_place(self):
        """Return at what time and where it is, as far as that is known."""
        known = [clock_time(self.starts_at), self.place]
        return ", ".join(filter(None, known)) or "Time and place are not known yet"

    @property
    def why(self):
        """Return why it was moved or cancelled, in words; empty where it was neither."""
        reason = self.reason.rstrip(".")
        if self.is_cancelled:
            first = f" It was first planned for {day(self.moved_from)}." if self.moved_from else ""
            return f"{reason}.{first}"
        return f"Moved from {day(self.moved_from)}: {reason}." if self.moved_from else ""

    @property
    def became(self):
        """Return what became of it since it was planned, where a page says nothing else of it."""
        return f"Cancelled: {self.why}" if self.is_cancelled else self.why

    @property
    def may_be_deleted(self):
        """Say whether it is still ahead of everyone: nothing was published for it."""
        return self.is_planned and not self.rounds.published().exists()

    def may_be_managed_by(self, person):
        """Coordinators plan meetings, move them, cancel them, and say that they were held."""
        return person.is_coordinator

    def note_move(self, planned_on):
        """Keep the day it was first planned for; one that is moved back there was never moved."""
        planned_on = self.moved_from or planned_on
        self.moved_from = None if planned_on == self.meets_on else planned_on

    @transaction.atomic
    def move(self, to, *, reason, by, at):
        """Move a planned meeting to another day; deadlines that hung on the old one follow.

        Raises PermissionDenied where it is no longer planned.
        """
        self.require_planned()
        planned_on, self.meets_on, self.reason = self.meets_on, to, reason
        self.note_move(planned_on)
        sign(self, by=by, at=at, reason="Moved").save()
        self.follow(planned_on, by=by, at=at)

    def follow(self, planned_on, *, by, at):
        """Let what was to become public on its old day become so on the new one; note the move."""
        self.rounds.follow(planned_on, self.meets_on, by=by, at=at)
        was = f"Moved the meeting of the {self.group} from {day(planned_on)}"
        self.record(f"{was} to {day(self.meets_on)}", by=by, at=at)

    @transaction.atomic
    def cancel(self, reason, *, by, at):
        """Say that a planned meeting will not take place, and why; it stays in the list."""
        self.require_planned()
        self.state, self.reason = self.State.CANCELLED, reason
        sign(self, by=by, at=at, reason="Cancelled").save()
        self.record(f"Cancelled the meeting of the {self}", by=by, at=at)

    @transaction.atomic
    def hold(self, *, by, at):
        """Say that a meeting took place; from then on its day stands."""
        self.require_planned()
        if self.meets_on > clock.day_of(at):
            raise PermissionDenied("This meeting is still ahead.")
        self.state = self.State.HELD
        sign(self, by=by, at=at, reason="Held").save()
        self.record(f"Recorded as held: {self}", by=by, at=at)

    def require_planned(self):
        """Refuse a step once the meeting was held or cancelled."""
        if not self.is_planned:
            raise PermissionDenied("This meeting was held or cancelled already.")

    def record(self, what, *, by, at):
        """Enter in the audit what was decided about the meeting, with its reason."""
        address, reason = self.get_absolute_url(), "" if self.is_held else self.reason
        AuditEntry.objects.record(what, by=by, at=at, address=address, reason=reason)
