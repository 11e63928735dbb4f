"""A plan's progress as rows to show: one for each action, in it a cell for each council.

Built from plain values in a fixed number of queries, however many actions and rounds there are.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.urls import reverse

from plans.models import Council, Round
from plans.templatetags.portal import counted, day, gap
from priorities.models import Contribution, Priority, Update
from priorities.status import EXCEPTIONS, Silence, Status, overall

WORDS = [*Status, *Silence]


@dataclass(slots=True)
class Cell:
    """One council's position on one action."""

    council: str
    short_name: str
    slug: str
    word: Status | Silence
    last: Status | None = None
    last_on: object = None
    is_lead: bool = False
    update: dict | None = None

    @property
    def css(self):
        return self.word.value

    @property
    def label(self):
        return self.word.short if isinstance(self.word, Silence) else self.word.label

    @property
    def named(self):
        """Return the council for the sentence, a silent one with its last known status."""
        if self.word is Silence.NO_UPDATE and self.last:
            return f"{self.council} ({self.last.label.lower()} on {day(self.last_on)})"
        return self.council


@dataclass(slots=True)
class Row:
    """One action with every council's position on it."""

    pk: int
    reference: str
    title: str
    language: str
    starts_on: object
    due_on: object
    first_due_on: object
    address: str
    cells: list[Cell] = field(default_factory=list)
    word: Status | Silence = Silence.NOT_DUE
    sentence: str = ""

    @property
    def css(self):
        return self.word.value

    @property
    def label(self):
        return self.word.label

    @property
    def lead(self):
        """Return the name of the council that leads; empty where none does."""
        return next((cell.council for cell in self.cells if cell.is_lead), "")

    @property
    def due(self):
        return day(self.due_on) or "no date yet"

    @property
    def moved(self):
        """Return the first due date and how far it moved, in words; empty where it did not."""
        if self.first_due_on in (None, self.due_on):
            return ""
        way = "later" if self.first_due_on < self.due_on else "earlier"
        return (
            f"First due {day(self.first_due_on)}; now {gap(self.first_due_on, self.due_on)} {way}"
        )

    @property
    def is_final(self):
        return self.word in (Status.COMPLETE, Status.STOPPED)

    @property
    def exceptions(self):
        """Return the cells that are off track or at risk, most serious first."""
        return [cell for word in EXCEPTIONS for cell in self.cells if cell.word is word]

    @property
    def silent(self):
        """Return the cells of councils that owed an update and sent none."""
        return [cell for cell in self.cells if cell.word is Silence.NO_UPDATE]

    @property
    def rank(self):
        """Return how serious it is: the place of its word, then how many councils say so."""
        return (WORDS.index(self.word), -len(self.exceptions))

    def is_overdue(self, today):
        return self.due_on is not None and self.due_on < today and not self.is_final

    def settle(self, cells):
        """Take the councils' positions, and say in a word and a sentence what they come to."""
        self.cells, self.word, self.sentence = cells, action_word(cells), spread(cells)


@dataclass(slots=True)
class PriorityRows:
    """One priority with a row for each of its actions."""

    pk: int
    title: str
    slug: str
    address: str
    rows: list[Row] = field(default_factory=list)

    @property
    def counts(self):
        return tally(self.rows)


@dataclass(slots=True)
class Count:
    """How many actions have a word."""

    word: Status | Silence
    count: int

    @property
    def css(self):
        return self.word.value

    @property
    def label(self):
        return self.word.label


def spread(cells):
    """Return the sentence that gives every council's position, most serious first.

    On track is counted, everything else is named: "On track in 3 of 5 councils. At risk:
    Midlothian." Where none is on track the most common of the six words is counted instead.
    """
    part = [cell for cell in cells if cell.word is not Silence.NO_PART]
    said = Counter(cell.word for cell in part if isinstance(cell.word, Status))
    said[Status.ON_TRACK] *= len(part) + 1
    main = max(Status, key=lambda status: said[status]) if said.total() else None
    sentences = []
    for word in sorted(WORDS, key=lambda word: word is not main):
        cells_with_it = [cell for cell in cells if cell.word is word]
        if word is main:
            of = counted(len(part), "council")
            sentences.append(f"{word.label} in {len(cells_with_it)} of {of}.")
        elif cells_with_it:
            names = ", ".join(cell.named for cell in cells_with_it)
            sentences.append(f"{word.label}: {names}.")
    return " ".join(sentences)


def action_word(cells):
    """Return an action's word: from its councils' last statuses, else why there is none."""
    word = overall(cell.last for cell in cells if cell.last)
    if word is None and any(cell.word is Silence.NO_UPDATE for cell in cells):
        return Silence.NO_UPDATE
    return word or Silence.NOT_DUE


def tally(rows):
    """Count rows by word, most serious first, leaving out words that nothing has."""
    counts = Counter(row.word for row in rows)
    return [Count(word, counts[word]) for word in WORDS if counts[word]]


class Progress:
    """What someone may read today of a plan's progress, as priorities with rows of cells.

    `person` decides which rounds count: a visitor reads those that are public. `actions` narrows
    it to some actions of the plan. Costs five queries: rounds, councils, priorities with their
    actions, contributions, newest updates.
    """

    def __init__(self, plan, person, *, today, actions=None):
        self.plan, self.today, self.actions = plan, today, actions
        readable = Round.objects.in_plan(plan).readable_by(person, today)
        self.rounds = {round.pk: round for round in readable.with_meeting()}
        self.newest = next(reversed(self.rounds.values()), None)
        self.councils = list(Council.objects.partners_in(plan))
        self.priorities = self.read_priorities()
        self.rows = [row for priority in self.priorities for row in priority.rows]
        self.read_positions()

    def read_priorities(self):
        """Return the plan's priorities, each with a row for every action, still without cells."""
        priorities = {}
        slug = self.plan.slug
        found = Priority.objects.in_plan(self.plan).with_actions(self.actions)
        for pk, title, place, prefix, action, number, *values in found:
            if pk not in priorities:
                address = reverse("priorities:priority", args=[slug, place])
                priorities[pk] = PriorityRows(pk, title, place, address)
            if action:
                reference = f"{prefix}-{number}"
                address = reverse("action", args=[slug, reference])
                priorities[pk].rows.append(Row(action, reference, *values, address))
        return list(priorities.values())

    @property
    def contributions(self):
        """Return every council's part in the actions shown."""
        parts = Contribution.objects.in_plan(self.plan)
        return parts if self.actions is None else parts.filter(action__in=self.actions)

    @property
    def updates(self):
        """Return the newest readable update of each part."""
        return Update.objects.newest(self.contributions, self.rounds)

    def read_positions(self):
        """Give every row its cells, its word and its sentence."""
        updates = {update["contribution"]: update for update in self.updates.for_rows()}
        positions = {}
        for part in self.contributions.for_rows():
            cell = self.position(part, updates.get(part.pk))
            positions.setdefault(part.action_id, {})[cell.slug] = cell
        for row in self.rows:
            cells = self.absent() | positions.get(row.pk, {})
            row.settle(sorted(cells.values(), key=lambda cell: cell.council))

    def absent(self):
        """Return a cell for every partner council as if none took part."""
        return {
            council.slug: Cell(council.name, council.short_name, council.slug, Silence.NO_PART)
            for council in self.councils
        }

    def position(self, part, update):
        """Return a council's position from its part and its newest readable update, if any."""
        cell = Cell(part.name, part.short_name, part.slug, Silence.NOT_DUE)
        cell.is_lead = part.role == Contribution.Role.LEAD and part.ends_on is None
        if part.ends_on and part.ends_on < self.today:
            cell.word = Silence.NO_PART
            return cell
        if update:
            published = self.rounds[update["round"]]
            cell.last, cell.last_on = Status(update["status"]), published.published_on
            cell.update = update
        cell.word = self.word(part, cell.last, update)
        return cell

    def word(self, part, last, update):
        """Return the word for a part: its status, unless it owed more and stayed silent."""
        if self.newest is None:
            return Silence.NOT_DUE
        if last and (update["round"] == self.newest.pk or last.is_final):
            return last
        began_since = part.starts_on and part.starts_on > self.newest.opens_on
        return Silence.NOT_DUE if began_since and not last else Silence.NO_UPDATE
