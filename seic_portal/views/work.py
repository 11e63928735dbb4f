"""What someone has to do next, in each of their roles."""

from django.shortcuts import render

from empowered_system.models import SupportRequest
from networks.models import Network, Proposal
from plans import clock
from plans.models import Plan, Round
from priorities.board import Board
from priorities.changes import Changes
from priorities.models import DateChange
from priorities.owing import Owing, open_again
from priorities.progress import Progress
from priorities.questions import Pile
from priorities.reports import Reports
from priorities.summary import Summary


def my_work(request):
    """Show an officer what is owed, a convener what was published, a coordinator the round."""
    person, today = request.user, clock.today()
    plan = Plan.objects.open().first()
    context = {"section": "my_work", "plan": plan, "today": today}
    context |= of_networks(person, today) | of_support(person)
    if plan and person.is_officer:
        context["owing"] = Owing(plan, person, today=today)
        context["open_again"] = open_again(plan, person, today=today)
    if plan and (person.is_convener or person.is_reader):
        context |= published(plan, person, today)
    if plan and person.works_on_plans:
        requests = DateChange.objects.in_plan(plan).waiting().concerning(person)
        context["requests"] = requests.with_action().in_plan_order().with_moves()
    if plan and (person.is_convener or person.is_coordinator):
        context["questions"] = Pile(plan, person, today=today)
    if plan and person.is_coordinator:
        collecting = Round.objects.in_plan(plan).collecting(today).first()
        context["board"] = Board(collecting) if collecting else None
    return render(request, "seic_portal/my_work.html", context)


def of_networks(person, today):
    """Return the networks that someone leads, and how many proposals wait for a coordinator."""
    led = Network.objects.listed().led_by(person).with_signs(today).with_waiting()
    waiting = Proposal.objects.waiting().count() if person.is_coordinator else 0
    return {"networks": led, "proposals": waiting}


def of_support(person):
    """Return how many requests for support wait for someone, and how many they are to help."""
    found = SupportRequest.objects
    decides = person.is_officer or person.is_coordinator
    waiting = found.waiting_for(person).count() if decides else 0
    return {"support_waiting": waiting, "support_matched": found.matched_with(person).count()}


def published(plan, person, today):
    """Return what members read of the newest round, and a convener's own council's exceptions."""
    progress = Progress(plan, person, today=today)
    summary = Summary(progress.priorities, progress.rows)
    own = [of_council(council, summary) for council in person.convener_councils]
    found = {"progress": progress, "exceptions": summary.exceptions, "own": own}
    return found | {"since": since_the_last_meeting(plan, person, today)}


def since_the_last_meeting(plan, person, today):
    """Return what the newest round changed, in all and for a convener's own councils; or None."""
    reports = Reports(plan, person, today=today)
    meeting = reports.newest
    before = meeting and reports.before(meeting)
    if before is None:
        return None
    rounds = reports.round_of(before), reports.round_of(meeting)
    changes = Changes(plan, *rounds, person=person, today=today)
    own = [(council, changes.of(council.slug)) for council in person.convener_councils]
    return {"meeting": meeting, "before": before, "changes": changes, "own": own}


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
