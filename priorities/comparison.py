"""What the updates of a round say that those before them did not, as differences to be read."""

from dataclasses import dataclass, field
from itertools import groupby

from plans.differences import compare, whole
from plans.models import Round
from plans.templatetags.portal import counted, day, in_words
from priorities.history import Difference
from priorities.models import Contribution, Update, address_of

LABELS = {
    "text": "What has happened",
    "next_step": "Next step",
    "evidence_seen": "What was seen, and where",
}


def differences(before, update):
    """Return in what an update differs from the one before it, label by label."""
    pairs = [("Status", before.get_status_display(), update.get_status_display(), whole)]
    pairs += [
        (LABELS[name], getattr(before, name), getattr(update, name), compare) for name in LABELS
    ]
    pairs.insert(3, ("Forecast", forecast(before), forecast(update), whole))
    evidence = before.get_evidence_display(), update.get_evidence_display()
    pairs.insert(4, ("Evidence", *evidence, whole))
    return [Difference(label, by(old, new)) for label, old, new, by in pairs if old != new]


def forecast(update):
    """Return an update's forecast in words; empty where it gives none."""
    return day(update.forecast_on) or "No date can be given yet" * update.no_forecast


@dataclass(slots=True)
class Compared:
    """A council's update of a round, and how it differs from what the council said last."""

    update: Update
    council: str
    address: str
    since: str = ""  # the round of the words before, unless it is the last one
    differences: list = field(default_factory=list)
    is_first: bool = False


@dataclass(slots=True)
class ComparedAction:
    """An action with those of its councils' updates that say something new."""

    reference: str
    title: str
    lang: str
    address: str
    updates: list[Compared]


class Comparison:
    """The updates sent in a round beside each council's last published words before it.

    Costs three queries, however many updates there are: earlier rounds, updates, last words.
    """

    def __init__(self, round, *, council=None):
        self.round, self.plan = round, round.plan
        earlier = Round.objects.in_plan(self.plan).published().filter(number__lt=round.number)
        self.earlier = {one.pk: one for one in earlier}
        self.newest = next(reversed(self.earlier.values()), None)
        parts = Contribution.objects.in_plan(self.plan)
        sent = Update.objects.sent_in(round)
        if council:
            parts, sent = parts.of([council]), sent.filter(contribution__council=council)
        before = Update.objects.newest(parts, self.earlier)
        self.before = {update.contribution_id: update for update in before}
        self.all = [self.compared(update) for update in sent]

    def compared(self, update):
        part, before = update.contribution, self.before.get(update.contribution_id)
        address = [self.plan.slug, self.round.number, part.action.reference, part.council.slug]
        found = Compared(update, part.council.name, address_of(*address))
        if before is None:
            found.is_first = True
        else:
            said_in = self.earlier[before.round_id]
            found.since = "" if said_in == self.newest else str(said_in)
            found.differences = differences(before, update)
        return found

    @property
    def actions(self):
        """Return the actions of which something new is said, in the order of the plan."""
        new = [one for one in self.all if one.is_first or one.differences]
        by_action = groupby(new, key=lambda one: one.update.contribution.action)
        return [
            ComparedAction(
                action.reference,
                action.title,
                "" if action.title_language == "en" else action.title_language,
                action.get_absolute_url(),
                list(updates),
            )
            for action, updates in by_action
        ]

    @property
    def same(self):
        """Return the updates that say what was said before, word for word."""
        return [one for one in self.all if not (one.is_first or one.differences)]

    @property
    def lede(self):
        """Return how many updates say something new, in a sentence or two."""
        if not self.all:
            return "No update is in yet."
        new, total = len(self.all) - len(self.same), len(self.all)
        words = {0: "None of them says anything new.", total: "All of them say something new."}
        says = words.get(new) or f"{in_words(new).capitalize()} of them say something new."
        are = "is" if total == 1 else "are"
        return f"{counted(total, 'update')} {are} in. {says if total > 1 else ''}".strip()
