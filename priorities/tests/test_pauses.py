"""A pre-election pause on the pages of rounds: what waits, who says so, and who decides."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.models import EarlyRelease
from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    ReaderFactory,
    RoundFactory,
)
from priorities.tests.reported import Reported, say

pytestmark = pytest.mark.django_db
ROUND = {"plan": "2022-23", "number": 3}
PROGRESS = reverse("priorities:progress", args=["2022-23"])
WORDS = "Coaches were hired."


@pytest.fixture
def winter():
    """A round that would be public since 8 February but for the pause until 4 May."""
    day = dt.date
    CollaborativeFactory(election_from=day(2023, 2, 1), election_until=day(2023, 5, 4))
    reported = Reported()
    parts = reported.take_part()
    round = reported.winter()
    say(round, parts, also={"text": WORDS}, fife="risk")
    return round


@pytest.fixture
def coordinator(client):
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


def is_read(client):
    """Whether the words of the round stand on its pages, in its file and in its feed."""
    page = reverse("priorities:action_updates", args=["2022-23", "LIT-3"])
    feed = reverse("priorities:updates_feed", args=["2022-23"])
    return [WORDS in client.get(a).text for a in [page, f"{PROGRESS}?format=csv", feed]]


def early(client, reason):
    return client.post(reverse("priorities:release_early", kwargs=ROUND), {"reason": reason})


def test_what_waits_is_on_no_public_page_file_or_feed(winter, client):
    assert is_read(client) == [False, False, False]


def test_members_read_it_and_until_when_it_waits(winter, client):
    client.force_login(ReaderFactory().person)
    assert is_read(client) == [True, True, False]
    text = client.get(PROGRESS).text
    assert "For members only until the pre-election pause is over, on 5 May 2023." in text


def test_its_board_says_that_it_waits(winter, coordinator, client):
    board = client.get(winter.get_absolute_url()).text
    assert (
        "Members can read it now, everyone from 5 May 2023, after the pre-election pause." in board
    )
    assert "Make it public now" not in board
    assert reverse("priorities:release_early", kwargs=ROUND) in board


def test_a_coordinator_releases_it_for_a_reason(winter, coordinator, client):
    assert "Say why it does not wait for the election." in early(client, "").text
    assert not EarlyRelease.objects.exists()
    assert early(client, "The monitoring officer agreed.").status_code == 302
    assert EarlyRelease.objects.get().reason == "The monitoring officer agreed."
    client.logout()
    assert is_read(client) == [True, True, True]


def test_nothing_is_released_that_does_not_wait(winter, coordinator, client):
    early(client, "The monitoring officer agreed.")
    response = client.post(reverse("priorities:release_early", kwargs=ROUND), {"reason": "x"})
    assert response.url == winter.get_absolute_url()
    text = client.get(response.url).text
    assert "Nothing was changed: no pause holds back round 3." in text
    assert EarlyRelease.objects.count() == 1


def test_publishing_in_a_pause_says_beforehand_that_it_waits(coordinator, client):
    CollaborativeFactory(election_from=dt.date(2023, 2, 1))
    round = RoundFactory()
    page = client.get(
        reverse("priorities:publish_round", kwargs={"plan": "2022-23", "number": round.number})
    )
    assert "what would become public in it waits until further notice." in page.text
