"""What coordinators do for the directory: accept, archive, appoint leads; never the agenda."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify

from networks import mails
from networks.access import here, kept_network, place
from networks.forms.asking import AcceptForm, DeclineForm
from networks.forms.networks import ArchiveForm, LeadForm, ReturnForm
from networks.models import Lead, Network, Proposal
from plans import clock
from plans.access import editing, held, require


@editing
def archive_network(request, network):
    """Take a network out of the directory, with the reason; or bring it back."""
    network = kept_network(request, network)
    form = (ReturnForm if network.is_archived else ArchiveForm)(
        request.POST or None, instance=network
    )
    if form.is_valid():
        form.keep(by=request.user, at=clock.now())
        messages.success(request, f"{network} {form.done}.")
        return redirect(network)
    context = {**place(network), "form": form, "title": form.title}
    return render(request, "networks/archive_form.html", context)


@editing
def leads(request, network):
    """List who leads a network, and appoint another."""
    network = kept_network(request, network)
    form = LeadForm(request.POST or None, instance=Lead(network=network))
    if form.is_valid():
        person, is_new = form.appoint(by=request.user, at=clock.now())
        transaction.on_commit(partial(mails.welcome_lead, person, network, request, is_new=is_new))
        messages.success(request, f"{person} leads {network} now.")
        return redirect(request.path)
    context = {**place(network), "form": form}
    context["leads"] = network.leads.current().select_related("person")
    return render(request, "networks/leads.html", context)


@editing
def end_lead(request, network, pk):
    """Let someone lead a network no longer."""
    network = kept_network(request, network)
    lead = get_object_or_404(held(request, network.leads.current()), pk=pk)
    if request.method == "POST":
        lead.end(by=request.user, at=clock.now())
        messages.success(request, f"{lead.person} no longer leads {network}.")
    return redirect("networks:leads", network=network.slug)


def proposals(request):
    """List the networks that someone proposes, whichever waits first, and what was decided."""
    require(request.user.is_coordinator)
    found = list(Proposal.objects.select_related("network", "decided_by"))
    context = here()
    context["waiting"] = [proposal for proposal in found if proposal.is_waiting]
    context["decided"] = [proposal for proposal in reversed(found) if not proposal.is_waiting]
    return render(request, "networks/proposals.html", context)


@editing
def accept_proposal(request, pk):
    """List a proposed network, and let its proposer lead it."""
    proposal = find(request, pk)
    if not proposal.is_waiting:
        return refuse(request, proposal)
    begun = {"name": proposal.name, "slug": slugify(proposal.name.removesuffix(" Network"))[:50]}
    form = AcceptForm(request.POST or None, instance=Network(), initial=begun)
    if form.is_valid():
        person, is_new = form.accept(proposal, by=request.user, at=clock.now())
        tell = partial(mails.welcome_lead, person, form.instance, request, is_new=is_new)
        transaction.on_commit(tell)
        messages.success(request, f"{form.instance} is listed, and {person} leads it.")
        return redirect(form.instance)
    context = {**below_proposals(), "proposal": proposal, "form": form}
    return render(request, "networks/accept_form.html", context)


@editing
def decline_proposal(request, pk):
    """Leave a proposed network unlisted, and tell its proposer why."""
    proposal = find(request, pk)
    if not proposal.is_waiting:
        return refuse(request, proposal)
    form = DeclineForm(request.POST or None, instance=proposal)
    if form.is_valid():
        proposal.decline(form.cleaned_data["note"], by=request.user, at=clock.now())
        transaction.on_commit(partial(mails.tell_declined, proposal, request))
        messages.success(request, f"{proposal} is declined.")
        return redirect("networks:proposals")
    context = {**below_proposals(), "proposal": proposal, "form": form}
    return render(request, "networks/decline_form.html", context)


def find(request, pk):
    """Return a proposal, to a coordinator; a POST holds it."""
    require(request.user.is_coordinator)
    return get_object_or_404(held(request, Proposal.objects.all()), pk=pk)


def refuse(request, proposal):
    """Say what has been decided already."""
    messages.warning(request, f"{proposal} was {proposal.get_state_display().lower()} already.")
    return redirect("networks:proposals")


def below_proposals():
    return here(("Proposals", reverse("networks:proposals")))
