"""A round on the coordinator's board: whose updates are in, whose are not, and how late.

Built from plain values in a fixed number of queries, however many actions and councils there are.
"""

from dataclasses import dataclass, field

from django.urls import reverse

from plans import clock
from plans.models import Council, Round
from plans.templatetags.portal import counted, day, gap, in_words, long_day, moment
from priorities.models import Contribution, Priority, Update, address_of
from priorities.status import Silence, Status

SENT = ["submitted", "published"]


@dataclass(slots=True)
class Place:
    """Where one council's update of one action stands in the round."""

    council: str
    short_name: str
    css: str
    label: str
    address: str = ""


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
    returned: int = 0
    unsent: int = 0
    reasons: dict = field(default_factory=dict)

    @property
    def missing(self):
        return self.returned + self.unsent


@dataclass(slots=True)
class BoardRow:
    """One action with where each council's update stands."""

    reference: str
    title: str
    language: str
    address: str
    lead: str = ""
    places: list = field(default_factory=list)

    @property
    def lang(self):
        """Return the language of the title where it is not English."""
        return "" if self.language == "en" else self.language


@dataclass(slots=True)
class BoardPriority:
    """One priority with a row for each of its actions."""

    title: str
    slug: str
    rows: list = field(default_factory=list)


class Board:
    """A round's updates as sheets of councils and as rows of actions.

    Costs six queries: councils, what is owed, updates, what was finished before, contributions,
    priorities with their actions.
    """

    def __init__(self, round):
        self.round, self.plan = round, round.plan
        self.is_late = round.state == Round.State.LATE
        self.sheets = {c.slug: Sheet(c) for c in Council.objects.partners_in(self.plan)}
        self.owed = set(Contribution.objects.owed_in(round).values_list("pk", flat=True))
        self.updates = {row["contribution"]: row for row in Update.objects.for_board(round)}
        self.finished = dict(Update.objects.final_before(round))
        self.parts = {}
        for part in Contribution.objects.in_plan(self.plan).for_rows():
            self.parts.setdefault(part.action_id, {})[part.slug] = part
        self.priorities = self.read_priorities()

    def read_priorities(self):
        """Return the plan's priorities with a row for each action, and fill the sheets."""
        priorities = {}
        for found in Priority.objects.in_plan(self.plan).with_actions():
            pk, title, slug, prefix, action, number, name, language, *_ = found
            priority = priorities.setdefault(pk, BoardPriority(title, slug))
            if action:
                reference = f"{prefix}-{number}"
                address = reverse("action", args=[self.plan.slug, reference])
                row = BoardRow(reference, name, language, address)
                self.fill(row, self.parts.get(action, {}))
                priority.rows.append(row)
        return list(priorities.values())

    def fill(self, row, parts):
        """Give a row a place for every council of the plan, in their order."""
        for slug, sheet in self.sheets.items():
            council = sheet.council
            place = Place(council.name, council.short_name, "no_part", Silence.NO_PART.label)
            row.places.append(place)
            if slug in parts:
                self.settle(place, row, parts[slug], sheet)

    def settle(self, place, row, part, sheet):
        """Say in a place where a council's update stands, and count it on the council's sheet."""
        update = self.updates.get(part.pk)
        state = update["state"] if update else ""
        if part.role == Contribution.Role.LEAD and part.ends_on is None:
            row.lead = part.name
        if not state and part.pk not in self.owed:
            self.excuse(place, part)
            return
        place.address = address_of(self.plan.slug, self.round.number, row.reference, part.slug)
        place.css, place.label = self.word(state)
        if state in SENT:
            sheet.sent += 1
        elif part.pk in self.owed:
            sheet.returned += state == "returned"
            sheet.unsent += state != "returned"
            self.explain(sheet, place, row.reference, update)

    def excuse(self, place, part):
        """Say why a council owes nothing for an action it has a part in."""
        if part.pk in self.finished:
            place.css, place.label = self.finished[part.pk], Status(self.finished[part.pk]).label
        elif part.ends_on is None:
            place.css, place.label = "no_part", Silence.NOT_DUE.label

    def word(self, state):
        """Return class and label of where an update stands; empty state: nothing is written."""
        if state in SENT:
            return state, Update.State(state).label
        if self.round.is_published:
            return Silence.NO_UPDATE.value, Silence.NO_UPDATE.short
        if state == "returned":
            return state, "Returned"
        if self.is_late:
            return "late", "Late: draft begun" if state else "Late"
        return ("draft", "Draft") if state else ("not_started", "Not in yet")

    def explain(self, sheet, place, reference, update):
        """Add an update that is not in to its council's sheet, beside others in the same case."""
        if update is None:
            says = ", nothing written"
        elif update["state"] == "returned":
            returned = "" if place.css == "returned" else ", returned"
            says = f"{returned} by {update['returned_by__name']} on {day(update['returned_at'])}"
        else:
            says = f", last saved on {moment(update['written_at'])}"
        missing = Missing(place.css, place.label, says)
        sheet.reasons.setdefault((place.label, says), missing).places.append(
            (reference, place.address)
        )

    @property
    def councils(self):
        """Return a sheet for every council, in their order."""
        return list(self.sheets.values())

    @property
    def behind(self):
        """Return the sheets of councils whose updates are not all in, most of them first."""
        return sorted([sheet for sheet in self.councils if sheet.missing], key=lambda s: -s.missing)

    @property
    def sent(self):
        return sum(sheet.sent for sheet in self.councils)

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


def queue(round):
    """Return where the submitted updates of a round stand, in the order of the plan."""
    rows = Update.objects.submitted().filter(round=round).in_plan_order()
    plan, number = round.plan.slug, round.number
    return [address_of(plan, number, f"{prefix}-{action}", slug) for prefix, action, slug in rows]


def after(update):
    """Return where the submitted update stands that follows one; empty behind the last."""
    waiting, here = queue(update.round), update.get_absolute_url()
    behind = waiting[waiting.index(here) + 1 :] if here in waiting else waiting
    return behind[0] if behind else ""
