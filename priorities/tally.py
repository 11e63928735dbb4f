"""What the updates of a round come to: how many are in, whose are missing, in numbers and words."""

from dataclasses import dataclass, field

from plans import clock
from plans.models import Council, Round
from plans.templatetags.portal import counted, day, gap, in_words, joined, long_day
from priorities.status import Silence


@dataclass(slots=True)
class Missing:
    """The updates of one council that are not in for the same reason, and that reason."""

    css: str
    label: str
    says: str
    places: list = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """What one council has sent in a round, and what it owes still."""

    council: Council
    sent: int = 0
    late: int = 0  # of those sent
    returned: int = 0
    unsent: int = 0
    reasons: dict = field(default_factory=dict)

    @property
    def missing(self):
        return self.returned + self.unsent


class Tally:
    """The sheets of all councils of a round."""

    def __init__(self, round, councils):
        self.round, self.councils = round, [Sheet(council) for council in councils]
        self.is_late = round.state == Round.State.LATE

    @property
    def behind(self):
        """Return the sheets of councils whose updates are not all in, most of them first."""
        return sorted([sheet for sheet in self.councils if sheet.missing], key=lambda s: -s.missing)

    @property
    def sent(self):
        return sum(sheet.sent for sheet in self.councils)

    @property
    def late(self):
        return sum(sheet.late for sheet in self.councils)

    @property
    def returned(self):
        return sum(sheet.returned for sheet in self.councils)

    @property
    def unsent(self):
        return sum(sheet.unsent for sheet in self.councils)

    @property
    def missing(self):
        return self.returned + self.unsent

    @property
    def total(self):
        return self.sent + self.missing

    @property
    def lede(self):
        """Return how far the round has come, in a sentence or two."""
        if self.round.is_published:
            return f"{self.counts('was', 'were', 'received')} {self.silence}".strip()
        if self.round.abandoned_at:
            reason = self.round.abandoned_reason
            return f"Abandoned on {day(self.round.abandoned_at)}: {reason}"
        if self.round.state == Round.State.COMING:
            owed = counted(self.total, "update")
            return f"It opens on {long_day(self.round.opens_on)}. {owed} will be owed."
        return f"{self.counts('is', 'are', 'in')} {self.due}"

    def counts(self, one, many, word):
        """Return how many of the updates owed have come."""
        if not self.total:
            return "No update is owed in this round."
        if self.missing:
            return f"{self.sent} of {self.total} updates {many} {word}."
        if self.total == 1:
            return f"The one update {one} {word}."
        return f"All {self.total} updates {many} {word}."

    @property
    def by_due(self):
        """Return how many came by the due date and whose did not come, once it has passed."""
        if not self.total or not (self.is_late or self.round.is_published):
            return ""
        came = f"{self.sent - self.late} of {self.total} received by the due date"
        came += f", {in_words(self.late)} after it" if self.late else ""
        return "; ".join([came, *map(self.absence, self.behind)]) + "."

    def absence(self, sheet):
        """Return of which actions a council's updates were not received."""
        if not sheet.sent:
            return f"{sheet.council}: no update received"
        names = [name for reason in sheet.reasons.values() for name, _ in reason.places]
        return f"{sheet.council}: no update received on {joined(names)}"

    @property
    def to_publish(self):
        """Return what publication will show, in a sentence or two."""
        if not self.sent:
            return f"No update is in: nothing new will be published. {self.silence}".strip()
        return f"This publishes {counted(self.sent, 'update')}. {self.silence}".strip()

    @property
    def silence(self):
        """Return how many are missing from a published round."""
        shown = "is shown as" if self.missing == 1 else "are shown as"
        missing = in_words(self.missing).capitalize()
        return f"{missing} {shown} “{Silence.NO_UPDATE.label}”." if self.missing else ""

    @property
    def due(self):
        """Return when the round is due, with how many updates are missing."""
        due, today = self.round.due_on, clock.today()
        verb = "was" if self.is_late else "is"
        if due == today:
            when = f"the round is due today, {long_day(due)}."
        else:
            distance = f"{gap(due, today)} ago" if self.is_late else f"in {gap(due, today)}"
            when = f"the round {verb} due on {long_day(due)}, {distance}."
        if not self.missing:
            return f"{when[0].upper()}{when[1:]}"
        are = "is" if self.missing == 1 else "are"
        return f"{in_words(self.missing).capitalize()} {are} not: {when}"
