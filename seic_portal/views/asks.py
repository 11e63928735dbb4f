"""What members are asked to do at a meeting, and what came of it: a coordinator's two pages."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.models import Ask, Meeting
from plans.templatetags.portal import counted
from priorities.navigation import section
from seic_portal.forms.meetings import AsksForm, OutcomesForm
from seic_portal.models import Paper
from seic_portal.views.papers import way_to


def find(request, plan, meeting):
    """Return the meeting an address names, for a coordinator; a POST holds it."""
    require(request.user.is_coordinator)
    meetings = held(request, Meeting.objects.in_plan(plan).with_group())
    return get_object_or_404(meetings, slug=meeting)


def show(request, template, meeting, **context):
    context |= {"plan": meeting.plan, "meeting": meeting, "steps": way_to(meeting)}
    context["section"] = section(meeting.plan, "meetings")
    return render(request, f"seic_portal/{template}", context)


@plan_page
@editing
def edit_asks(request, plan, meeting):
    """Write what members are asked to do at a meeting."""
    meeting = find(request, plan, meeting)
    form = AsksForm(request.POST or None, asks=list(meeting.asks.all()))
    if form.is_valid():
        Ask.objects.rewrite(meeting, form.lines, by=request.user, at=clock.now())
        count = counted(len(form.lines), "thing")
        messages.success(request, f"Saved: members are asked {count}.")
        return redirect(meeting)
    paper = Paper.objects.for_meeting(meeting).last()
    return show(request, "asks_form.html", meeting, form=form, paper=paper)


@plan_page
@editing
def record_outcomes(request, plan, meeting):
    """Record what came of each thing that members were asked."""
    meeting = find(request, plan, meeting)
    form = OutcomesForm(request.POST or None, asks=list(meeting.asks.all()))
    if form.is_valid():
        Ask.objects.settle(form.outcomes, by=request.user, at=clock.now())
        messages.success(request, "The outcomes are saved.")
        return redirect(meeting)
    return show(request, "outcomes_form.html", meeting, form=form)
