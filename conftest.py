"""What every test stands on: the portal's settings, made quick, at a fixed day, and a browser."""

import datetime as dt
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

DATA = tempfile.mkdtemp(prefix="portal-tests-")
# Nothing a developer has exported may change a result; only the database is theirs to choose.
os.environ.update(
    SECRET_KEY="only-for-tests",
    PORTAL_DATA=DATA,
    DJANGO_SETTINGS_MODULE="seic_portal.settings",
    # Playwright keeps an event loop running in the thread of the test, which Django takes for
    # asynchronous code.
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
    **dict.fromkeys(["DEBUG", "PORTAL_DEMONSTRATION", "PORTAL_DATE", "CACHE_URL", "EMAIL_URL"], ""),
    **dict.fromkeys(["ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEFAULT_FROM_EMAIL"], ""),
    FEED_AUTHORITY="",
    UPLOAD_MAX_MB="",
)

import django  # noqa: E402  # the environment comes first
from django.core.cache import cache  # noqa: E402  # the environment comes first
from django.core.management import call_command  # noqa: E402  # the environment comes first
from django.db import connection  # noqa: E402  # the environment comes first

from seic_portal import settings as portal  # noqa: E402  # the environment comes first

portal.INSTALLED_APPS.append("zeal")  # a query for each row of a list fails the test
portal.MIDDLEWARE.append("zeal.middleware.zeal_middleware")
portal.PORTAL_DATE = dt.date(2023, 2, 15)
portal.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
portal.SECURE_SSL_REDIRECT = portal.SESSION_COOKIE_SECURE = portal.CSRF_COOKIE_SECURE = False
portal.ALLAUTH_TRUSTED_PROXY_COUNT = 0
# Static files straight from their folders; one test collects them as production does.
portal.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
portal.WHITENOISE_USE_FINDERS = portal.WHITENOISE_AUTOREFRESH = True
django.setup()
# Each worker of pytest-xdist comes here itself, and would otherwise be set up before.
del os.environ["DJANGO_SETTINGS_MODULE"]

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
APPLICATIONS = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
FOUND = [*filter(None, map(shutil.which, NAMES)), *(a for a in APPLICATIONS if Path(a).exists())]
CHROMIUM = os.environ.get("CHROMIUM") or next(iter(FOUND), None)
NO_CHROMIUM = "no Chromium found: apt-get install chromium, or set CHROMIUM=/path"
expect.set_options(timeout=15_000)  # ms: a busy machine is no fault
# WCAG 2.2, levels A and AA, and what axe calls best practice.
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_unconfigure():
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what opens a page, before anything is chosen by its mark."""
    for item in items:
        if "look" in item.fixturenames:
            item.add_marker("axe")
        if {"page", "context", "browser"} & set(item.fixturenames):
            item.add_marker("browser")
    driven = [item for item in items if item.get_closest_marker("browser")]
    if driven and not CHROMIUM:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.exit(NO_CHROMIUM, returncode=1)
        for item in driven:
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(autouse=True)
def fresh_limits(request):
    """Sign-in limits begin anew: after a live server's test no roll-back empties the cache."""
    if "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        cache.clear()


@pytest.fixture(autouse=True)
def emptied(fresh_limits, request):
    """Empty the database after a test that really saves, although its guards refuse deletion.

    On SQLite Django empties a table by deleting its rows, on PostgreSQL it truncates.
    """
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
    yield
    if "transactional_db" in request.fixturenames and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            guards = cursor.execute(found).fetchall()
            try:
                for name, _ in guards:
                    cursor.execute(f"DROP TRIGGER {name}")
                call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            finally:
                for _, sql in guards:
                    cursor.execute(sql)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["gpu", "quic", "background-networking", "component-update", "sync"]
    args = [*(f"--disable-{what}" for what in quiet), "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def browser(browser):
    """Leave no connection behind when the browser ends.

    While Playwright's event loop runs, Django keeps another connection for this thread than before
    and after it, and PostgreSQL drops no database that anyone still uses.
    """
    yield browser
    connection.close()


@pytest.fixture
def page(page):
    page.set_default_timeout(15_000)
    return page


@pytest.fixture(scope="session")
def look():
    """What axe finds wrong on a page as it stands: pairs of a rule and the markup at fault."""

    def faults(page):
        # Only faults are listed in full: telling of all that is well takes as long as looking.
        options = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}
        found = Axe().run(page, options=options).response["violations"]
        return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]

    return faults


@pytest.fixture
def axe(page, look):
    """What axe finds wrong on the test's own page."""
    return partial(look, page)
