"""What an action is made of: each council's part in it, and its milestones."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from plans.history import History
from plans.models import Council, Round
from priorities.models.actions import Action
from priorities.querysets import ContributionQuerySet, MilestoneQuerySet


class Contribution(models.Model):
    """What one council does in one action; it reports its own position on it."""

    class Role(models.TextChoices):
        LEAD = "lead", "Leads"
        CONTRIBUTING = "contributing", "Takes part"

    action = models.ForeignKey(Action, models.PROTECT, related_name="contributions")
    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role, default=Role.CONTRIBUTING)
    lead_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    supporting_roles = models.CharField(
        max_length=200, blank=True, help_text="Such as “three head teachers”; no names."
    )
    starts_on = models.DateField(
        "from", null=True, blank=True, help_text="Empty: from the beginning of the plan."
    )
    ends_on = models.DateField("until", null=True, blank=True)
    end_reason = models.TextField("why it ended", blank=True)

    objects = ContributionQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["council__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "council"],
                name="contribution_once_for_a_council",
                violation_error_message="This council has a part in this action already.",
                violation_error_code="council",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(role="lead", ends_on=None),
                name="contribution_one_lead",
                violation_error_message="Another council leads this action already.",
                violation_error_code="role",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contribution_ends_after_start",
                violation_error_message="A council’s part ends on or after the day it starts.",
                violation_error_code="ends_on",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, end_reason="")
                | Q(ends_on__isnull=False) & ~Q(end_reason=""),
                name="contribution_ends_for_a_reason",
                violation_error_message="Say why the council’s part ends.",
                violation_error_code="end_reason",
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("lead_officer")),
                name="contribution_deputy_is_someone_else",
                violation_error_message="The deputy is someone other than the lead officer.",
                violation_error_code="deputy",
            ),
        ]

    def __str__(self):
        return f"{self.council}: {self.action}"

    @property
    def is_lead(self):
        return self.role == self.Role.LEAD

    @property
    def leads_now(self):
        return self.is_lead and self.ends_on is None

    def may_be_reported_by(self, person):
        """Its council's officers, and coordinators on a council's behalf."""
        return person.is_coordinator or person.acts_for(self.council_id)

    def collecting(self, day):
        """Return the round that takes its update on a day; None where none does.

        One that is open again for its council, and to which it sent nothing, comes before the next.
        """
        rounds = Round.objects.in_plan(self.action.priority.plan_id)
        again = rounds.reopened_for(self.council_id, day).first()
        if again and type(self).objects.filter(pk=self.pk).silent_in(again).exists():
            return again
        return rounds.collecting(day).first()

    def why_not_unchanged(self, last, *, today):
        """Return why “no change” may not be sent for it on a day, as a sentence; or nothing.

        `last`: what was last published about it, as `UpdateQuerySet.to_repeat` gives it, or None.
        """
        if last is None or not last.text:
            return f"No words of {self.council}’s have been published that could be sent again."
        if last.is_exception:
            status = last.get_status_display().lower()
            return f"It was {status}: say what has happened since."
        if last.is_corrected:
            return "Its last words were corrected: say what is true now."
        if last.is_withheld:
            return "Its last words are withheld: say how it stands now."
        if last.no_change and not self.action.starts_after(today):
            return f"“No change” was sent in {str(last.round).lower()}: say how it stands now."
        return ""


class Milestone(models.Model):
    """A step on the way of an action; done, dropped for a reason, or still due."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField(default=1, help_text="Its place in the list.")
    title = models.CharField(max_length=150)
    due_on = models.DateField("due date")
    first_due_on = models.DateField(null=True, blank=True, editable=False)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.TextField("why it was dropped", max_length=1000, blank=True)

    objects = MilestoneQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["number", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None),
                name="milestone_done_or_dropped",
                violation_error_message="A milestone is done or dropped, not both.",
                violation_error_code="dropped_on",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, dropped_reason="")
                | Q(dropped_on__isnull=False) & ~Q(dropped_reason=""),
                name="milestone_dropped_for_a_reason",
                violation_error_message="Say why the milestone is dropped.",
                violation_error_code="dropped_reason",
            ),
        ]

    def __str__(self):
        return self.title

    def is_overdue(self, today):
        """Say whether it is past its date on a day, and neither done nor dropped."""
        return self.done_on is None and self.dropped_on is None and self.due_on < today

    def keep_first(self, due_on):
        """Note the date it had in an open plan before it is changed; of a new one its own."""
        self.first_due_on = self.first_due_on or due_on or self.due_on

    @property
    def is_due(self):
        """Whether it is still to be done."""
        return self.done_on is None and self.dropped_on is None

    @property
    def is_moved(self):
        """Whether its date is another than when the plan opened."""
        return self.first_due_on not in (None, self.due_on)
