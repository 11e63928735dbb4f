"""Stub."""

from django.http import Http404


def add_plan(request, **kwargs):
    raise Http404


def edit_plan(request, **kwargs):
    raise Http404


def edit_goals(request, **kwargs):
    raise Http404
