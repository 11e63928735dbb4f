"""An action's milestones: put in order, added, changed, done, dropped."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, require
from priorities.access import editable_action, place
from priorities.forms.milestones import DoneForm, DropForm, MilestoneForm, OrderForm
from priorities.models import Milestone
from priorities.steps import Steps


@editing
def milestones(request, plan, reference):
    """List an action's milestones, to put them in order and to change each."""
    action = editable_action(request, plan, reference)
    form = OrderForm(request.POST or None, instance=action)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{form.moved}” has moved.")
        return redirect(request.path)
    listed = Steps(action.milestones.all(), clock.today())
    context = {**place(action), "form": form, "milestones": listed}
    return render(request, "priorities/action_milestones.html", context)


@editing
def add_milestone(request, plan, reference):
    """Add a milestone behind the others."""
    action = editable_action(request, plan, reference)
    milestone = Milestone(action=action, number=action.milestones.next_number())
    return ask(request, milestone, MilestoneForm, "Add a milestone", "is added")


@editing
def edit_milestone(request, plan, reference, pk):
    """Change a milestone's words or its date."""
    milestone = find(request, plan, reference, pk)
    return ask(request, milestone, MilestoneForm, "Change a milestone", "is changed")


@editing
def complete_milestone(request, plan, reference, pk):
    """Say when a milestone was done."""
    milestone = find(request, plan, reference, pk)
    milestone_done = {"done_on": milestone.done_on or clock.today()}
    return ask(request, milestone, DoneForm, "Mark as done", "is done", initial=milestone_done)


@editing
def drop_milestone(request, plan, reference, pk):
    """Say why a milestone is no longer meant to be done."""
    milestone = find(request, plan, reference, pk)
    return ask(request, milestone, DropForm, "Drop a milestone", "is dropped")


@editing
def remove_milestone(request, plan, reference, pk):
    """Take a milestone out of a draft plan."""
    milestone = find(request, plan, reference, pk)
    require(milestone.action.priority.plan.is_draft)
    if request.method == "POST":
        milestone.action.take_off(milestone, by=request.user, at=clock.now())
        messages.success(request, f"“{milestone}” is removed.")
        return redirect_to_list(milestone.action)
    context = {**here(milestone.action), "title": "Remove a milestone", "subject": milestone}
    return render(request, "priorities/action_remove_form.html", context)


def find(request, plan, reference, pk):
    action = editable_action(request, plan, reference)
    return get_object_or_404(action.milestones, pk=pk)


def ask(request, milestone, form_class, title, done, *, initial=None):
    """Ask for a milestone in a form; once it is saved, go back to the list."""
    form = form_class(request.POST or None, instance=milestone, initial=initial)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{milestone}” {done}.")
        return redirect_to_list(milestone.action)
    context = {**here(milestone.action), "form": form, "title": title, "subject": milestone}
    return render(request, "priorities/action_part_form.html", context)


def here(action):
    return place(action, ("Milestones", "priorities:milestones"))


def redirect_to_list(action):
    names = {"plan": action.priority.plan.slug, "reference": action.reference}
    return redirect("priorities:milestones", **names)
