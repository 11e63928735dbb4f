"""What was agreed of an action: its dates and how they moved, its milestones, what it serves."""

from functools import cached_property

from plans import clock
from plans.alignments import by_framework
from plans.templatetags.portal import day, gap
from priorities.steps import Steps


class Terms:
    """What was agreed of an action, in words; three queries, one for each of the last three."""

    def __init__(self, action, *, today):
        self.action, self.plan, self.today = action, action.priority.plan, today

    @property
    def moved(self):
        """Return how far the due date has moved: "15 weeks later"; empty where it has not."""
        first, due = self.action.first_due_on, self.action.due_on
        if first in (None, due):
            return ""
        return f"{gap(first, due)} {'later' if first < due else 'earlier'}"

    @property
    def dates_heading(self):
        return "The due date and its moves" if self.moved else "The due date"

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
