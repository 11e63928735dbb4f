"""What the strands offer, what they run and when, to read."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from empowered_system.models import Event, Finding, Programme, Strand
from empowered_system.navigation import place
from empowered_system.reach import Reach
from empowered_system.reading import MOST, Dates, ProgrammePage, StrandPage
from plans import clock
from plans.models import Plan


@login_not_required
def index(request):
    """Show the five strands, what each offers and the next step in each."""
    context = place() | {"strands": Strand.objects.all()}
    context["coming"] = Event.objects.visible_to(request.user).ahead(clock.today())
    context["coming"] = context["coming"].with_programme()[:MOST]
    context["findings"] = Finding.objects.published()[:MOST]
    request.plan = plan = Plan.objects.current()
    context["reach"] = plan and Reach(plan, request.user)
    return render(request, "empowered_system/index.html", context)


@login_not_required
def strand(request, strand):
    """Show one strand: what it offers, runs and has found."""
    strand = get_object_or_404(Strand, slug=strand)
    request.plan = plan = Plan.objects.current()
    reading = StrandPage(strand, request.user, plan=plan, today=clock.today())
    context = place() | {"strand": strand, "reading": reading}
    context["others"] = Strand.objects.others(strand)
    context["reach"] = plan and Reach(plan, request.user, strand=strand)
    context["may_add"] = strand.may_be_added_to_by(request.user)
    return render(request, "empowered_system/strand.html", context)


@login_not_required
def events(request):
    """Show the dates of every strand, those to come first."""
    dates = Dates(Event.objects.all(), request.user, today=clock.today())
    return render(request, "empowered_system/events.html", place() | {"dates": dates})


@login_not_required
def programme(request, programme):
    """Show what a strand runs: its dates, what it shares, and what people asked."""
    programmes = Programme.objects.visible_to(request.user).with_served().with_hosts()
    programme = get_object_or_404(programmes, slug=programme)
    reading = ProgrammePage(programme, request.user, today=clock.today())
    context = place(programme.strand) | {"programme": programme, "reading": reading}
    return render(request, "empowered_system/programme.html", context)
