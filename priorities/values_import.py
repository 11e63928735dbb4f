"""Figures from a file: what each row says, what would change, and the change: all or nothing."""

from collections import namedtuple
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from plans.history import sign
from plans.models import AuditEntry
from plans.names import folded
from plans.templatetags.portal import counted
from priorities.models import Value
from priorities.values_cells import (
    CHOICES,
    Fault,
    Known,
    Line,
    chooser,
    day_in,
    figure_in,
    link,
    text_of,
    year_in,
    yes_or_no,
)

# A figure that a row adds or changes; `before`: as it was, empty where it is new; `is_late`: it
# arrives after the plan of its session was closed.
Change = namedtuple("Change", "row value before is_late")

NEEDED = ["measure", "area", "session", "value", "published"]
MOST_ROWS = 1000
# The rules of the database that a row may break; the others hold by how it is read.
ASKED = ["value_within_its_unit", "value_published_on_a_day", "value_aimed_at_has_a_number"]
RULES = [rule for rule in Value._meta.constraints if rule.name in ASKED]
# Which column a rule of the database is about, where it is not called as its field.
COLUMNS = {"number": "value", "state": "value", "published_on": "published", "place": "area"}
SETTLED = (
    "The plan of this session is closed: its baselines and aims stay as they were. Only figures "
    "are still taken."
)
FIELDS = ["state", "number", "published_on", "month_only"]
# What a file need not say: without its column it stays as it is. Fields by their columns.
MORE = {"source": "source", "source_link": "source_link", "note": "note"}
MORE |= {"series_break": "is_break"}


class Proposal:
    """What a file of figures would add and change; nothing is saved while any row is refused.

    `rows`: the rows of a sheet, the one with the columns' names first. `hold` locks the figures,
    for who goes on to save.
    """

    def __init__(self, rows, *, today, hold=False):
        self.today = today
        self.added, self.changed, self.faults, self.unchanged = [], [], [], 0
        self.seen = {}
        rows = [[text_of(cell) for cell in row] for row in rows]
        begin = next((n for n, row in enumerate(rows) if any(row)), 0)
        self.columns = [folded(name).replace(" ", "_") for name in rows[begin]] if rows else []
        lines = [
            Line(number, dict(zip(self.columns, row, strict=False)))
            for number, row in enumerate(rows[begin + 1 :], begin + 2)
            if any(row)
        ]
        for name in NEEDED:
            if name not in self.columns:
                self.faults.append(Fault(begin + 1, name, "This column is missing."))
        if len(lines) > MOST_ROWS:
            self.faults.append(Fault(begin + 1, "measure", f"It has over {MOST_ROWS:,} rows."))
        self.known = Known({line.cells.get("measure") for line in lines}, hold=hold)
        for line in [] if self.faults else lines:
            self.read(line)
            self.faults += line.faults

    def read(self, line):
        """Read one row; note what it adds or changes, or what is wrong with it."""
        measure = line.take("measure", self.known.measure)
        area = line.take("area", self.known.area)
        year = line.take("session", year_in)
        chosen = {name: line.take(name, chooser(name)) for name in CHOICES}
        if line.faults:
            if measure and chosen["group"]:  # so that all faults of a row are told at once
                value = Value(measure=measure, group=chosen["group"])
                value.take_unit()
                line.take("value", figure_in(value.unit))
            line.take("published", day_in(self.today))
            return
        value = Value(measure=measure, area=area[0], council=area[1], year=year, **chosen)
        value.take_unit()
        first = self.seen.setdefault((measure.pk, *value.key), line.number)
        if first != line.number:
            line.refuse("session", f"Row {first} gives this figure already.")
        self.fill(line, value)
        if not line.faults:
            self.compare(line, value)

    def fill(self, line, value):
        """Give a value the figure of its row and all that is said of it."""
        value.state, value.number = line.take("value", figure_in(value.unit)) or ("", None)
        day = line.take("published", day_in(self.today))
        value.published_on, value.month_only = day or (None, False)
        value.is_break = line.take("series_break", yes_or_no)
        value.source_link = line.take("source_link", link)
        for name in ["source", "note"]:
            text = line.cells.get(name, "").removeprefix("'")
            setattr(value, name, "" if text == getattr(value.measure, name, None) else text)
            most = Value._meta.get_field(name).max_length
            if len(text) > most:
                line.refuse(name, f"This is longer than {most} characters.")
        if value.source_link == value.measure.source_link:
            value.source_link = ""
        value.arrive(self.today)
        if not line.faults:
            self.check(line, value)

    def check(self, line, value):
        """Ask the rules of the database about a value; which figures are there is known already."""
        for rule in RULES:
            try:
                rule.validate(Value, value)
            except ValidationError as error:
                line.refuse(COLUMNS.get(error.code, error.code), " ".join(error.messages))

    def compare(self, line, value):
        """Note what a value adds or changes beside the figures that are there."""
        known = self.known.values.get((value.measure_id, *value.key))
        fields = FIELDS + [MORE[name] for name in self.columns if name in MORE]
        if known and all(getattr(known, name) == getattr(value, name) for name in fields):
            self.unchanged += 1
            return
        if value.is_settled(self.known.closed):
            line.refuse("kind", SETTLED)
            return
        is_late = value.session in self.known.closed and not value.is_not_yet
        before, is_late = known.words if known else "", is_late and (not known or known.is_not_yet)
        change = Change(line.number, known or value, before, is_late)
        if known is None:
            self.added.append(change)
            return
        for name in fields:
            setattr(known, name, getattr(value, name))
        known.arrive(self.today)
        self.changed.append(change)

    @property
    def may_be_saved(self):
        return not self.faults and bool(self.added or self.changed)

    @property
    def changes(self):
        """Return what is added or changed, in the order of the file."""
        return sorted([*self.added, *self.changed], key=lambda change: change.row)

    @property
    def late(self):
        """Return what arrives after the plan of its session was closed."""
        return [change for change in self.changes if change.is_late]

    @property
    def fingerprint(self):
        """Return what would change in short, to compare with what someone was shown."""
        shown = [
            (change.row, change.value.measure_id, change.value.words, change.before)
            for change in self.changes
        ]
        return sha256(repr((shown, self.unchanged)).encode()).hexdigest()[:16]

    @property
    def counts(self):
        """Return what would change in words, such as "12 figures added, none changed"."""
        parts = [f"{counted(len(self.added), 'figure')} added"]
        parts += [f"{len(self.changed) or 'none'} changed", f"{self.unchanged or 'none'} unchanged"]
        return ", ".join(parts)

    @transaction.atomic
    def save(self, *, by, at, address):
        """Save everything; whoever calls has asked whether it may be saved."""
        why = "Imported from a file"
        signed = {"default_user": by, "default_date": at, "default_change_reason": why}
        bulk_create_with_history([c.value for c in self.added], Value, batch_size=200, **signed)
        for change in self.changed:
            change.value.version += 1
            sign(change.value, by=by, at=at, reason=why).save()
        AuditEntry.objects.record(f"Imported: {self.counts}", by=by, at=at, address=address)
