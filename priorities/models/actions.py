"""What is to be done: priorities and their actions."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from plans.history import History, sign
from plans.models import Alignment, AuditEntry, Plan
from priorities.moves import moved
from priorities.querysets import ActionQuerySet, PriorityQuerySet


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
        return self.plan.contents_may_be_edited_by(person)

    def may_be_removed_by(self, person):
        """Coordinators take a priority out of a draft as long as it has no action."""
        return self.plan.may_be_edited_by(person) and not self.actions.exists()


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

    def starts_after(self, day):
        """Say whether its start date is still ahead on a day."""
        return self.starts_on is not None and self.starts_on > day

    @property
    def days_moved(self):
        """Return by how many days the due date is later than it first was; 0 where it is not."""
        return (self.due_on - self.first_due_on).days if self.first_due_on else 0

    @property
    def times_moved(self):
        """Return how often the due date has moved; read it with `with_moves()` in a list."""
        return sum(change.is_accepted for change in self.date_changes.all())

    @property
    def moved(self):
        """Return in words what stands beside a due date that has moved; empty where it has not."""
        return moved(self.first_due_on, self.due_on, self.times_moved)

    @property
    def is_reworded(self):
        """Whether "how we will know" is no longer what was agreed when the plan opened."""
        return self.first_how_we_will_know not in ("", self.how_we_will_know)

    @property
    def lead(self):
        """Return the contribution that leads; read it with `with_contributions()`."""
        leads = [c for c in self.contributions.all() if c.is_lead and c.ends_on is None]
        return leads[0] if leads else None

    def keep_firsts(self):
        """Note the due date and the wording that stand beside every later one in an open plan."""
        self.first_due_on = self.due_on
        self.first_how_we_will_know = self.how_we_will_know

    def may_be_edited_by(self, person):
        """Officers of the lead council in an open plan; coordinators until it is closed."""
        plan, lead = self.priority.plan, self.lead
        if self.is_withdrawn or plan.stage == Plan.Stage.CLOSED:
            return False
        leads = lead is not None and person.acts_for(lead.council_id)
        return person.is_coordinator or (plan.is_open and leads)

    def date_may_be_asked_by(self, person):
        """In an open plan: officers of the lead council, and coordinators."""
        return self.priority.plan.is_open and self.may_be_edited_by(person)

    def may_be_withdrawn_by(self, person):
        """Coordinators withdraw it from an open plan, or delete it from a draft."""
        return person.is_coordinator and self.may_be_edited_by(person)

    def councils_may_be_changed_by(self, person):
        """Coordinators say which council leads and which take part, until the plan is closed."""
        return person.is_coordinator and self.may_be_edited_by(person)

    def count_change(self, *, by, at, reason=""):
        """Save the action's next version, because one of its milestones or parts has changed."""
        self.version += 1
        sign(self, by=by, at=at, reason=reason).save(update_fields=["version"])

    def take_off(self, part, *, by, at):
        """Delete a milestone or a council's part, as one may while the plan is a draft."""
        sign(part, by=by, at=at).delete()
        self.count_change(by=by, at=at)

    @transaction.atomic
    def withdraw(self, reason, *, by, at):
        """Take it out of an open plan for a reason; what was said about it stays on its page.

        A new due date that was asked for is not waited for any longer.
        """
        for change in self.date_changes.waiting():
            change.withdraw(by=by, at=at, note="The action was withdrawn.")
        self.withdrawn_at, self.withdrawn_by, self.withdrawn_reason = at, by, reason
        self.version += 1
        sign(self, by=by, at=at, reason=reason).save()
        self.record("Withdrew", by=by, at=at, reason=reason)

    @transaction.atomic
    def discard(self, *, by, at):
        """Delete it from a draft plan, with its milestones and its councils' parts.

        Raises ProtectedError where something else depends on it.
        """
        self.record("Deleted", by=by, at=at)
        for row in [*self.contributions.all(), *self.milestones.all(), self]:
            sign(row, by=by, at=at).delete()

    def record(self, what, *, by, at, reason=""):
        """Enter in the audit that something was decided about the action."""
        words = f"{what} {self.reference} of {self.priority.plan.slug}"
        address = self.get_absolute_url()
        AuditEntry.objects.record(words, by=by, at=at, address=address, reason=reason)
