"""Stub."""

from django.http import Http404


def update(request, **kwargs):
    raise Http404


def take_back_update(request, **kwargs):
    raise Http404


def return_update(request, **kwargs):
    raise Http404


def correct_update(request, **kwargs):
    raise Http404
