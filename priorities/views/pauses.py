"""What a coordinator decides while an election is near."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.models import EarlyRelease, Round
from priorities.forms.rounds import EarlyReleaseForm
from priorities.navigation import below_round
from priorities.rounds import readers


@plan_page
@editing
def release_early(request, plan, number):
    """Let a published round become public although a pre-election pause holds it back."""
    rounds = held(request, Round.objects.in_plan(plan).select_related("plan"))
    round = get_object_or_404(rounds, number=number)
    require(round.may_be_managed_by(request.user))
    if not round.waits:
        messages.warning(request, f"Nothing was changed: no pause holds back {str(round).lower()}.")
        return redirect(round)
    form = EarlyReleaseForm(request.POST or None, instance=EarlyRelease(round=round))
    form.instance.by, form.instance.at = request.user, clock.now()
    if form.is_valid():
        round.let_out(form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, readers(round))
        return redirect(round)
    return render(request, "priorities/release_early.html", below_round(round) | {"form": form})
