"""Where one council's part of an action stands, with its own words for it."""

from dataclasses import dataclass

from plans.models import Round
from plans.templatetags.portal import counted, day, gap
from priorities.models import Contribution, Update
from priorities.status import Evidence, Silence, Status, Worded

SERIOUS_FIRST = [
    Status.OFF_TRACK,
    Status.AT_RISK,
    Silence.NO_UPDATE,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.COMPLETE,
    Status.STOPPED,
    Silence.NOT_DUE,
    Silence.NO_PART,
]


@dataclass(slots=True)
class Position(Worded):
    """Where a council's part of an action stands, now or in one round, with the words for it."""

    part: Contribution
    word: Status | Silence
    round: Round | None = None
    update: Update | None = None
    due_on: object = None

    @property
    def label(self):
        return self.word.short if isinstance(self.word, Silence) else self.word.label

    @property
    def is_silent(self):
        """Whether it owed an update and sent none."""
        return self.word is Silence.NO_UPDATE

    @property
    def is_awaited(self):
        """Whether no update has been due yet."""
        return self.word is Silence.NOT_DUE

    @property
    def has_ended(self):
        return self.word is Silence.NO_PART

    @property
    def is_said(self):
        """Whether its word is what the council said."""
        return isinstance(self.word, Status)

    @property
    def shows_words(self):
        """Whether its own words stand below: as said, or as last said before its part ended."""
        return self.update is not None and (self.is_said or self.has_ended)

    @property
    def last_word(self):
        """Return the last status the council gave, in words; empty where it gave none."""
        return Status(self.update.status).label.lower() if self.update else ""

    @property
    def evidence(self):
        return Evidence(self.update.evidence).label if self.update.evidence else ""

    @property
    def written(self):
        """Return when it was received, and how late."""
        late = self.update.days_late
        return day(self.update.received_on) + (f", {counted(late, 'day')} late" if late else "")

    @property
    def lateness(self):
        """Return how late a missing update was when its round was published."""
        late = max(0, (self.round.published_on - self.round.due_on).days)
        return f"{counted(late, 'day')} late when published" if late else "Missing when published"

    @property
    def is_forecast_late(self):
        """Whether it will be done after the due date, or nobody can say when."""
        forecast = self.update.forecast_on
        return self.update.no_forecast or bool(forecast and self.due_on and forecast > self.due_on)

    @property
    def forecast(self):
        """Return the forecast, and how far after the due date it is; empty where none is given."""
        if self.update.no_forecast:
            return "No date can be given yet"
        words = day(self.update.forecast_on)
        if self.is_forecast_late:
            words += f", {gap(self.due_on, self.update.forecast_on)} after the due date"
        return words


def said(update):
    """Return the status an update gives; None for no update."""
    return update and Status(update.status)


def seriousness(position):
    """Return the place of a position in a list: by its word, then by the council's name."""
    return SERIOUS_FIRST.index(position.word), position.part.council.name
