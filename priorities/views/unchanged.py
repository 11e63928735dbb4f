"""“No change since the last round”, sent for several actions at once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.models import Round
from plans.templatetags.portal import joined
from priorities.forms.unchanged import UnchangedForm
from priorities.unchanged import NilReturns


@plan_page
@editing
def send_unchanged(request, plan, number):
    """Show an officer the last words of what is owed, and send those that are ticked again.

    A POST holds the round: whoever writes or publishes an update of it comes before or after.
    """
    rounds = held(request, Round.objects.in_plan(plan).select_related("plan"))
    round = get_object_or_404(rounds, number=number)
    require(request.user.is_officer)
    returns = NilReturns(round, request.user, today=clock.today())
    form = UnchangedForm(request.POST if request.method == "POST" else None, returns=returns)
    if form.is_valid():
        chosen = set(form.cleaned_data["part"])
        tell(request, *returns.send(chosen, by=request.user, at=clock.now()))
        return redirect("my_work")
    context = {"section": "my_work", "steps": [("My work", reverse("my_work"))], "plan": plan}
    return render(
        request, "priorities/unchanged.html", context | {"returns": returns, "form": form}
    )


def tell(request, sent, refused):
    """Say what was sent, and of what was not why."""
    if sent:
        names = joined(one.name for one in sent)
        messages.success(
            request,
            f"Sent as “no change”: {names}. You can take them back until the round is published.",
        )
    for one in refused:
        messages.warning(request, f"{one.name} was not sent. {one.why}")
