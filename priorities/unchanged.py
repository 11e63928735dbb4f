"""“No change since the last round”: which updates may say so, and several of them sent together."""

from dataclasses import dataclass, field

from plans.models import Round
from plans.templatetags.portal import joined
from priorities.doubts import Doubt, Doubts
from priorities.models import Contribution, Milestone, Update, address_of
from priorities.rounds import why_closed
from priorities.rows import gist


@dataclass(slots=True)
class Unchanged:
    """A council's part that owes an update, with its last words, and why they may not be sent."""

    part: Contribution
    address: str
    last: Update | None
    why: str
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def name(self):
        return f"{self.part.action.reference} for {self.part.council}"

    @property
    def words(self):
        """Return the first of the last words, and whether there are many more."""
        words, is_cut = gist(self.last.text)
        return {"gist": words, "is_cut": is_cut}


class NilReturns:
    """What an officer's councils owe in a round and have not sent, as “no change” or not.

    Costs seven queries, however many parts there are, and one more while a round may be open again:
    the round that collects, parts, updates of the round, published rounds, last words, overdue
    milestones, the round that may be open again.
    """

    def __init__(self, round, person, *, today):
        self.round, self.person, self.today = round, person, today
        self.councils = person.officer_councils
        rounds = Round.objects.in_plan(round.plan)
        collecting = rounds.collecting(today).first()
        self.refusal = "" if collecting == round else why_closed(round, collecting)
        self.parts = list(self.owed.with_action().in_plan_order())
        self.saved = self.by_part(Update.objects.filter(round=round, contribution__in=self.parts))
        newest = Update.objects.newest(self.owed, rounds.published().values_list("pk", flat=True))
        self.last = self.by_part(newest.to_repeat())
        self.overdue = {}
        for milestone in Milestone.objects.in_plan(round.plan).overdue(today):
            self.overdue.setdefault(milestone.action_id, []).append(milestone)
        self.late = self.read_late(rounds.reopenable(today).first())
        self.all = [self.one(part) for part in self.parts]

    @property
    def owed(self):
        """Return the parts of these councils that owe an update in the round."""
        parts = Contribution.objects.of(self.councils).current(self.today)
        return parts.owed_in(self.round)

    def read_late(self, again):
        """Return why the parts that a round open again waits for are not sent here, by key."""
        if again is None:
            return {}
        councils = again.reopenings.open().values("council")
        waiting = (
            Contribution.objects.of(councils)
            .filter(pk__in=[part.pk for part in self.parts])
            .silent_in(again)
        )
        return dict.fromkeys(
            waiting.values_list("pk", flat=True),
            f"{again} is open again and waits for this update.",
        )

    def by_part(self, updates):
        return {update.contribution_id: update for update in updates}

    def one(self, part):
        """Return one part with why “no change” may not be sent for it, or what does not fit."""
        last, action = self.last.get(part.pk), part.action
        address = [self.round.plan.slug, self.round.number, action.reference, part.council.slug]
        why = self.refusal or self.late.get(part.pk, "") or self.why_begun(part)
        why = why or part.why_not_unchanged(last, today=self.today)
        found = Unchanged(part, address_of(*address), last, why)
        if not why:
            last.contribution = part
            overdue = self.overdue.get(part.action_id, [])
            found.doubts = Doubts(last, last=None, overdue=overdue, today=self.today).of_status()
        return found

    def why_begun(self, part):
        """Return in a sentence what is there already; nothing where nobody has begun."""
        saved = self.saved.get(part.pk)
        if saved is None:
            return ""
        if saved.is_sent:
            return "An update was submitted meanwhile."
        return "It has been begun: finish it, or tick there that nothing has changed."

    @property
    def open(self):
        """Return those that may be sent as they are."""
        return [one for one in self.all if not one.why]

    @property
    def others(self):
        """Return those that need words of their own."""
        sent = {pk for pk, update in self.saved.items() if update.is_sent}
        return [one for one in self.all if one.why and one.part.pk not in sent]

    @property
    def names(self):
        return joined(council.name for council in self.councils)

    def send(self, parts, *, by, at):
        """Send the last words of some parts again; return those sent, and those refused."""
        chosen = [one for one in self.all if one.part in parts]
        sent = [one for one in chosen if not one.why]
        for one in sent:
            update = Update(contribution=one.part, round=self.round, no_change=True)
            update.warnings = "\n".join(doubt.says for doubt in one.doubts)
            update.written_by, update.written_at = by, at
            update.submit(by=by, at=at)
        return sent, [one for one in chosen if one.why]
