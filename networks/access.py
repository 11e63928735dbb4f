"""The gates of a network's pages: which network, and for whom."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from networks.models import Network
from plans.access import held, require


def held_network(request, slug):
    """Return the network an address names; a POST holds it."""
    return get_object_or_404(held(request, Network.objects.all()), slug=slug)


def led_network(request, slug):
    """Return the network an address names, to one of its leads."""
    network = held_network(request, slug)
    require(network.may_be_edited_by(request.user))
    return network


def kept_network(request, slug):
    """Return the network an address names, to a coordinator."""
    network = held_network(request, slug)
    require(network.may_be_kept_by(request.user))
    return network


def here(*further):
    """Return where a page below the directory stands: its menu entry, and the way back.

    `further`: pairs of a label and an address between the directory and the page.
    """
    steps = [("Networks", reverse("networks:index")), *further]
    return {"section": "networks", "steps": steps}


def place(network, *further, name=None):
    """Return where a page below a network's own stands.

    `name`: what the network is called, where a form has changed the row already.
    """
    own = (name or network.name, network.get_absolute_url())
    return {"network": network, **here(own, *further)}
