"""Whom the Empowered System reached: counts for everyone, names for who may act on them."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from empowered_system.models import Participation, Strand
from empowered_system.navigation import place
from empowered_system.reach import Reach
from empowered_system.reach_file import reach_file
from empowered_system.register import RegisterTable
from plans import clock
from plans.access import require
from plans.models import Collaborative, Council, Plan, Setting
from plans.surroundings import surroundings


@login_not_required
def reach(request):
    """Show how many settings took part in a session, in all or of a council or strand."""
    plans = Plan.objects.exclude(stage="draft")
    plan = chosen(request, "session", plans) or Plan.objects.current()
    council = chosen(request, "council", Council.objects.all())
    strand = chosen(request, "strand", Strand.objects.all())
    if plan is None:
        return render(request, "empowered_system/reach_empty.html", place())
    request.plan = plan
    found = Reach(plan, request.user, council=council, strand=strand)
    if request.GET.get("format") == "csv":
        return reach_file(found, surroundings().collaborative or Collaborative())
    context = place() | {"reach": found, "plan": plan, "plans": plans}
    context["may_see_names"] = request.user.is_officer or request.user.is_coordinator
    return render(request, "empowered_system/reach.html", context)


def not_reached(request):
    """Name the settings that have taken part in nothing this session, to who may act on it."""
    person = request.user
    require(person.is_officer or person.is_coordinator)
    partners = Council.objects.partners(clock.today())
    own = list(partners) if person.is_coordinator else person.officer_councils
    council = chosen(request, "council", partners) or next(iter(own), None)
    require(council is None or council in own)
    request.plan = plan = Plan.objects.current()
    settings = Setting.objects.open().of([council])
    context = place(("Who has taken part", reverse("empowered_system:reach")))
    context |= {"plan": plan, "council": council, "councils": own, "total": settings.count()}
    reached = Participation.objects.in_plan(plan).values("setting")
    context["rows"] = settings.exclude(pk__in=reached).order_by("sector", "name")
    return render(request, "empowered_system/not_reached.html", context)


@login_not_required
def register(request):
    """Show how many publicly funded schools there are, by council and sector."""
    table = RegisterTable(Council.objects.partners(clock.today()))
    context = place(("Who has taken part", reverse("empowered_system:reach"))) | {"table": table}
    return render(request, "empowered_system/register.html", context)


def chosen(request, name, rows):
    """Return the row whose slug the address gives under a name; None where it gives none."""
    slug = request.GET.get(name)
    return get_object_or_404(rows, slug=slug) if slug else None
