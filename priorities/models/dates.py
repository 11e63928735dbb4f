"""Dates that move in the open: asked for with a reason, and decided by a coordinator."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from plans.history import sign
from plans.models import Council
from plans.templatetags.portal import day
from priorities.models.actions import Action
from priorities.moves import way
from priorities.querysets import DateChangeQuerySet


class DateChange(models.Model):
    """A request to move an action's due date; accepting it is the only thing that moves one.

    It is asked for once, decided once, and stays as it is from then on: it is its own history.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for a decision"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    SHAPES = {"asked": "submitted", "declined": "returned", "withdrawn": "no_part"}

    action = models.ForeignKey(Action, models.PROTECT, related_name="date_changes")
    from_on = models.DateField("due date when it was asked", editable=False)
    to_on = models.DateField("new due date")
    reason = models.TextField("why it moves", max_length=1000)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, editable=False, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    asked_at = models.DateTimeField(editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decision_note = models.TextField("note", max_length=1000, blank=True)

    objects = DateChangeQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(state="asked"),
                name="date_change_one_waiting",
                violation_error_message=(
                    "A new date has been asked for already; it waits for a decision."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(to_on=F("from_on")),
                name="date_change_is_a_change",
                violation_error_message="This is the due date already: enter another one.",
                violation_error_code="to_on",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="date_change_has_a_reason",
                violation_error_message="Say why the date moves.",
                violation_error_code="reason",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_at=None)
                | ~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="date_change_decided_by_someone",
                violation_error_message="A date is decided by someone, at a moment.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(decision_note=""),
                name="date_change_declined_with_a_note",
                violation_error_message="Say why the new date is declined.",
                violation_error_code="decision_note",
            ),
        ]

    def __str__(self):
        return f"{self.action.reference}, to {self.to_on}"

    def get_absolute_url(self):
        """Return where a coordinator decides it."""
        plan = self.action.priority.plan.slug
        return reverse("priorities:decide_date", args=[plan, self.action.reference, self.pk])

    @property
    def is_waiting(self):
        return self.state == self.State.ASKED

    @property
    def is_accepted(self):
        return self.state == self.State.ACCEPTED

    @property
    def css(self):
        """Return the class of its shape; an accepted one is a date like any other, without one."""
        return self.SHAPES.get(self.state, "")

    @property
    def distance(self):
        """Return how far it moves the date, in words: "15 weeks later"."""
        return way(self.from_on, self.to_on)

    @property
    def outcome(self):
        """Return what was decided, when and by whom, as the end of a sentence."""
        word = self.get_state_display().lower()
        return f"the request was {word} on {day(self.decided_at)} by {self.decided_by}."

    def may_be_decided_by(self, person):
        """A coordinator, while it waits."""
        return self.is_waiting and person.is_coordinator

    def may_be_withdrawn_by(self, person):
        """Whoever asked, while it waits."""
        return self.is_waiting and self.is_asked_by(person)

    def is_asked_by(self, person):
        """Say whether the person's council asked; without a council the coordinators did."""
        return person.acts_for(self.council_id) if self.council_id else person.is_coordinator

    @transaction.atomic
    def accept(self, *, by, at, note=""):
        """Move the action's due date; nothing else does, and no published status changes.

        Raises PermissionDenied where it no longer waits or the plan is no longer open.
        """
        action = self.decide(self.State.ACCEPTED, by=by, at=at, note=note)
        action.due_on, action.version = self.to_on, action.version + 1
        sign(action, by=by, at=at, reason=self.reason).save()
        action.record("Moved the due date of", by=by, at=at, reason=self.reason)

    @transaction.atomic
    def decline(self, note, *, by, at):
        """Leave the due date where it is, and say why."""
        self.decide(self.State.DECLINED, by=by, at=at, note=note)

    @transaction.atomic
    def withdraw(self, *, by, at, note=""):
        """Take the request back."""
        self.decide(self.State.WITHDRAWN, by=by, at=at, note=note)

    def decide(self, state, *, by, at, note):
        """Settle the request once; return its action, locked."""
        actions = Action.objects.select_for_update(of=("self",)).select_related("priority__plan")
        action = actions.get(pk=self.action_id)
        self.refresh_from_db()
        if not (self.is_waiting and action.priority.plan.is_open):
            raise PermissionDenied("This request has been decided already.")
        self.state, self.decided_by, self.decided_at, self.decision_note = state, by, at, note
        self.save()
        return action
