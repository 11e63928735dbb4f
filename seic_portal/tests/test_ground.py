"""What everything stands on: settings, headers, log, health, and files from elsewhere."""

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from plans.models import Visitor
from seic_portal import environment
from seic_portal.logs import JsonLines

VENDORED = sorted((settings.BASE_DIR / "static" / "vendor").iterdir())
STRICT = ["DEBUG", "PORTAL_DEMONSTRATION", "SECRET_KEY", "DATABASE_URL"]


def start(data, program, **extra):
    """Start Django in a process of its own, with a clean environment and an empty PORTAL_DATA."""
    env = {name: value for name, value in os.environ.items() if name not in STRICT}
    env |= {"PORTAL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "seic_portal.settings"} | extra
    return subprocess.run(
        [sys.executable, *program],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


WSGI = ["-c", "import seic_portal.wsgi"]
SHOW_KEY = ["manage.py", "shell", "--no-imports", "-c"]
SHOW_KEY.append("from django.conf import settings; print(settings.SECRET_KEY)")


def test_without_a_secret_key_the_portal_refuses_to_start(tmp_path):
    refused = start(tmp_path, WSGI)
    assert refused.returncode == 1
    assert "ImproperlyConfigured: SECRET_KEY is not set." in refused.stderr


def test_a_trial_keeps_one_key_that_its_owner_alone_may_read_and_commands_find_it(tmp_path):
    assert start(tmp_path, WSGI, PORTAL_DEMONSTRATION="1").returncode == 0
    key = tmp_path / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert start(tmp_path, SHOW_KEY).stdout == key.read_text() + "\n"
    assert start(tmp_path, SHOW_KEY, PORTAL_DEMONSTRATION="1").stdout == key.read_text() + "\n"


def test_the_key_of_a_trial_does_not_start_an_installation(tmp_path):
    (tmp_path / "secret-key").write_text("left by a trial")
    assert start(tmp_path, WSGI).returncode == 1


def test_a_date_is_honoured_in_a_demonstration_only(tmp_path):
    show = ["-c", "from seic_portal import settings; print(settings.PORTAL_DATE)"]
    dated = {"PORTAL_DATE": "2023-02-15"}
    assert start(tmp_path, show, SECRET_KEY="x", **dated).stdout == "None\n"
    assert start(tmp_path, show, PORTAL_DEMONSTRATION="1", **dated).stdout == "2023-02-15\n"


def test_an_installation_speaks_https_and_a_trial_need_not(tmp_path):
    names = "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG"
    show = ["-c", f"from seic_portal import settings as s; print({names})"]
    assert start(tmp_path, show, SECRET_KEY="x").stdout == "True True True False\n"
    trial = start(tmp_path, show, PORTAL_DEMONSTRATION="1")
    assert trial.stdout == "False False False False\n"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://relay", ("relay", 25, "", "", False, False)),
        ("smtp+tls://me%40here:p%2Fw@relay", ("relay", 587, "me@here", "p/w", True, False)),
        ("smtps://relay:2465", ("relay", 2465, "", "", False, True)),
    ],
)
def test_an_email_address_of_a_server_is_read(url, expected):
    names = ["HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL"]
    read = environment.email(url)
    assert tuple(read[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (environment.email, "mail.example", "EMAIL_URL must be console:// or begin with"),
        (environment.cache, "memcached://x", "CACHE_URL must be db:// or begin with"),
        (lambda text: environment.day("PORTAL_DATE", text), "15/02/2023", "PORTAL_DATE must be"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_in_a_sentence(read, text, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read(text)


@pytest.mark.parametrize(
    ("text", "hosts", "name"),
    [
        ("council.example", ["plan.example"], "council.example"),
        (None, [".plan.example", "other.example"], "plan.example"),
        (None, ["*"], "localhost"),
        ("", [], "localhost"),
    ],
)
def test_ids_of_feeds_name_the_authority_or_the_first_host(text, hosts, name):
    assert environment.authority(text, hosts) == name


@pytest.mark.parametrize(
    ("hosts", "port", "is_trial", "address"),
    [
        (["plan.example.gov.uk", "old.example.gov.uk"], None, False, "https://plan.example.gov.uk"),
        (["*", ".example.gov.uk"], "8000", False, "https://example.gov.uk"),
        (["localhost", "127.0.0.1"], None, True, "http://localhost:8000"),
        (["localhost"], "8080", True, "http://localhost:8080"),
    ],
)
def test_e_mails_link_to_the_first_host(hosts, port, is_trial, address):
    assert environment.address(hosts, port, is_trial=is_trial) == address


def test_every_variable_is_listed_in_the_operations_page_and_the_example():
    read = set(re.findall(r'env\("([A-Z_]+)"', Path("seic_portal/settings.py").read_text()))
    table = re.findall(r"^\| `([A-Z_]+)` \|", Path("docs/operations.md").read_text(), re.M)
    example = re.findall(r"^(?:# )?([A-Z_]+)=", Path(".env.example").read_text(), re.M)
    assert set(table) == set(example) == read | {"PORT"}


@pytest.mark.django_db
def test_health_answers_ok_while_the_database_is_up_to_date(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"database": "answers", "migrations_waiting": []}
    assert response["Cache-Control"].startswith("max-age=0")


@pytest.mark.django_db
def test_health_names_the_migrations_that_are_waiting(client):
    MigrationRecorder(connection).record_unapplied("plans", "0001_start")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["migrations_waiting"] == ["plans.0001_start"]


def test_health_says_that_the_database_does_not_answer(tmp_path):
    ask = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "response = Client(SERVER_NAME='localhost').get('/healthz')\n"
        "print(response.status_code, response.json())"
    )
    away = {"DATABASE_URL": f"sqlite:///{tmp_path}/nowhere/portal.sqlite3"}
    said = start(tmp_path, ["-c", ask], PORTAL_DEMONSTRATION="1", **away)
    assert said.stdout.splitlines()[-1] == "503 {'database': 'does not answer'}"


@pytest.mark.django_db
def test_health_is_not_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_every_answer_carries_the_policies(client):
    response = client.get(reverse("account_login"))
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in response["Permissions-Policy"]


@pytest.fixture
def request_lines(caplog):
    """The lines of the request log so far, each as what its JSON holds."""
    caplog.set_level("INFO", "portal.requests")
    write = JsonLines().format
    return lambda: [json.loads(write(r)) for r in caplog.records if r.name == "portal.requests"]


@pytest.mark.django_db
def test_a_request_is_one_line_without_its_query_string(client, request_lines):
    client.get("/healthz?name=someone", headers={"X-Request-ID": "from-the-proxy-1"})
    (line,) = request_lines()
    assert line["request_id"] == "from-the-proxy-1"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/healthz", 200)
    assert line["person"] is None
    assert line["ms"] >= 0
    assert "someone" not in json.dumps(line)


@pytest.mark.django_db
def test_a_request_id_that_is_not_sane_is_replaced(client):
    response = client.get("/healthz", headers={"X-Request-ID": 'x" injected'})
    assert re.fullmatch("[0-9a-f]{16}", response["X-Request-ID"])


@pytest.mark.django_db
def test_the_key_of_a_password_reset_is_not_logged(client, request_lines):
    client.get(reverse("account_reset_password_from_key", args=["1", "abc-secret"]))
    (line,) = request_lines()
    assert line["path"].startswith("/accounts/")
    assert "secret" not in line["path"]


@pytest.mark.django_db
def test_the_log_names_the_person_by_number_only(client, django_user_model, request_lines):
    person = django_user_model.objects.create_user("officer@council.example", "An Officer")
    client.force_login(person)
    client.get(reverse("account_change_password"))
    (line,) = request_lines()
    assert line["person"] == person.pk
    assert "officer@council.example" not in json.dumps(line)


@pytest.mark.django_db
def test_whoever_has_not_signed_in_is_a_visitor_and_costs_no_query(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get(reverse("account_logout"))
    assert isinstance(response.wsgi_request.user, Visitor)


@pytest.mark.django_db
def test_nobody_signs_up(client, django_user_model):
    address = {"email": "new@example.org", "password1": "a long password"}
    client.post(reverse("account_signup"), address)
    assert not django_user_model.objects.exists()


@pytest.mark.django_db
def test_signing_out_takes_a_post(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("a@council.example", "A"))
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_guesses_at_one_persons_password_are_limited_and_the_limit_is_shared(
    client, django_user_model
):
    django_user_model.objects.create_user("a@council.example", "A", "the right password")
    wrong = {"login": "a@council.example", "password": "a wrong password"}
    for _ in range(5):
        client.post(reverse("account_login"), wrong)
    client.post(reverse("account_login"), wrong | {"password": "the right password"})
    assert "_auth_user_id" not in client.session
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    cache.clear()
    client.post(reverse("account_login"), wrong | {"password": "the right password"})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: folder.name)
def test_vendored_files_are_as_published(folder):
    listed = re.findall(r"^\| `([^`]+)` \| `[^`]+` \| `([0-9a-f]{64})` \|$", page(folder), re.M)
    present = {file.name for file in folder.iterdir()} - {"VENDOR.md"}
    assert {name for name, _ in listed} == present
    for name, expected in listed:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected, name


def page(folder):
    """The text of a vendored folder's own page."""
    return (folder / "VENDOR.md").read_text()


def test_every_static_file_can_be_collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    call_command("collectstatic", "--no-input", "--verbosity=0")
    assert (tmp_path / "staticfiles.json").exists()


def test_every_model_says_what_it_is():
    ours = {"plans", "priorities", "networks", "empowered_system", "seic_portal"}
    models = [model for label in ours for model in apps.get_app_config(label).get_models()]
    silent = [
        model._meta.label
        for model in models
        if model.__doc__.startswith(f"{model.__name__}(")
        and not model.__name__.startswith("Historical")
    ]
    assert silent == []
