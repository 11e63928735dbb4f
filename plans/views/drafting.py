"""Where coordinators write a plan: its session, its own page and its goals."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from plans.access import editing, held_plan, require
from plans.clock import now, today
from plans.forms.drafting import GoalsForm, NewPlanForm, PlanForm
from plans.models import Plan


@editing
def add_plan(request):
    """Begin the draft of another session's plan."""
    require(request.user.is_coordinator)
    form = NewPlanForm(request.POST or None, initial=Plan.objects.proposal(today()))
    if form.is_valid():
        plan = form.save_by(request.user, at=now())
        messages.success(request, f"The draft of the plan {plan.slug} has begun.")
        return redirect("priorities:write_plan", plan=plan.slug)
    context = {"form": form, "steps": [("All plans", reverse("plans:index"))], "section": "plans"}
    return render(request, "plans/plan_add_form.html", context)


@editing
def edit_plan(request, plan):
    """Edit a draft plan's own page."""
    plan = held_plan(request, plan)
    require(plan.may_be_edited_by(request.user))
    context = {"steps": writing_steps(plan), "section": "plans"}
    form = PlanForm(request.POST or None, instance=plan)
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, "The plan’s own page is saved.")
        return redirect("priorities:write_plan", plan=plan.slug)
    return render(request, "plans/plan_form.html", context | {"form": form})


@editing
def edit_goals(request, plan):
    """Edit a plan's goals, all in one list."""
    plan = held_plan(request, plan)
    require(plan.contents_may_be_edited_by(request.user))
    form = GoalsForm(request.POST or None, instance=plan)
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, "The goals are saved.")
        more = "more" in request.POST
        return redirect("plans:edit_goals" if more else "priorities:write_plan", plan=plan.slug)
    context = {"form": form, "plan": plan, "steps": writing_steps(plan), "section": "plans"}
    return render(request, "plans/goals_form.html", context)


def writing_steps(plan):
    """The way back from a page on which something of a plan is written."""
    writing = reverse("priorities:write_plan", kwargs={"plan": plan.slug})
    return [(f"Plan {plan.slug}", plan.get_absolute_url()), ("Write the plan", writing)]
