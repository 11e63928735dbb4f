"""What each page of the generated plan costs at the server: queries, milliseconds, bytes."""

import json
from functools import partial
from pathlib import Path

import timing
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.urls import reverse

from plans.models import Person

SESSION = "2022-23"
VISITOR, OFFICER, COORDINATOR = "visitor", "midlothian", "coordinator"


def pages():
    """Return what is measured: a name, who reads it, and its address."""
    here = {"plan": SESSION}
    progress = reverse("priorities:progress", kwargs=here)
    action = reverse("action", kwargs=here | {"reference": "LIT-3"})
    council = reverse("council", kwargs=here | {"council": "midlothian"})
    literacy = reverse("priorities:priority", kwargs=here | {"priority": "lit"})
    board = reverse("priorities:round", kwargs=here | {"number": 13})
    return [
        ("plan (home)", VISITOR, reverse("home")),
        ("progress", VISITOR, progress),
        ("progress", OFFICER, progress),
        ("progress, off track", VISITOR, f"{progress}?status=off_track"),
        ("progress as CSV", VISITOR, f"{progress}?format=csv"),
        ("priority", VISITOR, literacy),
        ("action", VISITOR, action),
        ("action", OFFICER, action),
        ("councils", VISITOR, reverse("councils", kwargs=here)),
        ("council", VISITOR, council),
        ("my work", OFFICER, reverse("my_work")),
        ("round board", COORDINATOR, board),
    ]


def cookies():
    """Sign everyone in and return each one's cookie, by the name before the @."""
    signed_in = {VISITOR: ""}
    for person in Person.objects.all():
        client = Client()
        client.force_login(person)
        name = person.email.partition("@")[0]
        signed_in[name] = client.cookies.output(header="", attrs=[]).strip()
    return signed_in


def count_queries(ask):
    """Return an answer, and how many statements it sent to the database."""
    counted = []

    def count(execute, sql, params, many, context):
        counted.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        answer = ask()
    return answer, len(counted)


def report(file):
    """Write what every page costs to a file, as JSON."""
    timing.keep_to_one_core()
    application, signed_in, rows = WSGIHandler(), cookies(), []
    for name, reader, address in pages():
        cookie = signed_in[reader]
        ask = partial(timing.ask, application, address, cookie=cookie)
        plain, (packed, queries) = ask(encoding=""), count_queries(ask)
        rows.append(
            {
                "name": name,
                "reader": "officer" if reader == OFFICER else reader,
                "address": address,
                "cookie": cookie,
                "status": plain.status,
                "raw": plain.size,
                "gzip": packed.size,
                "queries": queries,
            }
            | timing.milliseconds(application, address, cookie=cookie)
        )
    Path(file).write_text(json.dumps(rows))
