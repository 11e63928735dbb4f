"""The demonstration in a browser: one server for all tests, and anyone's eyes to look with."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import resolve

SETTINGS = "seic_portal.tests.browser.settings"
SERVE = (
    "import sys, django; django.setup();"
    "from seic_portal.tests.browser import serving; serving.serve(*sys.argv[1:])"
)
KEPT = ["PATH", "HOME", "LANG", "VIRTUAL_ENV"]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Portal:
    """Where the demonstration is served, the session of each role, a link that sets a password."""

    address: str
    sessions: dict
    reset: str

    def cookies(self, role):
        if role not in self.sessions:
            return []
        name = settings.SESSION_COOKIE_NAME
        return [{"name": name, "value": self.sessions[role], "url": self.address}]


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """Serve the demonstration from a database of its own, whatever the other tests do to theirs."""
    data = tmp_path_factory.mktemp("portal")
    ready = data / "ready.json"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    env = {name: os.environ[name] for name in KEPT if name in os.environ}
    env |= {"SECRET_KEY": "only-for-tests", "PORTAL_DATA": str(data)}
    env |= {"PORTAL_DEMONSTRATION": "1", "PORTAL_DATE": "2023-02-15"}
    env["DJANGO_SETTINGS_MODULE"] = SETTINGS
    command = [sys.executable, "-c", SERVE, str(port), str(ready)]
    with (data / "log").open("w") as log:
        server = subprocess.Popen(
            command, env=env, cwd=settings.BASE_DIR, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        wait_for(server, ready, port, data / "log")
        yield Portal(f"http://127.0.0.1:{port}", **json.loads(ready.read_text()))
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(server, ready, port, log):
    """Wait until it takes connections, a minute and a half at most."""
    for _ in range(900):
        if server.poll() is not None:
            break
        if ready.exists():
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except ConnectionRefusedError:
                pass
            else:
                return
        time.sleep(0.1)
    pytest.fail(f"the demonstration is not served:\n{log.read_text()[-3000:]}")


@dataclass
class Reader:
    """Someone looking at the portal in a browser."""

    portal: Portal
    page: object
    look: object
    complaints: list = field(default_factory=list)

    def become(self, role):
        self.page.context.clear_cookies()
        self.page.context.add_cookies(self.portal.cookies(role))

    def open(self, address, *, width):
        """Open an address at a width in pixels; return the status of the answer."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.complaints.clear()
        return self.page.goto(self.portal.address + address).status

    @property
    def view(self):
        """Return the name of the address where the reader has come to."""
        return resolve(urlsplit(self.page.url).path).view_name

    def faults(self):
        """Return what axe finds wrong on the page as it stands."""
        return self.look(self.page)

    def note(self, message):
        # The browser says of every refused page that it was refused.
        refused = "Failed to load resource" in message.text
        if message.type in {"error", "warning"} and not (
            refused and message.location["url"] == self.page.url
        ):
            self.complaints.append(f"{message.type}: {message.text}")

    def note_error(self, error):
        self.complaints.append(f"page error: {error}")

    def sideways(self, *widths):
        """Return the widths at which the page, as it stands, scrolls sideways, and how far."""
        found = {}
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            found[width] = self.page.evaluate(SIDEWAYS)
        return {width: far for width, far in found.items() if far}


@pytest.fixture(scope="session")
def window(browser, browser_context_args):
    """A window that stays open: a new one for each test takes longer than looking at a page."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(portal, window, look):
    """A visitor in a browser, who notes the errors of a page and what the console complains of."""
    window.context.clear_cookies()
    reader = Reader(portal, window, look)
    window.on("console", reader.note)
    window.on("pageerror", reader.note_error)
    yield reader
    window.remove_listener("console", reader.note)
    window.remove_listener("pageerror", reader.note_error)
    window.unroute_all()
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
