"""Closing a plan: nothing is owed any more, and it stays readable as it was."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from plans.models import AuditEntry, Plan, Reopening, Round
from priorities.models import DateChange


class Obstacles:
    """What keeps an open plan from closing: rounds and requests that are still to be settled.

    Three queries: rounds that are neither published nor abandoned, rounds open again, requests.
    """

    def __init__(self, plan):
        self.rounds = list(Round.objects.in_plan(plan).awaited().select_related("plan"))
        self.reopenings = list(Reopening.objects.open().filter(round__plan=plan))
        requests = DateChange.objects.in_plan(plan).waiting()
        self.requests = list(requests.with_action().in_plan_order())

    def __bool__(self):
        return bool(self.rounds or self.reopenings or self.requests)


@transaction.atomic
def close_plan(plan, *, by, at):
    """Close an open plan and return it.

    Raises PermissionDenied where it is not open, or a round or a request for a date is.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    # Whoever opens a round again holds them all; whoever asks for a date or adds one, the plan.
    list(Round.objects.in_plan(plan).select_for_update(of=("self",)))
    if not plan.is_open or Obstacles(plan):
        raise PermissionDenied("This plan cannot be closed yet.")
    plan.stage, plan.closed_at = Plan.Stage.CLOSED, at
    plan.save_version(by=by, at=at, reason="The plan was closed")
    AuditEntry.objects.record(f"Closed {plan}", by=by, at=at, address=plan.get_absolute_url())
    return plan
