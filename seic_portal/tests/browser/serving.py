"""The demonstration on a database of its own, served for as long as the tests want it.

Run as `python -m seic_portal.tests.browser.serving PORT FILE`: once everything is loaded, it writes
the session of each role to the file and serves. A page that asks a query for each row fails.
"""

import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import run
from django.core.wsgi import get_wsgi_application
from django.test import Client

from seic_portal import settings as portal

ROLES = {
    "convener": "convener.midlothian@demo.example",
    "reader": "reader@demo.example",
    "officer": "officer.midlothian@demo.example",
    "partner": "officer.fife@demo.example",
    "coordinator": "coordinator@demo.example",
    "administrator": "admin@demo.example",
}


def adapt():
    """Let pages fail that a person would only find slow, and spare the collecting of files."""
    portal.INSTALLED_APPS.append("zeal")
    portal.MIDDLEWARE.append("zeal.middleware.zeal_middleware")
    portal.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    portal.WHITENOISE_USE_FINDERS = portal.WHITENOISE_AUTOREFRESH = True


def sign_in(model, email):
    """Return the key of a new session of the person with an e-mail address."""
    client = Client()
    client.force_login(model.objects.get(email=email))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def serve(port, file):
    for command in ["migrate", "createcachetable", "load_demonstration"]:
        call_command(command, verbosity=0)
    model = django.contrib.auth.get_user_model()
    sessions = {role: sign_in(model, email) for role, email in ROLES.items()}
    part = Path(f"{file}.part")
    part.write_text(json.dumps(sessions))
    part.replace(file)  # in one step: whoever waits for it reads all of it
    run("127.0.0.1", int(port), get_wsgi_application(), threading=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "seic_portal.settings"
    adapt()
    django.setup()
    serve(*sys.argv[1:])
