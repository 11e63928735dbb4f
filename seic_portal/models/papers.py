"""What members had before them at a meeting: issued once, sealed, and never changed."""

import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plans import clock
from plans.models import Meeting, Membership, Round, Withheld
from seic_portal.papers.querysets import PaperQuerySet, PaperRedactionQuerySet
from seic_portal.papers.seal import digest, seal

PERSON = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}


class Paper(models.Model):
    """What members had before them at a meeting, as it was issued.

    All papers of the portal stand in one chain: each one's seal takes in the seal of the one
    before it, so that any later change shows. The database refuses to change or remove a row.
    """

    place = models.PositiveIntegerField("place in the chain", unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, **PERSON)
    round = models.ForeignKey(Round, **PERSON)
    number = models.PositiveSmallIntegerField(editable=False)
    schema = models.PositiveSmallIntegerField("version of the contents’ form", editable=False)
    contents = models.TextField("contents, as JSON", editable=False)
    salt = models.CharField(max_length=32, blank=True, editable=False)
    contents_sha256 = models.CharField(max_length=64, editable=False)
    issued_at = models.DateTimeField(editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="successor"
    )
    why = models.TextField("what it corrects", max_length=500, blank=True)
    previous_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="paper_number_once_at_a_meeting",
                violation_error_message="This meeting has a paper of this number already.",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None, why="", number=1)
                | Q(supersedes__isnull=False, number__gt=1) & ~Q(why=""),
                name="paper_supersedes_for_a_reason",
                violation_error_message="Say what this paper corrects.",
                violation_error_code="why",
            ),
            models.CheckConstraint(
                condition=Q(place=1, previous_sha256="") | Q(place__gt=1) & ~Q(previous_sha256=""),
                name="paper_takes_in_the_one_before",
                violation_error_message="A paper takes in the one before it.",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=F("id")),
                name="paper_supersedes_another",
                violation_error_message="A paper does not supersede itself.",
            ),
        ]

    def __str__(self):
        return f"Paper {self.number} for the {self.meeting}"

    def get_absolute_url(self):
        meeting = self.meeting
        return reverse("paper", args=[meeting.plan.slug, meeting.slug, self.number])

    @property
    def is_sealed(self):
        """Whether its row still comes to its seal, whatever became of its contents."""
        return seal(self) == self.sha256

    @property
    def is_whole(self):
        """Whether its contents are those that were sealed, to the byte."""
        return digest(self.salt + self.contents) == self.contents_sha256

    @property
    def words(self):
        """Return its contents as plain values."""
        return json.loads(self.contents)

    @property
    def issued_on(self):
        """Return the day it was issued, in Europe/London."""
        return clock.day_of(self.issued_at)

    @property
    def is_public(self):
        """Whether everyone may read it today: with the updates of its round."""
        return self.round.is_public

    @property
    def is_superseded(self):
        """Whether a corrected paper has taken its place; read it with `with_all()`."""
        return hasattr(self, "successor")

    @property
    def withholding(self):
        """Return what withholds it; None where nothing does. Read it with `with_all()`."""
        return next((one for one in self.withholdings.all() if one.is_in_force), None)

    @property
    def is_withheld(self):
        return self.withholding is not None

    def goes_to(self, role):
        """Say whether members of a role get it when it is issued, as `visible_to` has it."""
        return role != Membership.Role.CONVENER or self.meeting.group.is_for_conveners

    def may_be_withheld_by(self, person):
        return person.is_administrator


class PaperWithholding(Withheld):
    """A paper, withheld."""

    OF = "paper"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="withholdings")

    class Meta(Withheld.Meta):
        constraints = [
            *Withheld.Meta.constraints,
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(ended_at=None),
                name="paperwithholding_once_in_force",
                violation_error_message="This paper is withheld already.",
            ),
        ]


class PaperRedaction(models.Model):
    """That words were taken out of a paper for good, by whom and why.

    The seal of the paper stays, and with it the chain; `sha256` is of the contents that remain.
    Until they have taken their place it holds them: that is what the database's guard lets pass,
    once. The words that went are kept nowhere, and neither is the salt: with it anyone could find
    them by guessing.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="redactions")
    contents = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    is_done = models.BooleanField(default=False, editable=False)
    reason = models.TextField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    at = models.DateTimeField(editable=False)

    objects = PaperRedactionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="paperredaction_has_a_reason",
                violation_error_message="Say why the words go.",
                violation_error_code="reason",
            ),
            models.CheckConstraint(
                condition=Q(is_done=False) | Q(contents=""),
                name="paperredaction_done_holds_no_words",
                violation_error_message="A redaction that is done holds no words.",
            ),
        ]

    def __str__(self):
        return f"Redaction of {self.paper}"
