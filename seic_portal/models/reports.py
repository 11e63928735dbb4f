"""A council's report to its own committee: its headings, and each report as it is being written."""

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse

from plans.history import History
from plans.models import Council, Plan, Revision, Round
from seic_portal.reports.querysets import CommitteeReportQuerySet, ReportTemplateQuerySet


class ReportTemplate(models.Model):
    """What every committee report of a council has: its lines, and its headings in their order."""

    council = models.OneToOneField(Council, models.PROTECT, related_name="+")
    kind_line = models.CharField(
        "line under the title", max_length=100, help_text="Such as “Report for Noting”."
    )
    body = models.CharField(
        "who is asked", max_length=60, help_text="Such as “Cabinet” or “Committee”."
    )
    author_line = models.CharField(
        max_length=200, help_text="Such as “Report by the Executive Director”; no names."
    )
    is_confirmed = models.BooleanField(
        "headings are confirmed",
        default=False,
        help_text="By the council or by one of its own reports. Without a tick every report says "
        "that its headings are to be confirmed.",
    )
    source = models.TextField("where the headings come from", blank=True)

    objects = ReportTemplateQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["council__name"]

    def __str__(self):
        return f"Report headings of {self.council}"


class CouncilHeading(models.Model):
    """One heading of a council's committee reports, and what the portal puts under it."""

    class Level(models.IntegerChoices):
        FIRST = 1, "Heading"
        SECOND = 2, "Heading below it"

    class Series(models.TextChoices):
        NUMBER = "number", "Numbers: 1, 2, 3; below it 3.1, 3.2"
        LETTER = "letter", "Letters: Appendix A; below it A.1, A.2"
        NONE = "none", "No number"

    class Block(models.TextChoices):
        NOTHING = "nothing", "Nothing: headings follow below it"
        RECOMMENDATIONS = "recommendations", "What members are asked to note"
        PURPOSE = "purpose", "What the report is for"
        BACKGROUND = "background", "The plan: vision, priorities, strands, networks, funding"
        PROGRESS = "progress", "What the council does, and progress"
        STANDING = "standing", "The words of every report"
        PAPERS = "papers", "The background papers"
        OFFICER = "officer", "Left for the officer to complete"
        TICKS = "ticks", "A list for the officer to tick"

    template = models.ForeignKey(ReportTemplate, models.CASCADE, related_name="headings")
    place = models.PositiveSmallIntegerField(help_text="Its place in the report: 1, 2, 3.")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.FIRST)
    series = models.CharField(
        "counted in",
        max_length=6,
        choices=Series,
        default=Series.NUMBER,
        help_text="Headings below it are counted with it.",
    )
    text = models.CharField(max_length=150)
    block = models.CharField("what stands under it", max_length=15, choices=Block)
    counts_paragraphs = models.BooleanField("paragraphs are numbered", default=False)
    standing_text = models.TextField(
        "words of every report",
        blank=True,
        help_text="They stand first. A blank line ends a paragraph; lines with a dash are a list.",
    )
    options = models.TextField("what can be ticked", blank=True, help_text="One on each line.")
    prompt = models.CharField("what the officer is asked to write", max_length=200, blank=True)

    history = History()

    class Meta:
        ordering = ["template", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "place"],
                name="council_heading_place_once",
                violation_error_message="Another heading has this place.",
                violation_error_code="place",
            ),
            models.CheckConstraint(
                condition=Q(block="ticks") & ~Q(options="") | ~Q(block="ticks") & Q(options=""),
                name="council_heading_ticks_have_options",
                violation_error_message="A list to tick, and nothing else, has options.",
                violation_error_code="options",
            ),
        ]

    def __str__(self):
        return self.text


class CommitteeReport(models.Model):
    """A council's report on a plan to its own committee, drafted by the portal, kept by officers.

    `contents` is what it says, as plain values: a list of sections with heading, text, tables and
    ticks (see `seic_portal.reports.drafting`). The headings are those of the day it was drafted.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="+", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(max_length=200)
    kind_line = models.CharField("line under the title", max_length=100)
    body = models.CharField("who is asked", max_length=60)
    meets_on = models.DateField("day of the meeting")
    author_line = models.CharField(max_length=200)
    contents = models.JSONField(editable=False)
    is_confirmed = models.BooleanField(default=False, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="+", editable=False)
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, related_name="+", editable=False
    )
    plan_version = models.PositiveIntegerField(editable=False)
    actions_version = models.PositiveIntegerField(editable=False)
    drafted_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommitteeReportQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "council", "number"],
                name="committee_report_number_once",
                violation_error_message="This council has a report of this number already.",
            ),
        ]

    def __str__(self):
        return f"Report {self.number} of {self.council}"

    def get_absolute_url(self):
        return reverse("saved_report", args=[self.plan.slug, self.council.slug, self.number])

    @cached_property
    def newest_round(self):
        """Return the newest round of its plan that has been published; None without any."""
        return Round.objects.in_plan(self.plan).published().with_release().last()

    @property
    def has_newer_round(self):
        """Whether a round has been published since it was drafted."""
        return self.newest_round is not None and self.newest_round.pk != self.round_id

    def is_older_than(self, plan, actions_version):
        """Whether the plan, or one of its actions, has been changed since it was drafted."""
        now = (plan.version, actions_version)
        return now != (self.plan_version, self.actions_version)

    @property
    def is_for_members(self):
        """Whether it was drafted from a round that is not public yet."""
        return self.round is not None and not self.round.is_public

    @property
    def to_complete(self):
        """Return each section that still waits for an officer's words, with its place from 0."""
        return [
            (place, section)
            for place, section in enumerate(self.contents)
            if (section["block"] == "officer" and not section["text"].strip())
            or (section["block"] == "ticks" and not section["ticked"])
        ]

    def may_be_edited_by(self, person):
        """Officers of its council, and coordinators."""
        return may_be_drafted_by(self.plan, self.council, person)


def may_be_drafted_by(plan, council, person):
    """Whether someone may draft a council's report on a plan, which must not be a draft itself."""
    return not plan.is_draft and (person.is_coordinator or council in person.officer_councils)
