"""What has changed since a meeting, as a page: for whom, since when, for which council."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.tests.factories import (
    ConvenerFactory,
    DraftPlanFactory,
    GroupFactory,
    MeetingFactory,
    PublishedRoundFactory,
    ReaderFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.tests.reported import Reported, say

HIDDEN = "Nothing that you may read has been published for this meeting yet."


@pytest.fixture
def reported(db):
    return Reported()


@pytest.fixture
def parts(reported):
    return reported.take_part("Fife", "Midlothian")


def meets(reported, round, slug, month, day, **fields):
    """A meeting of early 2023 or late 2022 that a round was for."""
    year = 2022 if month > 6 else 2023
    on = dt.date(year, month, day)
    meeting = MeetingFactory(plan=reported.plan, slug=slug, meets_on=on, **fields)
    round.meetings.add(meeting)
    return meeting


@pytest.fixture
def meetings(reported, parts):
    """Three meetings of the Oversight Group, each with its round; the last for members only."""
    first = PublishedRoundFactory(plan=reported.plan, number=1, published_at=moment(2022, 9, 21))
    autumn, winter = reported.autumn(), reported.winter(public_from=dt.date(2023, 2, 22))
    say(first, parts, fife="off", mid="on")
    say(autumn, parts, fife="risk", mid="on")
    say(winter, parts, fife="on", mid="off")
    return [
        meets(reported, first, "oversight-group-1", 9, 28),
        meets(reported, autumn, "oversight-group-2", 12, 7),
        meets(reported, winter, "oversight-group-3", 2, 22),
    ]


def address(meeting, query=""):
    return reverse("meeting_changes", args=["2022-23", meeting.slug]) + query


def test_a_visitor_compares_what_is_public_and_learns_nothing_else(meetings, client):
    _, second, third = meetings

    page = words_of(client.get(address(second)))

    assert "Since the last meeting" in page
    assert "Of the councils’ positions, one is better; one is as before." in page
    assert (
        "From the Oversight Group of 28 September 2022 to the Oversight Group of 7 December 2022: "
        "round 1, published on 21 September 2022, beside round 2, published on 30 November 2022."
    ) in page
    assert "LIT-3 Coach the teaching of writing At risk in Fife, was off track. Uncertain." in page
    hidden = words_of(client.get(address(third)))
    assert HIDDEN in hidden
    assert "Round 3" not in hidden
    assert "off track" not in hidden.lower()


@pytest.mark.parametrize("factory", [ConvenerFactory, ReaderFactory])
def test_members_compare_what_is_published(factory, meetings, client):
    client.force_login(factory().person)

    page = words_of(client.get(address(meetings[2])))

    assert "For members only until 22 February 2023." in page
    assert (
        "Worse LIT-3 Coach the teaching of writing Off track in Midlothian, was on track." in page
    )
    assert "Better LIT-3 Coach the teaching of writing On track in Fife, was at risk." in page


def test_any_earlier_meeting_can_be_compared_with_and_one_council_alone(meetings, client):
    client.force_login(ReaderFactory().person)

    page = words_of(client.get(address(meetings[2], "?from=oversight-group-1&council=fife")))

    assert "Since an earlier meeting" in page
    assert "Fife: Of its positions, one is better; none is as before." in page
    assert "On track in Fife, was off track." in page
    assert "in Midlothian" not in page


def test_a_meeting_of_another_group_can_be_compared_with(reported, meetings, client):
    board = GroupFactory(name="SEIC Board", slug="seic-board")
    winter = meetings[2].rounds.get()
    own = meets(reported, winter, "seic-board-1", 3, 8, group=board)
    client.force_login(ReaderFactory().person)

    page = client.get(address(own))

    assert (
        "Round 3 is the first that was reported to the SEIC Board in this plan, so there is no "
        "meeting of it to compare with."
    ) in words_of(page)
    chosen = words_of(client.get(address(own, "?from=oversight-group-2")))
    assert "From the Oversight Group of 7 December 2022 to the SEIC Board of 8 March 2023" in chosen


def test_a_cancelled_meeting_is_not_the_last_one(reported, meetings, client):
    first, second, _ = meetings
    second.state, second.reason = "cancelled", "Snow."
    second.save()
    client.force_login(ReaderFactory().person)

    assert client.get(address(meetings[2])).context["since"] == first


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?from=oversight-group-3", "There is no meeting “oversight-group-3” here."),
        ("?council=orkney", "There is no council “orkney” here."),
    ],
)
def test_what_is_not_understood_is_said_and_the_usual_shown(query, told, meetings, client):
    response = client.get(address(meetings[1], query))

    assert response.status_code == 400
    assert told in response.text
    assert "one is better" in response.text


def test_the_first_meeting_has_nothing_to_compare_with(meetings, client):
    page = words_of(client.get(address(meetings[0])))

    assert "Round 1 is the first that was reported to the Oversight Group in this plan" in page
    assert "Compare with another meeting" not in page


def test_that_nothing_has_changed_is_said(reported, parts, client):
    rounds = reported.autumn(), reported.winter()
    for round in rounds:
        say(round, parts, fife="on", mid="on")
    meets(reported, rounds[0], "oversight-group-1", 12, 7)
    second = meets(reported, rounds[1], "oversight-group-2", 2, 22)

    page = words_of(client.get(address(second)))

    assert "Nothing has changed." in page
    assert "No status is another than before, no due date has moved" in page


def test_a_draft_has_no_report_to_compare(db, client):
    meeting = MeetingFactory(plan=DraftPlanFactory())
    client.force_login(ReaderFactory().person)

    page = client.get(reverse("meeting_changes", args=["2023-24", meeting.slug]))

    assert HIDDEN in words_of(page)


@pytest.mark.parametrize("others", [1, 3])
def test_it_costs_the_same_however_much_has_changed(
    others, reported, meetings, client, django_assert_num_queries
):
    first, second, _ = [meeting.rounds.get() for meeting in meetings]
    for number in range(4, 4 + others):
        parts = reported.take_part(action=reported.another(number))
        say(first, parts, city="on", fife="on")
        say(second, parts, city="off", fife="risk")
        meets(reported, first, f"oversight-group-{number + 10}", 9, number)

    # Plan, meeting; reports (two), councils; what has changed (fourteen); events, findings,
    # gatherings; collaborative, councils.
    with django_assert_num_queries(24):
        client.get(address(meetings[1]))


def test_my_work_tells_a_convener_what_has_changed_in_short(reported, meetings, client):
    client.force_login(ConvenerFactory(council=reported.councils["Fife"]).person)

    response = client.get("/my-work/")

    page = words_of(response)
    assert (
        "Since the last meeting Oversight Group, 7 December 2022 to 22 February 2023 "
        "Fife: Of its positions, one is better; none is as before."
    ) in page
    assert "Worse 1: LIT-3 Better 1: LIT-3" in page
    assert f'{address(meetings[2])}?council=fife"' in response.text


def test_my_work_says_nothing_of_a_last_meeting_where_there_was_none(reported, parts, client):
    round = reported.autumn()
    say(round, parts, fife="on")
    meets(reported, round, "oversight-group-1", 12, 7)
    client.force_login(ReaderFactory().person)

    assert "Since the last meeting" not in client.get("/my-work/").text
