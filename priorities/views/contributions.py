"""Which councils do an action, which of them leads, and who in each does its part."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, plan_page, require
from priorities.access import editable_action, place
from priorities.forms.contributions import (
    ContributionForm,
    EndForm,
    LeadForm,
    NewContributionForm,
)
from priorities.models import Contribution
from priorities.navigation import crumbs, section


@editing
def contributions(request, plan, reference):
    """List the councils that take part, to say who leads and who does what."""
    action = changeable_action(request, plan, reference)
    parts = action.contributions.with_people()
    context = {**place(action), "parts": parts, "lead": action.lead}
    return render(request, "priorities/action_councils.html", context)


@editing
def add_contribution(request, plan, reference):
    """Let a council take part, from today in an open plan."""
    action = changeable_action(request, plan, reference)
    form = NewContributionForm(request.POST or None, instance=action)
    if form.is_valid():
        part = form.save_by(request.user, at=clock.now())
        messages.success(request, f"{part.council} takes part. Say who does its part.")
        return redirect_to("edit_contribution", action, council=part.council.slug)
    from_today = "It takes part from today, and owes nothing for the rounds before."
    subject = "" if action.priority.plan.is_draft else from_today
    return show(request, action, form, "Add a council", subject=subject)


@editing
def change_lead(request, plan, reference):
    """Let another council lead; the one that led before goes on taking part."""
    action = changeable_action(request, plan, reference)
    form = LeadForm(request.POST or None, instance=action)
    if form.is_valid():
        part = form.save_by(request.user, at=clock.now())
        messages.success(request, f"{part.council} leads {action.reference}.")
        return redirect_to("contributions", action)
    if not action.lead:
        return show(request, action, form, "Choose which council leads")
    subject = f"{action.lead.council} leads now, and goes on taking part."
    return show(request, action, form, "Change which council leads", subject=subject)


@editing
def edit_contribution(request, plan, reference, council):
    """Say who in a council does its part."""
    part = find(request, plan, reference, council)
    form = ContributionForm(request.POST or None, instance=part)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"{part.council}’s part is saved.")
        return redirect_to("contributions", part.action)
    return show(request, part.action, form, f"{part.council}’s part")


@editing
def end_contribution(request, plan, reference, council):
    """End a council's part in an open plan; what it reported stays."""
    part = find(request, plan, reference, council)
    require(part.action.priority.plan.is_open)
    form = EndForm(request.POST or None, instance=part)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"{part.council}’s part is ended.")
        return redirect_to("contributions", part.action)
    return show(request, part.action, form, f"End {part.council}’s part")


@editing
def remove_contribution(request, plan, reference, council):
    """Take a council out of an action of a draft plan."""
    part = find(request, plan, reference, council)
    require(part.action.priority.plan.is_draft)
    if request.method == "POST":
        part.action.take_off(part, by=request.user, at=clock.now())
        messages.success(request, f"{part.council} no longer takes part.")
        return redirect_to("contributions", part.action)
    context = {**here(part.action), "title": "Remove a council", "subject": part.council}
    return render(request, "priorities/action_remove_form.html", context)


@plan_page
def without_officer(request, plan):
    """List the parts in a plan that nobody who acts for their council answers for."""
    require(plan.contents_may_be_edited_by(request.user))
    parts = Contribution.objects.in_plan(plan).current(clock.today())
    parts = parts.without_officer(clock.today()).with_action().with_people().in_plan_order()
    context = {"section": section(plan, "rounds"), "plan": plan, "steps": crumbs(plan)}
    return render(request, "priorities/without_officer.html", context | {"parts": parts})


def changeable_action(request, plan, reference):
    action = editable_action(request, plan, reference)
    require(action.councils_may_be_changed_by(request.user))
    return action


def find(request, plan, reference, council):
    action = changeable_action(request, plan, reference)
    return get_object_or_404(action.contributions.with_people(), council__slug=council)


def show(request, action, form, title, *, subject=""):
    context = {**here(action), "form": form, "title": title, "subject": subject}
    return render(request, "priorities/action_part_form.html", context)


def here(action):
    return place(action, ("Councils", "priorities:contributions"))


def redirect_to(name, action, **more):
    names = {"plan": action.priority.plan.slug, "reference": action.reference} | more
    return redirect(f"priorities:{name}", **names)
