"""Stub."""

from django.http import Http404


def action_updates(request, **kwargs):
    raise Http404


def action_history(request, **kwargs):
    raise Http404


def edit_action(request, **kwargs):
    raise Http404


def milestones(request, **kwargs):
    raise Http404


def contributions(request, **kwargs):
    raise Http404


def withdraw_action(request, **kwargs):
    raise Http404
