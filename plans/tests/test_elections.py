"""Pre-election pauses: the database and a row name the same day, the one that is expected."""

import datetime as dt
from itertools import combinations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans import clock, elections
from plans.models import AuditEntry, Collaborative, Council, EarlyRelease, Round, Visitor
from plans.surroundings import remembered, surroundings
from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    CouncilFactory,
    PersonFactory,
    PublishedRoundFactory,
    moment,
)
from plans.tests.pressing import change, press

pytestmark = pytest.mark.django_db
FIRST = dt.date(2023, 1, 1)
TODAY = dt.date(2023, 2, 15)


def on(day):
    return dt.date(2023, 1, day)


def pause(row, first, last):
    row.election_from, row.election_until = first, last
    row.save()


# Pauses of January as pairs of days, None for an open end: apart, one after the other, over each
# other, within each other.
PAUSES = [(3, 5), (6, 9), (8, 12), (4, 10), (20, 22), (14, None)]


@pytest.mark.parametrize("ours", [None, (4, 10), (14, None)])
def test_the_database_and_a_row_know_the_same_public_day(ours):
    days = {pair: [day and on(day) for day in pair] for pair in PAUSES}
    pause(CollaborativeFactory(), *(days[ours] if ours else (None, None)))
    councils = [CouncilFactory(), CouncilFactory()]
    rounds = [
        PublishedRoundFactory(number=day, published_at=moment(2023, 1, 2), public_from=on(day))
        for day in [1, 2, 3, 5, 6, 8, 10, 13, 21]
    ]
    for pairs in combinations(PAUSES, 2):
        for council, pair in zip(councils, pairs, strict=True):
            pause(council, *days[pair])
        fresh = {round.pk: Round.objects.get(pk=round.pk).public_on for round in rounds}
        for number in [1, 2, 3, 5, 6, 7, 9, 10, 13, 23]:
            expected = {pk for pk, day in fresh.items() if day and day <= on(number)}
            assert set(Round.objects.public(on(number)).values_list("pk", flat=True)) == expected
        read = {round.pk: round.public_on for round in Round.objects.with_release()}
        assert read == fresh


def test_a_round_waits_until_the_day_after_the_last_of_pauses_that_follow_each_other():
    assert elections.first_free(on(4), [(on(3), on(5)), (on(8), on(12)), (on(6), on(8))]) == on(13)
    assert elections.first_free(on(2), [(on(3), on(5))]) == on(2)
    assert elections.first_free(on(4), [(on(3), None)]) is None


def test_the_last_day_without_a_pause_lies_before_all_that_follow_each_other():
    pauses = [(on(3), on(5)), (on(8), on(12)), (on(6), on(8)), (on(20), None)]
    assert elections.last_free(on(11), pauses) == on(2)
    assert elections.last_free(on(13), pauses) == on(13)
    assert elections.last_free(on(31), pauses) == on(19)


def test_what_was_public_before_a_pause_stays_public():
    pause(CollaborativeFactory(), TODAY, None)
    round = PublishedRoundFactory(public_from=dt.date(2023, 2, 14))
    assert list(Round.objects.public(TODAY)) == [round]
    assert round.is_public


def test_a_pause_of_one_council_holds_the_round_back_for_the_public_alone():
    pause(CouncilFactory(), dt.date(2023, 2, 1), dt.date(2023, 2, 15))
    PublishedRoundFactory(published_at=moment(2023, 2, 8))
    (round,) = Round.objects.readable_by(CoordinatorFactory().person, TODAY)
    assert list(Round.objects.readable_by(Visitor(), TODAY)) == []
    assert (round.is_public, round.is_for_members, round.waits) == (False, True, True)
    assert (round.public_on, round.public_at) == (dt.date(2023, 2, 16), moment(2023, 2, 16, 0))
    assert list(Round.objects.readable_by(Visitor(), dt.date(2023, 2, 16))) == [round]


def test_a_coordinator_lets_a_round_out_for_a_reason_that_is_kept():
    pause(CollaborativeFactory(), dt.date(2023, 2, 1), None)
    round, person = PublishedRoundFactory(published_at=moment(2023, 2, 8)), PersonFactory()
    round.let_out("The officer agreed.", by=person, at=clock.now())
    assert round.is_public
    assert list(Round.objects.public(TODAY)) == [round]
    assert EarlyRelease.objects.get().by == person
    assert AuditEntry.objects.get().reason == "The officer agreed."
    with pytest.raises(PermissionDenied):
        round.let_out("Again.", by=person, at=clock.now())


@pytest.mark.parametrize("others", [0, 2])
def test_reading_rounds_asks_once_for_pauses_however_many_they_hold_back(
    others, django_assert_num_queries
):
    pause(CollaborativeFactory(), dt.date(2023, 1, 10), dt.date(2023, 1, 20))
    days = [dt.date(2023, 1, 15 + other) for other in range(others)]
    for day in [dt.date(2023, 1, 5), dt.date(2023, 1, 14), *days]:
        PublishedRoundFactory(number=day.day, published_at=moment(2023, 1, day.day))

    # the collaborative, the councils, the rounds
    with django_assert_num_queries(3), remembered():
        read = {round.number: round.public_on for round in Round.objects.public(TODAY)}

    late = dict.fromkeys([14, *(day.day for day in days)], dt.date(2023, 1, 21))
    assert read == {5: dt.date(2023, 1, 5)} | late


def test_what_is_remembered_ends_with_its_block():
    ours = CollaborativeFactory()
    with remembered():
        assert surroundings().pauses == []
        pause(ours, TODAY, None)
        assert surroundings().pauses == []
    assert surroundings().pauses == [(TODAY, None)]


@pytest.mark.parametrize("kind", ["collaborative", "council"])
def test_no_pause_begins_or_ends_in_the_past(kind, client):
    client.force_login(PersonFactory(is_administrator=True))
    ours = CollaborativeFactory()
    row = {"collaborative": ours, "council": CouncilFactory()}[kind]
    response = press(client, change(row), {"election_from": "15/02/2023"})
    assert "Enter a day after today: what is public is not taken back." in response.text
    response = press(client, change(row), {"election_until": "14/02/2023"})
    assert "Enter today or a later day." in response.text
    press(client, change(row), {"election_from": "16/02/2023", "election_until": "04/05/2023"})
    found = type(row).objects.get(pk=row.pk)
    assert (found.election_from, found.election_until) == (
        dt.date(2023, 2, 16),
        dt.date(2023, 5, 4),
    )


def test_every_page_shows_the_notice_during_the_pause_alone(client):
    collaborative = CollaborativeFactory(
        election_notice="Council elections are near.", election_from=TODAY
    )
    assert "Council elections are near." in client.get(reverse("about")).text
    pause(collaborative, dt.date(2023, 2, 1), dt.date(2023, 2, 14))
    assert "Council elections are near." not in client.get(reverse("about")).text
    assert Collaborative.objects.count() == 1
    assert Council.objects.count() == 0
