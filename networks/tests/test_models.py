"""How lively a network is, who may do what with it, and what took place in a time."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from networks.models import Gathering, Network, Proposal
from networks.tests.factories import (
    GatheringFactory,
    NetworkFactory,
    NetworkLeadFactory,
    ProposalFactory,
)
from plans.models import AuditEntry, Person, Visitor
from plans.tests.factories import CoordinatorFactory, PersonFactory, moment

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 2, 15)
AT = moment(2023, 2, 15)
YEAR_AGO, TWO_YEARS_AGO = dt.date(2022, 2, 15), dt.date(2021, 2, 15)
DAY = dt.timedelta(days=1)
CALLED_OFF = {"cancelled_on": TODAY, "cancelled_reason": "Snow."}


def read(network):
    return Network.objects.with_signs(TODAY).get(pk=network.pk)


@pytest.mark.parametrize(
    ("met_on", "word"),
    [
        (None, "unknown"),
        (YEAR_AGO, "active"),
        (YEAR_AGO - DAY, "quiet"),
        (TWO_YEARS_AGO, "quiet"),
        (TWO_YEARS_AGO - DAY, "dormant"),
    ],
)
@pytest.mark.parametrize("how", ["met", "confirmed"])
def test_how_lively_a_network_is_follows_from_its_last_sign(how, met_on, word):
    network = NetworkFactory(confirmed_on=met_on if how == "confirmed" else None)
    if how == "met" and met_on:
        GatheringFactory(network=network, meets_on=met_on)

    assert read(network).activity == word


def test_a_network_whose_next_gathering_has_a_date_is_active():
    network = GatheringFactory(meets_on=TODAY).network
    GatheringFactory(network=network, meets_on=dt.date(2018, 1, 10))

    assert read(network).activity == "active"
    assert read(network).next_on == TODAY


def test_what_was_called_off_is_no_sign():
    network = GatheringFactory(meets_on=TODAY - DAY, **CALLED_OFF).network
    GatheringFactory(network=network, meets_on=TODAY + DAY, **CALLED_OFF)

    assert (read(network).activity, read(network).sign) == ("unknown", "")


def test_the_newest_sign_is_said_in_words():
    network = GatheringFactory(meets_on=dt.date(2022, 11, 2)).network
    assert read(network).sign == "Last met 2 November 2022"
    Network.objects.update(confirmed_on=dt.date(2023, 1, 9))
    assert read(network).sign == "Its leads said on 9 January 2023 that it is going"
    coming = GatheringFactory(meets_on=dt.date(2023, 3, 8)).network
    Network.objects.filter(pk=coming.pk).update(confirmed_on=None)
    assert read(coming).sign == "Meets on 8 March 2023"


@pytest.mark.parametrize(
    ("founded", "words"),
    [(None, "Not known yet."), (2016, "2016, before the collaborative"), (2017, "2017")],
)
def test_a_network_may_have_begun_before_the_collaborative(founded, words):
    assert NetworkFactory.build(founded=founded).began == words


@pytest.mark.parametrize(
    ("confirmed_on", "is_confirmed"),
    [(None, False), (dt.date(2022, 7, 31), False), (dt.date(2022, 8, 1), True)],
)
def test_it_is_confirmed_once_in_each_session(confirmed_on, is_confirmed):
    assert NetworkFactory.build(confirmed_on=confirmed_on).is_confirmed is is_confirmed


def test_its_leads_alone_may_edit_it():
    lead = NetworkLeadFactory()
    network = lead.network
    former = NetworkLeadFactory(network=network, ended_on=TODAY)
    others = [NetworkLeadFactory().person, CoordinatorFactory().person, former.person, Visitor()]
    others.append(PersonFactory(is_administrator=True))

    assert network.may_be_edited_by(lead.person)
    assert not any(network.may_be_edited_by(person) for person in others)


def test_an_archived_network_is_edited_by_nobody():
    lead = NetworkLeadFactory(network__archived_on=TODAY, network__archived_reason="Done.")

    assert not lead.network.may_be_edited_by(lead.person)


def test_a_lead_is_no_member():
    assert not NetworkLeadFactory().person.is_member


def test_nobody_but_a_lead_confirms_a_network():
    lead = NetworkLeadFactory()
    with pytest.raises(PermissionDenied):
        lead.network.confirm(by=CoordinatorFactory().person, at=AT)

    lead.network.confirm(by=lead.person, at=AT)

    saved = Network.objects.get()
    assert (saved.confirmed_on, saved.version) == (TODAY, 1)
    assert saved.history.order_by("-history_id").first().history_user == lead.person


def test_whoever_has_no_account_gets_one_with_a_network_to_lead():
    network, by = NetworkFactory(name="Talk"), CoordinatorFactory().person

    person, is_new = network.appoint_someone("New@School.example", "New", by=by, at=AT)

    assert (person, is_new) == (Person.objects.get(email="new@school.example"), True)
    assert not person.has_usable_password()
    assert network.may_be_edited_by(person)
    assert AuditEntry.objects.get().what == "Leads Talk now: New"


def test_whoever_has_an_account_leads_under_it():
    known = PersonFactory(email="known@school.example")

    found = NetworkFactory().appoint_someone(
        "KNOWN@school.example", "", by=CoordinatorFactory().person, at=AT
    )

    assert found == (known, False)


def test_a_lead_ends_at_once_and_on_the_record():
    lead = NetworkLeadFactory(network__name="Talk", person__name="Iain")

    lead.end(by=CoordinatorFactory().person, at=AT)

    assert not lead.network.may_be_edited_by(lead.person)
    assert AuditEntry.objects.get().what == "No longer leads Talk: Iain"


def test_a_proposal_is_decided_once_and_by_a_coordinator():
    proposal, coordinator = ProposalFactory(), CoordinatorFactory().person
    with pytest.raises(PermissionDenied):
        proposal.decline("No.", by=NetworkLeadFactory().person, at=AT)

    proposal = Proposal.objects.get()
    proposal.decline("Not now.", by=coordinator, at=AT)

    with pytest.raises(PermissionDenied):
        proposal.decline("Never.", by=coordinator, at=AT)
    assert Proposal.objects.get().note == "Not now."


def test_an_accepted_proposal_is_a_network_in_its_own_words():
    proposal = ProposalFactory(purpose="To read.", audience="Readers.")

    proposal.accept(Network(name="Books", slug="books"), by=CoordinatorFactory().person, at=AT)

    network = Network.objects.get()
    assert (network.purpose, network.audience, network.confirmed_on) == (
        "To read.",
        "Readers.",
        TODAY,
    )
    assert proposal.network == network
    assert "Iain Baird" not in str(list(network.history.values()))


def test_what_took_place_between_two_days_is_read_with_its_networks(django_assert_num_queries):
    first, last = dt.date(2022, 11, 30), dt.date(2023, 2, 15)
    kept = [GatheringFactory(meets_on=day, settings_present=9).pk for day in (first, last)]
    for day in (first - DAY, last + DAY):
        GatheringFactory(meets_on=day)
    GatheringFactory(meets_on=last, **CALLED_OFF)
    GatheringFactory(meets_on=last, network__withheld_on=TODAY, network__withheld_reason="A name.")

    with django_assert_num_queries(1):
        held = [(g.pk, str(g.network)) for g in Gathering.objects.held_between(first, last)]

    assert [pk for pk, _ in held] == kept


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((None, None), ""),
        ((0, 0), "no schools and settings came."),
        ((1, 1), "1 school or setting came from 1 council."),
        ((14, None), "14 schools and settings came."),
        ((14, 4), "14 schools and settings came from 4 councils."),
    ],
)
def test_who_came_is_two_counts(counts, words):
    settings_present, councils_present = counts
    gathering = GatheringFactory.build(
        settings_present=settings_present, councils_present=councils_present
    )
    assert gathering.who_came == words
