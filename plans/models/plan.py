"""Who plans together, and for which school year."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plans import clock
from plans.history import History, sign
from plans.querysets import CouncilQuerySet, GoalQuerySet, PlanQuerySet

SUM = re.compile(r"£\d+(?:,\d{3})*(?:\.\d+)?(?: (?:million|billion))?")


class Collaborative(models.Model):
    """The councils' partnership; not a legal body, so one host council answers for the site."""

    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=20)
    host_council = models.ForeignKey(
        "plans.Council",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Answers for data protection, freedom of information and accessibility.",
    )
    mailbox = models.EmailField("contact mailbox", blank=True)
    licence = models.TextField(
        "licence of the data",
        blank=True,
        help_text="What others may do with the data, as the councils have agreed it.",
    )
    election_notice = models.TextField("pre-election notice", blank=True)
    election_from = models.DateField(
        "pause from",
        null=True,
        blank=True,
        help_text="From this day the notice is shown, and no round becomes public by itself.",
    )
    election_until = models.DateField(
        "pause until", null=True, blank=True, help_text="The last day. Empty: until further notice."
    )
    holds_sample_data = models.BooleanField(
        default=False,
        help_text="Says “Sample data” on every page, file and e-mail; keeps search engines away.",
    )
    is_only = models.BooleanField(default=True, editable=False, unique=True)

    history = History()

    class Meta:
        verbose_name_plural = "collaborative"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_only=True),
                name="collaborative_is_only",
                violation_error_message="There is one collaborative.",
            ),
            models.CheckConstraint(
                condition=Q(election_from=None)
                | Q(election_until=None)
                | Q(election_until__gte=F("election_from")),
                name="collaborative_election_in_order",
                violation_error_message="The notice ends on or after the day it starts.",
                violation_error_code="election_until",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_before_election(self):
        """Whether its notice is to be shown today."""
        first, last = self.election_from, self.election_until
        return bool(first) and first <= clock.today() and (not last or clock.today() <= last)


class Council(models.Model):
    """A partner council, by the names national files know it by."""

    name = models.CharField(max_length=60, unique=True)
    short_name = models.CharField(max_length=12, help_text="For narrow cells, such as “Edinburgh”.")
    slug = models.SlugField(
        unique=True, help_text="Its place in addresses; do not change it once it is used."
    )
    other_names = models.TextField(
        blank=True,
        help_text="Other official names, one on each line, such as “Edinburgh City”.",
    )
    gss_code = models.CharField(
        "GSS code",
        max_length=9,
        unique=True,
        validators=[RegexValidator(r"^S12\d{6}$", "Enter S12 and six digits, such as S12000019.")],
        help_text="The Government Statistical Service’s code of the council area.",
    )
    mailbox = models.EmailField(blank=True, help_text="Shown to everyone; not one person’s.")
    website = models.URLField(blank=True)
    convener_title = models.CharField(
        "convener’s title",
        max_length=80,
        default="Convener for Education",
        help_text="What its education convener is called, such as “Cabinet Member for Education”.",
    )
    joined_on = models.DateField(null=True, blank=True, help_text="Empty: from the beginning.")
    left_on = models.DateField(null=True, blank=True)
    election_from = models.DateField(
        "pause from",
        null=True,
        blank=True,
        help_text="From this day no round becomes public by itself, such as before a by-election.",
    )
    election_until = models.DateField(
        "pause until", null=True, blank=True, help_text="The last day. Empty: until further notice."
    )

    objects = CouncilQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gss_code__regex=r"^S12[0-9]{6}$"),
                name="council_gss_code_is_a_council_area",
                violation_error_message="A council’s GSS code is S12 and six digits.",
                violation_error_code="gss_code",
            ),
            models.CheckConstraint(
                condition=Q(joined_on=None) | Q(left_on=None) | Q(left_on__gt=F("joined_on")),
                name="council_leaves_after_joining",
                violation_error_message="A council leaves after it has joined.",
                violation_error_code="left_on",
            ),
            models.CheckConstraint(
                condition=Q(election_from=None)
                | Q(election_until=None)
                | Q(election_until__gte=F("election_from")),
                name="council_election_in_order",
                violation_error_message="The pause ends on or after the day it starts.",
                violation_error_code="election_until",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def left_words(self):
        """Return whether it has left or is to leave, as a word before the day."""
        return "Left" if self.left_on < clock.today() else "Leaves"

    @property
    def known_names(self):
        """Return every official name of the council, its own first."""
        return [self.name, *filter(None, map(str.strip, self.other_names.splitlines()))]


class Plan(models.Model):
    """What the councils mean to do in one school session."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    title = models.CharField(max_length=150)
    slug = models.CharField(
        "session",
        max_length=7,
        unique=True,
        validators=[RegexValidator(r"^\d{4}-\d{2}$", "Enter a session such as 2022-23.")],
        help_text="The school session, such as 2022-23. It is the plan’s place in addresses.",
    )
    vision = models.CharField(max_length=200, blank=True)
    background = models.TextField(blank=True, help_text="Why the plan looks as it does.")
    governance = models.TextField(
        "how it is led", blank=True, help_text="Who leads the work; roles, no names."
    )
    funding = models.TextField("how it is paid for", blank=True)
    source = models.CharField(
        "where the text comes from", max_length=200, blank=True, help_text="A report, for example."
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    stage = models.CharField(max_length=6, choices=Stage, default=Stage.DRAFT, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(stage="open"),
                name="plan_one_open",
                violation_error_message="Another plan is open: close it first.",
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[0-9]{4}-[0-9]{2}$"),
                name="plan_slug_is_a_session",
                violation_error_message="Enter a session such as 2022-23.",
                violation_error_code="slug",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="plan_ends_after_start",
                violation_error_message="A plan ends after it starts.",
                violation_error_code="ends_on",
            ),
            models.CheckConstraint(
                condition=Q(stage="draft", opened_at=None, closed_at=None)
                | Q(stage="open", opened_at__isnull=False, closed_at=None)
                | Q(stage="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="plan_moments_match_stage",
                violation_error_message="A plan is opened, then closed.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plan", kwargs={"plan": self.slug})

    @property
    def award(self):
        """Return the first sum of money that the text about funding names, such as £1,171,746."""
        sums = SUM.findall(self.funding)
        return sums[0] if sums else ""

    @property
    def is_draft(self):
        return self.stage == self.Stage.DRAFT

    @property
    def is_open(self):
        return self.stage == self.Stage.OPEN

    def may_be_edited_by(self, person):
        """Coordinators write a draft; an open plan's own page no longer changes."""
        return self.is_draft and person.is_coordinator

    def contents_may_be_edited_by(self, person):
        """Coordinators write goals, priorities and actions; with a reason once it is open."""
        return self.stage != self.Stage.CLOSED and person.is_coordinator

    def meetings_may_be_added_by(self, person):
        """Coordinators, until the plan is closed."""
        return self.contents_may_be_edited_by(person)

    def funding_may_be_kept_by(self, person):
        """Coordinators, also once it is closed: the last claims come after its end."""
        return person.is_coordinator

    def may_be_revised_by(self, person):
        """Coordinators record a numbered revision of the open plan."""
        return self.is_open and person.is_coordinator

    def save_version(self, *, by, at, reason=""):
        """Save the plan's next version, because something that belongs to it has changed."""
        self.version += 1
        sign(self, by=by, at=at, reason=reason).save()


class Goal(models.Model):
    """A strategic goal that shapes the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField(default=1, help_text="Its place in the list.")
    text = models.CharField(max_length=300)

    objects = GoalQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self):
        return self.text
