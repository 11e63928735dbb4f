"""The server is killed while twenty people write: what it acknowledged is there, nothing by halves.

The server is the one that ./run starts, on the tests' own database.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from plans.tests.factories import CouncilFactory, OfficerFactory, RoundFactory
from priorities.models import Update
from priorities.tests.factories import ActionFactory, ContributionFactory

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, ANSWERS = 20, 60  # the kill comes when so many answers have been given
WHOLE = {"status": "on_track", "evidence": "took_part"}
TOKEN = "a" * 32
LONGEST = 15  # seconds that anything is waited for


def address_of_database():
    """Return the tests' database as the server's variable names it."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    who, where = f"{held['USER']}:{held['PASSWORD']}", f"{held['HOST']}:{held['PORT'] or 5432}"
    return f"postgresql://{who.removesuffix(':')}@{where}/{held['NAME']}"


@contextmanager
def server(folder):
    """Serve the portal as ./run does, in a group of processes of its own; give it and its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    env = {name: os.environ[name] for name in ["PATH", "HOME", "LANG"] if name in os.environ}
    env |= {"SECRET_KEY": settings.SECRET_KEY, "PORTAL_DATA": str(folder)}
    env |= {"PORTAL_DEMONSTRATION": "1", "PORTAL_DATE": "2023-02-15"}
    env |= {"DATABASE_URL": address_of_database()}
    env["DJANGO_SETTINGS_MODULE"] = "seic_portal.tests.browser.settings"  # no static files needed
    command = [str(Path(sys.executable).parent / "gunicorn"), "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--threads", "4", "--no-control-socket", "seic_portal.wsgi"]
    process = subprocess.Popen(
        command,
        env=env,
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until(lambda: answers(port))
        yield process, port
    finally:
        kill(process)


def kill(process):
    """End the server and its workers at once, as a power cut does."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=LONGEST)


def wait_until(is_so):
    end = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def answers(port):
    try:
        return ask(port, "GET", "/healthz")[0] == 200
    except (OSError, HTTPException):
        return False


def ask(port, method, address, body=None, headers=None):
    """Ask the server; return the status of its answer and its words."""
    asking = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    try:
        asking.request(method, address, body, headers or {})
        answer = asking.getresponse()
        return answer.status, answer.read()
    finally:
        asking.close()


class Writer(threading.Thread):
    """An officer who keeps saving and submitting one update until the server is gone.

    `acknowledged` is the last state and text that the server said it has, `tried` what was sent
    and not answered.
    """

    def __init__(self, number, part, count):
        super().__init__(name=f"writer {number}", daemon=True)
        person = OfficerFactory(council=part.council).person
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        self.number, self.part, self.count = number, part, count
        self.address = f"/plans/2022-23/rounds/2/updates/LIT-{part.action.number}/fife/"
        self.port, self.version, self.saves, self.faults = None, 0, 0, []
        self.acknowledged = self.tried = None

    def run(self):
        try:
            while True:
                self.save()
                if self.saves % 3 == self.number % 3:
                    self.submit()
                    self.take_back()
        except (OSError, HTTPException):
            pass  # the server is gone

    def save(self):
        self.saves += 1
        self.tried = "draft", f"Words {self.saves} of officer {self.number}."
        status, words = self.send("", {"save": "x"}, {"Accept": "application/json"})
        if status == 200:
            self.version = json.loads(words)["version"]
        self.note(status, 200)

    def submit(self):
        self.tried = "submitted", self.tried[1]
        self.note(self.send("", {"submit": "x"})[0], 302)
        self.version += 1

    def take_back(self):
        self.tried = "draft", self.tried[1]
        self.note(self.send("take-back/", {})[0], 302)
        self.version += 1

    def send(self, place, button, headers=()):
        typed = WHOLE | button | {"text": self.tried[1], "version": self.version}
        headers = self.headers | dict(headers)
        status = 503  # busy: nothing was saved, so the same is sent again
        while status == 503:
            address = self.address + place
            status, words = ask(self.port, "POST", address, urlencode(typed), headers)
        return status, words

    def note(self, status, wanted):
        """Keep what has been acknowledged; anything but the answer wanted is a fault."""
        if status != wanted:
            self.faults.append((status, self.tried))
        self.acknowledged, self.tried = self.tried, self.tried
        self.count.release()


@pytest.fixture
def writers():
    council = CouncilFactory(name="Fife", slug="fife")
    first = ActionFactory(priority__prefix="LIT", number=1)
    actions = [first] + [
        ActionFactory(priority=first.priority, number=number) for number in range(2, PEOPLE + 1)
    ]
    RoundFactory(number=2)
    count = threading.Semaphore(0)
    parts = [ContributionFactory(action=action, council=council) for action in actions]
    return [Writer(number, part, count) for number, part in enumerate(parts)]


def test_what_the_server_acknowledged_is_there_after_it_was_killed(writers, tmp_path):
    count = writers[0].count
    with server(tmp_path) as (process, port):
        for writer in writers:
            writer.port = port
            writer.start()
        given = sum(count.acquire(timeout=LONGEST) for _ in range(ANSWERS))
        kill(process)
        for writer in writers:
            writer.join(timeout=LONGEST)
    assert given == ANSWERS
    assert [writer.faults for writer in writers if writer.faults] == []
    assert sum(writer.acknowledged is not None for writer in writers) > PEOPLE / 2

    with server(tmp_path) as (_, port):
        for writer in writers:
            whole(writer)
        # Everyone goes on where the server stopped.
        writer = writers[0]
        writer.port, writer.version = port, Update.objects.get(contribution=writer.part).version
        if Update.objects.get(contribution=writer.part).is_sent:
            writer.take_back()
        writer.save()
        assert writer.faults == []
        assert Update.objects.get(contribution=writer.part).text == writer.acknowledged[1]


def whole(writer):
    """Check that an update is as last acknowledged or as last tried, with every step before it."""
    update = Update.objects.filter(contribution=writer.part).first()
    there = update and (update.state, update.text)
    assert there in {writer.acknowledged, writer.tried}
    if update:
        steps = update.history.order_by("history_id")
        assert [step.version for step in steps] == list(range(2, update.version + 1))
        last = steps.last()
        assert (last.state, last.text) == there
        assert (update.submitted_at is not None) == update.is_sent
