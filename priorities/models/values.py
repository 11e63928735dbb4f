"""The figures of measures, as they were published."""

from django.db import models
from django.db.models import Q
from django.utils.dateformat import format as formatted

from plans.clock import day_of
from plans.history import History
from plans.models import Council, Plan
from plans.school_year import session_from
from plans.templatetags.portal import short_day
from priorities.models.measures import Measure, Unit
from priorities.querysets import ValueQuerySet

# What stands behind a figure in running text.
SUFFIXES = {Unit.PERCENT: "%", Unit.POINTS: " percentage points", Unit.COUNT: ""}


def closed_sessions():
    """Return the sessions of the plans that are closed."""
    return set(Plan.objects.filter(stage=Plan.Stage.CLOSED).values_list("slug", flat=True))


class Value(models.Model):
    """One figure of a measure as it was published: for an area, a group, a stage and a cohort.

    `year` is that in which the cohort's session or year begins. A gap is kept as it was published,
    in percentage points, and never computed from rounded figures. "Not yet published" and
    "suppressed" are values of their own, not zeros. `arrived_on` says when the portal got it.
    """

    class Area(models.TextChoices):
        COUNCIL = "council", "A council"
        REGION = "region", "The region"
        SCOTLAND = "scotland", "Scotland"

    class Group(models.TextChoices):
        ALL = "all", "Everyone"
        MOST_DEPRIVED = "q1", "Most deprived areas (SIMD quintile 1)"
        LEAST_DEPRIVED = "q5", "Least deprived areas (SIMD quintile 5)"
        GAP = "gap", "Gap between the least and the most deprived areas"

    class Stage(models.TextChoices):
        ALL = "all", "All stages together"
        P1 = "p1", "P1"
        P4 = "p4", "P4"
        P7 = "p7", "P7"
        S3 = "s3", "S3"

    class Kind(models.TextChoices):
        ACTUAL = "actual", "Figure"
        BASELINE = "baseline", "Baseline"
        AIM = "aim", "Aim"

    class State(models.TextChoices):
        PUBLISHED = "published", "Published"
        NOT_YET = "not_yet", "Not yet published"
        SUPPRESSED = "suppressed", "Suppressed"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="values")
    area = models.CharField(max_length=8, choices=Area)
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=3, choices=Group, default=Group.ALL)
    stage = models.CharField(max_length=3, choices=Stage, default=Stage.ALL)
    year = models.PositiveSmallIntegerField("session")
    kind = models.CharField("what it is", max_length=8, choices=Kind, default=Kind.ACTUAL)
    unit = models.CharField(max_length=7, choices=Unit, editable=False)
    state = models.CharField(
        "is it published?", max_length=10, choices=State, default=State.PUBLISHED
    )
    number = models.DecimalField("figure", max_digits=9, decimal_places=2, null=True, blank=True)
    published_on = models.DateField("published on", null=True, blank=True)
    month_only = models.BooleanField("only the month is known", default=False)
    source = models.CharField(
        max_length=200, blank=True, help_text="Where it is not the measure’s own source."
    )
    source_link = models.URLField("link to the source", blank=True)
    note = models.CharField(max_length=300, blank=True)
    is_break = models.BooleanField(
        "cannot be compared with earlier years",
        default=False,
        help_text="The series breaks before it: it was counted in another way.",
    )
    arrived_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ValueQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["measure", "stage", "group", "year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "council", "group", "stage", "year", "kind"],
                condition=Q(council__isnull=False),
                name="value_once_for_a_council",
                violation_error_message="This figure is here already: change that one instead.",
                violation_error_code="year",
            ),
            models.UniqueConstraint(
                fields=["measure", "area", "group", "stage", "year", "kind"],
                condition=Q(council=None),
                name="value_once_for_an_area",
                violation_error_message="This figure is here already: change that one instead.",
                violation_error_code="year",
            ),
            models.CheckConstraint(
                condition=Q(area="council", council__isnull=False)
                | ~Q(area="council") & Q(council=None),
                name="value_of_a_council_or_a_wider_area",
                violation_error_message="A figure is a council’s, the region’s or Scotland’s.",
                violation_error_code="place",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(2000, 2099)),
                name="value_of_this_century",
                violation_error_message="Enter a session such as 2022-23.",
                violation_error_code="year",
            ),
            models.CheckConstraint(
                condition=Q(unit="percent") & ~Q(group="gap")
                | Q(unit="points", group="gap")
                | Q(unit="count"),
                name="value_of_a_gap_in_percentage_points",
                violation_error_message="A gap between percentages is in percentage points.",
                violation_error_code="group",
            ),
            models.CheckConstraint(
                condition=Q(number=None)
                | Q(unit="percent", number__range=(0, 100))
                | Q(unit="points", number__range=(-100, 100))
                | Q(unit="count", number__gte=0)
                | Q(unit="count", group="gap"),
                name="value_within_its_unit",
                violation_error_message=(
                    "A percentage is from 0 to 100, a gap from -100 to 100 percentage points, a "
                    "number 0 or more."
                ),
                violation_error_code="number",
            ),
            models.CheckConstraint(
                condition=Q(state="published", number__isnull=False)
                | ~Q(state="published") & Q(number=None),
                name="value_published_has_a_number",
                violation_error_message=(
                    "Enter the figure; leave it empty where it is not yet published or suppressed."
                ),
                violation_error_code="number",
            ),
            models.CheckConstraint(
                condition=Q(state="not_yet", published_on=None, arrived_on=None)
                | ~Q(state="not_yet") & Q(published_on__isnull=False, arrived_on__isnull=False),
                name="value_published_on_a_day",
                violation_error_message=(
                    "Say when it was published; leave the day empty while it is not."
                ),
                violation_error_code="published_on",
            ),
            models.CheckConstraint(
                condition=Q(kind="actual") | Q(state="published"),
                name="value_aimed_at_has_a_number",
                violation_error_message="A baseline or an aim has a figure.",
                violation_error_code="state",
            ),
        ]

    def __str__(self):
        return ", ".join(
            [self.place, self.cohort_words, *filter(None, [self.group_words, self.kind_words])]
        )

    @property
    def place(self):
        """Return the name of its area."""
        return self.council.name if self.council_id else self.get_area_display()

    @property
    def session(self):
        """Return its cohort as a session is written, such as 2022-23."""
        return session_from(self.year)

    @property
    def cohort_words(self):
        return self.measure.cohort_words(self.year)

    @property
    def group_words(self):
        """Return which group and stage it is of; empty where it is everyone's."""
        stage = "" if self.stage == self.Stage.ALL else self.get_stage_display()
        group = "" if self.group == self.Group.ALL else self.get_group_display()
        return ", ".join(filter(None, [stage, group]))

    @property
    def kind_words(self):
        """Return "baseline" or "aim"; empty where it is a figure."""
        return "" if self.is_actual else self.get_kind_display().lower()

    @property
    def key(self):
        """Return what it is a figure of: no two values of a measure share it."""
        return self.area, self.council_id, self.group, self.stage, self.year, self.kind

    @property
    def is_actual(self):
        return self.kind == self.Kind.ACTUAL

    @property
    def is_not_yet(self):
        return self.state == self.State.NOT_YET

    @property
    def written(self):
        """Return its number as it was published, without its unit; empty where it has none."""
        return "" if self.number is None else f"{self.number.normalize():,f}"

    @property
    def words(self):
        """Return what is read of it: 72.3%, 4.8 percentage points, or why there is no figure."""
        if self.number is None:
            return self.get_state_display()
        return self.written + SUFFIXES[Unit(self.unit)]

    @property
    def published_words(self):
        """Return when it was published, to the day or the month; empty where it is not."""
        if self.published_on is None:
            return ""
        return (
            formatted(self.published_on, "M Y") if self.month_only else short_day(self.published_on)
        )

    def take_unit(self):
        """Take its measure's unit; the gap between two shares is in percentage points."""
        is_share = self.measure.unit == Unit.PERCENT
        is_gap = self.group == self.Group.GAP
        self.unit = Unit.POINTS if is_share and is_gap else self.measure.unit

    def arrived_after(self, plan):
        """Whether the portal got it only after a plan was closed."""
        closed_on = day_of(plan.closed_at)
        return bool(closed_on and self.arrived_on and self.arrived_on > closed_on)

    def may_be_changed_by(self, person):
        """Coordinators; the baselines and aims of a closed plan's session stay as they were."""
        return self.measure.may_be_kept_by(person) and not self.is_settled(closed_sessions())

    def is_settled(self, closed):
        """Whether it is a baseline or an aim of a session whose plan is closed.

        `closed`: the sessions of closed plans.
        """
        return not self.is_actual and self.session in closed

    def arrive(self, on):
        """Note the day on which the portal got it; a figure that is corrected keeps its first."""
        self.arrived_on = None if self.is_not_yet else self.arrived_on or on
