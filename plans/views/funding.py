"""What a plan's money is for: everyone reads it, coordinators keep it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans.access import editing, held, held_plan, plan_page, require
from plans.clock import now
from plans.forms.funding import FundingForm
from plans.funding import Funding
from plans.history import sign
from plans.models import FundingLine


@login_not_required
@plan_page
def funding(request, plan):
    """Show a plan's funding lines; a coordinator finds there how to change them."""
    context = {"plan": plan, "section": "plan", "steps": [plan_step(plan)]}
    context["funding"] = Funding(plan)
    context["may_keep"] = plan.funding_may_be_kept_by(request.user)
    return render(request, "plans/funding.html", context)


@editing
def add_funding(request, plan):
    """Add a line for a category that has none yet."""
    plan = held_plan(request, plan)
    require(plan.funding_may_be_kept_by(request.user))
    return keep(request, plan, FundingLine(plan=plan), "Add a funding line")


@editing
def edit_funding(request, plan, pk):
    """Change a funding line."""
    line = found(request, plan, pk)
    return keep(request, line.plan, line, "Change a funding line")


def keep(request, plan, line, title):
    """Save a funding line, or show its form."""
    form = FundingForm(request.POST or None, instance=line)
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, f"The line “{form.instance}” is saved.")
        return redirect("plans:funding", plan=plan.slug)
    context = {"plan": plan, "steps": steps(plan), "section": "plan", "form": form, "title": title}
    return render(request, "plans/funding_form.html", context)


@editing
def remove_funding(request, plan, pk):
    """Remove a funding line after a second look; its history stays."""
    line = found(request, plan, pk)
    if request.method == "POST":
        sign(line, by=request.user, at=now(), reason="Removed").delete()
        messages.success(request, f"The line “{line}” is removed.")
        return redirect("plans:funding", plan=line.plan.slug)
    context = {"plan": line.plan, "steps": steps(line.plan), "section": "plan", "line": line}
    return render(request, "plans/funding_remove.html", context)


def found(request, plan, pk):
    """Return the line an address names, to someone who may change it; a POST holds it."""
    plan = held_plan(request, plan)
    require(plan.funding_may_be_kept_by(request.user))
    lines = held(request, FundingLine.objects.in_plan(plan).select_related("plan"))
    return get_object_or_404(lines, pk=pk)


def plan_step(plan):
    return (f"Plan {plan.slug}", plan.get_absolute_url())


def steps(plan):
    """The way back from a page on which a funding line is changed."""
    return [plan_step(plan), ("Funding", reverse("plans:funding", kwargs={"plan": plan.slug}))]
