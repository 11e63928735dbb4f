"""The demonstration on a database of its own, served for as long as the tests want it.

Run as `python -m seic_portal.tests.browser.serving PORT FILE`: once everything is loaded, it writes
the session of each role to the file and serves. A page that asks a query for each row fails.
"""

import json
import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.servers.basehttp import run
from django.core.wsgi import get_wsgi_application
from django.test import Client

from plans import clock
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


def add_what_is_rare():
    """Add what the demonstration has no example of, so that its pages are looked at too."""
    names = ["Action", "Correction", "Priority", "Update"]
    actions, corrections, priorities, updates = (
        apps.get_model("priorities", name).objects for name in names
    )
    draft = apps.get_model("plans", "Plan").objects.get(slug="2023-24")
    priorities.create(plan=draft, number=9, title="Numeracy", slug="numeracy", prefix="NUM")
    coordinator, at = person("coordinator"), clock.now()
    action = actions.get(priority__plan__slug="2022-23", priority__prefix="LIT", number=14)
    action.withdraw("Two councils do the same already.", by=coordinator, at=at)
    update = updates.filter(contribution__action__number=3, round__number=2).first()
    corrections.create(update=update, text="It was 24 schools, not 26.", by=coordinator, at=at)


def person(role):
    return get_user_model().objects.get(email=ROLES[role])


def sign_in(role):
    """Return the key of a new session of the person who has a role."""
    client = Client()
    client.force_login(person(role))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def serve(port, file):
    for command in ["migrate", "createcachetable", "load_demonstration"]:
        call_command(command, verbosity=0)
    add_what_is_rare()
    sessions = {role: sign_in(role) for role in ROLES}
    part = Path(f"{file}.part")
    part.write_text(json.dumps(sessions))
    part.replace(file)  # in one step: whoever waits for it reads all of it
    run("127.0.0.1", int(port), get_wsgi_application(), threading=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "seic_portal.settings"
    adapt()
    django.setup()
    serve(*sys.argv[1:])
