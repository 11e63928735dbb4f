"""Every session's plan, and how it stands."""

from django.http import Http404


def index(request, **kwargs):
    raise Http404
