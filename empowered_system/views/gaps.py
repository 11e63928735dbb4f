"""Which actions nothing stands behind, and which programmes serve none."""

from django.shortcuts import render

from empowered_system.models import Programme
from empowered_system.navigation import place
from plans.access import require
from plans.models import Plan
from priorities.models import Action


def gaps(request):
    """Show officers and coordinators where strands and plan do not meet."""
    require(request.user.is_officer or request.user.is_coordinator)
    request.plan = plan = Plan.objects.current()
    served = Programme.objects.in_plan(plan).values("actions")
    actions = Action.objects.in_plan(plan).current().exclude(pk__in=served.exclude(actions=None))
    context = place() | {"plan": plan}
    context["actions"] = actions
    context["programmes"] = Programme.objects.in_plan(plan).serving_nothing().with_served()
    return render(request, "empowered_system/gaps.html", context)
