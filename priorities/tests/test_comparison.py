"""What the updates of a round say that those before them did not."""

import datetime

import pytest

from plans.tests.factories import (
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
)
from plans.tests.reading import words_of
from priorities.comparison import Comparison, differences
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
NEW = "/plans/2022-23/rounds/2/new/"


@pytest.fixture
def theirs(client):
    client.force_login(CoordinatorFactory().person)
    return client


@pytest.fixture
def earlier():
    return PublishedRoundFactory(number=1)


@pytest.fixture
def round():
    return RoundFactory(number=2)


@pytest.fixture
def action():
    return ActionFactory(priority__prefix="LIT", number=3)


def part(action, name):
    return ContributionFactory(action=action, council=CouncilFactory(name=name, slug=name.lower()))


def marked(difference):
    """Return a label with its text, removed words in brackets, added ones between signs."""
    signs = {(True, False): "[{}]", (False, True): "+{}+", (False, False): "{}"}
    return difference.label, "".join(
        signs[one.is_removed, one.is_added].format(one.text) for one in difference.parts
    )


def test_a_difference_names_what_is_said_otherwise(action):
    before = PublishedUpdateFactory.build(
        text="Eight of twelve schools have begun.", forecast_on=datetime.date(2023, 5, 1)
    )
    update = SubmittedUpdateFactory.build(
        status="off_track", text="Nine of twelve schools have begun.", no_forecast=True
    )
    found = [marked(one) for one in differences(before, update)]

    assert found == [
        ("Status", "[On track]+Off track+"),
        ("What has happened", "[Eight ]+Nine +of twelve schools have begun."),
        ("Forecast", "[1 May 2023]+No date can be given yet+"),
    ]


def test_each_update_stands_beside_what_its_council_published_last(action, earlier, round):
    same, new, first, unsent = (part(action, name) for name in ["Alba", "Bute", "Clyde", "Doon"])
    for one in [same, new]:
        PublishedUpdateFactory(contribution=one, round=earlier)
    SubmittedUpdateFactory(contribution=same, round=round)
    SubmittedUpdateFactory(contribution=new, round=round, status="complete")
    SubmittedUpdateFactory(contribution=first, round=round)
    UpdateFactory(contribution=unsent, round=round, text="A draft.")
    comparison = Comparison(round)

    [row] = comparison.actions
    assert [(one.council, one.is_first) for one in row.updates] == [
        ("Bute", False),
        ("Clyde", True),
    ]
    assert [one.council for one in comparison.same] == ["Alba"]
    assert comparison.lede == "3 updates are in. Two of them say something new."


def test_whose_last_update_is_older_is_compared_with_that_one(action, earlier):
    PublishedUpdateFactory(contribution=part(action, "Bute"), round=earlier)
    PublishedRoundFactory(number=2)
    later = RoundFactory(number=3)
    sent = SubmittedUpdateFactory(
        contribution=action.contributions.get(), round=later, status="complete"
    )

    [row] = Comparison(later).actions
    assert [one.since for one in row.updates] == ["Round 1"]
    assert [one.update for one in row.updates] == [sent]


def test_a_published_round_is_compared_as_well(action, earlier, theirs):
    one = part(action, "Bute")
    PublishedUpdateFactory(contribution=one, round=earlier, text="Old words.")
    second = PublishedRoundFactory(number=2)
    PublishedUpdateFactory(contribution=one, round=second, text="New words.")

    assert "removed: Old added: New" in words_of(theirs.get(NEW))


def test_one_council_is_chosen(action, earlier, round, theirs):
    for name in ["Alba", "Bute"]:
        SubmittedUpdateFactory(contribution=part(action, name), round=round, text=f"In {name}.")
    page = theirs.get(f"{NEW}?council=bute").text

    assert ("In Bute." in page, "In Alba." in page) == (True, False)


def test_nothing_in_is_said(round, theirs):
    assert "No update is in yet." in words_of(theirs.get(NEW))


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_costs_the_same_however_many_updates(
    others, action, earlier, round, theirs, django_assert_num_queries
):
    for number in range(others):
        one = part(action, f"Council{number}")
        PublishedUpdateFactory(contribution=one, round=earlier)
        SubmittedUpdateFactory(contribution=one, round=round, status="complete")

    # Session, person, roles; plan, round, councils; rounds before, last words
    # and which they are, updates; collaborative and councils of the page around it.
    with django_assert_num_queries(12):
        theirs.get(NEW)


def test_its_own_council_and_coordinators_read_on_its_page_what_is_new(
    action, earlier, round, client
):
    one = part(action, "Bute")
    PublishedUpdateFactory(contribution=one, round=earlier, text="Old words.")
    update = SubmittedUpdateFactory(contribution=one, round=round, text="New words.")
    for person in [OfficerFactory(council=one.council).person, CoordinatorFactory().person]:
        client.force_login(person)
        page = words_of(client.get(update.get_absolute_url()))
        assert "What is new since round 1" in page
        assert "removed: Old added: New" in page


def test_members_read_a_published_update_without_it(action, earlier, client):
    one, second = part(action, "Bute"), PublishedRoundFactory(number=2)
    PublishedUpdateFactory(contribution=one, round=earlier, text="Old words.")
    update = PublishedUpdateFactory(contribution=one, round=second, text="New words.")
    client.force_login(ReaderFactory().person)

    assert "Old" not in words_of(client.get(update.get_absolute_url()))
