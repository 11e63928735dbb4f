"""Opening a plan: from then on first dates and first wordings stay as they are."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from plans.history import sign
from plans.models import AuditEntry, Plan
from priorities.models import Action, Milestone


def obstacles(plan):
    """Return the actions that keep a draft plan from opening, each with `has_lead` beside it."""
    return Action.objects.in_plan(plan).current().not_ready()


def open_already():
    """Return the plan that is open, or None: one plan is open at a time."""
    return Plan.objects.open().first()


@transaction.atomic
def open_plan(plan, *, by, at):
    """Open a draft plan and return it.

    Raises PermissionDenied where it is no draft, another plan is open, it has no action, or an
    action has no lead council or no date.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    actions = Action.objects.in_plan(plan).current()
    if not plan.is_draft or open_already() or not actions.exists() or obstacles(plan).exists():
        raise PermissionDenied("This plan cannot be opened yet.")
    for action in actions:
        action.keep_firsts()
        sign(action, by=by, at=at, reason="The plan was opened").save()
    Milestone.objects.in_plan(plan).update(first_due_on=F("due_on"))
    plan.stage, plan.opened_at, plan.version = Plan.Stage.OPEN, at, plan.version + 1
    sign(plan, by=by, at=at, reason="The plan was opened").save()
    AuditEntry.objects.record(f"Opened {plan}", by=by, at=at, address=plan.get_absolute_url())
    return plan
