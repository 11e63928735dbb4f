"""A plan's meetings: when each is, what is reported to it, and what changed since another."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from plans import clock
from plans.access import plan_page
from plans.meeting_steps import steps
from plans.models import Council, Group, Meeting
from plans.working_days import A_DAY
from priorities.changes import Changes
from priorities.forms.changes import ChangesForm
from priorities.navigation import crumbs, section
from priorities.reports import Reports
from seic_portal.agenda import ROUNDS, Agenda
from seic_portal.models import Paper
from seic_portal.news import news


@login_not_required
@plan_page
def meetings(request, plan):
    """List a plan's meetings: those ahead, then those that are over."""
    context = {"plan": plan, "section": section(plan, "meetings"), "steps": crumbs(plan)}
    context["agenda"] = Agenda(plan, request.user, today=clock.today())
    context["may_add"] = plan.meetings_may_be_added_by(request.user)
    return render(request, "seic_portal/meetings.html", context)


@login_not_required
@plan_page
def meeting(request, plan, meeting):
    """Show one meeting: when and where, what became of it, what is reported to it."""
    meeting = find(Meeting.objects.in_plan(plan).prefetch_related(ROUNDS), meeting)
    context = place(meeting)
    context["entry"] = Agenda(plan, request.user, today=clock.today()).entry(meeting)
    context["became"] = steps(meeting)
    context["group"] = Group.objects.with_seats().get(pk=meeting.group_id)
    context["others"] = Meeting.objects.beside(meeting)
    context["asks"], context["papers"] = meeting.asks.all(), papers_of(meeting, request.user)
    context["may_manage"] = meeting.may_be_managed_by(request.user)
    return render(request, "seic_portal/meeting.html", context)


@login_not_required
@plan_page
def meeting_changes(request, plan, meeting):
    """Show what has changed since the group's last meeting, or since another earlier one."""
    meeting, today = find(Meeting.objects.in_plan(plan), meeting), clock.today()
    reports = Reports(plan, request.user, today=today)
    councils = Council.objects.partners_in(plan)
    form = ChangesForm(request.GET, meeting=meeting, reports=reports, councils=councils)
    context = place(meeting, (str(meeting), meeting.get_absolute_url()))
    context |= {"form": form, "after": reports.round_of(meeting), "since": form.since}
    if form.since:
        rounds = reports.round_of(form.since), context["after"]
        context["changes"] = Changes(
            plan, *rounds, person=request.user, today=today, council=form.council
        )
        context["news"] = news_between(form.since, meeting, today)
    status = 200 if form.is_valid() else 400
    return render(request, "seic_portal/meeting_changes.html", context, status=status)


def news_between(since, meeting, today):
    """Return what strands and networks did after one meeting's day, up to another's or today."""
    return news(meeting.plan, since.meets_on + A_DAY, min(meeting.meets_on, today))


def papers_of(meeting, person):
    """Return the papers of a meeting that a person may read today, in two queries."""
    papers = Paper.objects.for_meeting(meeting).visible_to(person, clock.today())
    return papers.with_all()


def find(meetings, slug):
    """Return the meeting of a plan that an address names."""
    return get_object_or_404(meetings.with_group(), slug=slug)


def place(meeting, *further):
    """Return where a meeting's page stands: its plan, its menu entry, the way back."""
    plan = meeting.plan
    way = crumbs(plan, ("Meetings", reverse("meetings", args=[plan.slug])), *further)
    return {"plan": plan, "section": section(plan, "meetings"), "steps": way, "meeting": meeting}
