"""Where coordinators write a plan's priorities and actions, open it and close it."""

from copy import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans.access import editing, held_plan, plan_page, require
from plans.clock import now, today
from plans.history import sign
from plans.views.drafting import writing_steps
from priorities import closing, opening
from priorities.drafting import Contents
from priorities.forms.drafting import NewActionForm, PriorityForm
from priorities.models import Action, Priority
from priorities.progress import Progress


@plan_page
def write_plan(request, plan):
    """Show everything of a plan that is written, and what is missing."""
    require(plan.contents_may_be_edited_by(request.user))
    steps = writing_steps(plan)[:-1]
    return show(request, "write_plan", plan, steps=steps, contents=Contents(plan))


@editing
def open_plan(request, plan):
    """Say what keeps a draft from opening; open it where nothing does."""
    plan = held_plan(request, plan)
    require(plan.contents_may_be_edited_by(request.user))
    if plan.is_open:
        return redirect(plan)
    contents, other = Contents(plan), opening.open_already()
    may_open = contents.is_ready and other is None
    if request.method == "POST" and may_open:
        opening.open_plan(plan, by=request.user, at=now())
        messages.success(request, f"The plan {plan.slug} is open. Everyone can read it now.")
        return redirect(plan)
    return show(request, "open_plan", plan, contents=contents, other=other, may_open=may_open)


@editing
def close_plan(request, plan):
    """Say what keeps an open plan from closing; close it where nothing does."""
    plan = held_plan(request, plan)
    require(request.user.is_coordinator)
    if not plan.is_open:
        messages.warning(request, f"The plan {plan.slug} is {plan.get_stage_display().lower()}.")
        return redirect(plan)
    obstacles = closing.Obstacles(plan)
    if request.method == "POST" and not obstacles:
        closing.close_plan(plan, by=request.user, at=now())
        messages.success(request, f"The plan {plan.slug} is closed. Everyone can still read it.")
        return redirect(plan)
    progress = None if obstacles else Progress(plan, request.user, today=today())
    return show(request, "close_plan", plan, obstacles=obstacles, progress=progress)


@editing
def add_priority(request, plan):
    """Add a priority to a draft."""
    plan = held_plan(request, plan)
    require(plan.may_be_edited_by(request.user))
    number = plan.priorities.next_number()
    form = PriorityForm(request.POST or None, instance=Priority(plan=plan, number=number))
    if form.is_valid():
        priority = form.save_by(request.user, at=now())
        messages.success(request, f"“{priority}” is added. Now add its actions.")
        return redirect("priorities:write_plan", plan=plan.slug)
    return show(request, "priority_form", plan, form=form)


@editing
def edit_priority(request, plan, priority):
    """Edit a priority; in an open plan with a reason."""
    plan = held_plan(request, plan)
    priority = get_object_or_404(plan.priorities, slug=priority)
    require(priority.may_be_edited_by(request.user))
    context = {"priority": copy(priority), "may_go": priority.may_be_removed_by(request.user)}
    form = PriorityForm(request.POST or None, instance=priority)
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, f"“{priority}” is saved.")
        return redirect("priorities:write_plan", plan=plan.slug)
    return show(request, "priority_form", plan, form=form, **context)


@editing
def remove_priority(request, plan, priority):
    """Take a priority without actions out of a draft."""
    plan = held_plan(request, plan)
    priority = get_object_or_404(plan.priorities, slug=priority)
    require(priority.may_be_removed_by(request.user))
    if request.method == "POST":
        sign(priority, by=request.user, at=now(), reason="Removed from the draft").delete()
        messages.success(request, f"“{priority}” is removed.")
        return redirect("priorities:write_plan", plan=plan.slug)
    return show(request, "priority_remove", plan, priority=priority)


@editing
def add_action(request, plan, priority):
    """Add an action to a priority; in an open plan with a reason."""
    plan = held_plan(request, plan)
    priority = get_object_or_404(plan.priorities, slug=priority)
    require(priority.may_be_edited_by(request.user))
    number = priority.actions.next_number()
    form = NewActionForm(request.POST or None, instance=Action(priority=priority, number=number))
    if form.is_valid():
        action = form.save_by(request.user, at=now())
        messages.success(request, f"{action.reference} is added.")
        if "more" in request.POST:
            return redirect("priorities:add_action", plan=plan.slug, priority=priority.slug)
        return redirect("priorities:write_plan", plan=plan.slug)
    return show(request, "action_add_form", plan, form=form, priority=priority)


def show(request, page, plan, **context):
    """Render a page of writing, with the way back."""
    context = {"plan": plan, "steps": writing_steps(plan), "section": "plans"} | context
    return render(request, f"priorities/{page}.html", context)
