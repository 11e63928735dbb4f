"""The demonstration on a database of its own, served for as long as the tests want it."""

import json
from pathlib import Path

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import run
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse

from plans import clock
from plans.models import Council, Person, Plan, Reopening, Round
from priorities.models import Action, Correction, Priority, Update

PEOPLE = {
    "convener": "convener.midlothian@demo.example",
    "reader": "reader@demo.example",
    "officer": "officer.midlothian@demo.example",
    "partner": "officer.fife@demo.example",
    "coordinator": "coordinator@demo.example",
    "lead": "lead.modern-languages@demo.example",
    "administrator": "admin@demo.example",
}


def serve(port, file):
    """Load everything, write what a browser needs to a file as JSON, then serve.

    The file holds the session of each role and the address of a link that sets a password.
    """
    for command in ["migrate", "createcachetable", "load_demonstration"]:
        call_command(command, verbosity=0)
    add_what_is_rare()
    ready = {"sessions": {role: sign_in(role) for role in PEOPLE}, "reset": reset_address()}
    part = Path(f"{file}.part")
    part.write_text(json.dumps(ready))
    part.replace(file)  # in one step: whoever waits for it reads all of it
    run("127.0.0.1", int(port), get_wsgi_application(), threading=True)


def add_what_is_rare():
    """Add what the demonstration has no example of, so that its pages are looked at too."""
    by, at = person("coordinator"), clock.now()
    draft = Plan.objects.get(slug="2023-24")
    Priority.objects.create(plan=draft, number=9, title="Numeracy", slug="numeracy", prefix="NUM")
    actions = Action.objects.filter(priority__plan__slug="2022-23", priority__prefix="LIT")
    actions.get(number=14).withdraw("Two councils do the same already.", by=by, at=at)
    said = Update.objects.filter(contribution__action=actions.get(number=3), round__number=2)
    old = Round.objects.filter(plan__slug="2021-22").last()
    fife = Council.objects.get(slug="fife")
    Reopening.objects.create(round=old, council=fife, reason="Snow closed it.", by=by, at=at)
    Correction.objects.create(update=said.first(), text="24 schools, not 26.", by=by, at=at)


def person(role):
    return Person.objects.get(email=PEOPLE[role])


def sign_in(role):
    """Return the key of a new session of the person who has a role."""
    client = Client()
    client.force_login(person(role))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def reset_address():
    """Return the address at which someone who has asked for it sets a new password."""
    someone = Person.objects.get(email="former.officer@demo.example")
    key = default_token_generator.make_token(someone)
    parts = {"uidb36": user_pk_to_url_str(someone), "key": key}
    return reverse("account_reset_password_from_key", kwargs=parts)
