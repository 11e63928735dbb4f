"""What the region watches: measures, which belong to no plan."""

from django.db import models
from django.db.models import Q

from plans.history import History
from plans.school_year import session_from
from priorities.models.actions import Action, Priority
from priorities.querysets import MeasureQuerySet


class Unit(models.TextChoices):
    PERCENT = "percent", "Per cent"
    POINTS = "points", "Percentage points"
    COUNT = "count", "A number"


class Measure(models.Model):
    """Something that the region watches year after year, such as literacy in primary schools."""

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        NEITHER = "neither", "Neither is better"

    class Cohort(models.TextChoices):
        SESSION = "session", "Pupils of a school session"
        LEAVERS = "leavers", "School leavers of a session"
        YEAR = "year", "Young people of a year from April to March"

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        "place in addresses",
        unique=True,
        help_text="Such as acel-literacy-primary. Files of figures name the measure by it.",
    )
    counted = models.CharField(
        "who is counted",
        max_length=200,
        help_text="Such as: pupils in P1, P4 and P7 who achieved the level expected for their age.",
    )
    unit = models.CharField(
        max_length=7, choices=[(unit.value, unit.label) for unit in (Unit.PERCENT, Unit.COUNT)]
    )
    cohort = models.CharField(
        "what a year of it is", max_length=7, choices=Cohort, default=Cohort.SESSION
    )
    better = models.CharField("which way is better", max_length=7, choices=Better)
    source = models.CharField(max_length=200, help_text="Who publishes it, and under which title.")
    source_link = models.URLField("link to the source", blank=True)
    published_in = models.CharField(
        "when it is published",
        max_length=100,
        blank=True,
        help_text="Such as: each December, for the session before.",
    )
    how_to_read = models.TextField("how to read it", max_length=2000)
    caution = models.TextField(
        "caution",
        max_length=1000,
        help_text="What to bear in mind before comparing councils. It stands beside every such "
        "comparison.",
    )
    priorities = models.ManyToManyField(
        Priority, blank=True, related_name="measures", editable=False
    )
    actions = models.ManyToManyField(Action, blank=True, related_name="measures", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeasureQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(caution=""),
                name="measure_has_a_caution",
                violation_error_message="Say what to bear in mind before comparing councils.",
                violation_error_code="caution",
            ),
        ]

    def __str__(self):
        return self.title

    @staticmethod
    def may_be_kept_by(person):
        """Coordinators keep measures and their figures, whatever the stage of a plan."""
        return person.is_coordinator

    def cohort_words(self, year):
        """Return which pupils or young people a figure is of, such as "Session 2022-23"."""
        if self.cohort == self.Cohort.YEAR:
            return f"April {year} to March {year + 1}"
        if self.cohort == self.Cohort.LEAVERS:
            return f"Leavers of {session_from(year)}"
        return f"Session {session_from(year)}"
