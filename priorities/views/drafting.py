"""Stub."""

from django.http import Http404


def open_plan(request, **kwargs):
    raise Http404


def add_priority(request, **kwargs):
    raise Http404


def edit_priority(request, **kwargs):
    raise Http404


def add_action(request, **kwargs):
    raise Http404
