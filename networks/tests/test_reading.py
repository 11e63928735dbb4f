"""Networks to read: the directory and its filters, a network's page, a gathering's."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from networks.tests.factories import (
    GatheringFactory,
    JoinRequestFactory,
    NetworkFactory,
    NetworkLeadFactory,
    ProposalFactory,
)
from plans.tests.factories import CoordinatorFactory, CouncilFactory
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db
INDEX = "/networks/"
TODAY = dt.date(2023, 2, 15)
ARCHIVED = {"archived_on": dt.date(2022, 6, 24), "archived_reason": "Its work is done."}
WITHHELD = {"withheld_on": TODAY, "withheld_reason": "A pupil was named."}


@pytest.fixture
def languages():
    return NetworkFactory(
        name="Modern Languages",
        slug="modern-languages",
        purpose="Teachers who lend each other courage.",
        audience="Anyone who teaches a language.",
        focus="One conversation a week\nFrom P7 to S1\n",
        pace="Every second month.",
        agenda="We chose **talk**.",
        founded=2012,
        for_primary=True,
        link_council=CouncilFactory(name="Fife", slug="fife"),
    )


def listed(client, **asked):
    page = client.get(INDEX, asked)
    return [network.name for network in page.context["chosen"].listed]


def test_the_directory_lists_networks_by_name_and_archived_ones_apart(languages, client):
    NetworkFactory(name="Early Talk")
    NetworkFactory(name="Maths Circle", **ARCHIVED)

    page = client.get(INDEX)

    assert [n.name for n in page.context["chosen"].listed] == ["Early Talk", "Modern Languages"]
    assert [n.name for n in page.context["chosen"].archived] == ["Maths Circle"]
    assert "Archived 24 June 2022" in words_of(page)


def test_filters_narrow_the_directory_and_stand_in_the_address(languages, client):
    NetworkFactory(name="Early Talk", for_elc=True, confirmed_on=TODAY)
    NetworkFactory(name="Outdoors", focus="Càrn agus coille")
    GatheringFactory(network__name="Dormant", meets_on=dt.date(2020, 2, 12))

    assert listed(client, topic="CONVERSATION courage") == ["Modern Languages"]
    assert listed(client, topic="carn") == ["Outdoors"]
    assert listed(client, sector="primary") == ["Dormant", "Modern Languages", "Outdoors"]
    assert listed(client, council="fife") == ["Modern Languages"]
    assert listed(client, activity="active") == ["Early Talk"]
    assert listed(client, activity="dormant", sector="elc") == ["Dormant"]


def test_the_directory_says_what_it_was_narrowed_by(languages, client):
    page = client.get(INDEX, {"topic": "cheese", "sector": "primary"})

    assert "Showing 0 of 1 network: “cheese” · Primary. Clear the filters" in words_of(page)
    assert "No network fits." in words_of(page)


def test_a_filter_that_is_not_understood_is_told_so_and_narrows_nothing(languages, client):
    page = client.get(INDEX, {"sector": "nursery"})

    assert page.status_code == 400
    assert "There is no sector “nursery”. Choose one from the list." in words_of(page)
    assert "Modern Languages" in words_of(page)


def test_an_empty_directory_says_so(client):
    assert "No network is listed yet. Propose the first one." in words_of(client.get(INDEX))


def test_sample_data_is_called_so_in_its_row_and_on_its_page(client):
    sample = NetworkFactory(is_sample=True, name="Invented")
    real = NetworkFactory(name="Small Schools Network")

    text = client.get(INDEX).text
    rows = re.findall(r'<li class="row">.*?</li>', text, re.DOTALL)

    assert [('class="sample"' in row) for row in rows] == [True, False]
    own = [client.get(n.get_absolute_url()).text.count('class="sample"') for n in (sample, real)]
    assert own == [1, 0]


def test_a_coordinator_sees_that_proposals_wait(languages, client):
    ProposalFactory()
    assert "1 proposed network waits" not in words_of(client.get(INDEX))

    client.force_login(CoordinatorFactory().person)

    assert "1 proposed network waits for a coordinator" in words_of(client.get(INDEX))


def test_a_network_speaks_in_its_own_words(languages, client):
    GatheringFactory(network=languages, title="Songs", meets_on=dt.date(2022, 11, 2))
    GatheringFactory(
        network=languages,
        title="Does the page work?",
        meets_on=dt.date(2023, 3, 8),
        starts_at=dt.time(16),
        ends_at=dt.time(17, 15),
        place="Online",
    )
    NetworkLeadFactory(network=languages, person__name="Élodie Burntisland")

    page = client.get(languages.get_absolute_url())

    words = words_of(page)
    for said in [
        "Meets “Every second month.”",
        "Working on now One conversation a week; From P7 to S1",
        "Began 2012, before the collaborative",
        "Active Last met 2 November 2022",
        "Next gathering Wednesday 8 March 2023 16:00 to 17:15, Online Does the page work?",
        "It has no targets and owes no reports.",
        "One person leads the network. An officer of Fife links it with the collaborative.",
    ]:
        assert said in words
    assert "<strong>talk</strong>" in page.text
    assert "Burntisland" not in page.text
    assert "You lead this network" not in words


def test_what_nobody_has_said_yet_is_said_to_be_unknown(client):
    words = words_of(client.get(NetworkFactory().get_absolute_url()))

    assert "Meets Not known yet." in words
    assert "Not known When it met, or will meet, has not been noted here yet." in words
    assert "No date is set yet." in words
    assert "None has been noted here yet." in words
    assert "Nobody has been named yet who leads it." in words


def test_eight_gatherings_are_shown_in_full_and_the_others_by_title(client):
    network = NetworkFactory()
    for month in range(1, 11):
        GatheringFactory(network=network, title=f"Of {month}", meets_on=dt.date(2022, month, 1))

    diary = client.get(network.get_absolute_url()).context["diary"]

    assert [str(g) for g in diary.newest] == [f"Of {month}" for month in range(10, 2, -1)]
    assert [str(g) for g in diary.earlier] == ["Of 2", "Of 1"]


def test_a_gathering_that_was_called_off_is_not_the_next_one(client):
    network = NetworkFactory()
    off = GatheringFactory(
        network=network,
        title="Off",
        meets_on=dt.date(2023, 2, 20),
        cancelled_on=TODAY,
        cancelled_reason="Snow.",
    )
    on = GatheringFactory(network=network, title="On", meets_on=dt.date(2023, 2, 27))

    page = client.get(network.get_absolute_url())

    assert page.context["diary"].next == on
    assert page.context["diary"].further == [off]
    assert "20 February 2023 · Cancelled Off Snow." in words_of(page)


def test_a_gathering_shows_its_agenda_notes_and_counts(client):
    gathering = GatheringFactory(
        meets_on=dt.date(2022, 11, 16),
        agenda="How to ask.",
        notes="Four had asked.\n\n- one\n- two",
        settings_present=16,
        councils_present=5,
        link="https://meet.example/x",
    )

    page = client.get(gathering.get_absolute_url())

    words = words_of(page)
    assert "16 schools and settings came from 5 councils." in words
    assert "Agenda How to ask. Notes Four had asked." in words
    assert "<li>one</li>" in page.text
    assert "meet.example" not in page.text  # it is past


def test_the_link_to_join_online_stands_on_a_gathering_to_come(client):
    gathering = GatheringFactory(link="https://meet.example/x")

    assert (
        'href="https://meet.example/x">Join online' in client.get(gathering.get_absolute_url()).text
    )


def test_a_gathering_of_another_network_is_not_there(client):
    gathering = GatheringFactory()
    address = reverse("networks:gathering", args=[NetworkFactory().slug, gathering.pk])

    assert client.get(address).status_code == 404


def test_what_is_withheld_is_gone_from_every_page(client):
    network = NetworkFactory(purpose="SECRET", focus="SECRET", agenda="SECRET", **WITHHELD)
    gathering = GatheringFactory(network=network, title="SECRET", agenda="SECRET", notes="SECRET")
    pages = [network.get_absolute_url(), gathering.get_absolute_url(), INDEX]
    pages += [reverse("networks:all_calendar"), reverse("networks:calendar", args=[network.slug])]

    answers = [client.get(page) for page in pages]

    assert [answer.text.count("SECRET") for answer in answers] == [0] * 5
    for answer in answers[:2]:
        said = "withheld by an administrator on 15 February 2023. A pupil was named."
        assert said in words_of(answer)
    assert listed(client, topic="secret") == []


def test_an_archived_network_says_why_and_takes_nobody_in(client):
    network = NetworkFactory(**ARCHIVED)

    words = words_of(client.get(network.get_absolute_url()))

    assert "This network was archived on 24 June 2022. Its work is done." in words
    assert "Join the network" not in words


def test_a_lead_finds_what_to_do_on_the_network_and_a_coordinator_what_they_do(client):
    lead = NetworkLeadFactory()
    JoinRequestFactory(network=lead.network)
    address = lead.network.get_absolute_url()

    client.force_login(lead.person)
    leads = words_of(client.get(address))
    client.force_login(CoordinatorFactory().person)
    keeps = words_of(client.get(address))

    for said in ["You lead this network", "1 to answer", "Yes, it is going"]:
        assert (said in leads, said in keeps) == (True, False)
    for said in ["For coordinators", "Who leads it"]:
        assert (said in leads, said in keeps) == (False, True)


@pytest.mark.parametrize("others", [1, 3])
def test_the_directory_costs_the_same_however_many(others, client, django_assert_num_queries):
    for _ in range(others):
        network = NetworkFactory(link_council=CouncilFactory())
        GatheringFactory.create_batch(2, network=network)

    # the networks with their signs and councils; of the frame: collaborative, plan, councils
    with django_assert_num_queries(4):
        page = client.get(INDEX)

    assert len(page.context["chosen"].listed) == others


@pytest.mark.parametrize("others", [1, 3])
def test_a_network_costs_the_same_however_much(others, client, django_assert_num_queries):
    network = NetworkFactory()
    NetworkLeadFactory.create_batch(others, network=network)
    for days in range(others):
        for sign in (1, -1):
            GatheringFactory(network=network, meets_on=TODAY + sign * dt.timedelta(days + 1))
    person = network.leads.first().person
    client.force_login(person)

    # session, person, the network, its gatherings, its leads, whether this is one, memberships;
    # of the frame: collaborative, plan, councils
    with django_assert_num_queries(10):
        page = client.get(network.get_absolute_url())

    assert len(page.context["diary"].past) == others


def test_a_gathering_costs_a_visitor_four_questions(client, django_assert_num_queries):
    gathering = GatheringFactory()

    # the gathering with its network; of the frame: collaborative, plan, councils
    with django_assert_num_queries(4):
        client.get(gathering.get_absolute_url())
