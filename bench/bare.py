"""The least Django can do: a view that answers a constant page of a given size, no middleware.

Settings, address and view in one; served by gunicorn beside the portal.
"""

import os
from functools import cache

from django.http import HttpResponse
from django.urls import path

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bare"
MIDDLEWARE = []


@cache
def constant(size):
    """Return a page of so many bytes."""
    return b"x" * size


def page(request, size):
    return HttpResponse(constant(size))


urlpatterns = [path("<int:size>", page)]
