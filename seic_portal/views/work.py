"""What someone has to do next, in each of their roles."""

from django.shortcuts import render

from plans import clock
from plans.models import Plan, Round
from priorities.board import Board
from priorities.models import DateChange
from priorities.owing import Owing, open_again
from priorities.progress import Progress
from priorities.summary import Summary


def my_work(request):
    """Show an officer what is owed, a convener what was published, a coordinator the round."""
    person, today = request.user, clock.today()
    plan = Plan.objects.open().first()
    context = {"section": "my_work", "plan": plan, "today": today}
    if plan and person.is_officer:
        context["owing"] = Owing(plan, person, today=today)
        context["open_again"] = open_again(plan, person, today=today)
    if plan and (person.is_convener or person.is_reader):
        context |= published(plan, person, today)
    if plan and person.works_on_plans:
        requests = DateChange.objects.in_plan(plan).waiting().concerning(person)
        context["requests"] = requests.with_action().in_plan_order().with_moves()
    if plan and person.is_coordinator:
        collecting = Round.objects.in_plan(plan).collecting(today).first()
        context["board"] = Board(collecting) if collecting else None
    return render(request, "seic_portal/my_work.html", context)


def published(plan, person, today):
    """Return what members read of the newest round, and a convener's own council's exceptions."""
    progress = Progress(plan, person, today=today)
    summary = Summary(progress.priorities, progress.rows)
    own = [of_council(council, summary) for council in person.convener_councils]
    return {"progress": progress, "exceptions": summary.exceptions, "own": own}


def of_council(council, summary):
    """Return a council's own exceptions and what it sent nothing on."""
    exceptions = [
        (row, reason)
        for row in summary.exceptions
        for reason in row.reasons
        if reason.council == council.name
    ]
    silent = [row for row in summary.rows if (cell := row.cell_of(council.slug)) and cell.is_silent]
    return {"council": council, "exceptions": exceptions, "silent": silent}
