"""An action: all that was said of it, its history, its wording, and taking it out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, plan_page, require
from priorities.access import editable_action, place
from priorities.forms.actions import ActionForm, DraftActionForm, WithdrawForm
from priorities.history import Story
from priorities.models import Action
from priorities.reading import Reading


@login_not_required
@plan_page
def action_updates(request, plan, reference):
    """Show every published update of an action in full, by round."""
    action = get_object_or_404(Action.objects.in_plan(plan).by_reference(reference))
    reading = Reading(action, request.user, today=clock.today())
    context = {**place(action), "reading": reading}
    return render(request, "priorities/action_updates.html", context)


@plan_page
def action_history(request, plan, reference):
    """Show those who work on plans who changed an action, when and why."""
    require(request.user.works_on_plans)
    action = get_object_or_404(Action.objects.in_plan(plan).by_reference(reference))
    context = {**place(action), "entries": Story(action).entries}
    return render(request, "priorities/action_history.html", context)


@editing
def edit_action(request, plan, reference):
    """Edit an action's wording; in a draft its dates too."""
    action = editable_action(request, plan, reference)
    form_class = DraftActionForm if action.priority.plan.is_draft else ActionForm
    form = form_class(request.POST or None, instance=action)
    if form.is_valid():
        action = form.save_by(request.user, at=clock.now())
        messages.success(request, f"{action.reference} is saved.")
        return redirect(action)
    may_take_out = action.may_be_withdrawn_by(request.user)
    context = {**place(action), "form": form, "may_take_out": may_take_out}
    return render(request, "priorities/action_form.html", context)


@editing
def withdraw_action(request, plan, reference):
    """Take an action out of its plan: with a reason from an open one, for good from a draft."""
    action = editable_action(request, plan, reference)
    require(action.may_be_withdrawn_by(request.user))
    form = WithdrawForm(request.POST or None, instance=action)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        done = "withdrawn" if action.is_withdrawn else "deleted"
        messages.success(request, f"{action.reference} is {done}.")
        return redirect(action if action.is_withdrawn else action.priority)
    context = {**place(action, ("Edit", "priorities:edit_action")), "form": form}
    return render(request, "priorities/action_withdraw_form.html", context)
