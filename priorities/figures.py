"""A measure's figures as a plan's readers see them: one reading for page, charts, tables and file.

Councils stand by name, then the region and Scotland; nothing is ranked, and figures of different
years are never put beside each other as if they were one comparison.
"""

from collections import namedtuple
from itertools import groupby

from django.urls import reverse

from plans.models import Council
from plans.templatetags.portal import day, joined
from priorities.charts import Scale, draw
from priorities.models import Unit, Value

Cut = namedtuple("Cut", "stage group label address is_current")
WIDER = [Value.Area.REGION, Value.Area.SCOTLAND]
WIDER_WORDS = [("The region", "the region"), ("Scotland", "Scotland")]


class Row:
    """One figure as a line of its area's table."""

    def __init__(self, value, plan):
        self.value = value
        self.cohort, self.words = value.cohort_words, value.words
        self.kind = value.kind_words.capitalize()
        self.published = value.published_words
        self.arrived = value.arrived_after(plan)
        self.source = value.source
        self.source_link = value.source_link


class Panel:
    """One area's figures: its table, and its chart unless none of them has a number."""

    def __init__(self, place, values, scale, plan):
        self.place = place
        self.rows = [Row(value, plan) for value in values]
        id = f"chart-{values[0].council.slug if values[0].council else values[0].area}"
        self.id = id
        has_numbers = any(value.number is not None for value in values)
        self.chart = draw(values, scale, id=id, title=place) if has_numbers else None


class Figures:
    """The figures of a measure for one stage and one group, chosen among those that have any.

    Two queries: the figures, and the councils. A closed plan shows them up to its own session.
    """

    def __init__(self, measure, plan, *, stage="", group=""):
        self.measure, self.plan = measure, plan
        self.values = list(Value.objects.of([measure]).until(plan).in_order())
        self.cuts = [self.cut(*key, key == (stage, group)) for key in self.keys]
        chosen = next((cut for cut in self.cuts if cut.is_current), None)
        if chosen is None and self.cuts:
            chosen = self.cuts[0] = self.cuts[0]._replace(is_current=True)
        self.chosen = chosen
        shown = [v for v in self.values if chosen and (v.stage, v.group) == chosen[:2]]
        self.scale = Scale(shown, shown[0].unit if shown else measure.unit)
        self.unit = Unit(shown[0].unit if shown else measure.unit).label.lower()
        self.panels = [
            Panel(place, list(values), self.scale, plan)
            for place, values in groupby(shown, key=lambda value: value.place)
        ]
        self.missing = self.without_figures()

    @property
    def keys(self):
        """Return the stages and groups of which there are figures, in the order of the choices."""
        stages, groups = Value.Stage.values, Value.Group.values
        return sorted(
            {(value.stage, value.group) for value in self.values},
            key=lambda key: (stages.index(key[0]), groups.index(key[1])),
        )

    def cut(self, stage, group, is_current):
        stage_words = "" if stage == Value.Stage.ALL else f"{Value.Stage(stage).label}: "
        label = stage_words + Value.Group(group).label
        return Cut(stage, group, label, f"?stage={stage}&group={group}", is_current)

    def without_figures(self):
        """Return in a sentence of which areas no such figure is held; empty where all have one."""
        held = {panel.place for panel in self.panels}
        names = [str(council) for council in Council.objects.partners_in(self.plan)]
        without = [name for name in names if name not in held]
        without += [word for label, word in WIDER_WORDS if label not in held]
        return f"No such figure is held here of {joined(without)}." if without else ""

    @property
    def scale_words(self):
        """Return what the charts share, such as "All charts have the same scale, from 60 to 80 …".

        Empty where no figure has a number, and so nothing is drawn.
        """
        if not any(panel.chart for panel in self.panels):
            return ""
        ends = f"from {self.scale.low:,g} to {self.scale.high:,g}"
        only = " They show the newest seven years; the tables show all." * self.scale.has_more
        return f"All charts have the same scale, {ends} ({self.unit}).{only}"

    @property
    def closing(self):
        """Return until when a closed plan's page goes; empty where the plan is not closed."""
        if not self.plan.closed_at:
            return ""
        return (
            f"This plan was closed on {day(self.plan.closed_at)}. Figures go up to its own "
            "session; those that have arrived since are marked."
        )


class Watched:
    """A measure in a list: its page, its newest wider figure, and what is still to come."""

    def __init__(self, measure, values, plan):
        self.measure = measure
        self.address = address_of(measure, plan)
        self.listed_by = getattr(measure, "listed_by", [])
        numbers = [value for value in values if value.number is not None]
        wider = [value for value in numbers if value.area in WIDER]
        # The region's own before Scotland's; of one area the newest.
        newest = max(wider, key=lambda v: (v.area == Value.Area.REGION, v.year), default=None)
        self.headline = newest and f"{newest.place}: {newest.words} ({newest.cohort_words})"
        councils = dict.fromkeys(value.place for value in numbers if value.council_id)
        self.councils = joined(councils) if councils else ""
        waited_for = {value.year: value.cohort_words for value in values if value.is_not_yet}
        self.to_come = joined(words for _, words in sorted(waited_for.items()))


def watched(measures, plan):
    """Return measures as a list shows them, in one query more than the measures themselves."""
    measures = list(measures)
    values = Value.objects.of(measures).until(plan).overall().in_order()
    found = {}
    for value in values:
        found.setdefault(value.measure_id, []).append(value)
    return [Watched(measure, found.get(measure.pk, []), plan) for measure in measures]


def address_of(measure, plan):
    """Return where a measure is read beside a plan."""
    return reverse("priorities:measure", kwargs={"plan": plan.slug, "measure": measure.slug})
