"""How far it has got: each council's update in each round."""

from copy import copy

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from plans import clock
from plans.history import History, sign
from plans.models import Round
from priorities.models.parts import Contribution
from priorities.querysets import UpdateQuerySet
from priorities.status import EVIDENCE_SHOWN, EXCEPTIONS, EXPLAINED, Evidence, Status

SENT = ["submitted", "published"]
# What “no change” says once more; the note for colleagues is written anew.
REPEATED = "status text next_step forecast_on no_forecast evidence evidence_seen".split()


def address_of(plan, number, reference, council):
    """Return where a council's update of a round stands, from its plan's and council's slugs."""
    return reverse("priorities:update", args=[plan, number, reference, council])


class Update(models.Model):
    """What a council says in a round about its part of an action.

    It is drafted, submitted, perhaps returned, and published with its round; a published one is
    never edited, only corrected by a note beside it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="updates")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    status = models.CharField(max_length=11, choices=Status, blank=True)
    text = models.TextField("what has happened since", max_length=4000, blank=True)
    next_step = models.TextField(max_length=1000, blank=True)
    forecast_on = models.DateField("forecast", null=True, blank=True)
    no_forecast = models.BooleanField("no date can be given yet", default=False)
    evidence = models.CharField(max_length=16, choices=Evidence, blank=True)
    evidence_seen = models.TextField("what was seen, and where", max_length=300, blank=True)
    no_change = models.BooleanField("nothing has changed since the last round", default=False)
    note = models.TextField("note for colleagues", max_length=2000, blank=True)
    warnings = models.TextField("what did not fit", blank=True, editable=False)
    warning_answer = models.TextField("answer to the reminders", max_length=200, blank=True)
    entered_by_team = models.BooleanField(default=False, editable=False)

    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    written_at = models.DateTimeField(editable=False)
    received_on = models.DateField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField("what to correct", max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UpdateQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["round__number", "contribution"]
        indexes = [
            models.Index(fields=["contribution", "-published_at"], name="update_newest_published"),
            models.Index(fields=["round", "state"], name="update_round_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "round"],
                name="update_once_in_a_round",
                violation_error_message="This council has an update in this round already.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT) | ~Q(status=""),
                name="update_sent_with_status",
                violation_error_message="Choose where the council’s part of this action stands.",
                violation_error_code="status",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT)
                | ~Q(status__in=[s.value for s in EXPLAINED])
                | ~Q(text=""),
                name="update_sent_with_explanation",
                violation_error_message=(
                    "Say what has happened: at risk, off track, complete and stopped must be "
                    "explained."
                ),
                violation_error_code="text",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT, status="off_track")
                | Q(forecast_on__isnull=False)
                | Q(no_forecast=True),
                name="update_off_track_with_forecast",
                violation_error_message=(
                    "Enter the new forecast, or tick that no date can be given yet."
                ),
                violation_error_code="forecast_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT) | Q(no_forecast=False) | Q(forecast_on=None),
                name="update_forecast_or_none",
                violation_error_message=(
                    "Enter a forecast or tick that none can be given, not both."
                ),
                violation_error_code="forecast_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT) | ~Q(evidence=""),
                name="update_sent_with_evidence",
                violation_error_message="Choose how far the evidence goes.",
                violation_error_code="evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT)
                | ~Q(evidence__in=[e.value for e in EVIDENCE_SHOWN])
                | ~Q(evidence_seen=""),
                name="update_evidence_says_what_was_seen",
                violation_error_message="Say what was seen, and where.",
                violation_error_code="evidence_seen",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT, no_change=True)
                | ~Q(status__in=[s.value for s in EXCEPTIONS]),
                name="update_no_change_is_no_exception",
                violation_error_message=(
                    "“No change” is not for what is at risk or off track: say what has happened."
                ),
                violation_error_code="no_change",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None, submitted_by=None, received_on=None)
                | ~Q(state="draft")
                & Q(
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                    received_on__isnull=False,
                ),
                name="update_submitted_by_someone",
                violation_error_message="An update is submitted by someone, at a moment.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned")
                | Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_note=""),
                name="update_returned_with_a_note",
                violation_error_message="Say what to correct.",
                violation_error_code="return_note",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | ~Q(state="published") & Q(published_at=None),
                name="update_published_at_a_moment",
                violation_error_message="An update is published at a moment.",
            ),
        ]

    def __str__(self):
        return f"{self.contribution.action.reference}, {self.contribution.council}, {self.round}"

    def get_absolute_url(self):
        part, action = self.contribution, self.contribution.action
        plan = action.priority.plan.slug
        return address_of(plan, self.round.number, action.reference, part.council.slug)

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_submitted(self):
        return self.state == self.State.SUBMITTED

    @property
    def is_returned(self):
        return self.state == self.State.RETURNED

    @property
    def is_being_written(self):
        """A draft or a returned one: its council may still change it."""
        return self.state in [self.State.DRAFT, self.State.RETURNED]

    @property
    def is_sent(self):
        return self.state in SENT

    @property
    def is_exception(self):
        """Whether it says off track or at risk."""
        return self.status in EXCEPTIONS

    @property
    def withholding(self):
        """Return what withholds its words; None where nothing does. Read it with `in_full()`."""
        return next((one for one in self.withholdings.all() if one.is_in_force), None)

    @property
    def days_late(self):
        """Return by how many days it came after the round's due date; 0 where it did not."""
        received = self.received_on or clock.today()
        return max(0, (received - self.round.due_on).days)

    def may_be_read_by(self, person):
        """Before publication: its own council's officers and coordinators alone."""
        if self.is_published:
            return self.round.is_public or person.is_member
        return self.contribution.may_be_reported_by(person)

    def may_be_taken_back_by(self, person):
        """Its council's officers; coordinators where they had entered it for the council."""
        entered = self.entered_by_team and person.is_coordinator
        return self.is_submitted and (entered or person.acts_for(self.contribution.council_id))

    def may_be_returned_by(self, person):
        return self.is_submitted and person.is_coordinator

    def may_be_corrected_by(self, person):
        return self.is_published and person.is_coordinator

    def may_be_withheld_by(self, person):
        return self.is_published and person.is_administrator

    def as_sent(self, *, by, at):
        """Return a copy as it would stand once submitted: a form asks it what is still missing."""
        sent = copy(self)
        sent.receive(by=by, at=at)
        return sent

    def receive(self, *, by, at):
        """Note that it comes in; lateness is counted from the first time."""
        self.state = self.State.SUBMITTED
        self.submitted_by, self.submitted_at = by, at
        self.received_on = self.received_on or clock.day_of(at)
        self.entered_by_team = not by.acts_for(self.contribution.council_id)

    def write(self, *, by, at):
        """Keep what someone has written so far, finished or not, without sending it."""
        self.written_by, self.written_at = by, at
        self.keep(by=by, at=at, reason="Draft saved")

    def submit(self, *, by, at):
        """Send it to the coordinator; “no change” with the words last published.

        Raises IntegrityError where a rule of a sent update is not kept; the form says so first.
        """
        self.require(self.is_being_written)
        if self.no_change:
            self.repeat(Update.objects.last_words(self.contribution), today=clock.day_of(at))
        self.receive(by=by, at=at)
        self.keep(by=by, at=at, reason="Submitted")

    def repeat(self, last, *, today):
        """Take over the words last published; refuse with the reason where the rule forbids it."""
        if why := self.contribution.why_not_unchanged(last, today=today):
            raise PermissionDenied(why)
        for name in REPEATED:
            setattr(self, name, getattr(last, name))

    def take_back(self, *, by, at):
        """Make a submitted update one to write again: a draft, or as it was once returned."""
        self.require(self.is_submitted)
        self.entered_by_team = self.no_change = False
        self.state = self.State.RETURNED if self.returned_at else self.State.DRAFT
        if not self.returned_at:
            self.submitted_by = self.submitted_at = self.received_on = None
        self.keep(by=by, at=at, reason="Taken back")

    def send_back(self, note, *, by, at):
        """Return a submitted update to its council with a note; its text stays in the history."""
        self.require(self.is_submitted)
        self.state, self.no_change = self.State.RETURNED, False
        self.returned_by, self.returned_at, self.return_note = by, at, note
        self.keep(by=by, at=at, reason=f"Returned: {note}")

    def require(self, allowed):
        """Refuse a step that the update's state or its round no longer allows."""
        round = Round.objects.select_for_update(of=("self",)).filter(pk=self.round_id).first()
        if not (allowed and self.contribution.collecting(clock.today()) == round):
            raise PermissionDenied

    def keep(self, *, by, at, reason):
        """Save one step of the update's way, with a new version."""
        self.version += 1
        with transaction.atomic():
            sign(self, by=by, at=at, reason=reason).save()
