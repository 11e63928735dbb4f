"""What is to be done: priorities, their actions, and what each council does in them."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plans.history import History
from plans.models import Alignment, Council, Plan
from priorities.querysets import (
    ActionQuerySet,
    ContributionQuerySet,
    MilestoneQuerySet,
    PriorityQuerySet,
)


class Priority(models.Model):
    """A shared priority of a plan, such as literacy."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField(default=1, help_text="Its place in the plan.")
    title = models.CharField(max_length=100)
    slug = models.SlugField(help_text="Its place in addresses, such as literacy.")
    prefix = models.CharField(
        max_length=5,
        validators=[RegexValidator(r"^[A-Z]{2,5}$", "Enter two to five capital letters.")],
        help_text="Begins the reference of each action, such as LIT in LIT-3.",
    )
    outcomes = models.TextField("outcomes sought", blank=True)
    why = models.TextField(
        "why this priority", blank=True, help_text="What the councils’ own data showed."
    )
    alignments = models.ManyToManyField(
        Alignment, blank=True, related_name="+", verbose_name="aligned to"
    )

    objects = PriorityQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["number", "pk"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "prefix"],
                name="priority_prefix_once_in_a_plan",
                violation_error_message="Another priority of this plan has this prefix.",
                violation_error_code="prefix",
            ),
            models.UniqueConstraint(
                fields=["plan", "slug"],
                name="priority_slug_once_in_a_plan",
                violation_error_message="Another priority of this plan has this address.",
                violation_error_code="slug",
            ),
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z]{2,5}$"),
                name="priority_prefix_is_capitals",
                violation_error_message="Enter two to five capital letters.",
                violation_error_code="prefix",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(
            "priorities:priority", kwargs={"plan": self.plan.slug, "priority": self.slug}
        )

    def may_be_edited_by(self, person):
        """Coordinators write priorities while the plan is a draft, and with a reason once open."""
        return person.is_coordinator and self.plan.stage != Plan.Stage.CLOSED


class Action(models.Model):
    """Something the councils do together; each has its own part in it, a contribution."""

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        GAELIC = "gd", "Gaelic"
        SCOTS = "sco", "Scots"

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField(
        help_text="With the priority’s prefix it is the reference, such as LIT-3."
    )
    title = models.CharField(max_length=150)
    title_language = models.CharField(
        "language of the title", max_length=3, choices=Language, default=Language.ENGLISH
    )
    description = models.TextField("what will be done", max_length=4000, blank=True)
    how_we_will_know = models.TextField(
        "how we will know",
        max_length=2000,
        blank=True,
        help_text="What will be different, and how you will see it.",
    )
    first_how_we_will_know = models.TextField(blank=True, editable=False)
    starts_on = models.DateField("start date", null=True, blank=True)
    due_on = models.DateField("due date", null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True, editable=False)
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    withdrawn_reason = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActionQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["priority", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "number"],
                name="action_number_once_in_a_priority",
                violation_error_message="Another action of this priority has this number.",
                violation_error_code="number",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="action_due_after_start",
                violation_error_message="The due date is on or after the start date.",
                violation_error_code="due_on",
            ),
            models.CheckConstraint(
                condition=Q(first_due_on=None) | Q(due_on__isnull=False),
                name="action_once_dated_stays_dated",
                violation_error_message="An action of an open plan has a due date.",
                violation_error_code="due_on",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
                name="action_withdrawn_for_a_reason",
                violation_error_message="Say why the action is withdrawn.",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse(
            "action", kwargs={"plan": self.priority.plan.slug, "reference": self.reference}
        )

    @property
    def reference(self):
        """Return the name an action goes by, such as LIT-3."""
        return f"{self.priority.prefix}-{self.number}"

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def days_moved(self):
        """Return by how many days the due date is later than it first was; 0 where it is not."""
        return (self.due_on - self.first_due_on).days if self.first_due_on else 0

    @property
    def lead(self):
        """Return the contribution that leads; read it with `with_contributions()`."""
        leads = [c for c in self.contributions.all() if c.is_lead and c.ends_on is None]
        return leads[0] if leads else None

    def may_be_edited_by(self, person):
        """Officers of the lead council in an open plan; coordinators until it is closed."""
        plan = self.priority.plan
        if self.is_withdrawn or plan.stage == Plan.Stage.CLOSED:
            return False
        leads = self.lead is not None and person.acts_for(self.lead.council_id)
        return person.is_coordinator or (plan.is_open and leads)

    def councils_may_be_changed_by(self, person):
        """Coordinators say which council leads and which take part, until the plan is closed."""
        return person.is_coordinator and self.may_be_edited_by(person)


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

    def may_be_reported_by(self, person):
        """Its council's officers, and coordinators on a council's behalf."""
        return person.is_coordinator or person.acts_for(self.council_id)


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
