"""Rounds added, changed and abandoned by coordinators."""

import datetime

import pytest

from plans.models import AuditEntry, Round
from plans.tests.factories import (
    CoordinatorFactory,
    DraftPlanFactory,
    MeetingFactory,
    OfficerFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.models import Update
from priorities.tests.factories import ContributionFactory, SubmittedUpdateFactory
from priorities.tests.test_round_views import said

pytestmark = pytest.mark.django_db
ROUNDS = "/plans/2022-23/rounds/"
ADD, EDIT, ABANDON = f"{ROUNDS}add/", f"{ROUNDS}2/edit/", f"{ROUNDS}2/abandon/"


@pytest.fixture
def coordinator():
    return CoordinatorFactory(person__name="Catrìona Brae").person


@pytest.fixture
def theirs(client, coordinator):
    client.force_login(coordinator)
    return client


def days(opens=(27, 3, 2023), due=(14, 4, 2023)):
    parts = ["day", "month", "year"]
    typed = {f"opens_on_{part}": value for part, value in zip(parts, opens, strict=True)}
    return typed | {f"due_on_{part}": value for part, value in zip(parts, due, strict=True)}


def coming():
    return RoundFactory(number=2, opens_on=datetime.date(2023, 3, 1))


def decided():
    return list(AuditEntry.objects.values_list("what", "by__name", "reason"))


def test_a_round_is_added_with_its_meetings(theirs, coordinator):
    PublishedRoundFactory(number=1)
    meeting = MeetingFactory(meets_on=datetime.date(2023, 4, 26))
    page = theirs.get(ADD)
    assert page.context["form"]["number"].value() == 2
    response = theirs.post(ADD, {"number": 2, "version": 0, "meetings": meeting.pk, **days()})

    round = Round.objects.get(number=2)
    assert (round.opens_on, round.due_on) == (
        datetime.date(2023, 3, 27),
        datetime.date(2023, 4, 14),
    )
    assert list(round.meetings.all()) == [meeting]
    assert round.history.get().history_user == coordinator
    assert response.url == ROUNDS
    assert said(response) == [("success", "Round 2 is added: it opens on 27 March 2023.")]
    assert decided() == [
        (
            f"Added Round 2 of {round.plan}: opens 27 March 2023, due 14 April 2023",
            "Catrìona Brae",
            "",
        )
    ]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"number": 1}, "number", "Round 3 is published already: enter 4 or more."),
        ({"number": 4}, "number", "This plan has a round of this number already."),
        (days(due=(26, 3, 2023)), "due_on", "A round is due on or after the day it opens."),
        ({"due_on_day": "x"}, "due_on", None),
    ],
)
def test_a_round_that_cannot_be_is_not_added_and_nothing_typed_is_lost(
    typed, field, sentence, theirs
):
    PublishedRoundFactory(number=3)
    RoundFactory(number=4)
    response = theirs.post(ADD, {"number": 5, "version": 0, **days(), **typed})

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert sentence in [None, *form.errors[field]]
    assert form["opens_on"].value() == ("27", "3", "2023")
    assert Round.objects.count() == 2


def test_a_round_leads_to_meetings_of_its_own_plan(theirs):
    PlanFactory()
    other = MeetingFactory(plan=DraftPlanFactory())
    response = theirs.post(ADD, {"number": 1, "version": 0, "meetings": other.pk, **days()})

    assert list(response.context["form"].errors) == ["meetings"]


def test_rounds_of_a_draft_are_added_before_it_opens(theirs):
    DraftPlanFactory()
    theirs.post("/plans/2023-24/rounds/add/", {"number": 1, "version": 0, **days()})

    assert Round.objects.get().plan.slug == "2023-24"


def test_a_round_that_has_not_opened_changes_its_days(theirs):
    round = coming()
    theirs.post(EDIT, {"version": 1, **days()})

    round.refresh_from_db()
    assert (round.opens_on.day, round.due_on.day, round.version) == (27, 14, 2)
    assert decided()[0][0].startswith("Changed Round 2 of")


def test_of_one_that_has_opened_the_due_date_changes_for_a_reason(theirs):
    round = RoundFactory(number=2)
    assert list(theirs.get(EDIT).context["form"].fields) == [
        "due_on",
        "meetings",
        "reason",
        "version",
    ]
    typed = {"version": 1, **days(due=(24, 3, 2023))}
    refused = theirs.post(EDIT, typed)
    assert refused.context["form"].errors == {"reason": ["Say why."]}
    response = theirs.post(EDIT, typed | {"reason": "Two weeks of snow."})

    before, round = round, Round.objects.get()
    assert (round.opens_on, round.due_on) == (before.opens_on, datetime.date(2023, 3, 24))
    assert said(response) == [("success", "Round 2 is due on 24 March 2023.")]
    assert decided()[0][2] == "Two weeks of snow."
    assert "Two weeks of snow." in words_of(theirs.get(f"{ROUNDS}2/"))


def test_a_due_date_does_not_move_into_the_past_while_councils_write(theirs):
    RoundFactory(number=2)
    typed = {"version": 1, "reason": "Why not.", **days(due=(14, 2, 2023))}
    response = theirs.post(EDIT, typed)

    assert response.context["form"].errors == {
        "due_on": ["Councils are writing already: enter today or a later day."]
    }


def test_someone_elses_change_of_a_round_is_not_overwritten_unseen(theirs, coordinator):
    round = coming()
    theirs.post(EDIT, {"version": 1, **days()})
    response = theirs.post(EDIT, {"version": 1, **days(due=(21, 4, 2023))})

    assert [(c.label, c.saved) for c in response.context["form"].conflicts] == [
        ("Due", "14 April 2023")
    ]
    round.refresh_from_db()
    assert round.due_on.day == 14
    theirs.post(EDIT, {"version": 2, **days(due=(21, 4, 2023))})
    round.refresh_from_db()
    assert round.due_on.day == 21


def test_who_comes_late_with_the_same_days_looks_again(theirs):
    coming()
    theirs.post(EDIT, {"version": 1, **days()})
    response = theirs.post(EDIT, {"version": 1, **days()})

    [sentence] = response.context["form"].non_field_errors()
    assert sentence.startswith("Catrìona Brae saved this at")


@pytest.mark.parametrize("address", [EDIT, ABANDON])
@pytest.mark.parametrize("make", [PublishedRoundFactory, None])
def test_what_is_published_or_abandoned_stays(make, address, theirs, coordinator):
    if make:
        make(number=2, published_by=coordinator)
    else:
        RoundFactory(number=2).abandon("Snow.", by=coordinator, at=moment(2023, 2, 15, 9))
    before = list(Round.objects.values())
    response = theirs.post(address, {"version": 1, "reason": "No.", **days()})

    [(kind, sentence)] = said(response)
    assert (kind, response.url) == ("warning", f"{ROUNDS}2/")
    assert sentence.startswith("Nothing was changed: Round 2 was ")
    assert list(Round.objects.values()) == before


def test_a_round_is_abandoned_for_a_reason_and_the_next_one_collects(theirs, coordinator):
    part = ContributionFactory(council__name="Fife", council__slug="fife", action__number=1)
    part.action.priority.prefix = "LIT"
    part.action.priority.save()
    first, second = RoundFactory(number=2), RoundFactory(number=3)
    SubmittedUpdateFactory(contribution=part, round=first, text="Sent, and read by nobody.")
    assert theirs.post(ABANDON, {"reason": ""}).context["form"].errors == {"reason": ["Say why."]}
    response = theirs.post(ABANDON, {"reason": "The meeting was cancelled."})

    first.refresh_from_db()
    assert (first.abandoned_by, first.state) == (coordinator, Round.State.ABANDONED)
    assert list(Round.objects.collecting(datetime.date(2023, 2, 15))) == [second]
    assert said(response) == [("success", "Round 2 is abandoned. What was written in it is kept.")]
    assert decided() == [
        (f"Abandoned Round 2 of {first.plan}", "Catrìona Brae", "The meeting was cancelled.")
    ]
    # What was submitted is the starting text of the next round.
    theirs.force_login(OfficerFactory(council=part.council).person)
    page = theirs.get(f"{ROUNDS}3/updates/LIT-1/fife/")
    assert page.context["form"]["text"].value() == "Sent, and read by nobody."
    assert Update.objects.count() == 1


def test_the_page_says_which_round_is_next(theirs):
    RoundFactory(number=2)
    assert "No further round is planned yet: add one." in words_of(theirs.get(ABANDON))
    RoundFactory(number=3, opens_on=datetime.date(2023, 3, 1))
    assert "Round 3 takes updates next, from 1 March 2023." in words_of(theirs.get(ABANDON))
