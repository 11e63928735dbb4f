"""What a network's leads do, and nobody else: its page, its gatherings, and answers."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from networks import mails
from networks.access import led_network, place
from networks.forms.asking import AnswerForm
from networks.forms.gatherings import CancelForm, GatheringForm, HoldForm
from networks.forms.networks import NetworkForm
from networks.models import Gathering
from plans import clock
from plans.access import editing, held
from plans.templatetags.portal import moment


@editing
def edit_network(request, network):
    """Change a network's page, all of it."""
    network = led_network(request, network)
    name = network.name  # of the page, whatever is typed
    form = NetworkForm(request.POST or None, instance=network)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, "Your network’s page is saved. Everyone can read it.")
        return redirect(network)
    context = {**place(network, name=name), "form": form}
    return render(request, "networks/network_form.html", context)


@editing
def confirm_network(request, network):
    """Note, with one press a session, that a network is going."""
    network = led_network(request, network)
    if request.method == "POST" and not network.is_confirmed:
        network.confirm(by=request.user, at=clock.now())
        messages.success(request, f"Thank you. {network} is confirmed for this session.")
    return redirect(network)


@editing
def add_gathering(request, network):
    """Add a gathering, still to come or past."""
    network = led_network(request, network)
    return ask(request, Gathering(network=network), "Add a gathering", "is added")


@editing
def edit_gathering(request, network, pk):
    """Change a gathering, or write its notes."""
    gathering = find(request, network, pk)
    return ask(request, gathering, "Change a gathering", "is saved")


def ask(request, gathering, title, done):
    """Ask for a gathering in a form; once it is saved, show it."""
    form = GatheringForm(request.POST or None, instance=gathering)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{gathering}” {done}.")
        return redirect(gathering)
    context = {**place(gathering.network), "form": form, "title": title}
    return render(request, "networks/gathering_form.html", context)


@editing
def cancel_gathering(request, network, pk):
    """Call a gathering off, with the reason; or hold one after all."""
    gathering = find(request, network, pk)
    form_class = HoldForm if gathering.is_cancelled else CancelForm
    title = gathering.title
    form = form_class(request.POST or None, instance=gathering)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{title}” {form.done}.")
        return redirect(gathering)
    context = {**place(gathering.network, (title, gathering.get_absolute_url()))}
    context |= {"form": form, "title": form.title, "subject": gathering}
    return render(request, "networks/gathering_form.html", context)


def find(request, network, pk):
    """Return a gathering of the network an address names, to one of its leads; a POST holds it."""
    network = led_network(request, network)
    gathering = get_object_or_404(held(request, network.gatherings.all()), pk=pk)
    gathering.network = network
    return gathering


def requests(request, network):
    """List who asks to join a network, whoever waits first."""
    network = led_network(request, network)
    found = list(network.join_requests.all())
    context = place(network)
    context["waiting"] = [asked for asked in found if asked.answered_at is None]
    context["answered"] = [asked for asked in reversed(found) if asked.answered_at]
    return render(request, "networks/requests.html", context)


@editing
def answer_request(request, network, pk):
    """Answer someone who asks to join; whoever comes second is told that it is done."""
    network = led_network(request, network)
    asked = get_object_or_404(held(request, network.join_requests.all()), pk=pk)
    asked.network = network
    address = reverse("networks:requests", args=[network.slug])
    if asked.answered_at:
        messages.warning(request, f"{asked} was answered on {moment(asked.answered_at)}.")
        return redirect(address)
    form = AnswerForm(request.POST or None, instance=asked)
    if form.is_valid():
        if form.settle(by=request.user, at=clock.now()):
            transaction.on_commit(lambda: mails.send_answer(asked, request))
        messages.success(request, f"{asked} is answered.")
        return redirect(address)
    context = {**place(network, ("Who asks to join", address)), "form": form, "asked": asked}
    return render(request, "networks/answer_form.html", context)
