"""What each council leads and gives in a plan, to read."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from empowered_system.reach import Reach
from networks.models import Network
from plans import clock
from plans.access import plan_page
from plans.models import Council
from priorities.councils import CouncilPart
from priorities.navigation import crumbs, section, side_items
from priorities.progress import Progress
from seic_portal.models.reports import may_be_drafted_by


@login_not_required
@plan_page
def councils(request, plan):
    """List the partner councils with what each leads and gives; alphabetical, never ranked."""
    progress = Progress(plan, request.user, today=clock.today())
    here = reverse("councils", args=[plan.slug])
    context = {"plan": plan, "section": section(plan, "councils"), "steps": crumbs(plan)}
    context["progress"] = progress
    context["parts"] = [CouncilPart(council, progress) for council in progress.councils]
    context["side_items"] = side_items(progress, here)
    return render(request, "seic_portal/councils.html", context)


@login_not_required
@plan_page
def council(request, plan, council):
    """Show what one council leads, and its own position on what it does in the others."""
    council = get_object_or_404(Council.objects.partners_in(plan), slug=council)
    progress = Progress(plan, request.user, today=clock.today())
    context = {"plan": plan, "section": section(plan, "councils"), "council": council}
    context["steps"] = crumbs(plan, ("Councils", reverse("councils", args=[plan.slug])))
    context["progress"] = progress
    context["part"] = CouncilPart(council, progress)
    context["may_report"] = may_be_drafted_by(plan, council, request.user)
    linked = Network.objects.listed().linked_to(council)
    context["networks"] = linked.with_signs(clock.today())
    context["reach"] = None if plan.is_draft else Reach(plan, request.user, council=council)
    return render(request, "seic_portal/council.html", context)
