"""A plan on one page, which for the open plan is also the portal's home."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from empowered_system.models import Strand
from empowered_system.reach import Reach
from networks.models import Network
from plans import clock
from plans.access import plan_page
from plans.funding import Funding
from plans.models import Group, Meeting, Plan
from priorities.navigation import section
from priorities.progress import Progress
from priorities.questions import Asked


@login_not_required
def home(request):
    """Show the open plan on a page; with none open the newest closed one."""
    plan = Plan.objects.current()
    if plan is None:
        return render(request, "seic_portal/no_plan.html", {"section": "plan"})
    request.plan = plan
    return on_a_page(request, plan)


@login_not_required
@plan_page
def plan_on_a_page(request, plan):
    """Show a session's plan on a page."""
    return on_a_page(request, plan)


def on_a_page(request, plan):
    """Render a plan on a page; at whichever address, its own is the one to remember."""
    today = clock.today()
    context = {"plan": plan, "section": section(plan, "plan"), "strands": Strand.objects.all()}
    context["canonical"] = request.build_absolute_uri(plan.get_absolute_url())
    context["progress"] = Progress(plan, request.user, today=today)
    context["asked"] = Asked(plan, request.user, plan=plan, today=today, limit=3)
    context["reach"] = None if plan.is_draft else Reach(plan, request.user)
    context["funding"] = Funding(plan)
    context["goals"] = plan.goals.all()
    context["meeting"] = Meeting.objects.in_plan(plan).ahead(today).with_group().first()
    context["networks"] = Network.objects.listed().with_signs(today)
    context["groups"] = Group.objects.with_seats() if plan.closed_at is None else []
    context["may_write"] = plan.contents_may_be_edited_by(request.user)
    return render(request, "seic_portal/plan.html", context)
