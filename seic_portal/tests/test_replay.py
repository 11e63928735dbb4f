import re
import sqlite3
from html import unescape

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.middleware import csrf
from django.test import Client
from django.urls import reverse

from plans.tests.factories import CoordinatorFactory, DraftPlanFactory, OfficerFactory
from seic_portal.replay import ELSEWHERE
from seic_portal.tests.test_ground import start
from seic_portal.typed import AUTHOR, MOST, Typed, label, signer

WORDS = "Two lines of words,\r\nwith <b>marks</b> & an “ending”."
PASSWORD = "a long password of hers"


@pytest.fixture
def coordinator():
    person = CoordinatorFactory(person__name="Catrìona Brae").person
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def plan():
    return DraftPlanFactory()


@pytest.fixture
def strict():
    """A client that is asked for the token, as a browser is."""
    return Client(enforce_csrf_checks=True)


def address(plan):
    return reverse("plans:edit_plan", kwargs={"plan": plan.slug})


def answers(plan, **changed):
    """What the form of a draft's own page sends."""
    days = {
        f"{name}_{part}": getattr(getattr(plan, name), part)
        for name in ("starts_on", "ends_on")
        for part in ("year", "month", "day")
    }
    sent = {"slug": plan.slug, "title": plan.title, "version": plan.version, "background": WORDS}
    return sent | days | changed


def hidden(response):
    """The hidden fields of the form that a page offers, by name."""
    form = response.text.partition('<form method="post" action="/plans/')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found}


def heading(response):
    return re.search(r"<h1[^>]*>([^<]+)</h1>", response.text)[1]


def written(response):
    """The texts a page shows, under their labels."""
    return [(label, text) for label, text, rows in response.context["typed"].words]


def saved(plan):
    plan.refresh_from_db()
    return plan.background


@pytest.mark.django_db
def test_a_form_sent_without_a_session_comes_back_with_every_word(client, plan):
    sent = answers(plan, new_password="secret", csrfmiddlewaretoken="x")

    response = client.post(f"{address(plan)}?from=here", sent)

    assert (response.status_code, heading(response)) == (403, "Sign in, then save")
    assert f'action="{address(plan)}?from=here"' in response.text
    kept = hidden(response)
    assert kept.pop("csrfmiddlewaretoken") != "x"
    assert kept == {name: str(value) for name, value in answers(plan).items()}
    assert ("Background", WORDS) in written(response)
    assert "&lt;b&gt;marks&lt;/b&gt; &amp; an “ending”.</textarea>" in response.text
    assert "no-store" in response["Cache-Control"]
    assert saved(plan) == ""


@pytest.mark.django_db
def test_its_author_signs_in_and_saves_with_one_press_more(strict, coordinator, plan):
    strict.force_login(coordinator)
    made = strict.get(address(plan)).context
    sent = answers(plan, csrfmiddlewaretoken=str(made["csrf_token"]))
    sent[AUTHOR] = signer.sign(coordinator.pk)
    Session.objects.all().delete()
    asked = strict.post(address(plan), sent)
    assert heading(asked) == "Sign in, then save"

    strict.force_login(coordinator)
    strict.cookies.pop(settings.CSRF_COOKIE_NAME)
    now = strict.post(address(plan), hidden(asked))
    assert (now.status_code, heading(now)) == (403, "Save it now")
    assert "You are signed in as Catrìona Brae." in now.text
    assert saved(plan) == ""

    assert strict.post(address(plan), hidden(now)).status_code == 302
    assert saved(plan) == WORDS.replace("\r\n", "\n")


@pytest.mark.django_db
def test_without_its_token_a_form_of_someone_signed_in_comes_back_and_is_saved(
    strict, coordinator, plan
):
    strict.force_login(coordinator)
    response = strict.post(address(plan), answers(plan))
    assert (response.status_code, heading(response)) == (403, "Save it now")
    assert saved(plan) == ""
    strict.post(address(plan), hidden(response))
    assert saved(plan) == WORDS.replace("\r\n", "\n")


@pytest.mark.django_db
def test_someone_else_on_the_same_computer_is_told_whose_words_they_are(strict, coordinator, plan):
    other = CoordinatorFactory(person__name="Ewan Muir").person
    strict.force_login(other)
    sent = answers(plan, **{AUTHOR: signer.sign(coordinator.pk)})

    response = strict.post(address(plan), sent)

    assert "They were written while Catrìona Brae was signed in. You are Ewan Muir" in response.text
    assert "Save it as Ewan Muir</button>" in response.text
    again = strict.post(address(plan), hidden(response) | {"csrfmiddlewaretoken": "stale"})
    assert again.context["other_author"] == coordinator


@pytest.mark.django_db
@pytest.mark.parametrize("signed", ["", "1", "1:forged"])
def test_an_author_that_is_not_signed_is_nobody(signed, strict, coordinator, plan):
    strict.force_login(coordinator)
    response = strict.post(address(plan), answers(plan, **{AUTHOR: signed}))
    assert response.context["other_author"] is None
    assert "Save now</button>" in response.text


@pytest.mark.django_db
def test_what_another_site_sent_is_shown_but_cannot_be_saved(strict, coordinator, plan):
    strict.force_login(coordinator)
    for headers in [{"origin": "https://elsewhere.example"}, {"origin": "null"}]:
        response = strict.post(address(plan), answers(plan), headers=headers)
        assert (response.status_code, heading(response)) == (403, "Not saved")
        assert hidden(response) == {}
        assert ("Background", WORDS) in written(response)


def test_djangos_reasons_for_what_comes_from_elsewhere_are_known():
    reasons = [value for name, value in vars(csrf).items() if name.startswith("REASON_")]
    about_origin = [reason for reason in reasons if "Origin" in reason or "Referer" in reason]
    assert len(about_origin) == 5
    assert [reason for reason in reasons if reason.startswith(ELSEWHERE)] == about_origin


@pytest.mark.django_db
def test_nothing_of_signing_in_is_repeated(strict, client, coordinator):
    sent = {"login": "a@example.org", "password": PASSWORD}
    response = strict.post(reverse("account_login"), sent)
    assert (response.status_code, heading(response)) == (403, "Not saved")
    assert PASSWORD not in response.text
    assert "a@example.org" not in response.text
    assert f'href="{reverse("account_login")}">Load the page again' in response.text

    change = reverse("account_change_password")
    sent = {"oldpassword": PASSWORD, "password1": "new", "password2": "new"}
    response = client.post(change, sent)
    assert response["Location"] == f"{reverse('account_login')}?next={change}"


@pytest.mark.django_db
def test_more_than_fits_is_shown_but_not_sent_twice(client, plan):
    response = client.post(address(plan), answers(plan, background="word " * (MOST // 5)))
    assert heading(response) == "Not saved"
    assert hidden(response) == {}
    assert response.text.count("word ") >= MOST // 5


@pytest.mark.django_db
def test_without_a_session_a_page_is_still_sent_to_sign_in(client, plan):
    response = client.get(address(plan))
    assert response["Location"] == f"{reverse('account_login')}?next={address(plan)}"


@pytest.mark.django_db
def test_every_form_names_its_author_and_a_visitors_form_nobody(client, coordinator, plan):
    assert AUTHOR not in client.get(reverse("account_login")).text
    client.force_login(coordinator)
    made = f'<input type="hidden" name="{AUTHOR}" value="{signer.sign(coordinator.pk)}">'
    by_crispy = client.get(address(plan)).text
    by_hand = client.get(reverse("plans:edit_goals", kwargs={"plan": plan.slug})).text
    assert by_crispy.count(made) == by_hand.count(made) == 2  # beside it, the form to sign out


@pytest.mark.django_db
def test_a_field_is_named_in_words():
    assert label("how_we_will_know") == "How we will know"
    assert label("goals-0-text") == "Goals 1 text"


@pytest.mark.django_db
def test_whoever_may_not_save_keeps_their_words_and_reads_why(client, plan):
    client.force_login(OfficerFactory().person)
    response = client.post(address(plan), answers(plan))
    assert (response.status_code, heading(response)) == (403, "You may not do this")
    assert ("Background", WORDS) in written(response)
    assert "what you wrote stands below" in response.text


@pytest.mark.django_db
def test_words_sent_to_an_address_that_is_gone_are_kept(client, coordinator):
    client.force_login(coordinator)
    sent = {"background": WORDS, "code": "single", "more": "Save, and add more"}
    response = client.post("/plans/1999-00/edit/", sent)
    assert (response.status_code, heading(response)) == (404, "Page not found")
    assert written(response) == [("Background", WORDS)]


@pytest.mark.django_db
def test_a_method_that_an_address_does_not_take_is_refused_in_words(client):
    response = client.delete(reverse("account_login"))
    assert (response.status_code, heading(response)) == (405, "Nothing to read here")
    assert "POST" in response["Allow"]
    assert "Content-Security-Policy" in response


@pytest.mark.django_db
def test_more_than_the_portal_takes_is_refused_in_words(client, coordinator, plan):
    client.force_login(coordinator)
    response = client.post(address(plan), answers(plan, background="x" * 2_700_000))
    assert (response.status_code, heading(response)) == (413, "Too much at once")


@pytest.mark.django_db
def test_a_request_that_makes_no_sense_is_refused_in_words(client):
    response = client.get("/", headers={"host": "not a host"})
    assert (response.status_code, heading(response)) == (400, "The portal did not understand")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Where a portal has its static files; it finds no database there."""
    data = tmp_path_factory.mktemp("away")
    start(data, ["manage.py", "collectstatic", "--no-input", "-v0"], PORTAL_DEMONSTRATION="1")
    return data


def away(data, ask):
    """What a program prints that talks to a portal whose database does not answer."""
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(SERVER_NAME='localhost', raise_request_exception=False)\n"
        f"response = {ask}\n"
        "print('=>', response.status_code, response.headers.get('Retry-After'))\n"
        "print(response.text)"
    )
    url = f"sqlite:///{data}/nowhere/portal.sqlite3"
    return start(data, ["-c", program], PORTAL_DEMONSTRATION="1", DATABASE_URL=url).stdout


def test_while_the_database_is_away_words_are_kept_and_it_is_logged(data):
    said = away(data, "client.post('/plans/2022-23/goals/', {'text': 'Some <words> of mine'})")
    assert "=> 503 30" in said
    assert "Try again in a moment</h1>" in said
    assert "Some &lt;words&gt; of mine</textarea>" in said
    assert 'name="text" value="Some &lt;words&gt; of mine"' in said
    assert '"level": "error"' in said
    assert "OperationalError" in said

    read = away(data, "client.get('/plans/?page=2')")
    assert "=> 503 30" in read
    assert 'href="/plans/?page=2">Try again</a>' in read


@pytest.mark.django_db(transaction=True)
def test_a_lock_held_too_long_is_no_fault_of_the_writer(client, coordinator, plan):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets one writer wait for all others")
    client.force_login(coordinator)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        response = client.post(address(plan), answers(plan))
    connection.close()  # the next one waits as long as it should
    assert (response.status_code, heading(response)) == (503, "Try again in a moment")
    client.post(address(plan), hidden(response))
    assert saved(plan) == WORDS.replace("\r\n", "\n")


def test_a_token_that_was_not_checked_gives_no_form_to_send_again(data):
    sender = (
        "Client(SERVER_NAME='localhost', raise_request_exception=False, enforce_csrf_checks=True)"
    )
    said = away(data, f"{sender}.post('/plans/2022-23/goals/', {{'text': 'Some words'}})")
    assert "=> 503 30" in said
    assert "Some words</textarea>" in said
    assert 'name="text"' not in said


def test_typed_reads_nothing_where_nothing_can_be_read(rf):
    request = rf.post("/", data=b"--x\r\nbroken", content_type="multipart/form-data; boundary=")
    assert not Typed(request)
    assert not Typed(rf.get("/", {"text": "some words"}))


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def tab(request, browser, browser_context_args, live_server):
    """A tab of a browser in which nobody has signed in."""
    context = browser.new_context(
        **browser_context_args, base_url=live_server.url, java_script_enabled=request.param
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def sign_in(tab, person):
    tab.fill("[name=login]", person.email)
    tab.fill("[name=password]", PASSWORD)
    tab.click("main form button[type=submit]")


def press(tab, name):
    tab.get_by_role("button", name=name, exact=True).click()


def test_nothing_is_typed_twice_after_a_session_is_over(tab, coordinator, plan):
    tab.goto(address(plan))
    sign_in(tab, coordinator)
    tab.fill("[name=background]", "Words of an afternoon,\nin two lines.")
    Session.objects.all().delete()

    press(tab, "Save")
    assert tab.inner_text("h1") == "Sign in, then save"
    assert tab.get_by_label("Background").input_value() == "Words of an afternoon,\nin two lines."
    with tab.context.expect_page() as opened:
        tab.click("text=Sign in (opens in a new tab)")
    sign_in(opened.value, coordinator)
    assert opened.value.inner_text("h1") == "You are signed in"
    opened.value.close()

    press(tab, "Go on")
    assert tab.inner_text("h1") == "Save it now"
    assert saved(plan) == ""
    press(tab, "Save now")

    assert tab.inner_text("h1") == "Write the plan"
    assert saved(plan) == "Words of an afternoon,\nin two lines."


def test_the_pages_that_keep_words_are_for_everyone(page, axe, live_server, coordinator, plan):
    page.goto(live_server.url + address(plan))
    sign_in(page, coordinator)
    page.fill("[name=background]", "Words of an afternoon")
    Session.objects.all().delete()
    press(page, "Save")
    for width in [1280, 390]:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe() == []
    other = CoordinatorFactory().person
    other.set_password(PASSWORD)
    other.save()
    with page.context.expect_page() as opened:
        page.click("text=Sign in (opens in a new tab)")
    sign_in(opened.value, other)
    assert opened.value.inner_text("h1") == "You are signed in"
    press(page, "Go on")
    assert page.inner_text("h2 >> nth=0") == "These are not your own words"
    assert axe() == []
