"""An action's due date: how it has moved, and a new one asked for, decided, taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.templatetags.portal import day
from priorities.access import held_action, place
from priorities.forms.dates import DateChangeForm, DecisionForm
from priorities.models import Action, DateChange
from priorities.progress import Progress
from priorities.terms import Terms


@login_not_required
@plan_page
def dates(request, plan, reference):
    """Show an action's due date with every move of it, and what waits for a decision."""
    actions = Action.objects.in_plan(plan).by_reference(reference).with_contributions()
    action, person = get_object_or_404(actions), request.user
    terms = Terms(action, person, today=clock.today())
    context = {**place(action), "terms": terms}
    context["may_ask"] = action.date_may_be_asked_by(person) and not terms.waiting
    context["may_decide"] = terms.waiting and terms.waiting.may_be_decided_by(person)
    context["may_withdraw"] = terms.waiting and terms.waiting.may_be_withdrawn_by(person)
    return render(request, "priorities/action_dates.html", context)


@editing
def ask_date(request, plan, reference):
    """Ask for a new due date, with a reason."""
    action = held_action(request, plan, reference)
    require(action.date_may_be_asked_by(request.user))
    if request.method != "POST" and action.date_changes.waiting().exists():
        messages.warning(request, "A new date has been asked for already.")
        return redirect_to_dates(action)
    change = DateChange.objects.begin(action, by=request.user, at=clock.now())
    form = DateChangeForm(request.POST or None, instance=change)
    if form.is_valid():
        form.save()
        messages.success(request, "The new date is asked for. A coordinator decides.")
        return redirect_to_dates(action)
    context = {**here(action), "form": form}
    return render(request, "priorities/date_form.html", context)


@editing
def decide_date(request, plan, reference, pk):
    """Accept or decline a new due date; whoever comes second is told what was decided."""
    change = find(request, plan, reference, pk)
    require(request.user.is_coordinator)
    if not change.is_waiting:
        return refuse(request, change)
    form = DecisionForm(request.POST or None, instance=change, by=request.user, at=clock.now())
    if form.is_valid():
        messages.success(request, form.decide())
        return redirect_to_dates(change.action)
    context = {**here(change.action), "change": change, "form": form}
    context["row"] = row_of(change.action, request.user)
    return render(request, "priorities/date_decide_form.html", context)


@editing
def withdraw_date(request, plan, reference, pk):
    """Let the council that asked take its request back while it waits."""
    change = find(request, plan, reference, pk)
    require(change.is_asked_by(request.user))
    if request.method != "POST":
        return redirect_to_dates(change.action)
    if not change.is_waiting:
        return refuse(request, change)
    change.withdraw(by=request.user, at=clock.now())
    stays = f"{change.action.reference} stays due on {day(change.from_on)}."
    messages.success(request, f"The request is withdrawn: {stays}")
    return redirect_to_dates(change.action)


def find(request, plan, reference, pk):
    """Return a request of the action an address names; a POST holds plan, action and request."""
    action = held_action(request, plan, reference)
    changes = held(request, action.date_changes.with_people())
    change = get_object_or_404(changes, pk=pk)
    change.action = action
    return change


def refuse(request, change):
    """Say what has been decided already, with the note someone may have typed."""
    note = request.POST.get("decision_note", "")
    kept = f" Your note was: “{note}”" if note else ""
    messages.warning(request, f"Nothing was changed: {change.outcome}{kept}")
    return redirect_to_dates(change.action)


def row_of(action, person):
    """Return where the action's councils stand, for whoever decides."""
    plan = action.priority.plan
    return Progress(plan, person, today=clock.today(), actions=[action]).rows[0]


def here(action):
    return place(action, ("Due date", "priorities:dates"))


def redirect_to_dates(action):
    names = {"plan": action.priority.plan.slug, "reference": action.reference}
    return redirect("priorities:dates", **names)
