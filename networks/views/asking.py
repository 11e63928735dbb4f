"""What anyone may ask, without signing in: to join a network, or that one is listed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render

from networks import mails
from networks.access import here, place
from networks.forms.asking import JoinForm, ProposalForm
from networks.models import JoinRequest, Network, Proposal
from plans import clock


@login_not_required
def join_network(request, network):
    """Ask a network's leads to join it; an archived one takes nobody in."""
    network = get_object_or_404(Network, slug=network)
    if network.is_archived:
        messages.warning(request, f"{network} is archived, so nobody can join it.")
        return redirect(network)
    asked = JoinRequest(network=network, asked_at=clock.now())
    form = JoinForm(request.POST or None, request=request, instance=asked)
    if form.is_valid():
        mails.tell_leads(form.save(), request)
        messages.success(request, f"Your request is with those who lead {network}.")
        return redirect(network)
    context = {**place(network), "form": form, "has_leads": network.leads.current().exists()}
    return render(request, "networks/join_form.html", context)


@login_not_required
def propose_network(request):
    """Propose that a network is listed."""
    proposal = Proposal(asked_at=clock.now())
    form = ProposalForm(request.POST or None, request=request, instance=proposal)
    if form.is_valid():
        form.save()
        messages.success(
            request, "Thank you. A coordinator reads your proposal, then writes to you."
        )
        return redirect("networks:index")
    return render(request, "networks/proposal_form.html", {**here(), "form": form})
