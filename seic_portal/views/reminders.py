"""What people are reminded of by e-mail: what each chooses, and a round's press to remind all."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock
from plans.access import plan_page, require
from plans.models import Round
from plans.templatetags.portal import counted
from priorities.navigation import below_round
from priorities.rounds import why_closed
from seic_portal.forms.reminders import RemindersForm
from seic_portal.reminders.asking import Asking


def reminders(request):
    """Let people choose which e-mails they get."""
    form = RemindersForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Your choice is saved.")
        return redirect("my_work")
    context = {"section": "my_work", "form": form, "steps": [("My work", reverse("my_work"))]}
    return render(request, "seic_portal/reminders.html", context)


@plan_page
def remind_round(request, plan, number):
    """Send everyone who still owes something in a round one e-mail, at most once a day."""
    found = Round.objects.in_plan(plan).with_meeting().select_related("plan")
    round = get_object_or_404(found, number=number)
    require(round.may_be_managed_by(request.user))
    collecting = Round.objects.in_plan(plan).collecting(clock.today()).first()
    if round != collecting:
        messages.warning(request, f"Nobody was reminded: {why_closed(round, collecting)}")
        return redirect(round)
    asking = Asking(round, today=clock.today())
    if request.method == "POST":
        tell(request, asking.send(by=request.user))
        return redirect(round)
    context = below_round(round) | {"asking": asking}
    return render(request, "seic_portal/remind_round.html", context)


def tell(request, outcome):
    """Say how many were reminded, and who could not be."""
    if outcome.sent:
        messages.success(request, f"{counted(outcome.sent, 'person,people')} reminded by e-mail.")
    if outcome.failed:
        names = ", ".join(person.name for person, _ in outcome.failed)
        words = "Their e-mail could not be sent, so you may try again"
        messages.error(request, f"{words}: {names}.")
    if not outcome.sent and not outcome.failed:
        messages.info(request, "Nobody was left to remind: each gets one such e-mail a day.")
