"""What the region watches, to read: measures and their figures beside a plan."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from plans.access import plan_page
from plans.models import Collaborative
from plans.surroundings import surroundings
from priorities.figures import Figures, watched
from priorities.models import Measure
from priorities.navigation import crumbs, section
from priorities.values_file import values_file


@login_not_required
@plan_page
def measures(request, plan):
    """List the measures with their newest figure, what each priority of the plan lists first."""
    found = watched(Measure.objects.with_priorities(plan), plan)
    context = {"plan": plan, "section": section(plan, "plan"), "steps": crumbs(plan)}
    context["listed"] = [one for one in found if one.listed_by]
    context["others"] = [one for one in found if not one.listed_by]
    context["may_keep"] = Measure.may_be_kept_by(request.user)
    return render(request, "priorities/measures.html", context)


@login_not_required
@plan_page
def measure(request, plan, measure):
    """Show a measure's figures as charts and tables, or all of them as a file."""
    measure = get_object_or_404(Measure, slug=measure)
    chosen = {name: request.GET.get(name, "") for name in ("stage", "group")}
    figures = Figures(measure, plan, **chosen)
    if request.GET.get("format") == "csv":
        return values_file(figures, surroundings().collaborative or Collaborative())
    context = {"plan": plan, "section": section(plan, "plan"), "steps": way_to(plan)}
    context |= {"measure": measure, "figures": figures}
    context["actions"] = measure.actions.in_plan(plan).current()
    context["may_keep"] = Measure.may_be_kept_by(request.user)
    return render(request, "priorities/measure.html", context)


def way_to(plan, *steps):
    """Return the way from a plan to a page below its measures."""
    return crumbs(plan, ("Measures", reverse("priorities:measures", args=[plan.slug])), *steps)
