"""What a plan holds, and what its actions still lack, for the coordinator who writes it."""

from collections import namedtuple

from django.urls import reverse

from priorities.models import Action, Priority

# A date or a lead council that is not there yet, and the page on which it is given.
Lack = namedtuple("Lack", "word address")


class Contents:
    """A plan's goals, and its priorities with their actions, each to be edited.

    Four queries: goals, priorities, actions, and the councils that lead them.
    """

    def __init__(self, plan):
        self.plan = plan
        self.goals = list(plan.goals.all())
        self.priorities = list(Priority.objects.in_plan(plan).with_current_actions(Action.objects))
        self.actions = [a for priority in self.priorities for a in priority.current_actions]
        for action in self.actions:
            action.lacks = lacks(action, plan)

    @property
    def unready(self):
        """The actions that lack something."""
        return [action for action in self.actions if action.lacks]

    @property
    def is_ready(self):
        """Say whether every action has what an open plan needs, and there is one."""
        return bool(self.actions) and not self.unready


def lacks(action, plan):
    """Return what an action of a plan needs before the plan opens and does not have yet."""
    names = {"plan": plan.slug, "reference": action.reference}
    needs = [
        ("lead council", "priorities:contributions", action.lead),
        ("start date", "priorities:edit_action", action.starts_on),
        ("due date", "priorities:edit_action", action.due_on),
    ]
    return [Lack(word, reverse(page, kwargs=names)) for word, page, has in needs if has is None]
