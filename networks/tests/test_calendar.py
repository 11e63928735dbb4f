"""What networks have planned as a calendar: ids that stay, changes and cancellations one sees."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from networks.models import Gathering
from networks.tests.factories import GatheringFactory, NetworkFactory, NetworkLeadFactory
from plans.tests.factories import CollaborativeFactory

pytestmark = pytest.mark.django_db
ALL = "/networks/calendar.ics"
OWN = "/networks/early-talk/calendar.ics"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def network():
    return NetworkFactory(name="Early Talk", slug="early-talk")


def read(client, address=OWN):
    """The calendar as a program takes it in; every line is one that others read, too."""
    content = client.get(address).content
    assert [line for line in content.split(b"\r\n") if len(line) > 75 or b"\n" in line] == []
    return Calendar.from_ical(content)


def test_a_gathering_with_a_time_is_at_that_time_in_london(network, client):
    gathering = GatheringFactory(
        network=network,
        title="Silence, and more",
        meets_on=dt.date(2023, 3, 29),
        starts_at=dt.time(16),
        ends_at=dt.time(17, 15),
        place="Online",
        agenda="Wait **ten** seconds.",
    )

    calendar = read(client)
    (event,) = calendar.events

    assert event.summary == "Early Talk: Silence, and more"
    assert event.start == dt.datetime(2023, 3, 29, 16, tzinfo=LONDON)
    assert event.end == dt.datetime(2023, 3, 29, 17, 15, tzinfo=LONDON)
    assert event.start.astimezone(dt.UTC).hour == 15
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/London"]
    assert (event.location, event.description) == ("Online", "Wait ten seconds.")
    assert event.url == f"http://testserver{gathering.get_absolute_url()}"
    assert (event.status, event.transparency) == ("CONFIRMED", "OPAQUE")


def test_a_gathering_without_a_time_takes_a_day_and_blocks_nobody(network, client):
    GatheringFactory(network=network, meets_on=dt.date(2023, 3, 8))

    (event,) = read(client).events

    assert (type(event.start), event.start) == (dt.date, dt.date(2023, 3, 8))
    assert event.transparency == "TRANSPARENT"


def test_a_change_keeps_the_id_and_makes_a_later_version(network, client):
    gathering = GatheringFactory(network=network)
    (before,) = read(client).events
    client.force_login(NetworkLeadFactory(network=network).person)
    typed = {"title": gathering.title, "version": 0}
    typed |= {"meets_on_day": "15", "meets_on_month": "3", "meets_on_year": "2023"}
    client.post(reverse("networks:edit_gathering", args=["early-talk", gathering.pk]), typed)

    (after,) = read(client).events

    assert before.uid == after.uid == f"gathering-{gathering.pk}@localhost"
    assert (before.sequence, after.sequence) == (0, 1)
    assert after.start == dt.date(2023, 3, 15)


def test_notes_are_no_change_of_the_calendar(network, client):
    gathering = GatheringFactory(network=network)
    before = client.get(OWN)
    gathering.notes = "It was long."
    gathering.save()

    assert client.get(OWN, headers={"If-None-Match": before["ETag"]}).status_code == 304


def test_what_is_called_off_stays_and_says_so(network, client):
    gathering = GatheringFactory(network=network, title="Silence")
    gathering.cancelled_on, gathering.cancelled_reason = dt.date(2023, 2, 15), "Snow."
    gathering.save()

    (event,) = read(client).events

    assert (event.status, event.sequence) == ("CANCELLED", 1)
    assert event.summary == "Cancelled: Early Talk: Silence"


def test_a_gathering_without_history_has_a_version_all_the_same(network, client):
    GatheringFactory(network=network, meets_on=dt.date(2023, 3, 8))
    Gathering.history.all().delete()

    (event,) = read(client).events

    assert (event.sequence, event.DTSTAMP.date()) == (0, dt.date(2023, 3, 8))


def test_one_calendar_holds_every_listed_network(network, client):
    GatheringFactory(network=network, title="Silence")
    GatheringFactory(network__name="Books", title="Read")
    GatheringFactory(network__archived_on="2022-06-24", network__archived_reason="Done.")

    assert sorted(event.summary for event in read(client, ALL).events) == [
        "Books: Read",
        "Early Talk: Silence",
    ]
    assert [event.summary for event in read(client).events] == ["Early Talk: Silence"]


def test_sample_data_is_said_in_every_title_and_in_the_files_name(network, client):
    CollaborativeFactory(holds_sample_data=True)
    GatheringFactory(network=network, title="Silence")

    (event,) = read(client).events

    assert event.summary == "Sample data: Early Talk: Silence"
    name = client.get(OWN)["Content-Disposition"]
    assert name == 'inline; filename="sample-data-early-talk.ics"'


def test_programs_and_people_find_it(network, client):
    for page, address in [("/networks/", ALL), ("/networks/early-talk/", OWN)]:
        text = client.get(page).text
        assert f'href="{address}">' in text.partition("</head>")[0]
        assert f'<a href="{address}">' in text


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_many(rows, network, client, django_assert_num_queries):
    GatheringFactory.create_batch(rows, network=network)

    # the gatherings with their networks, their history, the collaborative
    with django_assert_num_queries(3):
        client.get(ALL)
