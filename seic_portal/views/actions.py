"""One action on one page: where each council stands, its dates, and what was said of it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from empowered_system.models import Programme
from plans import clock
from plans.access import plan_page
from plans.models import Round
from priorities.access import way_to
from priorities.figures import address_of
from priorities.models import Action, Contribution, Update
from priorities.navigation import section
from priorities.questions import Asked
from priorities.reading import Reading
from priorities.terms import Terms


@login_not_required
@plan_page
def action(request, plan, reference):
    """Show an action as the reader may know it today."""
    actions = Action.objects.in_plan(plan).by_reference(reference).with_contributions()
    action = get_object_or_404(actions.select_related("predecessor__priority__plan"))
    today = clock.today()
    context = {"plan": plan, "section": section(plan, "progress"), "steps": way_to(action)}
    context |= {
        "action": action,
        "reading": Reading(action, request.user, today=today),
        "terms": Terms(action, request.user, today=today),
        "behind": Programme.objects.serving(action).select_related("strand", "plan", "council"),
        "successors": Action.objects.carrying_on(action).visible_to(request.user),
        "measures": [(str(one), address_of(one, plan)) for one in action.measures.all()],
        "may_edit": action.may_be_edited_by(request.user),
        "may_ask_date": action.date_may_be_asked_by(request.user),
        "asked": Asked(action, request.user, plan=plan, today=today),
        "owed": owed(action, request.user, today),
    }
    return render(request, "seic_portal/action.html", context)


def owed(action, person, today):
    """Return the updates this person's councils owe on an action now, as council and address."""
    plan = action.priority.plan
    round = person.is_officer and Round.objects.in_plan(plan).collecting(today).first()
    if not round:
        return []
    parts = Contribution.objects.owed_in(round).of(person.officer_councils).filter(action=action)
    found = [Update(contribution=part, round=round) for part in parts.with_action()]
    return [(update.contribution.council, update.get_absolute_url()) for update in found]
