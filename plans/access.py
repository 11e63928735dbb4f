"""The gates of a view: which plan, who may, and one editor at a time."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404

from plans.models import Plan


def require(allowed):
    """Refuse the page to someone who may not do what it does; the 403 page says so."""
    if not allowed:
        raise PermissionDenied


def plan_page(view):
    """Hand a view the plan its address names; to a visitor a draft is not there."""

    @wraps(view)
    def page(request, plan, **kwargs):
        plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
        request.plan = plan  # the menu need not look for it again
        return view(request, plan, **kwargs)

    return page


def editing(view):
    """Run a view's POST in one transaction, so that the row it locks stays as it was read.

    A GET runs without one: on SQLite every transaction takes the write lock.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return page


def held(request, queryset):
    """Return a queryset whose rows stay locked while a POST decides on them."""
    return queryset.select_for_update(of=("self",)) if request.method == "POST" else queryset


def held_plan(request, slug):
    """Return the plan an address names; a POST holds it, so that it stays in its stage."""
    return get_object_or_404(held(request, Plan.objects.visible_to(request.user)), slug=slug)
