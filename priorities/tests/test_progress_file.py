"""Progress as a CSV file: the rows of the page, a line for each council, safe to open."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    DraftPlanFactory,
    RoundFactory,
)
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)
from priorities.tests.reported import Reported, say

FILE = reverse("priorities:progress", args=["2022-23"]) + "?format=csv"


@pytest.fixture
def reported(db):
    return Reported()


def lines(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_line_says_all_there_is_of_one_councils_part(reported, client):
    CollaborativeFactory()
    autumn = reported.autumn()
    parts = reported.take_part("Midlothian", "Fife")
    PublishedUpdateFactory(
        contribution=parts["Midlothian"],
        round=autumn,
        status="at_risk",
        text="Eight of twelve schools.",
        next_step="Offer cover.",
        forecast_on=dt.date(2023, 6, 30),
        evidence="changed_practice",
        evidence_seen="In five schools.",
        received_on=dt.date(2022, 11, 22),
        entered_by_team=True,
        note="Never public.",
    )

    _, line = lines(client.get(FILE))

    assert line == {
        "plan": "2022-23",
        "reference": "LIT-3",
        "title": "Coach the teaching of writing",
        "priority": "Literacy",
        "lead_council": "Midlothian",
        "council": "Midlothian",
        "gss_code": reported.councils["Midlothian"].gss_code,
        "role": "Leads",
        "status": "At risk",
        "last_status": "At risk",
        "last_status_on": "2022-11-30",
        "evidence": "Changed practice",
        "evidence_seen": "In five schools.",
        "text": "Eight of twelve schools.",
        "correction": "",
        "next_step": "Offer cover.",
        "forecast_on": "2023-06-30",
        "forecast_note": "",
        "no_change_since_round": "",
        "starts_on": "2022-08-17",
        "due_on": "2023-05-26",
        "first_due_on": "2023-05-26",
        "times_moved": "0",
        "days_moved": "0",
        "overdue": "no",
        "round": "2",
        "public_from": "2022-11-30",
        "round_due_on": "2022-11-18",
        "received_on": "2022-11-22",
        "days_late": "4",
        "entered_by": "SEIC team for Midlothian",
    }


def test_a_silent_council_has_a_line_with_its_last_word(reported, client):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="on")
    say(reported.winter(), parts, mid="off")

    fife, midlothian = lines(client.get(FILE))

    assert (fife["status"], fife["last_status"], fife["last_status_on"], fife["round"]) == (
        "No update received",
        "On track",
        "2022-11-30",
        "2",
    )
    assert (fife["role"], midlothian["role"]) == ("Leads", "Takes part")
    assert midlothian["forecast_note"] == "No date can be given yet"


def test_an_action_without_a_council_has_a_line_all_the_same(reported, client):
    (line,) = lines(client.get(FILE))

    assert (line["reference"], line["council"], line["status"]) == (
        "LIT-3",
        "",
        "No update due yet",
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_takes_a_cell_for_a_formula(begin, reported, client):
    part = reported.take_part("Fife")["Fife"]
    text = f"{begin}HYPERLINK(1)"
    PublishedUpdateFactory(contribution=part, round=reported.autumn(), text=text)

    raw = client.get(FILE).content.decode("utf-8-sig")

    (line,) = csv.DictReader(io.StringIO(raw, newline=""))
    assert line["text"] == f"'{text}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [("LIT-3", "Fife"), ("LIT-3", "Midlothian"), ("PATH-1", "Fife")]),
        ("&council=fife", [("LIT-3", "Fife"), ("PATH-1", "Fife")]),
        ("&status=at_risk", [("LIT-3", "Fife"), ("LIT-3", "Midlothian")]),
        ("&priority=pathways&overdue=on", []),
    ],
)
def test_the_filters_of_the_page_are_the_files(query, found, reported, client):
    priority = PriorityFactory(plan=reported.plan, slug="pathways", prefix="PATH", number=2)
    path = ActionFactory(priority=priority, number=1)
    autumn = reported.autumn()
    say(autumn, reported.take_part("Fife", "Midlothian"), fife="risk", mid="on")
    say(autumn, reported.take_part("Fife", action=path), fife="on")

    response = client.get(FILE + query)

    assert [(line["reference"], line["council"]) for line in lines(response)] == found


def test_the_page_leads_to_the_file_of_its_own_rows(reported, client):
    reported.take_part("Fife")

    page = client.get(f"{FILE.partition('?')[0]}?council=fife&no_update=on")

    address = page.context["chosen"].file_address
    assert address == "?council=fife&no_update=on&format=csv"
    assert f'href="{address.replace("&", "&amp;")}"' in page.text


def test_the_public_file_holds_what_the_public_may_read(reported, client):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="on", mid="on")
    say(reported.winter(public_from=dt.date(2023, 2, 22)), parts, fife="risk", mid="on")
    collects = RoundFactory(plan=reported.plan, number=4)
    UpdateFactory(contribution=parts["Fife"], round=collects, status="off_track", text="Draft.")
    SubmittedUpdateFactory(contribution=parts["Midlothian"], round=collects, text="Submitted.")

    public = client.get(FILE)
    client.force_login(ConvenerFactory(council=reported.councils["Fife"]).person)
    for_members = client.get(FILE)

    assert [(line["status"], line["round"]) for line in lines(public)] == [("On track", "2")] * 2
    assert [(line["status"], line["round"]) for line in lines(for_members)] == [
        ("At risk", "3"),
        ("On track", "3"),
    ]
    assert [line["public_from"] for line in lines(for_members)] == ["2023-02-22"] * 2
    assert public["Content-Disposition"] == (
        'attachment; filename="progress-2022-23-2023-02-15.csv"'
    )
    assert for_members["Content-Disposition"] == (
        'attachment; filename="progress-2022-23-2023-02-15-for-members.csv"'
    )


def test_sample_data_says_so_in_its_name_and_on_every_line(reported, client):
    CollaborativeFactory(holds_sample_data=True)
    ContributionFactory(action=reported.action)

    response = client.get(FILE)

    assert response["Content-Disposition"] == (
        'attachment; filename="sample-data-progress-2022-23-2023-02-15.csv"'
    )
    assert [line["sample_data"] for line in lines(response)] == ["Sample data"]


def test_excel_is_told_that_it_is_utf_8(reported, client):
    response = client.get(FILE)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbfplan,reference,title,")


def test_a_drafts_file_is_there_for_members_only(client, db):
    address = reverse("priorities:progress", args=[DraftPlanFactory().slug]) + "?format=csv"

    assert client.get(address).status_code == 404

    client.force_login(ConvenerFactory().person)
    assert lines(client.get(address)) == []


@pytest.mark.parametrize("others", [1, 3])
def test_a_file_costs_the_same_however_many_rows(
    others, reported, client, django_assert_num_queries
):
    autumn = reported.autumn()
    for number in range(others):
        say(autumn, reported.take_part(action=reported.another(10 + number)), fife="off", mid="on")

    # plan, the collaborative and its councils, rounds, the plan's councils, priorities with
    # actions, contributions, newest updates
    with django_assert_num_queries(8):
        response = client.get(FILE)

    assert len(lines(response)) == 5 * others + 1
