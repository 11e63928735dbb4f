"""The strands' dates, for calendar programs."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.views.decorators.http import conditional_page

from empowered_system.calendar import of_event, of_everything, of_strand
from empowered_system.models import Event, Strand
from plans.feeds import calendar_file
from plans.models import Collaborative, Visitor
from plans.surroundings import surroundings


@login_not_required
@conditional_page
def everything(request):
    """Give the dates of every strand."""
    collaborative = surroundings().collaborative or Collaborative()
    found = of_everything(collaborative, site=request.build_absolute_uri)
    return calendar_file(found, "empowered-system", is_sample=collaborative.holds_sample_data)


@login_not_required
@conditional_page
def strand(request, strand):
    """Give the dates of one strand."""
    strand = get_object_or_404(Strand, slug=strand)
    collaborative = surroundings().collaborative or Collaborative()
    found = of_strand(strand, collaborative, site=request.build_absolute_uri)
    return calendar_file(found, strand.slug, is_sample=collaborative.holds_sample_data)


@login_not_required
def event(request, pk):
    """Give one date, to be added to a calendar by hand; what everyone may read, whoever asks."""
    rows = Event.objects.visible_to(Visitor()).select_related("programme")
    event = get_object_or_404(rows, pk=pk)
    collaborative = surroundings().collaborative or Collaborative()
    found = of_event(event, collaborative, site=request.build_absolute_uri)
    return calendar_file(found, f"event-{event.pk}", is_sample=collaborative.holds_sample_data)
