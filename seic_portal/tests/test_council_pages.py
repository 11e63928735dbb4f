"""Councils, and what one of them leads and gives."""

import datetime as dt

import pytest
from django.urls import reverse

from empowered_system.tests.factories import ParticipationFactory
from networks.tests.factories import NetworkFactory
from plans.tests.factories import ConvenerFactory, CouncilFactory, DraftPlanFactory
from plans.tests.reading import words_of
from priorities.tests.reported import NAMES, Reported, say

COUNCILS = reverse("councils", args=["2022-23"])
MIDLOTHIAN = reverse("council", args=["2022-23", "midlothian"])


@pytest.fixture
def reported(db):
    return Reported()


@pytest.fixture
def busy(reported):
    """Midlothian leads LIT-3 and takes part in LIT-4 to LIT-6, silent on the last of them."""
    autumn = reported.autumn()
    say(autumn, reported.take_part("Midlothian", "Fife"), mid="on", fife="off")
    for number, words in [(4, {"mid": "done"}), (5, {"mid": "risk"}), (6, {})]:
        parts = reported.take_part("Fife", "Midlothian", action=reported.another(number))
        say(autumn, parts, fife="on", **words)
    return reported


def test_councils_are_listed_by_name_with_what_they_lead_and_give(busy, client):
    page = words_of(client.get(COUNCILS))

    assert (
        "City of Edinburgh City of Edinburgh takes part in no action of this plan yet. "
        "East Lothian East Lothian takes part in no action of this plan yet. "
        "Fife Fife leads three of the plan’s four actions and takes part in one other. "
        "Its own positions: 1 off track, 3 on track. "
        "Midlothian Midlothian leads one of the plan’s four actions and takes part in three "
        "others. Its own positions: 1 at risk, 1 on track, 1 complete, 1 with no update received. "
        "Scottish Borders" in page
    )


def test_a_council_shows_what_it_leads_with_every_position(busy, client):
    page = words_of(client.get(MIDLOTHIAN))

    assert (
        "Midlothian leads one of the plan’s four actions and takes part in three others. Its own "
        "positions: 1 at risk, 1 on track, 1 complete, 1 with no update received." in page
    )
    assert (
        "What Midlothian leads Every council’s position, 30 November 2022 "
        "LIT-3 Coach the teaching of writing Led by Midlothian · Due 26 May 2023 "
        "Off track On track in 1 of 2 councils. Off track: Fife." in page
    )


def test_of_the_others_it_shows_its_own_position_what_needs_attention_first(busy, client):
    part = client.get(MIDLOTHIAN).context["part"]

    assert [(row.reference, cell.label) for row, cell in part.gives] == [
        ("LIT-5", "At risk"),
        ("LIT-6", "No update"),
        ("LIT-4", "Complete"),
    ]


def test_what_it_leads_stands_with_what_needs_attention_first(reported, client):
    autumn = reported.autumn()
    say(autumn, reported.take_part("Midlothian"), mid="on")
    for number, word in [(4, "risk"), (5, "off"), (6, "done")]:
        parts = reported.take_part("Midlothian", action=reported.another(number))
        say(autumn, parts, mid=word)

    part = client.get(MIDLOTHIAN).context["part"]

    assert [row.reference for row in part.leads] == ["LIT-5", "LIT-4", "LIT-3", "LIT-6"]


def test_a_silent_council_keeps_its_last_word_beside_it(reported, client):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="on", mid="on")
    say(reported.winter(), parts, fife="on")

    assert "No update (on track on 30 November 2022)" in words_of(client.get(MIDLOTHIAN))


def test_what_a_council_no_longer_takes_part_in_is_on_record(reported, client):
    part = reported.take_part("Fife", "Midlothian")["Midlothian"]
    part.ends_on, part.end_reason = dt.date(2022, 12, 16), "The school closed."
    part.save()

    page = words_of(client.get(MIDLOTHIAN))

    assert (
        "What Midlothian no longer takes part in "
        "LIT-3 Coach the teaching of writing, until 16 December 2022" in page
    )
    assert "Midlothian takes part in no action of this plan yet." in page


def test_a_council_that_has_only_just_joined_has_a_page_too(busy, client):
    CouncilFactory(name="West Lothian", slug="west-lothian", joined_on=dt.date(2023, 1, 9))

    page = words_of(client.get(reverse("council", args=["2022-23", "west-lothian"])))

    assert "West Lothian takes part in no action of this plan yet." in page
    assert "It leads no action of this plan yet." in page
    assert "It takes part in no action that another council leads yet." in page
    assert "Mailbox None has been named yet." in page


def test_a_council_gives_its_conveners_title_its_mailbox_and_its_rows(reported, client):
    council = reported.councils["Midlothian"]
    council.convener_title, council.mailbox = "Cabinet Member for Education", "ed@example.org"
    council.save()

    page = client.get(MIDLOTHIAN)

    assert "Who to ask Convener Cabinet Member for Education Mailbox ed@example.org" in words_of(
        page
    )
    assert (
        f"{reverse('priorities:progress', args=['2022-23'])}?council=midlothian&amp;format=csv"
        in (page.text)
    )


def test_a_council_names_the_networks_its_officers_link(reported, client):
    fife = reported.councils["Fife"]
    NetworkFactory(name="Early Talk", link_council=reported.councils["Midlothian"])
    assert "link officer" not in words_of(client.get(MIDLOTHIAN.replace("midlothian", "fife")))
    NetworkFactory(name="Books", link_council=fife, confirmed_on=dt.date(2023, 1, 9))

    words = words_of(client.get(MIDLOTHIAN.replace("midlothian", "fife")))

    assert "Networks with a link officer in Fife" in words
    assert "Books Its leads said on 9 January 2023 that it is going" in words
    assert "Early Talk" not in words


def test_every_council_leads_to_the_others(reported, client):
    page = client.get(MIDLOTHIAN)

    assert (
        words_of(page)
        .split("Progress of the whole plan ")[1]
        .startswith("City of Edinburgh · East Lothian · Fife · Midlothian · Scottish Borders")
    )
    assert [council.name for council in page.context["progress"].councils] == NAMES


def test_a_council_that_was_no_partner_in_the_session_has_no_page(reported, client):
    CouncilFactory(slug="gone", left_on=dt.date(2022, 7, 31))

    for slug in ["gone", "atlantis"]:
        assert client.get(reverse("council", args=["2022-23", slug])).status_code == 404


def test_the_councils_of_a_draft_are_there_for_members_only(reported, client):
    slug = DraftPlanFactory().slug
    addresses = [reverse("councils", args=[slug]), reverse("council", args=[slug, "fife"])]

    assert [client.get(address).status_code for address in addresses] == [404, 404]

    client.force_login(ConvenerFactory().person)
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_members_are_told_what_the_public_cannot_read_yet(reported, client):
    reported.winter(public_from=dt.date(2023, 2, 22))
    client.force_login(ConvenerFactory().person)

    for address in [COUNCILS, MIDLOTHIAN]:
        assert "For members only until 22 February 2023." in words_of(client.get(address))


@pytest.mark.parametrize("others", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(COUNCILS, 8), (MIDLOTHIAN, 14)])
def test_the_pages_cost_the_same_however_many_actions(
    address, queries, others, reported, client, django_assert_num_queries
):
    autumn = reported.autumn()
    for number in range(others):
        say(autumn, reported.take_part(action=reported.another(10 + number)), fife="off", mid="on")

    for _ in range(others):
        ParticipationFactory(setting__council=reported.councils["Midlothian"])

    # plan, rounds, councils, priorities with actions, contributions, newest updates; collaborative
    # and its councils for every page; one council: itself, its networks, its settings, those that
    # took part, how many people that was, in which programmes
    with django_assert_num_queries(queries):
        response = client.get(address)

    assert len(response.context["progress"].rows) == others + 1


def test_a_council_shows_how_many_of_its_settings_took_part(reported, client):
    ParticipationFactory(setting__council=reported.councils["Midlothian"], practitioners=7)
    ParticipationFactory(setting__council=reported.councils["Fife"], practitioners=9)
    said = words_of(client.get(MIDLOTHIAN))
    assert "Primary 1 1" in said
    assert "7 practitioners (each counted once in a programme)," in said
