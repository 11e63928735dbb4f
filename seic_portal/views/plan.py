"""Stub."""

from django.http import Http404


def home(request, **kwargs):
    raise Http404


def plan_page_view(request, **kwargs):
    raise Http404
