"""The gate of an action's pages: which action, and for whom."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from plans.access import held, held_plan, require
from priorities.models import Action
from priorities.navigation import crumbs, section


def editable_action(request, plan, reference):
    """Return the action an address names, to someone who may edit it."""
    action = held_action(request, plan, reference)
    require(action.may_be_edited_by(request.user))
    return action


def held_action(request, plan, reference):
    """Return the action an address names.

    A POST holds its plan and it, in this order, so that neither changes under what is decided.
    """
    plan = held_plan(request, plan)
    actions = Action.objects.in_plan(plan).by_reference(reference).with_contributions()
    return get_object_or_404(held(request, actions))


def place(action, *further):
    """Return where a page below an action's own stands: its plan, its menu entry, the way back.

    `further`: pairs of a label and the name of an address between the action and the page.
    """
    plan = action.priority.plan
    names = {"plan": plan.slug, "reference": action.reference}
    return {
        "plan": plan,
        "action": action,
        "section": section(plan, "progress"),
        "steps": [
            *way_to(action),
            (action.reference, action.get_absolute_url()),
            *((label, reverse(name, kwargs=names)) for label, name in further),
        ],
    }


def way_to(action):
    """Return the steps from the plan to an action's page."""
    plan = action.priority.plan
    progress = reverse("priorities:progress", kwargs={"plan": plan.slug})
    priority = action.priority.get_absolute_url()
    return crumbs(plan, ("Progress", progress), (action.priority.title, priority))
