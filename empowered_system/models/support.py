"""A setting asks for help: what it asks, how far that has got, and who was matched with it.

None of it has a history, and all of it goes with the request once it has been kept for its time.
"""

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from empowered_system.models.associates import Associate
from empowered_system.models.strands import Level, Programme, Strand
from empowered_system.querysets import SupportMatchQuerySet, SupportRequestQuerySet
from plans import clock
from plans.models import AuditEntry, Council, Setting

NEXT = {  # for whoever asked; then for who works on it
    "unconfirmed": ("Open the link and press the button.", "Its asker has not confirmed it."),
    "with_council": (
        "Your council’s officers read it next.",
        "An officer of its council reads it, and agrees or declines.",
    ),
    "with_team": (
        "Your council has agreed. The SEIC team finds who can help.",
        "Its council has agreed. A coordinator finds who can help.",
    ),
    "matched": ("Someone can help: below is what happens next.", "Whoever helps is told."),
    "declined": ("It goes no further; the reason stands below.", "It goes no further."),
    "withdrawn": ("You have withdrawn it. Nobody works on it.", "Nobody works on it any more."),
}
SIGNER = signing.Signer(sep=".", salt="empowered_system.support")


class SupportRequest(models.Model):
    """Someone asks for help for their setting; nobody reads it before its address is confirmed."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "Not confirmed yet"
        WITH_COUNCIL = "with_council", "With its council"
        WITH_TEAM = "with_team", "To be matched"
        MATCHED = "matched", "Matched"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    setting = models.ForeignKey(Setting, models.PROTECT, null=True, blank=True, related_name="+")
    setting_name = models.CharField("setting, as written", max_length=120, blank=True)
    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    about = models.TextField("what would you like help with?", max_length=1000)
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField("stage", max_length=6, choices=Level, blank=True)
    needed_by = models.DateField("by when", null=True, blank=True)
    email = models.EmailField("your e-mail address", max_length=254)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    state = models.CharField(
        max_length=12, choices=State, default=State.UNCONFIRMED, editable=False
    )
    moved_at = models.DateTimeField(default=clock.now, editable=False)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(setting=None) & ~Q(setting_name="")
                | Q(setting__isnull=False, setting_name=""),
                name="support_request_names_one_setting",
                violation_error_message="Say which school or nursery it is for.",
                violation_error_code="place",
            ),
        ]

    def __str__(self):
        return self.setting.name if self.setting_id else self.setting_name

    def get_absolute_url(self):
        return reverse("empowered_system:support_request", args=[self.pk])

    @property
    def key(self):
        """Return the signed key of the page on which its asker sees where it stands."""
        return SIGNER.sign(self.pk)

    @property
    def what_is_next(self):
        """Return what happens next, in words for whoever asked."""
        return NEXT[self.state][0]

    @property
    def who_is_next(self):
        """Return what happens next, in words for those who work on it."""
        return NEXT[self.state][1]

    @property
    def is_unconfirmed(self):
        return self.state == self.State.UNCONFIRMED

    @property
    def is_matched(self):
        return self.state == self.State.MATCHED

    @property
    def is_with_council(self):
        return self.state == self.State.WITH_COUNCIL

    @property
    def is_over(self):
        return self.state in {self.State.DECLINED, self.State.WITHDRAWN}

    def may_be_agreed_by(self, person):
        """Officers of its council, while it waits for them."""
        return self.is_with_council and person.acts_for(self.council_id)

    def may_be_matched_by(self, person):
        """Coordinators, once its council has agreed; again where a match did not work out."""
        return person.is_coordinator and self.state in {self.State.WITH_TEAM, self.State.MATCHED}

    def may_be_declined_by(self, person):
        """Whoever it waits for: its council's officers, then a coordinator."""
        waits_for_team = self.state == self.State.WITH_TEAM and person.is_coordinator
        return waits_for_team or self.may_be_agreed_by(person)

    def confirm(self, *, at):
        """Its asker has opened the link that was sent to their address."""
        return self.move(self.State.WITH_COUNCIL, since={self.State.UNCONFIRMED}, at=at)

    def withdraw(self, *, at):
        """Its asker no longer needs it."""
        since = set(self.State) - {self.State.DECLINED, self.State.WITHDRAWN}
        return self.move(self.State.WITHDRAWN, since=since, at=at)

    def agree(self, *, by, at):
        return self.move(self.State.WITH_TEAM, since={self.State.WITH_COUNCIL}, by=by, at=at)

    def decline(self, note, *, by, at):
        """Leave it without help from the portal, and say why."""
        return self.move(self.State.DECLINED, since={self.state}, by=by, at=at, note=note)

    @transaction.atomic
    def match(self, match, *, by, at):
        """Save a match; it may be one of several."""
        since = {self.State.WITH_TEAM, self.State.MATCHED}
        if not self.move(self.State.MATCHED, since=since, by=by, at=at, note=match.note):
            return False
        match.save()
        return True

    @transaction.atomic
    def move(self, state, *, since, at, by=None, note=""):
        """Take the next step and note it; False where somebody else took another one first."""
        held = SupportRequest.objects.select_for_update().get(pk=self.pk)
        if held.state not in since:
            return False
        self.state, self.moved_at = state, at
        self.save(update_fields=["state", "moved_at"])
        self.steps.create(state=state, at=at, by=by, note=note)
        if by:
            what = f"A request for support: {self.get_state_display().lower()}"
            AuditEntry.objects.record(what, by=by, at=at, address=self.get_absolute_url())
        return True


class SupportStep(models.Model):
    """How far a request got, when, by whom; nobody: whoever asked."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=SupportRequest.State)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return self.get_state_display()


class SupportMatch(models.Model):
    """Who is to help: a programme, a setting that offers it, or an associate."""

    request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="matches")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    setting = models.ForeignKey(Setting, models.PROTECT, null=True, blank=True, related_name="+")
    associate = models.ForeignKey(
        Associate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField("what happens next", max_length=1000)
    matched_at = models.DateTimeField(default=clock.now, editable=False)

    objects = SupportMatchQuerySet.as_manager()

    class Meta:
        ordering = ["matched_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(programme__isnull=False, associate=None)
                | Q(programme=None, setting=None, associate__isnull=False),
                name="support_match_is_one_helper",
                violation_error_message="Choose a programme, one of its settings or an associate.",
                violation_error_code="chosen",
            ),
        ]

    def __str__(self):
        names = [self.setting, self.programme] if self.programme else [self.associate]
        return ": ".join(str(name) for name in names if name)

    def clean(self):
        """Refuse a peer from the asker's own council: they would judge their own."""
        if self.helping_council == self.request.council_id:
            raise ValidationError("An associate helps outside their own council.", code="chosen")

    @property
    def helping_council(self):
        """Return the key of the council a peer is from; None where anyone may help."""
        if self.associate:
            return self.associate.council_id
        if self.programme and self.programme.kind == Programme.Kind.PEER_SUPPORT:
            return self.setting.council_id if self.setting else self.programme.council_id
        return None

    def outcome_may_be_read_by(self, person):
        """Coordinators, and who was matched; not the council, whose school it is about."""
        matched = self.associate and self.associate.person_id == person.pk
        runs = self.programme and self.programme.may_be_edited_by(person)
        return bool(person.is_coordinator or matched or runs)


class OutcomeNote(models.Model):
    """What came of a match, such as of a peer review: never published, and never overwritten."""

    match = models.ForeignKey(SupportMatch, models.CASCADE, related_name="outcomes")
    text = models.TextField("what came of it", max_length=4000)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"What came of {self.match}"
