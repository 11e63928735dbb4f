"""The progress of a plan as a page; what is asked for stands in the address."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.tests.factories import ConvenerFactory, DraftPlanFactory, OfficerFactory
from plans.tests.reading import words_of
from priorities.tests.factories import (
    ActionFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    move,
)
from priorities.tests.reported import Reported, say

PLACES = {"plan": "2022-23"}
PROGRESS = reverse("priorities:progress", kwargs=PLACES)


@pytest.fixture
def reported(db):
    return Reported()


@pytest.fixture
def path(reported):
    """A second action, of another priority, in which Fife alone takes part."""
    priority = PriorityFactory(
        plan=reported.plan, number=2, title="Pathways", slug="pathways", prefix="PATH"
    )
    return ActionFactory(priority=priority, number=1, title="Offer courses online")


def references(response):
    """Which actions the page shows, in its order, apart from those that need attention."""
    return [row.reference for p in response.context["chosen"].summary.priorities for row in p.rows]


def shown(client, query=""):
    return references(client.get(PROGRESS + query))


def test_progress_says_first_what_needs_attention(reported, path, client):
    autumn = reported.autumn()
    say(autumn, reported.take_part(), city="on", east="risk", fife="off", mid="on")
    say(autumn, reported.take_part("Fife", action=path), fife="on")

    page = words_of(client.get(PROGRESS))

    assert (
        "One of two actions is off track or at risk in at least one council. "
        "As published on 30 November 2022." in page
    )
    assert (
        "Needs attention Most serious first LIT-3 Coach the teaching of writing "
        "Led by City of Edinburgh · Due 26 May 2023 "
        "Off track in Fife. Late. No date can be given yet. At risk in East Lothian. Uncertain. "
        "No update received Due on 18 November 2022 "
        "No update from Scottish Borders on LIT-3 Coach the teaching of writing. "
        "All two actions" in page
    )


def test_what_is_most_serious_stands_first(reported, path, client):
    autumn = reported.autumn()
    say(autumn, reported.take_part("Fife"), fife="risk")
    say(autumn, reported.take_part("Fife", action=path), fife="off")

    exceptions = client.get(PROGRESS).context["chosen"].summary.exceptions

    assert [row.reference for row in exceptions] == ["PATH-1", "LIT-3"]


def test_what_is_overdue_but_said_to_be_on_track_needs_attention_too(reported, client):
    say(reported.autumn(), reported.take_part("Fife"), fife="on")
    move(reported.action, dt.date(2023, 2, 1))

    page = words_of(client.get(PROGRESS))

    assert "No action is off track or at risk in any council. One is overdue." in page
    assert (
        "Overdue Past the due date, neither complete nor stopped "
        "Overdue by 2 weeks: LIT-3 Coach the teaching of writing, due 1 February 2023. "
        "First due 26 May 2023; moved once, 114 days earlier" in page
    )


def test_an_exception_that_is_overdue_is_listed_once(reported, client):
    say(reported.autumn(), reported.take_part("Fife"), fife="risk")
    move(reported.action, dt.date(2023, 2, 1))

    summary = client.get(PROGRESS).context["chosen"].summary

    assert [row.overdue for row in summary.exceptions] == ["Overdue by 2 weeks"]
    assert summary.overdue == []


def test_where_nothing_needs_attention_the_page_says_so(reported, client):
    say(reported.autumn(), reported.take_part("Fife"), fife="on")

    assert (
        "Nothing: no action shown is off track, at risk or overdue, and no update is missing."
        in words_of(client.get(PROGRESS))
    )


def test_a_long_reason_is_cut_and_leads_to_the_action(reported, client):
    part = reported.take_part("Fife")["Fife"]
    PublishedUpdateFactory(
        contribution=part, round=reported.autumn(), status="at_risk", text="word " * 100 + "end"
    )

    page = words_of(client.get(PROGRESS))

    assert "word word … Read it all: LIT-3 in Fife." in page
    assert "end" not in page.split("Needs attention")[1].split("The one action")[0].split()


def test_a_gaelic_title_says_its_language(reported, client):
    reported.action.title, reported.action.title_language = "Leughadh còmhla", "gd"
    reported.action.save()

    assert f'href="{reported.action.get_absolute_url()}" lang="gd">Leughadh còmhla</a>' in (
        client.get(PROGRESS).text
    )


def test_actions_are_counted_by_status_and_priority(reported, path, client):
    autumn = reported.autumn()
    say(autumn, reported.take_part("Fife"), fife="risk")
    say(autumn, reported.take_part("Fife", action=path), fife="on")

    summary = client.get(PROGRESS).context["chosen"].summary

    assert [(count.label, count.count) for count in summary.counts] == [
        ("At risk", 1),
        ("On track", 1),
    ]
    assert [column.prefix for column in summary.columns] == ["LIT", "PATH"]
    assert [(line.label, line.numbers) for line in summary.lines] == [
        ("Off track", [0, 0, 0]),
        ("At risk", [1, 0, 1]),
        ("Not started", [0, 0, 0]),
        ("On track", [0, 1, 1]),
        ("Complete", [0, 0, 0]),
        ("Stopped", [0, 0, 0]),
    ]
    assert summary.totals == [1, 1, 2]


def test_with_more_than_two_priorities_the_table_stays_narrow(reported, path, client):
    PriorityFactory(plan=reported.plan)

    assert client.get(PROGRESS).context["chosen"].summary.columns == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["LIT-3", "LIT-4", "PATH-1"]),
        ("?status=at_risk", ["LIT-3"]),
        ("?status=on_track", ["PATH-1"]),
        ("?status=complete", []),
        ("?council=midlothian", ["LIT-3", "LIT-4"]),
        ("?council=midlothian&status=on_track", ["LIT-3"]),
        ("?council=fife&status=on_track", ["PATH-1"]),
        ("?priority=literacy", ["LIT-3", "LIT-4"]),
        ("?overdue=on", ["LIT-4"]),
        ("?no_update=on", ["LIT-4"]),
        ("?no_update=on&council=fife", []),
        ("?priority=literacy&status=at_risk&utm_source=mail", ["LIT-3"]),
    ],
)
def test_filters_narrow_what_is_shown(query, found, reported, path, client):
    autumn = reported.autumn()
    late = reported.another(4, due_on=dt.date(2023, 2, 1), first_due_on=dt.date(2023, 2, 1))
    say(autumn, reported.take_part("Fife", "Midlothian"), fife="risk", mid="on")
    say(autumn, reported.take_part("Midlothian", "Scottish Borders", action=late), scot="not")
    say(autumn, reported.take_part("Fife", action=path), fife="on")

    assert shown(client, query) == found


def test_the_page_says_what_is_shown_and_how_to_see_all(reported, path, client):
    say(reported.autumn(), reported.take_part("Fife"), fife="risk")

    whole = words_of(client.get(PROGRESS))
    part = words_of(client.get(f"{PROGRESS}?status=at_risk&council=fife"))

    assert "Showing all 2 actions. Filter by status, council or priority" in whole
    assert "Showing 1 of 2 actions: At risk · Fife. Clear the filters Change the filters" in part
    assert "The one action shown" in part


def test_where_no_action_is_like_that_the_page_says_so(reported, client):
    reported.autumn()

    page = words_of(client.get(f"{PROGRESS}?status=stopped"))

    assert "Showing 0 of 1 action: Stopped." in page
    assert "No action is like this." in page


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?status=purple", "There is no status “purple”. Choose one from the list."),
        ("?council=atlantis", "There is no council “atlantis”. Choose one from the list."),
        ("?priority=latin", "There is no priority “latin”. Choose one from the list."),
        ("?status=purple&format=csv", "There is no status “purple”. Choose one from the list."),
    ],
)
def test_a_filter_that_is_not_understood_is_said_so(query, message, reported, client):
    response = client.get(PROGRESS + query)

    assert response.status_code == 400
    assert message in words_of(response)
    assert references(response) == ["LIT-3"]
    assert "Error: Progress, plan 2022-23" in response.text


def test_before_the_first_round_the_actions_stand_there_alone(reported, client):
    reported.take_part()

    page = words_of(client.get(PROGRESS))

    assert "One action is planned. No progress has been published yet." in page
    assert "Needs attention" not in page


def test_a_plan_without_priorities_says_so(reported, client):
    reported.action.delete()
    reported.plan.priorities.all().delete()

    page = words_of(client.get(PROGRESS))

    assert "There are no actions yet." in page
    assert "This plan has no priorities yet." in page


def test_members_are_told_what_the_public_cannot_read_yet(reported, client):
    parts = reported.take_part("Fife")
    say(reported.autumn(), parts, fife="on")
    say(reported.winter(public_from=dt.date(2023, 2, 22)), parts, fife="risk")
    note = "For members only until 22 February 2023."

    assert note not in words_of(client.get(PROGRESS))

    client.force_login(ConvenerFactory().person)
    assert note in words_of(client.get(PROGRESS))


def test_a_draft_is_there_for_members_only(client, db):
    draft = DraftPlanFactory()
    priority = PriorityFactory(plan=draft, slug="literacy")
    addresses = [reverse("priorities:progress", args=[draft.slug]), priority.get_absolute_url()]

    assert [client.get(address).status_code for address in addresses] == [404, 404]

    client.force_login(ConvenerFactory().person)
    assert [client.get(address).status_code for address in addresses] == [200, 200]


@pytest.mark.parametrize("others", [1, 3])
@pytest.mark.parametrize(("signed_in", "queries"), [(False, 8), (True, 11)])
def test_progress_costs_the_same_however_many_actions(
    signed_in, queries, others, reported, client, django_assert_num_queries
):
    autumn = reported.autumn()
    for number in range(others):
        say(autumn, reported.take_part(action=reported.another(10 + number)), fife="off", mid="on")
    if signed_in:
        client.force_login(OfficerFactory().person)

    # plan, rounds, councils, priorities with actions, contributions, newest updates; collaborative
    # and its councils for every page; signed in: session, person, memberships
    with django_assert_num_queries(queries):
        response = client.get(PROGRESS)

    assert len(references(response)) == others + 1
