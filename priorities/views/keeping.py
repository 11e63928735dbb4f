"""Measures and their figures, kept by coordinators; and who lists them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans.access import editing, held, held_plan, plan_page, require
from plans.clock import now
from plans.history import sign
from plans.models import Plan
from priorities.access import editable_action, place
from priorities.figures import address_of
from priorities.forms.importing import ImportForm
from priorities.forms.measures import MeasureForm, NewValueForm, ValueForm
from priorities.forms.watching import WatchingForm
from priorities.models import Measure, Value
from priorities.navigation import crumbs, section
from priorities.views.measures import way_to


@plan_page
@editing
def add_measure(request, plan):
    """Add a measure; its figures come after."""
    require(Measure.may_be_kept_by(request.user))
    form = MeasureForm(request.POST or None, instance=Measure())
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, f"“{form.instance}” is added. Now add its figures.")
        return redirect(address_of(form.instance, plan))
    return show(request, plan, form, "Add a measure")


@plan_page
@editing
def edit_measure(request, plan, measure):
    """Change what a measure says of itself."""
    measure = kept(request, measure)
    form = MeasureForm(request.POST or None, instance=measure)
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, f"“{form.instance}” is saved.")
        return redirect(address_of(measure, plan))
    return show(request, plan, form, "Change a measure", measure)


@plan_page
@editing
def add_value(request, plan, measure):
    """Add a figure of a measure, also to the session of a closed plan."""
    measure = kept(request, measure)
    form = NewValueForm(request.POST or None, instance=Value(measure=measure))
    if form.is_valid():
        value = form.save_by(request.user, at=now())
        messages.success(request, f"The figure “{value}” is added.{since(value)}")
        return redirect(address_of(measure, plan))
    return show(request, plan, form, "Add a figure", measure)


@plan_page
@editing
def edit_value(request, plan, measure, pk):
    """Correct a figure, or enter it once it is published."""
    value = found(request, measure, pk)
    form = ValueForm(request.POST or None, instance=value)
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, f"The figure “{value}” is saved.{since(value)}")
        return redirect(address_of(value.measure, plan))
    return show(request, plan, form, "Change a figure", value.measure, lede=str(value))


@plan_page
@editing
def remove_value(request, plan, measure, pk):
    """Remove a figure after a second look; its history stays."""
    value = found(request, measure, pk)
    address = address_of(value.measure, plan)
    if request.method == "POST":
        sign(value, by=request.user, at=now(), reason="Removed").delete()
        messages.success(request, f"The figure “{value}” is removed.")
        return redirect(address)
    context = {"plan": plan, "section": section(plan, "plan"), "value": value, "address": address}
    context["steps"] = way_to(plan, (str(value.measure), address))
    return render(request, "priorities/value_remove.html", context)


@plan_page
def import_values(request, plan):
    """Show what a file of figures would change; save it once someone has looked."""
    require(Measure.may_be_kept_by(request.user))
    # Only saving holds the database: looking at a long file takes a while.
    view = editing(take_file) if request.POST.get("rows") else take_file
    return view(request, plan)


def take_file(request, plan):
    """Save a file that was looked at, or show what it would change."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.is_confirmed:
        address = way_to(plan)[-1][1]
        form.proposal.save(by=request.user, at=now(), address=address)
        messages.success(request, f"Imported: {form.proposal.counts}.")
        return redirect(address)
    context = {"plan": plan, "section": section(plan, "plan"), "steps": way_to(plan), "form": form}
    return render(request, "priorities/values_import.html", context)


@editing
def choose_priority_measures(request, plan, priority):
    """Choose which measures a priority lists."""
    plan = held_plan(request, plan)
    priority = get_object_or_404(plan.priorities, slug=priority)
    require(priority.may_be_edited_by(request.user))
    context = {"section": section(plan, "plan"), "plan": plan}
    context["steps"] = crumbs(plan, (priority.title, priority.get_absolute_url()))
    return choose(request, priority, plan, context)


@editing
def choose_action_measures(request, plan, reference):
    """Choose which measures an action hopes to move."""
    action = editable_action(request, plan, reference)
    return choose(request, action, action.priority.plan, place(action))


def choose(request, subject, plan, context):
    """Save the measures of a priority or an action, or show their form."""
    form = WatchingForm(request.POST or None, subject=subject, plan=plan)
    if form.is_valid():
        form.save_by(request.user, at=now())
        messages.success(request, f"The measures of “{subject}” are saved.")
        return redirect(subject)
    return render(request, "priorities/watching_form.html", context | {"form": form})


def kept(request, slug):
    """Return the measure an address names, to someone who keeps it; a POST holds it."""
    require(Measure.may_be_kept_by(request.user))
    return get_object_or_404(held(request, Measure.objects.all()), slug=slug)


def found(request, slug, pk):
    """Return the figure an address names, to someone who may change it; a POST holds it."""
    require(Measure.may_be_kept_by(request.user))
    values = held(request, Value.objects.select_related("measure", "council"))
    value = get_object_or_404(values, measure__slug=slug, pk=pk)
    require(value.may_be_changed_by(request.user))
    return value


def since(value):
    """Say that a figure has arrived after its session's plan was closed, where it has."""
    plan = Plan.objects.filter(slug=value.session).first()
    late = plan is not None and value.arrived_after(plan)
    return f" It is marked as having arrived since the plan {plan.slug} closed." if late else ""


def show(request, plan, form, title, measure=None, lede=""):
    """Render the form of a measure or a figure, with the way back."""
    steps = [(str(measure), address_of(measure, plan))] if measure else []
    context = {"plan": plan, "section": section(plan, "plan"), "steps": way_to(plan, *steps)}
    context |= {"form": form, "title": title, "lede": lede, "measure": measure}
    return render(request, "priorities/measure_form.html", context)
