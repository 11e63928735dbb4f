"""What one council leads and gives in a plan, as its progress shows it."""

from functools import cached_property

from plans.templatetags.portal import in_words
from priorities.status import Silence, Status
from priorities.summary import tally

FIRST = [Status.OFF_TRACK, Status.AT_RISK, Silence.NO_UPDATE]


def urgency(word):
    """Return the place of a word where what needs attention comes first, all else after it."""
    return FIRST.index(word) if word in FIRST else len(FIRST)


class CouncilPart:
    """A council's part in a plan: what it leads, what it does in the others, its own positions."""

    def __init__(self, council, progress):
        self.council, self.progress = council, progress
        self.pairs = [
            (row, cell) for row in progress.rows if (cell := row.cell_of(council.slug)) is not None
        ]

    @cached_property
    def leads(self):
        """Return the rows of the actions it leads, what needs attention first."""
        rows = [row for row, cell in self.pairs if cell.is_lead and cell.takes_part]
        return sorted(rows, key=lambda row: urgency(row.word))

    @cached_property
    def gives(self):
        """Return pairs of a row and its own cell, of the actions that other councils lead."""
        pairs = [(row, cell) for row, cell in self.pairs if cell.takes_part and not cell.is_lead]
        return sorted(pairs, key=lambda pair: urgency(pair[1].word))

    @cached_property
    def ended(self):
        """Return pairs of a row and its own cell, of the actions it no longer takes part in."""
        return [(row, cell) for row, cell in self.pairs if cell.ended_on]

    @property
    def share(self):
        """Return in a sentence how much of the plan it leads and takes part in."""
        total = len(self.progress.rows)
        if not self.leads and not self.gives:
            return f"{self.council} takes part in no action of this plan yet."
        leads = f"leads {in_words(len(self.leads))} of the plan’s {in_words(total)} actions"
        others = f"{in_words(len(self.gives))} other" + "s" * (len(self.gives) > 1)
        return f"{self.council} {leads} and takes part in {others}."

    @property
    def positions(self):
        """Return in a sentence where it stands; empty where it takes part in nothing."""
        counts = tally(cell.word for _, cell in self.pairs if cell.takes_part)
        return f"Its own positions: {', '.join(map(str, counts))}." if counts else ""
