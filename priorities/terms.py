"""What was agreed of an action: its dates and how they moved, its milestones, what it serves."""

from functools import cached_property

from plans import clock
from plans.alignments import by_framework
from plans.templatetags.portal import day
from priorities.moves import often_and_far
from priorities.steps import Steps


class Terms:
    """What was agreed of an action, in words, as someone may read it.

    Four queries: requests for another date, when the first was agreed, milestones, alignments.
    """

    def __init__(self, action, person, *, today):
        self.action, self.plan, self.today = action, action.priority.plan, today
        self.person = person

    @cached_property
    def changes(self):
        """Return the requests to move the due date that this person may read, oldest first."""
        return list(self.action.date_changes.visible_to(self.person).with_people())

    @property
    def waiting(self):
        """Return the request that waits for a decision; None where none does."""
        return next((change for change in self.changes if change.is_waiting), None)

    @property
    def moved(self):
        """Return how often and how far the due date has moved; empty where it has not."""
        times = sum(change.is_accepted for change in self.changes)
        return often_and_far(self.action.first_due_on, self.action.due_on, times)

    @property
    def dates_heading(self):
        return "The due date and its moves" if self.changes else "The due date"

    @cached_property
    def agreed(self):
        """Return when the first due date was agreed: with the plan, unless it was added later."""
        first = self.action.history.order_by("history_id").first()
        if first and first.history_date > self.plan.opened_at:
            return f"when the action was added on {day(first.history_date)}"
        return f"with the plan, on {day(self.plan.opened_at)}"

    @cached_property
    def steps(self):
        """Return the milestones as they stand today, or as they stood when all this ended."""
        ended_on = clock.day_of(self.action.withdrawn_at or self.plan.closed_at)
        milestones = self.action.milestones.all()
        return Steps(milestones, ended_on or self.today, has_ended=ended_on is not None)

    @cached_property
    def aligned_to(self):
        return by_framework(self.action.priority.alignments.all())
