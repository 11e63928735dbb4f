"""What the cells of a file of figures say: measures, areas, sessions, figures and days."""

import datetime as dt
from collections import namedtuple
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from plans.models import Collaborative, Council
from plans.names import folded
from plans.school_year import is_session
from priorities.models import Measure, Value, closed_sessions
from priorities.numbers import number_in

Fault = namedtuple("Fault", "row column words")

WORDS = {"yes": True, "no": False, "": False}


def by_words(choices, **more):
    """Return choices by every word that files use for them."""
    pairs = [(folded(word), one) for one in choices for word in (one.value, one.label)]
    return dict(pairs) | {folded(word): one for word, one in more.items()}


STATES = by_words([Value.State.NOT_YET, Value.State.SUPPRESSED])
CHOICES = {
    "group": by_words(
        Value.Group,
        simd_q1=Value.Group.MOST_DEPRIVED,
        simd_q5=Value.Group.LEAST_DEPRIVED,
        gap=Value.Group.GAP,
    ),
    "stage": by_words(Value.Stage),
    "kind": by_words(Value.Kind, actual=Value.Kind.ACTUAL),
}


class Known:
    """What rows of a file can name: measures, areas, and the figures that are there already."""

    def __init__(self, slugs, *, hold):
        self.measures = {measure.slug: measure for measure in Measure.objects.all()}
        self.areas = {folded("Scotland"): (Value.Area.SCOTLAND, None)}
        collaborative = Collaborative.objects.first() or Collaborative()
        for name in ["region", "the region", collaborative.name, collaborative.short_name]:
            self.areas[folded(name)] = Value.Area.REGION, None
        for council in Council.objects.all():
            for name in [*council.known_names, council.short_name, council.gss_code]:
                self.areas[folded(name)] = Value.Area.COUNCIL, council
        self.names = [str(council) for _, council in self.areas.values() if council]
        rows = Value.objects.select_for_update(of=("self",)) if hold else Value.objects
        rows = rows.filter(measure__slug__in=slugs).select_related("measure", "council")
        self.values = {(value.measure_id, *value.key): value for value in rows}
        self.closed = closed_sessions()

    def measure(self, text):
        found = self.measures.get(text.lower())
        return found or refuse(
            f"“{text}” is no measure of the portal. Its name stands in its address, such as "
            f"{next(iter(self.measures), 'acel-literacy-primary')}."
        )

    def area(self, text):
        found = self.areas.get(folded(text))
        if found:
            return found
        close = get_close_matches(text, self.names, n=1)
        hint = f" Is it {close[0]}?" if close else " Write a council’s name, Region or Scotland."
        return refuse(f"“{text}” is no council of the collaborative.{hint}")


class Line:
    """One row of a file: its cells by column, and what is wrong with them."""

    def __init__(self, number, cells):
        self.number, self.cells, self.faults = number, cells, []

    def refuse(self, column, words):
        self.faults.append(Fault(self.number, column, words))

    def take(self, column, read):
        """Return what a column's cell means; None, with the fault noted, where it means nothing."""
        try:
            return read(self.cells.get(column, ""))
        except ValidationError as error:
            self.refuse(column, " ".join(error.messages))


def year_in(text):
    text = text.replace("/", "-").replace("–", "-")
    if not (is_session(text) and 2000 <= int(text[:4]) < 2100):
        refuse("Enter a session such as 2022-23.")
    return int(text[:4])


def day_in(today):
    """Return what reads a day or a month: a day and whether only its month is known, or None."""

    def read(text):
        if not text:
            return None
        try:
            day = dt.date.fromisoformat(f"{text}-01" if len(text) == len("2022-12") else text)
        except ValueError:
            refuse("Enter a day such as 2022-12-13, or a month such as 2022-12.")
        if day > today:
            refuse("This day has not come yet.")
        return day, len(text) == len("2022-12")

    return read


def refuse(words):
    raise ValidationError(words)


def text_of(cell):
    """Return a cell as text: a spreadsheet's days as they are written in files."""
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def chooser(name):
    """Return what reads a column of choices; an empty cell means its usual choice."""

    def read(text):
        usual = Value._meta.get_field(name).default
        labels = ", ".join(sorted(choice.value for choice in set(CHOICES[name].values())))
        found = CHOICES[name].get(folded(text)) if text else usual
        return found or refuse(f"“{text}” is not one of: {labels}.")

    return read


def figure_in(unit):
    """Return what reads a figure in a unit, as its state and its number."""

    def read(text):
        if folded(text) in STATES:
            return STATES[folded(text)], None
        if not text:
            refuse("Enter the figure; or “not yet published” or “suppressed”.")
        return Value.State.PUBLISHED, number_in(text, unit)

    return read


def yes_or_no(text):
    return WORDS[text.lower()] if text.lower() in WORDS else refuse("Enter yes or no.")


def link(text):
    if text:
        URLValidator(schemes=["http", "https"])(text)
    return text
