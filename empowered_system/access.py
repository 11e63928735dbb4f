"""The gate of the pages on which a programme, and what belongs to it, is written."""

from django.shortcuts import get_object_or_404

from empowered_system.models import Event, Finding, Programme
from plans.access import held, require


def editable_programme(request, slug):
    """Return the programme an address names, to someone who may edit it; a POST holds it."""
    programmes = Programme.objects.visible_to(request.user).select_related("plan", "strand")
    programme = get_object_or_404(held(request, programmes), slug=slug)
    require(programme.may_be_edited_by(request.user))
    return programme


def editable_event(request, pk):
    """Return an event that is not cancelled, to someone who may edit its programme."""
    events = Event.objects.visible_to(request.user).with_programme()
    event = get_object_or_404(held(request, events), pk=pk)
    require(event.may_be_edited_by(request.user))
    return event


def editable_finding(request, slug):
    """Return a finding to someone who may edit it; a draft is not there for anyone else."""
    findings = Finding.objects.visible_to(request.user).with_programme()
    finding = get_object_or_404(held(request, findings), slug=slug)
    require(finding.may_be_edited_by(request.user))
    return finding
