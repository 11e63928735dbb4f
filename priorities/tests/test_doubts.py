"""What does not fit is said once before an update is sent; the officer may answer, and send it."""

import datetime

import pytest

from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    OfficerFactory,
    RoundFactory,
    SettingFactory,
)
from priorities.models import Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    MilestoneFactory,
    PublishedUpdateFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/plans/2022-23/rounds/2/updates/LIT-3/midlothian/"
WHOLE = {
    "status": "on_track",
    "text": "Eight of twelve schools have a coach.",
    "next_step": "Name the last four by 24 March.",
    "evidence": "took_part",
}
LATE = {"forecast_on_day": "27", "forecast_on_month": "5", "forecast_on_year": "2023"}
ON_TIME = LATE | {"forecast_on_day": "26"}
ANSWER = "It was done yesterday; the date follows."


@pytest.fixture
def part():
    action = ActionFactory(priority__prefix="LIT", number=3, title="Coach writing")
    RoundFactory(number=2)
    return ContributionFactory(
        action=action, council__name="Midlothian", council__slug="midlothian"
    )


@pytest.fixture
def mine(client, part):
    client.force_login(OfficerFactory(council=part.council).person)
    return client


def submit(client, version=0, **words):
    return client.post(ADDRESS, {"submit": "Submit update", "version": version, **words})


def overdue(part, number=1):
    for _ in range(number):
        MilestoneFactory(action=part.action, due_on=datetime.date(2023, 2, 14))


def said(response):
    return [(doubt.code, doubt.says) for doubt in response.context["form"].doubts]


DOUBTS = [
    (
        overdue,
        {},
        ("overdue", "You have marked this on track, but a milestone is overdue."),
    ),
    (
        lambda part: overdue(part, 2),
        {},
        ("overdue", "You have marked this on track, but 2 milestones are overdue."),
    ),
    (
        lambda part: None,
        LATE,
        ("forecast", "Your forecast, 27 May 2023, is after the due date."),
    ),
    (
        lambda part: None,
        {"status": "not_started"},
        ("start", "You have marked this not started, but its start date was 17 August 2022."),
    ),
    (
        lambda part: None,
        {"status": "at_risk", "next_step": ""},
        ("step", "You have marked this at risk without a next step."),
    ),
    (
        lambda part: PublishedUpdateFactory(
            contribution=part, round__number=1, text="Eight of  twelve schools\nhave a coach. "
        ),
        {},
        ("same", "These are the same words as in round 1."),
    ),
    (
        lambda part: SettingFactory(name="Invented Primary School"),
        {"next_step": "Visit INVENTED primary."},
        ("setting", "Your words name Invented Primary School."),
    ),
]


@pytest.mark.parametrize(("prepare", "words", "doubt"), DOUBTS)
def test_a_doubt_is_said_once_and_the_second_press_sends(prepare, words, doubt, mine, part):
    prepare(part)
    first = submit(mine, **WHOLE | words)

    assert said(first) == [doubt]
    assert first.context["form"].errors == {}
    assert "These are reminders. You may submit as it stands." in first.text
    update = Update.objects.get(round__number=2)
    assert (update.state, update.text) == ("draft", WHOLE["text"])
    form = first.context["form"]
    again = {name: form[name].value() for name in ["version", "warned"]}
    submit(mine, **WHOLE | words | again, warning_answer=ANSWER)

    update = Update.objects.get(round__number=2)
    assert (update.state, update.warnings, update.warning_answer) == ("submitted", doubt[1], ANSWER)


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (overdue, {"status": "at_risk"}),
        (lambda part: None, ON_TIME),
        (lambda part: None, {"status": "at_risk", **LATE}),
        (lambda part: SettingFactory(name="Invented Primary School"), {"note": "Invented Primary"}),
        (
            lambda part: PublishedUpdateFactory(contribution=part, round__number=1, text=""),
            {"text": ""},
        ),
    ],
)
def test_what_fits_is_sent_at_the_first_press(prepare, words, mine, part):
    prepare(part)
    submit(mine, **WHOLE | words, warning_answer="An answer to nothing.")

    update = Update.objects.get(round__number=2)
    assert (update.state, update.warnings, update.warning_answer) == ("submitted", "", "")


def test_work_that_starts_today_may_be_not_started(mine, part):
    part.action.starts_on = datetime.date(2023, 2, 15)
    part.action.save()
    submit(mine, **WHOLE | {"status": "not_started"})

    assert Update.objects.get().state == "submitted"


def test_a_doubt_that_is_new_at_the_second_press_is_said_first(mine, part):
    overdue(part)
    first = submit(mine, **WHOLE)
    form = first.context["form"]
    again = {name: form[name].value() for name in ["version", "warned"]}
    second = submit(mine, **WHOLE | again | LATE)

    assert [code for code, _ in said(second)] == ["overdue", "forecast"]
    assert Update.objects.get().state == "draft"


def test_what_is_missing_comes_before_what_does_not_fit(mine, part):
    overdue(part)
    response = submit(mine, **WHOLE | {"evidence": ""})

    assert response.context["form"].errors == {"evidence": ["Choose how far the evidence goes."]}
    assert "Before you submit" not in response.text
    version = response.context["form"]["version"].value()
    assert [code for code, _ in said(submit(mine, version, **WHOLE))] == ["overdue"]


def test_an_answer_that_is_too_long_is_kept_and_said(mine, part):
    overdue(part)
    response = submit(mine, **WHOLE, warned="overdue", warning_answer="x" * 201)

    sentence = "“Your answer in one line” is 1 character too long: there is room for 200."
    assert response.context["form"].errors == {"warning_answer": [sentence]}
    assert 'href="#id_warning_answer"' in response.text
    assert "x" * 201 in response.text
    assert Update.objects.get().state == "draft"


def test_only_the_council_and_the_coordinator_read_what_was_answered(mine, part, client):
    overdue(part)
    submit(mine, **WHOLE, warned="overdue", warning_answer=ANSWER)
    coordinator = CoordinatorFactory().person
    for person in [None, coordinator]:
        if person:
            client.force_login(person)
        page = client.get(ADDRESS)
        assert "You have marked this on track, but a milestone is overdue." in page.text
        assert f"The answer: “{ANSWER}”" in page.text

    update = Update.objects.get()
    Update.objects.publish(update.round, by=coordinator, at=update.submitted_at)
    others = [ConvenerFactory(council=part.council).person, OfficerFactory().person]
    pages = [
        ADDRESS,
        "/plans/2022-23/actions/LIT-3/",
        "/plans/2022-23/actions/LIT-3/updates/",
        "/plans/2022-23/actions/LIT-3/history/",
        "/plans/2022-23/progress/?format=csv",
    ]
    for person in others:
        client.force_login(person)
        for address in pages:
            text = client.get(address).text
            assert ANSWER not in text
            assert "You have marked this on track" not in text
