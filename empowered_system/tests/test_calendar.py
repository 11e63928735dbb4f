"""The strands' dates in calendar programs: stable ids, changes counted, what is cancelled stays."""

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from empowered_system.tests.factories import EventFactory, ProgrammeFactory
from plans.history import sign
from plans.tests.factories import DraftPlanFactory, PersonFactory, moment

pytestmark = pytest.mark.django_db
ALL = reverse("empowered_system:calendar")


def saved(event, at, **changes):
    """Save an event as changed by someone at a moment."""
    for name, value in changes.items():
        setattr(event, name, value)
    sign(event, by=PersonFactory(), at=at).save()
    return event


def spelling(**values):
    built = EventFactory.build(
        programme=ProgrammeFactory(title="Writing"), title="Spelling", **values
    )
    return saved(built, moment(2023, 1, 9))


def events(client, address=ALL):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).events


def strand_calendar(event):
    return reverse("empowered_system:strand_calendar", args=[event.programme.strand.slug])


def own_calendar(event):
    return reverse("empowered_system:event_calendar", args=[event.pk])


def test_an_event_is_the_same_in_every_calendar_it_stands_in(client):
    event = spelling(ends_at=dt.time(17), link="https://example.org/spelling")
    EventFactory()

    everywhere = [events(client, a) for a in [ALL, strand_calendar(event), own_calendar(event)]]
    found = [next(e for e in held if e["SUMMARY"] == "Spelling") for held in everywhere]

    assert [len(held) for held in everywhere] == [2, 1, 1]
    assert {str(one["UID"]) for one in found} == {f"event-{event.pk}@localhost"}
    assert found[0].start == moment(2023, 3, 7, 16)
    assert str(found[0].start.tzinfo) == "Europe/London"
    assert found[0].end == moment(2023, 3, 7, 17)
    assert found[0]["DESCRIPTION"] == "Writing\nhttps://example.org/spelling"
    assert (found[0]["LOCATION"], found[0]["STATUS"]) == ("Online", "CONFIRMED")
    assert found[0]["URL"] == f"http://testserver{event.get_absolute_url()}"


def test_what_london_means_stands_beside_an_event_with_a_time(client):
    spelling()

    found = Calendar.from_ical(client.get(ALL).content)

    assert [str(zone["TZID"]) for zone in found.timezones] == ["Europe/London"]
    assert "METHOD" not in found


def test_an_event_without_a_time_takes_the_day(client):
    spelling(starts_at=None)

    (found,) = events(client)

    assert found.start == dt.date(2023, 3, 7)
    assert found["TRANSP"] == "TRANSPARENT"


def test_a_change_of_what_is_shown_counts_and_another_does_not(client):
    event = spelling()
    assert [e["SEQUENCE"] for e in events(client)] == [0]

    saved(event, moment(2023, 1, 10), recording="https://example.org/film")
    saved(event, moment(2023, 1, 11), held_on=dt.date(2023, 3, 8))

    (found,) = events(client)
    assert found["SEQUENCE"] == 1
    assert found["LAST-MODIFIED"].dt == moment(2023, 1, 11)


def test_a_cancelled_event_stays_as_cancelled_with_its_reason(client):
    event = spelling()
    event.cancel("Snow.", by=PersonFactory(), at=moment(2023, 1, 12))

    (found,) = events(client, own_calendar(event))

    assert (found["SUMMARY"], found["STATUS"]) == ("Cancelled: Spelling", "CANCELLED")
    assert found["DESCRIPTION"] == "Writing\nSnow."
    assert found["SEQUENCE"] == 1


def test_sample_data_says_so_in_its_title_and_its_file(client, collaborative):
    collaborative.holds_sample_data = True
    collaborative.save()
    spelling()

    answer = client.get(ALL)

    assert [str(e["SUMMARY"]) for e in events(client)] == ["Sample data: Spelling"]
    assert answer["Content-Disposition"] == ('inline; filename="sample-data-empowered-system.ics"')


def test_a_draft_plans_dates_are_in_no_calendar_whoever_asks(client, officer):
    event = EventFactory(programme__plan=DraftPlanFactory())
    client.force_login(officer)

    assert events(client) == []
    assert client.get(own_calendar(event)).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_a_calendar_costs_the_same_however_many(many, client, django_assert_num_queries):
    for _ in range(many):
        EventFactory()

    with django_assert_num_queries(3):  # collaborative, events, their history
        assert len(events(client)) == many
