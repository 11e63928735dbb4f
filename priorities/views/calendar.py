"""A plan's rounds added, changed, abandoned, and opened again for councils that sent nothing."""

from django.contrib import messages
from django.shortcuts import redirect, render

from plans import clock
from plans.access import editing, held_plan, plan_page, require
from plans.models import Council, Round
from plans.templatetags.portal import counted, day, joined
from priorities.board import Board
from priorities.forms.rounds import AbandonForm, DatedRoundForm, ReopenForm
from priorities.models import Update
from priorities.navigation import round_crumbs, section
from priorities.rounds import readers, why_closed, why_not_reopened
from priorities.views.rounds import held_round


@editing
def add_round(request, plan):
    """Add a round to a plan that is not closed."""
    plan = held_plan(request, plan)
    require(plan.contents_may_be_edited_by(request.user))
    round = Round(plan=plan, number=Round.objects.in_plan(plan).next_number())
    form = DatedRoundForm(request.POST or None, instance=round)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        says = f"{round} is added: it opens on {day(round.opens_on)}."
        messages.success(request, says)
        return redirect("priorities:rounds", plan=plan.slug)
    return show(request, "round_add", plan, form=form)


@plan_page
@editing
def edit_round(request, plan, number):
    """Change the days and the meetings of a round that is not published."""
    round = held_round(request, plan, number)
    require(plan.contents_may_be_edited_by(request.user))
    if not round.is_awaited:
        return refuse(request, round, "Nothing was changed", why_closed(round, None))
    form = DatedRoundForm(request.POST or None, instance=round)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"{round} is due on {day(round.due_on)}.")
        return redirect(round)
    return show(request, "round_edit", plan, round=round, form=form)


@plan_page
@editing
def abandon_round(request, plan, number):
    """Give up a round that is not published, with a reason."""
    round = held_round(request, plan, number)
    require(plan.contents_may_be_edited_by(request.user))
    if not round.is_awaited:
        return refuse(request, round, "Nothing was changed", why_closed(round, None))
    form = AbandonForm(request.POST or None, instance=round)
    if form.is_valid():
        form.abandon(by=request.user, at=clock.now())
        messages.success(request, f"{round} is abandoned. What was written in it is kept.")
        return redirect("priorities:rounds", plan=plan.slug)
    later = Round.objects.in_plan(plan).awaited().filter(number__gt=round.number).first()
    return show(request, "round_abandon", plan, round=round, form=form, next=later)


@plan_page
@editing
def reopen_round(request, plan, number):
    """Open a published round again for councils whose updates were not received."""
    round = held_round(request, plan, number)
    board = Board(round)
    if why := why_not_reopened(round, board, clock.today()):
        return refuse(request, round, "Nothing was changed", why)
    behind = Council.objects.filter(pk__in=[sheet.council.pk for sheet in board.tally.behind])
    councils = behind.exclude(pk__in=round.reopenings.open().values("council"))
    form = ReopenForm(request.POST or None, instance=round, councils=councils)
    if form.is_valid():
        opened = form.reopen(by=request.user, at=clock.now())
        messages.success(request, f"{round} is open again for {joined(opened)}.")
        return redirect(round)
    return show(request, "round_reopen", plan, round=round, form=form, board=board)


@plan_page
@editing
def publish_late(request, plan, number):
    """Publish what has come to a round since it was opened again, and close it."""
    round = held_round(request, plan, number)
    reopenings = list(round.reopenings.open())
    if not reopenings:
        return refuse(request, round, "Nothing was published", f"{round} is not open again.")
    if request.method == "POST":
        count = Update.objects.publish_late(round, by=request.user, at=clock.now())
        says = f"{round} is closed again with {counted(count, 'late update')}. {readers(round)}"
        messages.success(request, says)
        return redirect(round)
    context = {"round": round, "reopenings": reopenings, "board": Board(round)}
    return show(request, "round_late", plan, **context)


def refuse(request, round, what, why):
    """Say why nothing has happened, on the round's board."""
    messages.warning(request, f"{what}: {why}")
    return redirect(round)


def show(request, page, plan, **context):
    """Render a page about a round, with the way back to it."""
    steps = round_crumbs(plan, context.get("round"))
    context |= {"plan": plan, "section": section(plan, "rounds"), "steps": steps}
    return render(request, f"priorities/{page}.html", context)
