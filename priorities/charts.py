"""Small charts of a measure's figures, one for each area, all on one scale.

Places across are in per cent and places down in pixels, so that words stay at reading size however
narrow the chart is. Every mark carries its figure in text, and what has no figure its reason: no
meaning hangs on a colour, and a chart can be read in grey and on paper.
"""

import math
from collections import namedtuple
from dataclasses import dataclass, field

from plans.school_year import session_from
from priorities.models import Unit

TOP, BOTTOM, LEFT = 34, 150, 12  # pixels, pixels, per cent
MOST_YEARS, MOST_LABELS = 7, 5  # what fits beside each other at 320 pixels

Mark = namedtuple("Mark", "x y css label below")
Join = namedtuple("Join", "x1 y1 x2 y2")
Tick = namedtuple("Tick", "y label")
Words = namedtuple("Words", "x text")


@dataclass(slots=True)
class Chart:
    """What one chart draws, and what it says to who cannot see it."""

    id: str
    title: str
    text: str
    ticks: list
    years: list
    marks: list = field(default_factory=list)
    joins: list = field(default_factory=list)
    breaks: list = field(default_factory=list)
    reasons: list = field(default_factory=list)


class Scale:
    """The scale that all charts of a page share: its years across, its numbers down.

    `values`: every figure that is shown. Of many years the newest seven are drawn.
    """

    def __init__(self, values, unit):
        years = sorted({value.year for value in values})
        self.has_more = bool(years) and years[-1] - years[0] >= MOST_YEARS
        first = max(years[0], years[-1] - MOST_YEARS + 1) if years else 0
        self.years = list(range(first, years[-1] + 1)) if years else []
        drawn = [v.number for v in values if v.number is not None and v.year in self.years]
        self.low, self.high = ends(drawn, unit) if drawn else (0, 1)
        self.step = (100 - LEFT) / max(1, len(self.years))

    def x(self, year, shift=0.5):
        """Return where a year stands; with a shift of 0 where it begins."""
        return f"{LEFT + self.step * (self.years.index(year) + shift):.2f}%"

    def y(self, number):
        share = (float(number) - self.low) / (self.high - self.low)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    @property
    def ticks(self):
        numbers = [self.low, (self.low + self.high) / 2, self.high]
        return [Tick(self.y(number), f"{number:,g}") for number in numbers]

    @property
    def year_labels(self):
        """Return the years in words that fit below, the newest among them."""
        every = math.ceil(len(self.years) / MOST_LABELS)
        return [Words(self.x(year), session_from(year)) for year in self.years[::-1][::every]]


def ends(numbers, unit):
    """Return the ends of a scale in round numbers; only percentages need not begin at 0."""
    least, most = float(min(numbers)), float(max(numbers))
    if unit == Unit.PERCENT:
        low, high = 10 * math.floor(least / 10), 10 * math.ceil(most / 10)
        return (low, high) if low < high else (min(low, 90), min(low, 90) + 10)
    step = 5 if unit == Unit.POINTS else 10 ** math.floor(math.log10(max(most, 10)))
    return step * math.floor(min(0, least) / step), step * max(1, math.ceil(most / step))


def draw(values, scale, *, id, title):
    """Return the chart of one area's figures on a shared scale.

    A line joins the figures of two years that follow each other, unless the series breaks between.
    """
    text = " ".join(sentence(value) for value in values)
    chart = Chart(id, title, text, scale.ticks, scale.year_labels)
    shown = [value for value in values if value.year in scale.years]
    before = None
    for value in shown:
        if value.is_break:
            chart.breaks.append(Words(scale.x(value.year, 0), "Series break"))
        if value.number is None:
            chart.reasons.append(Words(scale.x(value.year), value.words))
            continue
        mark = mark_of(value, scale)
        chart.marks.append(mark)
        if not value.is_actual:
            continue
        if before and before[0].year + 1 == value.year and not value.is_break:
            chart.joins.append(Join(before[1].x, before[1].y, mark.x, mark.y))
        before = value, mark
    return chart


def mark_of(value, scale):
    label = " ".join(filter(None, [value.kind_words.capitalize(), value.written]))
    return Mark(scale.x(value.year), scale.y(value.number), value.kind, label, not value.is_actual)


def sentence(value):
    """Return one figure as a sentence, such as "Session 2018-19: 72.3%."."""
    kind = f", {value.kind_words}" if value.kind_words else ""
    broken = "Series break. " if value.is_break else ""
    return f"{broken}{value.cohort_words}{kind}: {value.words}."
