"""Who meets when."""

from itertools import groupby

from django.db import models
from django.db.models import Q

from plans import clock
from plans.history import History
from plans.querysets import GroupQuerySet, MeetingQuerySet


class Group(models.Model):
    """A body that leads or does the work, such as the Oversight Group."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    remit = models.TextField(blank=True)

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

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def begins(self):
        """Return the moment it begins; its day alone where no time is set."""
        if self.starts_at is None:
            return self.meets_on
        return clock.moment_of(self.meets_on, self.starts_at)

    @property
    def may_be_deleted(self):
        """Say whether it is still ahead of everyone: nothing was published for it."""
        return self.is_planned and not self.rounds.published().exists()

    def note_move(self, planned_on):
        """Keep the day it was first planned for; one that is moved back there was never moved."""
        planned_on = self.moved_from or planned_on
        self.moved_from = None if planned_on == self.meets_on else planned_on
