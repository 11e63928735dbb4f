"""An officer writes a round's update: nothing typed is lost, nothing unfinished is sent."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from plans.tests.factories import (
    CoordinatorFactory,
    OfficerFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from priorities.models import Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    MilestoneFactory,
    PublishedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
WHOLE = {
    "status": "on_track",
    "text": "Eight of twelve schools have a coach.",
    "next_step": "Name the last four by 24 March.",
    "evidence": "took_part",
    "note": "Two heads teach full time.",
}
MISSING = "Say what has happened: at risk, off track, complete and stopped must be explained."
FORECAST = "Enter the new forecast, or tick that no date can be given yet."


@pytest.fixture
def part():
    action = ActionFactory(
        priority__prefix="LIT", priority__slug="literacy", number=3, title="Coach writing"
    )
    return ContributionFactory(
        action=action, council__name="Midlothian", council__slug="midlothian"
    )


@pytest.fixture
def officer(part):
    return OfficerFactory(council=part.council, person__name="Siân Eskdale").person


@pytest.fixture
def round(part):
    return RoundFactory(number=2)


@pytest.fixture
def address(round):
    return f"/plans/2022-23/rounds/{round.number}/updates/LIT-3/midlothian/"


@pytest.fixture
def mine(client, officer):
    client.force_login(officer)
    return client


def said(response):
    """Return what the page tells the person, as (kind, sentence)."""
    return [(one.level_tag, one.message) for one in get_messages(response.wsgi_request)]


def save(client, address, version=0, **words):
    return client.post(address, {"save": "Save draft", "version": version, **words})


def submit(client, address, version=0, **words):
    return client.post(address, {"submit": "Submit update", "version": version, **words})


def test_a_draft_may_be_half_done_and_is_there_again(mine, officer, address):
    response = save(mine, address, text="Two visits so far.")

    update = Update.objects.get()
    assert (update.state, update.text, update.status) == ("draft", "Two visits so far.", "")
    assert (update.written_by, update.submitted_at) == (officer, None)
    entry = update.history.get()
    assert (entry.history_user, entry.history_change_reason) == (officer, "Draft saved")
    assert (response.status_code, response.url) == (302, address)
    kind, sentence = said(response)[0]
    assert (kind, sentence[:24]) == ("success", "Your draft was saved at ")
    page = mine.get(address)
    assert page.context["form"]["text"].value() == "Two visits so far."
    assert "by Siân Eskdale." in page.text


def test_a_whole_update_is_submitted(mine, officer, address, part):
    response = submit(mine, address, **WHOLE)

    update = Update.objects.get()
    assert (update.state, update.contribution) == ("submitted", part)
    assert (update.written_by, update.submitted_by) == (officer, officer)
    assert update.received_on == datetime.date(2023, 2, 15)
    assert {name: getattr(update, name) for name in WHOLE} == WHOLE
    assert update.entered_by_team is False
    assert update.history.get().history_change_reason == "Submitted"
    assert response.url == "/my-work/"
    assert said(response) == [
        (
            "success",
            (
                "Midlothian’s update of LIT-3 is submitted. "
                "You can take it back until the round is published."
            ),
        )
    ]


def test_a_draft_is_finished_and_submitted(mine, address):
    save(mine, address, text="Two visits so far.")
    version = Update.objects.get().version
    submit(mine, address, version=version, **WHOLE)

    update = Update.objects.get()
    assert (update.state, update.text) == ("submitted", WHOLE["text"])
    reasons = update.history.order_by("history_id").values_list("history_change_reason", flat=True)
    assert list(reasons) == ["Draft saved", "Submitted"]


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        ({"status": ""}, "status", "Choose where the council’s part of this action stands."),
        ({"status": "at_risk", "text": ""}, "text", MISSING),
        ({"status": "off_track", "text": "", "no_forecast": "on"}, "text", MISSING),
        ({"status": "complete", "text": "  "}, "text", MISSING),
        ({"status": "stopped", "text": ""}, "text", MISSING),
        ({"status": "off_track"}, "forecast_on", FORECAST),
        (
            {
                "no_forecast": "on",
                "forecast_on_day": "12",
                "forecast_on_month": "5",
                "forecast_on_year": "2023",
            },
            "forecast_on",
            "Enter a forecast or tick that none can be given, not both.",
        ),
        ({"evidence": ""}, "evidence", "Choose how far the evidence goes."),
        ({"evidence": "changed_practice"}, "evidence_seen", "Say what was seen, and where."),
        ({"evidence": "learners_outcome"}, "evidence_seen", "Say what was seen, and where."),
    ],
)
def test_what_is_sent_must_be_whole_and_what_is_not_is_kept(words, field, sentence, mine, address):
    response = submit(mine, address, **WHOLE | words)

    assert response.context["form"].errors == {field: [sentence]}
    update = Update.objects.get()
    assert (update.state, update.submitted_at) == ("draft", None)
    assert (update.next_step, update.note) == (WHOLE["next_step"], WHOLE["note"])
    assert "Nothing you wrote has been lost. Your words are kept as a draft." in response.text
    assert response.text.count('href="#id_') == 1


@pytest.mark.parametrize(
    "words",
    [
        {"status": "on_track", "text": ""},
        {"status": "not_started", "text": "", "warned": "start"},
        {"status": "off_track", "no_forecast": "on"},
        {
            "status": "off_track",
            "forecast_on_day": "12",
            "forecast_on_month": "May",
            "forecast_on_year": "2023",
        },
        {"evidence": "changed_practice", "evidence_seen": "Lessons in four schools."},
    ],
)
def test_what_is_whole_is_sent(words, mine, address):
    submit(mine, address, **WHOLE | words)

    assert Update.objects.get().state == "submitted"


def test_the_next_press_after_a_refusal_is_no_conflict(mine, address):
    first = submit(mine, address, **WHOLE | {"evidence": ""})
    version = first.context["form"]["version"].value()
    submit(mine, address, version=version, **WHOLE)

    assert Update.objects.get().state == "submitted"


def test_a_draft_keeps_a_date_and_a_tick_that_contradict_each_other(mine, address):
    save(
        mine,
        address,
        no_forecast="on",
        forecast_on_day="12",
        forecast_on_month="5",
        forecast_on_year="2023",
    )

    update = Update.objects.get()
    assert (update.no_forecast, update.forecast_on) == (True, datetime.date(2023, 5, 12))


@pytest.mark.parametrize("press", [save, submit])
def test_an_impossible_date_stays_in_its_boxes_and_everything_else_is_kept(press, mine, address):
    date = {"forecast_on_day": "31", "forecast_on_month": "2", "forecast_on_year": "2023"}
    response = press(mine, address, **WHOLE | date)

    form = response.context["form"]
    assert form.errors == {"forecast_on": ["31 February 2023 is not a real date."]}
    assert form["forecast_on"].value() == ("31", "2", "2023")
    update = Update.objects.get()
    assert (update.state, update.text, update.forecast_on) == ("draft", WHOLE["text"], None)
    assert 'href="#id_forecast_on_day"' in response.text


def test_a_text_that_is_too_long_is_kept_whole_and_not_sent(mine, address):
    long = "word " * 4000
    kept = long.strip()
    sentence = "“What has happened since?” is 15,999 characters too long: there is room for 4,000."
    response = submit(mine, address, **WHOLE | {"text": long})

    assert response.context["form"].errors == {"text": [sentence]}
    update = Update.objects.get()
    assert (update.state, update.text) == ("draft", kept)

    response = save(mine, address, version=update.version, **WHOLE | {"text": long})
    assert said(response)[1] == ("warning", sentence)
    assert mine.get(address).context["form"]["text"].value() == kept


@pytest.mark.parametrize(
    ("name", "limit"), [("text", 4000), ("next_step", 1000), ("evidence_seen", 300), ("note", 2000)]
)
def test_each_text_is_sent_up_to_its_limit(name, limit, mine, address):
    submit(mine, address, **WHOLE | {name: "x" * (limit + 1)})
    draft = Update.objects.get()
    assert (draft.state, len(getattr(draft, name))) == ("draft", limit + 1)

    submit(mine, address, version=draft.version, **WHOLE | {name: "x" * limit})
    assert Update.objects.get().state == "submitted"


def test_the_second_of_two_officers_is_told_and_neither_text_is_lost(mine, address, part, client):
    save(mine, address, text="First words.")
    version = Update.objects.get().version
    save(mine, address, version=version, text="First words, longer.")
    other = OfficerFactory(council=part.council).person
    client.force_login(other)
    response = save(client, address, version=version, text="Other words.")

    form = response.context["form"]
    assert [(one.label, one.saved) for one in form.conflicts] == [
        ("What has happened since?", "First words, longer.")
    ]
    assert form["text"].value() == "Other words."
    assert Update.objects.get().text == "First words, longer."
    assert "Your words are in the form, not saved yet." in response.text
    assert "First words, longer." in response.text

    save(client, address, version=form["version"].value(), text="Both words.")
    update = Update.objects.get()
    assert (update.text, update.written_by) == ("Both words.", other)


def test_two_officers_who_begin_at_once_do_not_overwrite_each_other(mine, address):
    save(mine, address, text="First words.")
    response = submit(mine, address, **WHOLE)

    assert ("What has happened since?", "First words.") in [
        (one.label, one.saved) for one in response.context["form"].conflicts
    ]
    update = Update.objects.get()
    assert (update.state, update.text) == ("draft", "First words.")


def test_words_typed_while_a_colleague_submitted_stand_on_the_page(mine, address):
    submit(mine, address, **WHOLE)
    response = save(mine, address, text="Other words.", note="Other note.")

    assert response.context["typed"] == [
        ("What has happened since?", "Other words."),
        ("Note for colleagues", "Other note."),
    ]
    assert "Other words." in response.text
    assert Update.objects.get().text == WHOLE["text"]


@pytest.mark.parametrize("press", [save, submit])
def test_words_typed_while_the_round_was_published_are_kept_and_start_the_next_round(
    press, mine, address, round
):
    publisher = CoordinatorFactory(person__name="Catrìona Brae").person
    mine.get(address)
    Update.objects.publish(round, by=publisher, at=moment(2023, 2, 15, 10))
    response = press(mine, address, **WHOLE)

    reason = (
        "Round 2 was published on 15 February 2023 at 10:00 by Catrìona Brae. "
        "It takes no more updates."
    )
    assert said(response) == [("warning", f"Not sent: {reason} Your words are kept.")]
    update = Update.objects.get()
    assert (update.state, update.text) == ("draft", WHOLE["text"])
    page = mine.get(address)
    assert reason in page.text
    assert "It will be the starting text of the next round." in page.text
    assert 'name="submit"' not in page.text

    RoundFactory(number=3)
    third = mine.get(address.replace("rounds/2", "rounds/3"))
    form = third.context["form"]
    assert [form[name].value() for name in ["text", "next_step", "note"]] == [
        WHOLE["text"],
        WHOLE["next_step"],
        WHOLE["note"],
    ]
    assert not form["status"].value()
    assert "Midlothian’s own from round 2, which were not sent." in third.text
    assert mine.get(address).context["desk"].next_address == third.request["PATH_INFO"]


def test_words_that_were_sent_do_not_start_the_next_round(mine, part):
    PublishedUpdateFactory(contribution=part, round__number=2, text="Sent.")
    UpdateFactory(contribution=part, round=PublishedRoundFactory(number=1), text="Never sent.")
    RoundFactory(number=3)
    page = mine.get("/plans/2022-23/rounds/3/updates/LIT-3/midlothian/")

    assert page.context["form"]["text"].value() == ""


def test_what_the_council_last_published_stands_beside_the_form(mine, part, address):
    PublishedUpdateFactory(
        contribution=part, round__number=1, status="at_risk", text="No cover in the autumn."
    )
    page = mine.get(address)

    assert (page.context["desk"].last.text, page.context["desk"].is_last_round) == (
        "No cover in the autumn.",
        True,
    )
    assert "Last round, Midlothian wrote" in page.text
    assert "No cover in the autumn." in page.text


def closed_by(part, **values):
    for name, value in values.items():
        setattr(part, name, value)
    part.save()


CLOSED = [
    (
        {"opens_on": datetime.date(2023, 3, 1), "due_on": datetime.date(2023, 3, 17)},
        "Round 2 opens on 1 March 2023. Until then it takes no updates.",
    ),
    (
        {
            "abandoned_at": moment(2023, 2, 14, 9),
            "abandoned_reason": "The meeting was cancelled.",
        },
        (
            "Round 2 was abandoned on 14 February 2023 at 09:00 by Catrìona Brae: "
            "The meeting was cancelled."
        ),
    ),
    (
        {"published_at": moment(2023, 2, 14, 9)},
        (
            "Round 2 was published on 14 February 2023 at 09:00 by Catrìona Brae. "
            "It takes no more updates."
        ),
    ),
]


@pytest.mark.parametrize(("values", "sentence"), CLOSED)
def test_a_round_that_does_not_collect_says_so_and_shows_no_form(values, sentence, mine, part):
    publisher = CoordinatorFactory(person__name="Catrìona Brae").person
    people = {name.replace("_at", "_by"): publisher for name in values if name.endswith("_at")}
    RoundFactory(number=2, **values, **people)
    page = mine.get("/plans/2022-23/rounds/2/updates/LIT-3/midlothian/")

    assert page.context["desk"].refusal == sentence
    assert sentence in page.text
    assert "<textarea" not in page.text


def test_a_round_waits_for_the_one_before_it(mine, address, round):
    RoundFactory(number=3)
    page = mine.get("/plans/2022-23/rounds/3/updates/LIT-3/midlothian/")

    assert page.context["desk"].refusal == "Round 3 takes updates once round 2 is published."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"ends_on": datetime.date(2023, 2, 14), "end_reason": "Done elsewhere."},
            "Midlothian’s part in LIT-3 ended on 14 February 2023.",
        ),
        (
            {"starts_on": datetime.date(2023, 2, 16)},
            "Midlothian’s part in LIT-3 begins on 16 February 2023.",
        ),
    ],
)
def test_a_part_that_is_not_going_on_is_not_reported(change, sentence, mine, address, part):
    closed_by(part, **change)

    assert mine.get(address).context["desk"].refusal == sentence


def test_words_typed_while_the_action_was_withdrawn_are_kept(mine, address, part, officer):
    closed_by(
        part.action,
        withdrawn_at=moment(2023, 2, 15, 9),
        withdrawn_by=officer,
        withdrawn_reason="Joined with LIT-4.",
    )
    response = submit(mine, address, **WHOLE)

    assert said(response) == [
        (
            "warning",
            (
                "Not sent: LIT-3 was withdrawn on 15 February 2023: Joined with LIT-4. "
                "Your words are kept."
            ),
        )
    ]
    assert Update.objects.get().text == WHOLE["text"]


def test_a_returned_update_shows_the_note_and_is_sent_again(mine, address, part, round):
    returner = CoordinatorFactory(person__name="Catrìona Brae").person
    update = UpdateFactory(contribution=part, round=round, **WHOLE)
    update.submit(by=returner, at=moment(2023, 2, 14, 9))
    update.send_back("How many, of how many?", by=returner, at=moment(2023, 2, 14, 10))
    page = mine.get(address)
    assert "Catrìona Brae asks: “How many, of how many?”" in page.text

    submit(mine, address, version=update.version, **WHOLE | {"text": "Eight of twelve."})
    again = Update.objects.get()
    assert (again.state, again.text) == ("submitted", "Eight of twelve.")
    assert again.received_on == datetime.date(2023, 2, 14)
    assert again.history.filter(text=WHOLE["text"], state="submitted").exists()


def test_a_late_update_says_so_and_can_be_sent(mine, part):
    RoundFactory(number=2, opens_on=datetime.date(2023, 1, 9), due_on=datetime.date(2023, 2, 12))
    address = "/plans/2022-23/rounds/2/updates/LIT-3/midlothian/"
    page = mine.get(address)
    assert "This update was due on Sunday 12 February 2023, 3 days ago." in page.text

    submit(mine, address, **WHOLE)
    assert Update.objects.get().days_late == 3


def test_a_coordinator_writes_for_a_council_and_it_says_so(client, address, round, officer):
    coordinator = CoordinatorFactory().person
    client.force_login(coordinator)
    assert "You write for Midlothian." in client.get(address).text

    response = submit(client, address, **WHOLE)
    update = Update.objects.get()
    assert (update.state, update.entered_by_team) == ("submitted", True)
    assert response.url == round.get_absolute_url()
    client.force_login(officer)
    assert "Entered by the SEIC team for Midlothian." in client.get(address).text


@pytest.mark.parametrize("others", [1, 3])
def test_the_form_costs_the_same_however_many_milestones_are_overdue(
    others, mine, part, address, django_assert_num_queries
):
    for _ in range(others):
        MilestoneFactory(action=part.action, due_on=datetime.date(2023, 2, 1))

    # Session, person, roles; plan, round, part, update, unsent before, a round open again,
    # collecting round, last words, milestones, who leads, moves of the date; collaborative and
    # councils of the page around it.
    with django_assert_num_queries(16):
        page = mine.get(address)

    assert page.context["desk"].overdue.count("1 February 2023") == others


@pytest.mark.parametrize(
    "wrong",
    [
        "/plans/2022-23/rounds/9/updates/LIT-3/midlothian/",
        "/plans/2022-23/rounds/2/updates/LIT-4/midlothian/",
        "/plans/2022-23/rounds/2/updates/LIT/midlothian/",
        "/plans/2022-23/rounds/2/updates/LIT-3/fife/",
        "/plans/1999-00/rounds/2/updates/LIT-3/midlothian/",
    ],
)
def test_an_unknown_round_action_or_council_is_not_found(wrong, mine, address):
    assert mine.get(wrong).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, address):
    response = client.get(address)

    assert (response.status_code, response.url) == (
        302,
        f"{reverse('account_login')}?next={address}",
    )
