"""An action's milestones as they stand on a day."""

from dataclasses import dataclass

from plans.templatetags.portal import gap
from priorities.models import Milestone


@dataclass(slots=True)
class Step:
    """A milestone, with what is to be said of one that is not done."""

    milestone: Milestone
    overdue: str = ""
    is_undone: bool = False


class Steps(list):
    """The milestones of an action on a day; `has_ended` where nothing more will be done."""

    def __init__(self, milestones, day, *, has_ended=False):
        super().__init__(
            Step(
                milestone,
                gap(milestone.due_on, day) if milestone.is_overdue(day) else "",
                has_ended and milestone.is_due,
            )
            for milestone in milestones
        )

    def __str__(self):
        """Return how many are done and overdue, such as "2 of 4 done, 1 overdue"."""
        kept = [step for step in self if not step.milestone.dropped_on]
        done = sum(step.milestone.done_on is not None for step in kept)
        overdue = sum(bool(step.overdue) for step in kept)
        words = f"{done} of {len(kept)} done" if kept else "none"
        return words + (f", {overdue} overdue" if overdue else "")
