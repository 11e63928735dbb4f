"""Stub."""

from django.http import Http404


def rounds(request, **kwargs):
    raise Http404


def round_board(request, **kwargs):
    raise Http404


def publish_round(request, **kwargs):
    raise Http404
