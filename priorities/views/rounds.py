"""A plan's reporting rounds: the coordinator's board, and publication."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.models import AuditEntry, Council, Round
from plans.templatetags.portal import counted
from priorities.board import Board
from priorities.comparison import Comparison
from priorities.forms.rounds import ReleaseForm
from priorities.models import DateChange, Update
from priorities.navigation import below_round, crumbs, round_crumbs, section
from priorities.rounds import pause_on, readers, standing, why_closed, why_waiting


def held_round(request, plan, number):
    """Return the round an address names, to someone who manages it.

    A POST holds all rounds of the plan, because what may be done with one depends on the others.
    """
    rounds = held(request, Round.objects.in_plan(plan).select_related("plan"))
    if request.method == "POST":
        list(rounds.order_by("number"))
    round = get_object_or_404(rounds, number=number)
    require(round.may_be_managed_by(request.user))
    return round


@plan_page
def rounds(request, plan):
    """List a plan's rounds: when each is open, for which meeting, and who reads it."""
    require(request.user.is_coordinator)
    today = clock.today()
    found = Round.objects.in_plan(plan).select_related("plan", "published_by", "abandoned_by")
    found = found.with_release()
    collecting = Round.objects.in_plan(plan).collecting(today).first()
    rows = [
        (round, standing(round, collecting, today), readers(round))
        for round in found.with_meeting().prefetch_related("reopenings__council")
    ]
    context = {
        "section": section(plan, "rounds"),
        "plan": plan,
        "rows": rows,
        "may_add": plan.contents_may_be_edited_by(request.user),
        "steps": crumbs(plan),
    }
    return render(request, "priorities/rounds.html", context)


@plan_page
def round_board(request, plan, number):
    """Show whose updates of a round are in, whose are not, and what to do next."""
    round = get_object_or_404(Round.objects.in_plan(plan).select_related("plan"), number=number)
    require(round.may_be_managed_by(request.user))
    return show(request, round, release_form(request, round) if round.is_for_members else None)


def release_form(request, round):
    """Return the form that changes from when everyone reads a published round."""
    day = {"public_from": round.public_from}
    return ReleaseForm(request.POST or None, instance=round, initial=day, is_published=True)


def show(request, round, form):
    """Show the board of a round, with the form that changes its release where it has one."""
    rounds, today = Round.objects.in_plan(round.plan), clock.today()
    collecting = rounds.collecting(today).first()
    board = Board(round)
    context = {
        "section": section(round.plan, "rounds"),
        "steps": round_crumbs(round.plan),
        "plan": round.plan,
        "round": round,
        "meeting": round.meetings.first_to_meet(),
        "board": board,
        "to_read": board.to_read,
        "to_decide": DateChange.objects.in_plan(round.plan).waiting().with_action(),
        "reopenings": round.reopenings.open(),
        "may_reopen": rounds.reopenable(today).filter(pk=round.pk).exists(),
        "may_change": round.is_awaited and round.plan.contents_may_be_edited_by(request.user),
        "story": AuditEntry.objects.about(round),
        "closed": "" if round == collecting else why_closed(round, collecting),
        "readers": readers(round),
        "form": form,
    }
    return render(request, "priorities/round.html", context)


@plan_page
@editing
def publish_round(request, plan, number):
    """Publish all that is submitted in a round, once its coordinator has seen what that is."""
    round = held_round(request, plan, number)
    collecting = Round.objects.in_plan(plan).collecting(clock.today()).first()
    if why := why_waiting(plan) if round == collecting else why_closed(round, collecting):
        messages.warning(request, f"Nothing was published: {why}")
        return redirect(round)
    form = ReleaseForm(
        request.POST or None, instance=round, initial=proposed(round), is_published=False
    )
    if not form.is_valid():
        return confirm(request, round, form)
    day = form.cleaned_data["public_from"]
    count = Update.objects.publish(round, by=request.user, at=clock.now(), public_from=day)
    messages.success(request, f"{round} is published with {counted(count, 'update')}.")
    return redirect(round)


def confirm(request, round, form):
    """Show what publication will show, and ask from when everyone may read it."""
    context = {"board": Board(round), "pause": pause_on(clock.today()), "form": form}
    context |= below_round(round)
    return render(request, "priorities/round_publish.html", context)


def proposed(round):
    """Return the day from which everyone reads a round unless its coordinator says otherwise."""
    meeting = round.meetings.ahead(clock.today()).first()
    day = round.proposed_day(meeting and meeting.meets_on, clock.today())
    return {"public_from": day}


@plan_page
@editing
def release_round(request, plan, number):
    """Change from when everyone may read a round that only members read yet."""
    round = held_round(request, plan, number)
    if not round.is_for_members:
        messages.warning(request, f"Nothing was changed. {readers(round)}")
        return redirect(round)
    form = release_form(request, round)
    if form.is_valid():
        day = form.cleaned_data["public_from"] or clock.today()
        round.release(day, by=request.user, at=clock.now())
        messages.success(request, readers(round))
        return redirect(round)
    return show(request, round, form)


@plan_page
def what_is_new(request, plan, number):
    """Show what the updates of a round say that those before them did not."""
    round = get_object_or_404(Round.objects.in_plan(plan).select_related("plan"), number=number)
    require(round.may_be_managed_by(request.user))
    councils = list(Council.objects.partners_in(plan))
    council = next((one for one in councils if one.slug == request.GET.get("council")), None)
    context = {"councils": councils, "council": council}
    context["comparison"] = Comparison(round, council=council)
    context |= below_round(round)
    return render(request, "priorities/round_new.html", context)
