"""The e-mails of networks: to their leads, and to who has asked them something."""

import logging

from django.contrib import messages

from networks.models import Lead
from plans.invitations import invite
from plans.mails import send_file

logger = logging.getLogger(__name__)


def send(kind, to, request, *, network=None, **words):
    """Send the e-mail of a kind (its file) to some addresses; say whether it was taken.

    Where a network is named its mailbox is what answers go to.
    """
    mailbox = [network.mailbox] if network and network.mailbox else None
    template = f"networks/email/{kind}.txt"
    return send_file(template, to, request, reply_to=mailbox, network=network, **words)


def tell_leads(asked, request):
    """Tell those who lead a network that someone asks to join it; each in an e-mail of their own.

    Where none can be sent the request still stands on the page of requests.
    """
    leads = Lead.objects.current().filter(network=asked.network, person__is_active=True)
    for email in leads.values_list("person__email", flat=True):
        send("join_request", [email], request, network=asked.network, asked=asked)


def send_answer(asked, request):
    """Send someone who asked to join what a lead has answered; tell the lead if that fails."""
    if not send("answer", [asked.email], request, network=asked.network, asked=asked):
        messages.error(
            request,
            f"Your answer is kept, but could not be e-mailed: write to {asked.email} yourself.",
        )


def welcome_lead(person, network, request, *, is_new):
    """Tell someone that they lead a network; whoever is new is invited to set a password first."""
    try:
        if is_new:
            invite(person, request)
    except OSError:
        logger.exception("An invitation could not be sent")
        is_told = False
    else:
        is_told = send("lead", [person.email], request, network=network, person=person)
    if not is_told:
        messages.error(
            request,
            f"{person} leads {network} now, but could not be told by e-mail. An administrator can "
            "send the invitation again.",
        )


def tell_declined(proposal, request):
    """Tell whoever proposed a network why it is not listed; tell the coordinator if that fails."""
    if not send("declined", [proposal.email], request, proposal=proposal):
        messages.error(request, f"It could not be e-mailed: write to {proposal.email} yourself.")
