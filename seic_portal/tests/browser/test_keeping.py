"""Nothing typed is lost, and nothing stays in the browser: tried in a real one."""

import json

import pytest
from django.conf import settings
from django.contrib import messages
from django.test import Client
from playwright.sync_api import expect

from plans.tests.factories import CoordinatorFactory, OfficerFactory, RoundFactory
from priorities.models import Question, Update
from priorities.tests.factories import ActionFactory, ContributionFactory, QuestionFactory

ADDRESS = "/plans/2022-23/rounds/2/updates/LIT-3/midlothian/"
WHAT = "What has happened since?"
FIRST, SECOND = "Fourteen schools have said yes.", "Fifteen schools have said yes."
COPIES = "() => Object.keys(localStorage)"


@pytest.fixture
def part(transactional_db):
    action = ActionFactory(priority__prefix="LIT", number=3)
    RoundFactory(number=2)
    return ContributionFactory(
        action=action, council__name="Midlothian", council__slug="midlothian"
    )


def become(page, live_server, person):
    """Sign someone in, in place of whoever is."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    session = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.clear_cookies()
    page.context.add_cookies([session])


@pytest.fixture
def page(page, live_server, part):
    """The form of an update, as an officer of the council has opened it."""
    page.context.set_default_timeout(15_000)
    become(page, live_server, OfficerFactory(council=part.council).person)
    page.goto(live_server.url + ADDRESS)
    return page


def write(page, words):
    """Type into the text and go on to the next field."""
    page.get_by_label(WHAT).fill(words)
    page.get_by_label(WHAT).press("Tab")


def told(page, words):
    """Wait until the line under the form says something."""
    expect(page.locator("#kept")).to_contain_text(words)


def copies(page):
    return page.evaluate(COPIES)


def texts():
    return list(Update.objects.values_list("text", flat=True))


def test_what_is_typed_is_saved_without_a_press_and_sent_with_one(page, axe):
    write(page, FIRST)
    told(page, "Draft saved at")
    assert (texts(), copies(page)) == ([FIRST], [])

    page.get_by_label("At risk", exact=True).press("Space")
    page.get_by_label("Took part", exact=True).press("Space")
    page.get_by_label(WHAT).fill(SECOND)
    assert len(copies(page)) == 1
    page.get_by_role("button", name="Submit update").click()
    expect(page.locator("#before-submitting")).to_be_focused()
    assert (axe(), copies(page)) == ([], [])
    page.get_by_role("button", name="Submit as it stands").click()
    expect(page.get_by_role("main")).to_contain_text("is submitted")
    assert (texts(), Update.objects.get().state, copies(page)) == ([SECOND], "submitted", [])


def test_words_are_there_again_after_the_network_was_away(page, live_server):
    page.context.set_offline(True)
    write(page, FIRST)
    told(page, "The portal cannot be reached.")
    assert (texts(), len(copies(page))) == ([], 1)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(live_server.url + ADDRESS)

    again.get_by_role("button", name="Put back what you wrote at").click()
    expect(again.get_by_label(WHAT)).to_have_value(FIRST)
    told(again, "Draft saved at")
    assert (texts(), copies(again)) == ([FIRST], [])


def test_signing_out_saves_what_is_written_and_leaves_no_copy(page):
    page.get_by_label(WHAT).fill(FIRST)
    assert len(copies(page)) == 1
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()

    assert (texts(), copies(page)) == ([FIRST], [])


def test_words_outlive_the_session_and_are_not_left_to_someone_else(page, live_server):
    page.context.clear_cookies()
    write(page, FIRST)
    told(page, "You are not signed in any more.")
    assert (texts(), len(copies(page))) == ([], 1)
    become(page, live_server, CoordinatorFactory().person)
    page.goto(f"{live_server.url}/my-work/")

    assert copies(page) == []


def test_a_colleagues_save_is_told_and_both_texts_stay(page):
    write(page, FIRST)
    told(page, "Draft saved at")
    update, by = Update.objects.get(), CoordinatorFactory(person__name="Catrìona Brae").person
    update.text = "Words of the team."
    update.write(by=by, at=update.written_at)
    write(page, SECOND)

    told(page, "Catrìona Brae saved this")
    assert texts() == ["Words of the team."]
    page.get_by_role("button", name="Save draft").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("What is saved now")
    expect(main).to_contain_text("Words of the team.")
    expect(page.get_by_label(WHAT)).to_have_value(SECOND)


@pytest.fixture
def answering(page, live_server, part):
    """Where an officer writes the answer to a question that their council owes."""
    question = QuestionFactory(action=part.action, owed_by=part.council)
    address = f"{live_server.url}/plans/2022-23/questions/{question.pk}/answer/"
    page.goto(address)
    return address


def test_a_long_text_is_held_in_the_browser_until_the_portal_has_it(page, answering, axe):
    page.get_by_label("The answer").fill(FIRST)
    assert len(copies(page)) == 1
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Save the answer for publication").click()
    page.context.set_offline(False)
    page.goto(answering)
    page.get_by_role("link", name="My work").click()
    page.goto(answering)
    assert axe() == []
    page.get_by_role("button", name="Put back what you wrote at").click()
    expect(page.get_by_label("The answer")).to_be_focused()
    expect(page.get_by_label("The answer")).to_have_value(FIRST)

    page.get_by_role("button", name="Save the answer for publication").click()
    expect(page.get_by_role("main")).to_contain_text(FIRST)
    assert (Question.objects.get().answer, copies(page)) == (FIRST, [])


def test_what_the_portal_refused_is_still_held(page, answering):
    page.get_by_label("The answer").fill("x" * 20_001)
    page.get_by_role("button", name="Save the answer for publication").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert len(copies(page)) == 1
    page.get_by_label("The answer").fill(SECOND)
    page.get_by_role("button", name="Save the answer for publication").click()
    expect(page.get_by_role("main")).to_contain_text(SECOND)

    assert (Question.objects.get().answer, copies(page)) == (SECOND, [])


def test_held_words_can_be_thrown_away_and_go_with_whoever_signs_out(page, answering):
    page.get_by_label("The answer").fill(FIRST)
    page.reload()
    page.get_by_role("button", name="Throw them away").click()
    expect(page.get_by_label("The answer")).to_have_value("")
    assert copies(page) == []

    page.get_by_label("The answer").fill(SECOND)
    assert len(copies(page)) == 1
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert copies(page) == []


def test_words_put_back_are_as_old_as_they_were(page, answering):
    page.get_by_label("The answer").fill(FIRST)
    Question.objects.update(version=2)  # someone else has saved it meanwhile
    page.reload()
    page.get_by_role("button", name="Put back what you wrote at").click()

    held = json.loads(page.evaluate("() => Object.values(localStorage)")[0])
    assert (page.locator("[name=version]").input_value(), held["version"]) == ("1", "1")


def test_words_the_portal_took_go_although_it_warns_of_something_else(page, answering, monkeypatch):
    def saved_but(request, says):
        messages.add_message(request, messages.SUCCESS, says)
        messages.add_message(request, messages.WARNING, "An e-mail could not be sent.")

    monkeypatch.setattr(messages, "success", saved_but)
    page.get_by_label("The answer").fill(FIRST)
    page.get_by_role("button", name="Save the answer for publication").click()
    expect(page.get_by_role("main")).to_contain_text("An e-mail could not be sent.")

    assert copies(page) == []


def test_words_that_came_too_late_are_still_held(page, answering):
    question = Question.objects.get()
    question.withdraw(by=question.asked_by, at=question.asked_at)
    page.get_by_label("The answer").fill(FIRST)
    page.get_by_role("button", name="Save the answer for publication").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing was changed")

    assert len(copies(page)) == 1
