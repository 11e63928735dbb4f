"""How far a plan has got, to read: all of it, or one priority."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from plans import clock
from plans.access import plan_page
from plans.models import Collaborative
from plans.surroundings import surroundings
from priorities.figures import watched
from priorities.files import progress_file
from priorities.filters import ProgressFilter
from priorities.navigation import crumbs, section, side_items
from priorities.progress import Progress
from priorities.questions import Asked
from priorities.status import Status


@login_not_required
@plan_page
def progress(request, plan):
    """Show what needs attention, then every action; or the same rows as a file."""
    as_file = request.GET.get("format") == "csv"
    found = Progress(plan, request.user, today=clock.today(), in_full=as_file)
    chosen = ProgressFilter(request.GET, progress=found)
    if as_file and chosen.is_valid():
        return progress_file(chosen, surroundings().collaborative or Collaborative())
    context = {"plan": plan, "section": section(plan, "progress"), "steps": crumbs(plan)}
    context |= {"progress": found, "chosen": chosen, "form": chosen.form, "statuses": Status}
    status = 200 if chosen.is_valid() else 400
    return render(request, "priorities/progress.html", context, status=status)


@login_not_required
@plan_page
def priority(request, plan, priority):
    """Show what a priority is for, and how far its actions have got."""
    priority = get_object_or_404(plan.priorities.all(), slug=priority)
    today = clock.today()
    found = Progress(plan, request.user, today=today)
    shown = found.of_priority(priority)
    context = {"plan": plan, "section": section(plan, "progress"), "steps": crumbs(plan)}
    context |= {"progress": found, "priority": priority, "shown": shown}
    context["alignments"] = priority.alignments.all()
    context["watched"] = watched(priority.measures.all(), plan)
    context["withdrawn"] = priority.actions.withdrawn()
    context["asked"] = Asked(priority, request.user, plan=plan, today=today)
    context["side_items"] = side_items(found, shown.address)
    context["may_edit"] = priority.may_be_edited_by(request.user)
    return render(request, "priorities/priority.html", context)
