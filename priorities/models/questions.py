"""Questions of members, answered on the record."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from plans import clock
from plans.history import History, sign
from plans.models import AuditEntry, Council, Meeting, Plan
from plans.working_days import answer_due
from priorities.models.actions import Action, Priority
from priorities.models.transfers import TEAM, Transfer
from priorities.querysets import QuestionQuerySet
from priorities.querysets.questions import OPEN

SHORT = 110


class Question(models.Model):
    """What an elected member wants to know about a plan, one of its priorities or actions.

    A convener asks it, for a `meeting` or for none, or a coordinator records it as `put_at` one. A
    council owes the answer, or the central team where `owed_by` is empty, until a coordinator
    publishes it, the asker withdraws the question, or a coordinator declines it.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Open"
        DRAFTED = "drafted", "Answer drafted"
        ANSWERED = "answered", "Answered"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DECLINED = "declined", "Declined"

    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="+")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField("question", max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asker_title = models.CharField(
        max_length=150, help_text="As it was then, such as “Cabinet Member for Education, Fife”."
    )
    asked_at = models.DateTimeField()
    put_at = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    owed_by = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("answer due")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    answer = models.TextField(max_length=4000, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_reason = models.TextField("reason", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = QuestionQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False, priority=None, action=None)
                | Q(plan=None, priority__isnull=False, action=None)
                | Q(plan=None, priority=None, action__isnull=False),
                name="question_about_one_thing",
                violation_error_message=(
                    "A question is about the plan, one priority or one action."
                ),
                violation_error_code="about",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_has_words",
                violation_error_message="Write the question.",
                violation_error_code="text",
            ),
            models.CheckConstraint(
                condition=~Q(asker_title=""),
                name="question_has_an_asker",
                violation_error_message="Say who asks, by their title.",
                violation_error_code="asker_title",
            ),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=False, recorded_by=None, put_at=None)
                | Q(asked_by=None, recorded_by__isnull=False, put_at__isnull=False),
                name="question_asked_or_recorded",
                violation_error_message=(
                    "A member asks a question, or a coordinator records it as put at a meeting."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn", "declined"])
                | Q(drafted_by__isnull=False, drafted_at__isnull=False) & ~Q(answer=""),
                name="question_answered_by_someone",
                violation_error_message="Write the answer.",
                violation_error_code="answer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "drafted"], settled_by=None, settled_at=None)
                | ~Q(state__in=["asked", "drafted"])
                & Q(settled_by__isnull=False, settled_at__isnull=False),
                name="question_settled_by_someone",
                violation_error_message="A question is settled by someone, at a moment.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(settled_reason=""),
                name="question_declined_with_a_reason",
                violation_error_message="Say why it is not answered.",
                violation_error_code="settled_reason",
            ),
        ]

    def __str__(self):
        return f"Question {self.pk} about {self.about}"

    def get_absolute_url(self):
        return reverse("priorities:question", args=[self.own_plan.slug, self.pk])

    @property
    def about(self):
        """Return the plan, priority or action that it is about."""
        return self.action or self.priority or self.plan

    @property
    def about_reference(self):
        """Return in short what it is about: an action's reference, a priority, or the plan."""
        if self.action:
            return self.action.reference
        return self.priority.title if self.priority else "Plan"

    @property
    def own_plan(self):
        """Return the plan whose record it stands in."""
        if self.action:
            return self.action.priority.plan
        return self.priority.plan if self.priority else self.plan

    @property
    def short(self):
        """Return its words in one line, as a heading."""
        return Truncator(" ".join(self.text.split())).chars(SHORT)

    @property
    def owner(self):
        """Return who owes the answer, or gave it."""
        return self.owed_by.name if self.owed_by else TEAM

    @property
    def asked_on(self):
        return clock.day_of(self.asked_at)

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_drafted(self):
        return self.state == self.State.DRAFTED

    @property
    def is_answered(self):
        return self.state == self.State.ANSWERED

    def is_overdue(self, today):
        return self.is_open and self.due_on < today

    def may_be_asked_by(self, person):
        """Conveners ask while the plan is open."""
        return self.own_plan.is_open and person.is_convener

    def may_be_recorded_by(self, person):
        """Coordinators record what was put at a meeting while the plan is open."""
        return self.own_plan.is_open and person.is_coordinator

    def draft_may_be_read_by(self, person):
        """Officers of the council that owes it, and coordinators; nobody else before it is out."""
        return person.is_coordinator or person.acts_for(self.owed_by_id)

    def may_be_answered_by(self, person):
        """Officers of the council that owes it draft an answer, and coordinators."""
        return self.is_open and self.draft_may_be_read_by(person)

    def may_be_transferred_by(self, person):
        """Whoever may answer it may say that another council has to."""
        return self.may_be_answered_by(person)

    def may_be_published_by(self, person):
        """Coordinators put answers on the record."""
        return self.is_open and person.is_coordinator

    def may_be_declined_by(self, person):
        return self.is_open and person.is_coordinator

    def may_be_withdrawn_by(self, person):
        return self.is_open and self.is_asked_by(person)

    def is_asked_by(self, person):
        """Say whether a convener asked it; one put at a meeting its coordinators take back."""
        if self.recorded_by_id:
            return person.is_coordinator
        return person.is_convener and self.asked_by_id == person.pk

    def ask(self):
        """Set when an answer is due and save the question, signed by whoever enters it."""
        self.due_on = answer_due(self.asked_on, self.meeting and self.meeting.meets_on)
        by = self.asked_by or self.recorded_by
        sign(self, by=by, at=self.asked_at, reason="Asked").save()

    @transaction.atomic
    def draft(self, answer, *, by, at):
        """Keep an answer that waits for a coordinator to publish it."""
        self.hold()
        self.state, self.answer, self.drafted_by, self.drafted_at = (
            self.State.DRAFTED,
            answer,
            by,
            at,
        )
        self.save_version(by=by, at=at, reason="Answer drafted")

    @transaction.atomic
    def publish(self, answer, *, by, at):
        """Put an answer on the record, for everyone."""
        self.hold()
        self.answer = answer
        if not self.is_drafted:
            self.drafted_by, self.drafted_at = by, at
        self.settle(self.State.ANSWERED, "Answered", by=by, at=at)

    @transaction.atomic
    def withdraw(self, reason="", *, by, at):
        """Take the question back; it stays in the list."""
        self.hold()
        self.settle(self.State.WITHDRAWN, "Withdrew", by=by, at=at, reason=reason)

    @transaction.atomic
    def decline(self, reason, *, by, at):
        """Say that it is not answered, and why."""
        self.hold()
        self.settle(self.State.DECLINED, "Declined", by=by, at=at, reason=reason)

    @transaction.atomic
    def transfer(self, to, reason, *, due_on, by, at):
        """Hand the open question to another council, or to the central team where `to` is None.

        What is drafted so far goes with it, as words that they may begin with.
        """
        self.hold()
        Transfer.objects.create(
            question=self, from_council=self.owed_by, to_council=to, reason=reason, by=by, at=at
        )
        self.state, self.owed_by, self.due_on = self.State.ASKED, to, due_on
        self.save_version(by=by, at=at, reason=reason)
        self.record("Transferred", by=by, at=at, reason=reason)

    def hold(self):
        """Lock the row as it is saved; raise PermissionDenied where it is no longer open."""
        self.refresh_from_db(from_queryset=Question.objects.select_for_update(of=("self",)))
        if not self.is_open:
            raise PermissionDenied("This question has been settled already.")

    def settle(self, state, what, *, by, at, reason=""):
        self.state, self.settled_by, self.settled_at, self.settled_reason = state, by, at, reason
        self.save_version(by=by, at=at, reason=reason)
        self.record(what, by=by, at=at, reason=reason)

    def save_version(self, *, by, at, reason):
        self.version += 1
        sign(self, by=by, at=at, reason=reason).save()

    def record(self, what, *, by, at, reason):
        """Enter in the audit what was decided about the question."""
        words = f"{what} question {self.pk} of {self.own_plan.slug}"
        address = self.get_absolute_url()
        AuditEntry.objects.record(words, by=by, at=at, address=address, reason=reason)
