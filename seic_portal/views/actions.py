"""Stub."""

from django.http import Http404


def action(request, **kwargs):
    raise Http404
