"""Networks to read: the directory, a network, a gathering, and calendars of them."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from networks.access import here, place
from networks.activity import Activity
from networks.calendar import calendar_of
from networks.diary import Diary
from networks.filters import DirectoryFilter
from networks.models import Gathering, Network, Proposal
from plans import clock
from plans.feeds import calendar_file, uid
from plans.models import Collaborative
from plans.surroundings import surroundings


@login_not_required
def index(request):
    """List the networks, narrowed by what stands in the address; archived ones apart."""
    networks = Network.objects.with_signs(clock.today()).select_related("link_council")
    chosen = DirectoryFilter(request.GET, networks=list(networks))
    context = {"section": "networks", "chosen": chosen, "form": chosen.form, "words": Activity}
    if request.user.is_coordinator:
        context["proposals"] = Proposal.objects.waiting().count()
    status = 200 if chosen.is_valid() else 400
    return render(request, "networks/index.html", context, status=status)


@login_not_required
def network(request, network):
    """Show a network in its own words, when it meets, and how to join it."""
    networks = Network.objects.with_signs(clock.today()).select_related("link_council")
    network = get_object_or_404(networks.with_waiting(), slug=network)
    context = {"network": network, **here()}
    context["diary"] = Diary(network.gatherings.all())
    context["leads"] = network.leads.current().count()
    context["may_edit"] = network.may_be_edited_by(request.user)
    context["may_keep"] = network.may_be_kept_by(request.user)
    return render(request, "networks/network.html", context)


@login_not_required
def gathering(request, network, pk):
    """Show what a gathering is about, and what came of it."""
    gatherings = Gathering.objects.select_related("network")
    gathering = get_object_or_404(gatherings, network__slug=network, pk=pk)
    network = gathering.network
    context = {**place(network), "gathering": gathering}
    context["may_edit"] = network.may_be_edited_by(request.user)
    return render(request, "networks/gathering.html", context)


@login_not_required
@conditional_page
def all_calendar(request):
    """Give what every network has planned, for calendar programs."""
    gatherings = Gathering.objects.select_related("network").filter(network__archived_on=None)
    address = reverse("networks:index")
    return calendar_answer(
        request, gatherings, id=uid("networks"), name="Networks", address=address, file="networks"
    )


@login_not_required
@conditional_page
def calendar(request, network):
    """Give what one network has planned, for calendar programs."""
    network = get_object_or_404(Network, slug=network)
    gatherings = network.gatherings.select_related("network")
    address = network.get_absolute_url()
    names = {"id": uid("network", network), "name": network.name, "file": network.slug}
    return calendar_answer(request, gatherings, address=address, **names)


def calendar_answer(request, gatherings, *, file, **facts):
    """Answer with a calendar of some gatherings."""
    collaborative = surroundings().collaborative or Collaborative()
    site = request.build_absolute_uri
    found = calendar_of(gatherings, collaborative, site=site, **facts)
    return calendar_file(found, file, is_sample=collaborative.holds_sample_data)
