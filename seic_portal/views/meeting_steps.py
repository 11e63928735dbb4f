"""What a coordinator does with meetings: plan one, move it, cancel it, say that it was held."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.forms.meetings import CancelForm, MeetingForm, MoveForm
from plans.models import Meeting
from plans.templatetags.portal import day
from priorities.models import Question
from priorities.navigation import crumbs, section
from seic_portal.views.meetings import find, place


@plan_page
@editing
def add_meeting(request, plan):
    """Plan another meeting of a group."""
    require(plan.meetings_may_be_added_by(request.user))
    form = MeetingForm(request.POST or None, instance=Meeting(plan=plan))
    if form.is_valid():
        meeting = form.save_by(request.user, at=clock.now())
        messages.success(request, f"The meeting of the {meeting} is planned.")
        return redirect(meeting)
    steps = crumbs(plan, ("Meetings", reverse("meetings", args=[plan.slug])))
    context = {"plan": plan, "section": section(plan, "meetings"), "steps": steps, "form": form}
    return render(request, "seic_portal/meeting_add_form.html", context)


@plan_page
@editing
def edit_meeting(request, plan, meeting):
    """Change where and at what time a planned meeting is."""
    meeting = managed(request, plan, meeting)
    if not meeting.is_planned:
        return refuse(request, meeting)
    form = MeetingForm(request.POST or None, instance=meeting)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, "The meeting is saved.")
        return redirect(meeting)
    return render(request, "seic_portal/meeting_form.html", here(meeting) | {"form": form})


@plan_page
@editing
def move_meeting(request, plan, meeting):
    """Move a planned meeting to another day, with a reason; what hangs on its day follows."""
    meeting = managed(request, plan, meeting)
    if plan.is_draft:
        return redirect("edit_meeting", plan=plan.slug, meeting=meeting.slug)
    if not meeting.is_planned:
        return refuse(request, meeting)
    form = MoveForm(request.POST or None, instance=meeting)
    if form.is_valid():
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        meeting.move(to, reason=reason, by=request.user, at=clock.now())
        Question.objects.follow(meeting, by=request.user, at=clock.now())
        messages.success(request, f"The meeting is moved to {day(to)}.")
        return redirect(meeting)
    context = here(meeting) | {"form": form}
    context["follow"] = meeting.rounds.hanging_on(meeting.meets_on, clock.today())
    context["stay"] = meeting.rounds.awaited()
    context["asked"] = Question.objects.for_meeting(meeting).open().count()
    return render(request, "seic_portal/meeting_move_form.html", context)


@plan_page
@editing
def cancel_meeting(request, plan, meeting):
    """Say that a planned meeting will not take place, and why."""
    meeting = managed(request, plan, meeting)
    if not meeting.is_planned:
        return refuse(request, meeting)
    form = CancelForm(request.POST or None, instance=meeting)
    if form.is_valid():
        meeting.cancel(form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(
            request, "The meeting is cancelled. It stays in the list, with the reason."
        )
        return redirect(meeting)
    context = here(meeting) | {"form": form}
    context["stay"] = meeting.rounds.awaited()
    return render(request, "seic_portal/meeting_cancel_form.html", context)


@plan_page
@editing
def hold_meeting(request, plan, meeting):
    """Say that a meeting took place, once its day has come."""
    meeting = managed(request, plan, meeting)
    if not meeting.may_have_been_held:
        return refuse(request, meeting)
    if request.method == "POST":
        meeting.hold(by=request.user, at=clock.now())
        messages.success(request, "The meeting is recorded as held.")
        return redirect(meeting)
    return render(request, "seic_portal/meeting_hold.html", here(meeting))


def managed(request, plan, slug):
    """Return the meeting an address names, to someone who manages it; a POST holds it."""
    meeting = find(held(request, Meeting.objects.in_plan(plan)), slug)
    require(meeting.may_be_managed_by(request.user))
    return meeting


def refuse(request, meeting):
    """Say why a step is not open, with what someone may have typed."""
    reason = request.POST.get("reason", "")
    kept = f" Your reason was: “{reason}”" if reason else ""
    ahead = (
        "It is still ahead." if meeting.is_planned else f"It is {meeting.standing.lower()} already."
    )
    messages.warning(request, f"Nothing was changed. {ahead}{kept}")
    return redirect(meeting)


def here(meeting):
    """Return where a page below a meeting's own stands."""
    return place(meeting, (str(meeting), meeting.get_absolute_url()))
