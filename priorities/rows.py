"""What progress shows: a row for each action, in it a cell for each council, both in words."""

from dataclasses import dataclass, field

from plans.templatetags.portal import counted, day, gap, plain
from priorities.moves import moved
from priorities.status import EXCEPTIONS, FINAL, Silence, Status, Worded, overall

WORDS = [*Status, *Silence]
GIST_WORDS = 60
GIST_REST = 10  # a text that is longer only by so much is shown whole


@dataclass(slots=True)
class Cell(Worded):
    """One council's position on one action."""

    council: str
    short_name: str
    slug: str
    word: Status | Silence
    last: Status | None = None
    last_on: object = None
    is_lead: bool = False
    update: dict | None = None
    ended_on: object = None

    @property
    def label(self):
        return self.word.short if isinstance(self.word, Silence) else self.word.label

    @property
    def takes_part(self):
        return self.word is not Silence.NO_PART

    @property
    def is_silent(self):
        """Whether it owed an update and sent none."""
        return self.word is Silence.NO_UPDATE

    @property
    def is_exception(self):
        """Whether the last it said, however long ago, is off track or at risk."""
        return self.last in EXCEPTIONS

    @property
    def named(self):
        """Return the council for the sentence, a silent one with its last known status."""
        return (
            f"{self.council} ({self.last_words})" if self.is_silent and self.last else self.council
        )

    @property
    def last_words(self):
        """Return the last known status and its date, such as "on track on 30 November 2022"."""
        return f"{self.last.label.lower()} on {day(self.last_on)}" if self.last else ""


@dataclass(slots=True)
class Reason(Worded):
    """Why an action needs attention: one council's word, what it said, and its forecast."""

    word: Status
    council: str
    words: str
    is_cut: bool
    forecast: str
    silence: str
    correction: str


@dataclass(slots=True)
class Row(Worded):
    """One action with every council's position on it."""

    pk: int
    reference: str
    title: str
    language: str
    starts_on: object
    due_on: object
    first_due_on: object
    times_moved: int
    address: str
    cells: list[Cell] = field(default_factory=list)
    word: Status | Silence = Silence.NOT_DUE
    sentence: str = ""
    overdue: str = ""
    lead: str = ""

    @property
    def lang(self):
        """Return the language of the title where it is not English."""
        return "" if self.language == "en" else self.language

    @property
    def parts(self):
        """Return the cells of the councils that take part."""
        return [cell for cell in self.cells if cell.takes_part]

    @property
    def due(self):
        return day(self.due_on) or "no date yet"

    @property
    def moved(self):
        """Return the first due date, how often and how far it moved; empty where it did not."""
        return moved(self.first_due_on, self.due_on, self.times_moved)

    @property
    def days_moved(self):
        """Return by how many days the due date is later than it first was; negative if earlier."""
        return (self.due_on - self.first_due_on).days if self.first_due_on else 0

    @property
    def is_final(self):
        return self.word in FINAL

    @property
    def is_exception(self):
        return self.word in EXCEPTIONS

    @property
    def exceptions(self):
        """Return the cells whose last word is off track or at risk, most serious first."""
        return [cell for word in EXCEPTIONS for cell in self.cells if cell.last is word]

    @property
    def reasons(self):
        return [reason(cell, self.due_on) for cell in self.exceptions]

    @property
    def silent(self):
        """Return the cells of councils that owed an update and sent none."""
        return [cell for cell in self.cells if cell.is_silent]

    @property
    def rank(self):
        """Return how serious it is: the place of its word, then how many councils say so."""
        return (WORDS.index(self.word), -len(self.exceptions))

    def is_overdue(self, today):
        return self.due_on is not None and self.due_on < today and not self.is_final

    def cell_of(self, council):
        """Return the cell of a council, given by its slug; None where it has none."""
        return next((cell for cell in self.cells if cell.slug == council), None)

    def settle(self, cells, today):
        """Take the councils' positions, and say in words what they come to on a day."""
        self.cells, self.word, self.sentence = cells, action_word(cells), spread(cells)
        self.lead = next((cell.council for cell in cells if cell.is_lead), "")
        if self.is_overdue(today):
            self.overdue = f"Overdue by {gap(self.due_on, today)}"


def without_withheld(update):
    """Return the plain values of an update; where it is withheld, that instead of its words."""
    if not update["withheld"]:
        return update
    gone = {name: "" for name in ["next_step", "evidence_seen", "correction"] if name in update}
    return update | gone | {"words": withheld(update["withheld"])}


def withheld(why):
    """Return the words that stand in the place of an update's that are withheld."""
    return f"These words are withheld: {why}"


def reason(cell, due_on):
    """Return why a cell is an exception; its action is due on a day."""
    words, is_cut = gist(cell.update["words"])
    silence = f"as last reported on {day(cell.last_on)}; no update since" if cell.is_silent else ""
    later = forecast(cell.update, due_on)
    return Reason(
        cell.last, cell.council, words, is_cut, later, silence, cell.update["correction"] or ""
    )


def gist(text):
    """Return the first words of a text, without markup, and whether some are left out."""
    words = plain(text).split()
    if len(words) <= GIST_WORDS + GIST_REST:
        return " ".join(words), False
    return f"{' '.join(words[:GIST_WORDS])} …", True


def forecast(update, due_on):
    """Return in a sentence when it will be done, and how far that is after the due date."""
    if update["no_forecast"]:
        return "No date can be given yet."
    if update["forecast_on"] is None:
        return ""
    after = ""
    if due_on and due_on < update["forecast_on"]:
        after = f", {gap(due_on, update['forecast_on'])} after the due date"
    return f"Now forecast for {day(update['forecast_on'])}{after}."


def spread(cells):
    """Return the sentence that gives every council's position, most serious first.

    On track is counted, everything else is named: "On track in 3 of 5 councils. At risk:
    Midlothian." Where none is on track the most common of the six words is counted instead.
    """
    part = [cell for cell in cells if cell.takes_part]
    if not part:
        return "No council takes part yet."
    named = {}
    for cell in cells:
        named.setdefault(cell.word, []).append(cell.named)
    said = [Status.ON_TRACK] if Status.ON_TRACK in named else [w for w in Status if w in named]
    sentences = []
    if said:
        main = max(said, key=lambda word: len(named[word]))
        of = counted(len(part), "council")
        sentences.append(f"{main.label} in {len(named.pop(main))} of {of}.")
    elif all(cell.word is Silence.NOT_DUE for cell in part):
        verb = "takes" if len(named.pop(Silence.NOT_DUE)) == 1 else "take"
        sentences.append(f"{counted(len(part), 'council')} {verb} part.")
    sentences += [f"{word.label}: {', '.join(named[word])}." for word in WORDS if word in named]
    return " ".join(sentences)


def action_word(cells):
    """Return an action's word: from its councils' last statuses, else why there is none."""
    word = overall(cell.last for cell in cells if cell.last)
    if word is None and any(cell.is_silent for cell in cells):
        return Silence.NO_UPDATE
    return word or Silence.NOT_DUE
