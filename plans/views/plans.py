"""Every session's plan, and how it stands."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from plans import clock
from plans.models import Plan, Round

HEADINGS = {
    Plan.Stage.OPEN: "The plan in force",
    Plan.Stage.DRAFT: "Being written",
    Plan.Stage.CLOSED: "Earlier plans",
}


@login_not_required
def index(request):
    """List every session's plan by its stage; drafts for members only."""
    rounds = Round.objects.readable_by(request.user, clock.today())
    plans = Plan.objects.visible_to(request.user).with_rounds(rounds)
    by_stage = [
        (heading, [plan for plan in plans if plan.stage == stage])
        for stage, heading in HEADINGS.items()
    ]
    context = {"section": "plans", "by_stage": [pair for pair in by_stage if pair[1]]}
    return render(request, "plans/index.html", context)
