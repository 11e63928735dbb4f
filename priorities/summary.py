"""What rows come to: the sentence first, what needs attention, and how many have each word."""

from collections import Counter
from dataclasses import dataclass, field, replace

from plans.templatetags.portal import counted, in_words
from priorities.rows import WORDS, Row
from priorities.status import Silence, Status, Worded

MOST_COLUMNS = 2  # of priorities, so that the table of counts stays narrow enough for a phone


@dataclass(slots=True)
class Count(Worded):
    """How many actions, or positions, have a word."""

    word: Status | Silence
    count: int

    def __str__(self):
        between = "with " if isinstance(self.word, Silence) else ""
        return f"{self.count} {between}{self.label.lower()}"


@dataclass(slots=True)
class Line(Worded):
    """How many actions have a word, in each column of the table of counts."""

    word: Status | Silence
    numbers: list[int]


@dataclass(slots=True)
class PriorityRows:
    """One priority with a row for each of its actions."""

    pk: int
    title: str
    slug: str
    prefix: str
    address: str
    rows: list[Row] = field(default_factory=list)

    @property
    def headline(self):
        return headline(self.rows)

    @property
    def counts(self):
        return tally(row.word for row in self.rows)

    @property
    def sentence(self):
        """Return how many actions have each word, such as "6 actions: 1 at risk, 5 on track."."""
        if all(row.word is Silence.NOT_DUE for row in self.rows):
            return f"{counted(len(self.rows), 'action').capitalize()} planned."
        return f"{counted(len(self.rows), 'action')}: {', '.join(map(str, self.counts))}."


class Summary:
    """What the rows of a plan's progress come to, or some of them."""

    def __init__(self, priorities, rows):
        shown = {row.pk for row in rows}
        self.rows = rows
        self.is_whole = len(rows) == sum(len(priority.rows) for priority in priorities)
        self.priorities = [
            replace(priority, rows=[row for row in priority.rows if row.pk in shown])
            for priority in priorities
            if self.is_whole or any(row.pk in shown for row in priority.rows)
        ]

    @property
    def exceptions(self):
        """Return the rows that are off track or at risk, most serious first."""
        return sorted((row for row in self.rows if row.is_exception), key=lambda row: row.rank)

    @property
    def overdue(self):
        """Return the rows that are overdue and are not among the exceptions already."""
        return [row for row in self.rows if row.overdue and not row.is_exception]

    @property
    def missing(self):
        """Return pairs of a council that sent no update and the rows it owed one on, by name."""
        owing = {}
        for row in self.rows:
            for cell in row.silent:
                owing.setdefault(cell.council, []).append(row)
        return sorted(owing.items())

    @property
    def needs_attention(self):
        return any(row.is_exception or row.overdue or row.silent for row in self.rows)

    @property
    def heading(self):
        """Return the name of the counts, such as "All twelve actions"."""
        actions = f"{in_words(len(self.rows))} {noun(self.rows)}"
        if self.is_whole and len(self.rows) > 1:
            return f"All {actions}"
        return f"The {actions}" if self.is_whole else f"The {actions} shown"

    @property
    def nothing(self):
        """Return what to say where no row is shown."""
        return "This plan has no priorities yet." if self.is_whole else "No action is like this."

    @property
    def counts(self):
        return tally(row.word for row in self.rows)

    @property
    def columns(self):
        """Return the priorities that have a column each; with many of them none has."""
        return self.priorities if len(self.priorities) == MOST_COLUMNS else []

    @property
    def groups(self):
        """Return the rows behind each column of numbers, all of them last."""
        return [*(priority.rows for priority in self.columns), self.rows]

    @property
    def lines(self):
        """Return the table's lines: the six words, and silence where there is any."""
        counts = [Counter(row.word for row in rows) for rows in self.groups]
        words = [*Status, *(word for word in Silence if counts[-1][word])]
        return [Line(word, [count[word] for count in counts]) for word in words]

    @property
    def totals(self):
        return [len(rows) for rows in self.groups]


def headline(rows):
    """Return what a member should know first about some actions, in a sentence or two."""
    if not rows:
        return "There are no actions yet."
    actions = f"{in_words(len(rows))} {noun(rows)}"
    if all(row.word is Silence.NOT_DUE for row in rows):
        return f"{actions.capitalize()} {are(len(rows))} planned."
    serious = sum(row.is_exception for row in rows)
    late = sum(bool(row.overdue) for row in rows)
    if serious:
        of = f"{in_words(serious).capitalize()} of {actions} {are(serious)}"
        first = "The one action is" if len(rows) == 1 else of
        sentences = [f"{first} off track or at risk in at least one council."]
    else:
        sentences = ["No action is off track or at risk in any council."]
    if late:
        sentences.append(f"{in_words(late).capitalize()} {are(late)} overdue.")
    return " ".join(sentences)


def tally(words):
    """Count words, most serious first, leaving out those that are not among them."""
    counts = Counter(words)
    return [Count(word, counts[word]) for word in WORDS if counts[word]]


def noun(rows):
    return "action" if len(rows) == 1 else "actions"


def are(number):
    return "is" if number == 1 else "are"
