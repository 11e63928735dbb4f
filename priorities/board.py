"""A round on the coordinator's board: whose updates are in, whose are not, and how late.

Built from plain values in a fixed number of queries, however many actions and councils there are.
"""

from dataclasses import dataclass, field

from django.urls import reverse

from plans.models import Council
from plans.templatetags.portal import day, moment
from priorities.models import Contribution, Priority, Update, address_of
from priorities.status import Silence, Status
from priorities.tally import Missing, Tally

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
        self.tally = Tally(round, Council.objects.partners_in(self.plan))
        self.owed = set(Contribution.objects.owed_in(round).values_list("pk", flat=True))
        self.updates = {row["contribution"]: row for row in Update.objects.for_board(round)}
        self.finished = dict(Update.objects.final_before(round))
        self.to_read = []
        self.parts = {}
        for part in Contribution.objects.in_plan(self.plan).for_rows():
            self.parts.setdefault(part.action_id, {})[part.slug] = part
        self.priorities = self.read_priorities()

    def read_priorities(self):
        """Return the plan's priorities with a row for each action, and fill the sheets."""
        priorities, plan = {}, self.plan.slug
        # Made once: it is what takes time.
        action_pattern = reverse("action", args=[plan, "REFERENCE"])
        self.pattern = address_of(plan, self.round.number, "REFERENCE", "COUNCIL")
        for found in Priority.objects.in_plan(self.plan).with_actions():
            pk, title, slug, prefix, action, number, name, language, *_ = found
            priority = priorities.setdefault(pk, BoardPriority(title, slug))
            if action:
                reference = f"{prefix}-{number}"
                address = action_pattern.replace("REFERENCE", reference)
                row = BoardRow(reference, name, language, address)
                self.fill(row, self.parts.get(action, {}))
                priority.rows.append(row)
        return list(priorities.values())

    def fill(self, row, parts):
        """Give a row a place for every council of the plan, in their order."""
        for sheet in self.tally.councils:
            council = sheet.council
            place = Place(council.name, council.short_name, "no_part", Silence.NO_PART.label)
            row.places.append(place)
            if council.slug in parts:
                self.settle(place, row, parts[council.slug], sheet)

    def settle(self, place, row, part, sheet):
        """Say in a place where a council's update stands, and count it on the council's sheet."""
        update = self.updates.get(part.pk)
        state = update["state"] if update else ""
        if part.role == Contribution.Role.LEAD and part.ends_on is None:
            row.lead = part.name
        if not state and part.pk not in self.owed:
            self.excuse(place, part)
            return
        address = self.pattern.replace("REFERENCE", row.reference)
        place.address = address.replace("COUNCIL", part.slug)
        place.css, place.label = self.word(state)
        if state == Update.State.SUBMITTED:
            self.to_read.append(place.address)
        if state in SENT:
            sheet.sent += 1
            sheet.late += update["received_on"] > self.round.due_on
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
        if self.tally.is_late:
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
