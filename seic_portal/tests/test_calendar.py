"""A plan's meetings and rounds as a calendar: right days, ids that stay, changes one can see."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from plans.models import Meeting
from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    DraftPlanFactory,
    GroupFactory,
    MeetingFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)

CALENDAR = reverse("calendar", args=["2022-23"])
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def plan(db):
    return PlanFactory()


def read(client):
    """The calendar as a program takes it in; every line is one that others read, too."""
    content = client.get(CALENDAR).content
    assert [line for line in content.split(b"\r\n") if len(line) > 75 or b"\n" in line] == []
    return Calendar.from_ical(content)


def only(client):
    (event,) = read(client).events
    return event


def test_a_meeting_without_a_time_takes_a_day_and_blocks_nobody(plan, client):
    board = GroupFactory(name="SEIC Board", slug="seic-board")
    MeetingFactory(plan=plan, group=board, meets_on=dt.date(2023, 3, 8), place="Haddington, room 2")

    event = only(client)

    assert (event.summary, event.location) == ("SEIC Board", "Haddington, room 2")
    assert event.start == dt.date(2023, 3, 8)
    assert type(event.start) is dt.date
    assert (event.status, event.transparency) == ("CONFIRMED", "TRANSPARENT")
    assert event.url == f"http://testserver{Meeting.objects.get().get_absolute_url()}"
    assert "DESCRIPTION" not in event


@pytest.mark.parametrize(
    ("meets_on", "in_utc"), [(dt.date(2023, 3, 22), 10), (dt.date(2023, 3, 29), 9)]
)
def test_a_meeting_with_a_time_is_at_that_time_in_london(meets_on, in_utc, plan, client):
    MeetingFactory(plan=plan, meets_on=meets_on, starts_at=dt.time(10))

    calendar = read(client)
    (event,) = calendar.events
    (zone,) = calendar.timezones

    assert b"DTSTART;TZID=Europe/London:2023" in event.to_ical()
    assert event.start == dt.datetime.combine(meets_on, dt.time(10), LONDON)
    # as the calendar itself says what London is, which programs may read instead of their own
    assert zone.tz_name == "Europe/London"
    local = dt.datetime.combine(meets_on, dt.time(10), zone.to_tz(lookup_tzid=False))
    assert local.astimezone(dt.UTC).hour == in_utc
    assert event.transparency == "OPAQUE"


def test_a_round_has_a_day_it_opens_and_a_day_it_is_due(plan, client):
    RoundFactory(plan=plan, number=4)

    events = read(client).events

    assert [(event.summary, event.start) for event in events] == [
        ("Reporting round 4 opens", dt.date(2023, 2, 13)),
        ("Reporting round 4: updates due", dt.date(2023, 3, 17)),
    ]
    assert {event.url for event in events} == {"http://testserver/plans/2022-23/progress/"}
    assert {event.transparency for event in events} == {"TRANSPARENT"}


def test_a_moved_meeting_stays_the_same_event_in_a_later_version(plan, client):
    meeting = MeetingFactory(plan=plan)
    before = only(client)
    meeting.meets_on, meeting.moved_from = dt.date(2023, 3, 1), dt.date(2023, 2, 22)
    meeting.reason = "Half term; the board asked."
    meeting.save()

    after = only(client)

    assert before.uid == after.uid == f"meeting-{meeting.pk}@localhost"
    assert (before.sequence, after.sequence) == (0, 1)
    assert after.start == dt.date(2023, 3, 1)
    assert after.description == "First planned for 22 February 2023. Half term; the board asked."
    assert after.status == "CONFIRMED"


def test_a_cancelled_meeting_stays_and_says_so(plan, client):
    meeting = MeetingFactory(plan=plan)
    meeting.state, meeting.reason = Meeting.State.CANCELLED, "Too few could come."
    meeting.save()

    event = only(client)

    assert (event.status, event.sequence) == ("CANCELLED", 1)
    assert event.summary == "Cancelled: Oversight Group"
    assert event.description == "Too few could come."


def test_an_abandoned_round_is_cancelled(plan, client):
    round = RoundFactory(plan=plan, number=4)
    round.abandoned_at, round.abandoned_by = moment(2023, 2, 14), PersonFactory()
    round.abandoned_reason = "A strike, which members alone discuss."
    round.save()

    events = read(client).events

    assert [event.status for event in events] == ["CANCELLED", "CANCELLED"]
    assert events[1].summary == "Cancelled: Reporting round 4: updates due"
    assert "strike" not in client.get(CALENDAR).text


def test_what_a_calendar_does_not_show_makes_no_new_version(plan, client):
    round = RoundFactory(plan=plan)
    before = client.get(CALENDAR)
    round.published_at, round.published_by = moment(2023, 2, 14), PersonFactory()
    round.public_from = dt.date(2023, 2, 22)
    round.save()

    after = client.get(CALENDAR, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 304


def test_every_version_has_its_moment(plan, client):
    round = RoundFactory(plan=plan)
    round._history_date = moment(2023, 6, 1, 9)
    round.due_on = dt.date(2023, 6, 20)
    round.save()

    due = read(client).events[1]

    assert (due.sequence, due.start) == (1, dt.date(2023, 6, 20))
    assert due.DTSTAMP == due.last_modified == dt.datetime(2023, 6, 1, 8, tzinfo=dt.UTC)


def test_a_row_without_history_is_as_the_plan_opened(plan, client):
    MeetingFactory(plan=plan)
    Meeting.history.all().delete()

    event = only(client)

    assert (event.sequence, event.DTSTAMP) == (0, plan.opened_at)


def test_ids_stay_at_whichever_address_and_each_is_there_once(plan, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for group in ["oversight-group", "seic-board"]:
        MeetingFactory(plan=plan, group=GroupFactory(slug=group, name=group))
    RoundFactory.create_batch(2, plan=plan)
    here = [event.uid for event in read(client).events]

    client.defaults["SERVER_NAME"] = "another.example"
    there = read(client)

    assert there.url == "http://another.example/plans/2022-23/"
    assert [event.uid for event in there.events] == here
    assert len(set(here)) == 6


def test_a_published_round_for_members_shows_its_days_alone(plan, client):
    PublishedRoundFactory(plan=plan, number=3, public_from=dt.date(2023, 2, 22))

    events = read(client).events

    assert [event.summary for event in events] == [
        "Reporting round 3 opens",
        "Reporting round 3: updates due",
    ]
    assert [word for word in ["published", "20230222"] if word in client.get(CALENDAR).text] == []


def test_sample_data_is_said_in_every_title_and_in_the_files_name(plan, client):
    CollaborativeFactory(holds_sample_data=True)
    MeetingFactory(plan=plan)

    calendar = read(client)

    assert calendar.calendar_name == "Sample data: SEIC meetings and rounds 2022-23"
    assert [event.summary for event in calendar.events] == ["Sample data: Oversight Group"]
    assert client.get(CALENDAR)["Content-Disposition"] == (
        'inline; filename="sample-data-calendar-2022-23.ics"'
    )


def test_characters_that_a_calendar_refuses_are_left_out(plan, client):
    MeetingFactory(plan=plan, place="Room\x0b 2", reason="One\r\ntwo\x1f; three, four\\five")

    event = only(client)

    assert (event.location, event.description) == ("Room 2", "One\ntwo; three, four\\five")


def test_without_a_meeting_it_is_a_calendar_all_the_same(plan, client):
    calendar = read(client)

    assert (calendar.events, calendar.timezones) == ([], [])
    assert calendar.calendar_name == "Improvement plan meetings and rounds 2022-23"
    assert client.get(CALENDAR)["Content-Type"] == "text/calendar; charset=utf-8"


def test_another_plans_days_are_not_in_it(plan, client):
    draft = DraftPlanFactory()
    MeetingFactory(plan=draft)
    RoundFactory(plan=draft)

    assert read(client).events == []


def test_a_draft_has_none_not_even_for_who_may_read_it(client, db):
    draft = reverse("calendar", args=[DraftPlanFactory().slug])

    assert client.get(draft).status_code == 404

    client.force_login(CoordinatorFactory().person)
    assert client.get(draft).status_code == 404


@pytest.mark.parametrize("page", ["plan", "priorities:progress"])
def test_programs_and_people_find_it(page, plan, client):
    text = client.get(reverse(page, args=["2022-23"])).text

    link = f'type="text/calendar" title="Meetings and rounds, plan 2022-23" href="{CALENDAR}">'
    assert f'<link rel="alternate" {link}' in text.partition("</head>")[0]
    (words,) = re.findall(f'<a href="{CALENDAR}">(.*?)</a>', text)
    assert words.startswith("Meetings and rounds for your calendar")


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_many_days(rows, plan, client, django_assert_num_queries):
    MeetingFactory.create_batch(rows, plan=plan, starts_at=dt.time(10))
    RoundFactory.create_batch(rows, plan=plan)
    for meeting in Meeting.objects.all():
        meeting.place = "Online"
        meeting.save()

    # plan, collaborative, meetings, rounds, and the history of each
    with django_assert_num_queries(6):
        response = client.get(CALENDAR)

    assert response.text.count("BEGIN:VEVENT") == rows * 3
