"""Stub."""

from django.http import Http404


def progress(request, **kwargs):
    raise Http404


def priority(request, **kwargs):
    raise Http404
