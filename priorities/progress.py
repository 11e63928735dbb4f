"""A plan's progress, as someone may read it today.

Built from plain values in a fixed number of queries, however many actions and rounds there are.
"""

from django.urls import reverse

from plans import clock
from plans.models import Council, Round
from plans.templatetags.portal import day
from priorities.models import Contribution, Correction, Priority, Update, Withholding
from priorities.rows import Cell, Row, without_withheld
from priorities.status import Silence, Status
from priorities.summary import PriorityRows, headline


class Progress:
    """What someone may read today of a plan's progress, as priorities with rows of cells.

    `person` decides which rounds count: a visitor reads those that are public. `actions` narrows
    it to some actions of the plan; `in_full` brings all that each update says, for a file; `until`
    is the last round that counts. Costs five queries: rounds, councils, priorities with their
    actions, contributions, newest updates; and what `surroundings()` reads once a request.
    """

    def __init__(self, plan, person, *, today, actions=None, in_full=False, until=None):
        self.plan, self.today, self.actions, self.in_full = plan, today, actions, in_full
        readable = Round.objects.in_plan(plan).readable_by(person, today)
        readable = readable.filter(number__lte=until.number) if until else readable
        self.rounds = {round.pk: round for round in readable.with_meeting()}
        self.newest = next(reversed(self.rounds.values()), None)
        self.published_on = {round.pk: round.published_on for round in self.rounds.values()}
        self.councils = list(Council.objects.partners_in(plan))
        self.priorities = self.read_priorities()
        self.rows = [row for priority in self.priorities for row in priority.rows]
        self.read_positions()

    def of_priority(self, priority):
        """Return the rows of one of the plan's priorities."""
        return next(one for one in self.priorities if one.pk == priority.pk)

    def read_priorities(self):
        """Return the plan's priorities, each with a row for every action, still without cells."""
        priorities = {}
        slug = self.plan.slug
        pattern = reverse("action", args=[slug, "REFERENCE"])  # made once: it is what takes time
        found = Priority.objects.in_plan(self.plan).with_actions(self.actions)
        for pk, title, place, prefix, action, number, *values in found:
            if pk not in priorities:
                address = reverse("priorities:priority", args=[slug, place])
                priorities[pk] = PriorityRows(pk, title, place, prefix, address)
            if action:
                reference = f"{prefix}-{number}"
                address = pattern.replace("REFERENCE", reference)
                priorities[pk].rows.append(Row(action, reference, *values, address))
        return list(priorities.values())

    @property
    def contributions(self):
        """Return every council's part in the actions shown."""
        parts = Contribution.objects.in_plan(self.plan)
        return parts if self.actions is None else parts.filter(action__in=self.actions)

    def newest_of(self, parts):
        """Return the newest readable update of each part that has one, as plain values by key."""
        newest = Update.objects.filter(pk__in=[part.newest for part in parts if part.newest])
        newest = newest.with_correction(Correction.objects.all())
        newest = newest.with_withholding(Withholding.objects.all())
        rows = newest.for_file() if self.in_full else newest.for_rows()
        return {row["pk"]: row for row in rows}

    @property
    def as_of(self):
        """Return the day that decides what is overdue: a closed plan stays as it was."""
        return clock.day_of(self.plan.closed_at) or self.today

    @property
    def headline(self):
        return headline(self.rows)

    @property
    def source(self):
        """Return a sentence that says for which meeting, or when, the newest round was reported."""
        if self.newest is None:
            return "No progress has been published yet."
        if not self.newest.told_to:
            return f"As published on {day(self.newest.published_on)}."
        return f"As reported for the {self.newest.told_to}."

    def read_positions(self):
        """Give every row its cells, its word and its sentence."""
        readable = Update.objects.published().filter(round__in=self.rounds)
        parts = list(self.contributions.with_newest(readable).for_rows("newest"))
        updates = self.newest_of(parts) if self.newest else {}
        positions = {}
        for part in parts:
            cell = self.position(part, updates.get(part.newest))
            positions.setdefault(part.action_id, {})[cell.slug] = cell
        names = [(council.name, council.short_name, council.slug) for council in self.councils]
        as_of = self.as_of
        for row in self.rows:
            cells = positions.get(row.pk, {})
            absent = [Cell(*name, Silence.NO_PART) for name in names if name[-1] not in cells]
            row.settle(sorted([*cells.values(), *absent], key=lambda cell: cell.council), as_of)

    def position(self, part, update):
        """Return a council's position from its part and its newest readable update, if any."""
        cell = Cell(part.name, part.short_name, part.slug, Silence.NOT_DUE)
        cell.is_lead = part.role == Contribution.Role.LEAD and part.ends_on is None
        if part.ends_on and part.ends_on < self.today:
            cell.word, cell.ended_on = Silence.NO_PART, part.ends_on
            return cell
        if update:
            cell.last, cell.last_on = Status(update["status"]), self.published_on[update["round"]]
            cell.update = without_withheld(update)
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
