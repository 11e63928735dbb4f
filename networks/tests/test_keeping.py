"""What coordinators do for the directory: accept, decline, archive, and appoint leads."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from networks.models import Lead, Network, Proposal
from networks.tests.factories import NetworkFactory, NetworkLeadFactory, ProposalFactory
from plans.models import AuditEntry, Person
from plans.tests.factories import CoordinatorFactory, PersonFactory
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


@pytest.fixture
def network():
    return NetworkFactory(name="Early Talk", slug="early-talk")


@pytest.fixture
def proposal():
    return ProposalFactory(name="School Books Network", purpose="To read.")


def at(view, *args):
    return reverse(f"networks:{view}", args=args)


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """Send a form as a browser does, with the e-mails that follow; return the next page."""

    def post(address, typed):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, typed)
        return client.get(response.url) if response.status_code == 302 else response

    return post


def test_an_accepted_network_is_listed_and_its_proposer_invited_to_lead_it(
    coordinator, proposal, send, client
):
    begun = client.get(proposal.get_absolute_url()).context["form"]
    typed = {name: begun[name].value() for name in ["name", "slug"]}
    page = send(proposal.get_absolute_url(), typed)

    network, person = Network.objects.get(), Person.objects.get(email="iain@school.example")
    assert (network.name, network.slug) == ("School Books Network", "school-books")
    assert network.may_be_edited_by(person)
    assert "School Books Network is listed, and Iain Baird leads it." in words_of(page)
    assert [m.subject for m in mail.outbox] == [
        "Your invitation to the improvement plan portal",
        "You lead School Books Network",
    ]
    assert {m.to[0] for m in mail.outbox} == {person.email}


def test_a_name_or_an_address_that_is_taken_is_told_so(coordinator, proposal, network, send):
    page = send(proposal.get_absolute_url(), {"name": "EARLY TALK", "slug": "early-talk"})

    assert page.context["form"].errors == {
        "name": ["There is a network of this name already."],
        "slug": ["Another network has this address."],
    }
    assert Proposal.objects.get().is_waiting


def test_a_proposal_is_declined_with_a_reason_that_is_sent(coordinator, proposal, send):
    address = at("decline_proposal", proposal.pk)

    empty = send(address, {"note": ""}).context["form"]
    page = send(address, {"note": "You sell it."})

    assert empty.errors == {"note": ["Say why it is declined."]}
    assert Proposal.objects.get().state == "declined"
    assert not Network.objects.exists()
    (message,) = mail.outbox
    assert message.to == ["iain@school.example"]
    assert "You sell it." in message.body
    assert "Declined 15 February 2023" in words_of(page)


def test_a_proposal_is_decided_once(coordinator, proposal, send):
    send(at("decline_proposal", proposal.pk), {"note": "No."})
    begun = {"name": "School Books", "slug": "school-books"}

    words = [
        words_of(send(address, begun | {"note": "Again."}))
        for address in [proposal.get_absolute_url(), at("decline_proposal", proposal.pk)]
    ]

    assert all("School Books Network was declined already." in said for said in words)
    assert Proposal.objects.get().note == "No."
    assert not Network.objects.exists()


def test_a_network_is_archived_with_a_reason_and_brought_back(coordinator, network, send):
    address = at("archive_network", "early-talk")

    empty = send(address, {"version": 0}).context["form"]
    archived = words_of(send(address, {"version": 0, "archived_reason": "It is done."}))
    back = words_of(send(address, {"version": 1}))

    assert empty.errors == {"archived_reason": ["Say why it is archived."]}
    assert "This network was archived on 15 February 2023. It is done." in archived
    assert "Early Talk is in the directory again." in back
    assert not Network.objects.get().is_archived
    assert list(AuditEntry.objects.order_by("pk").values_list("what", "reason", "by")) == [
        ("Archived a network: Early Talk", "It is done.", coordinator.pk),
        ("Brought a network back: Early Talk", "", coordinator.pk),
    ]


def test_a_decision_on_what_someone_saved_meanwhile_asks_for_a_second_look(
    coordinator, network, send
):
    Network.objects.update(version=3)

    page = send(at("archive_network", "early-talk"), {"version": 0, "archived_reason": "Done."})

    assert "Look at what is saved now, then press the button again." in words_of(page)
    assert not Network.objects.get().is_archived


def test_someone_new_is_appointed_and_invited(coordinator, network, send):
    page = send(at("leads", "early-talk"), {"name": "Jo", "email": "Jo@School.example"})

    lead = Lead.objects.get()
    assert (lead.person.name, lead.person.email) == ("Jo", "jo@school.example")
    assert "Jo leads Early Talk now." in words_of(page)
    assert [m.subject for m in mail.outbox] == [
        "Your invitation to the improvement plan portal",
        "You lead Early Talk",
    ]


def test_someone_known_is_appointed_by_their_address_alone(coordinator, network, send):
    person = PersonFactory(email="jo@school.example")

    send(at("leads", "early-talk"), {"email": "jo@school.example"})

    assert Lead.objects.get().person == person
    assert [m.subject for m in mail.outbox] == ["You lead Early Talk"]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": "Jo"}, {"email": ["Enter the e-mail address they sign in with."]}),
        (
            {"email": "new@school.example"},
            {"name": ["Nobody signs in with this address yet: enter a name, too."]},
        ),
        ({"email": "lead@school.example"}, {"email": ["This person leads the network already."]}),
        (
            {"email": "gone@school.example"},
            {"email": ["Gone may not sign in: ask an administrator."]},
        ),
    ],
)
def test_whoever_cannot_be_appointed_is_told_why(typed, errors, coordinator, network, send):
    NetworkLeadFactory(network=network, person__email="lead@school.example")
    PersonFactory(name="Gone", email="gone@school.example", is_active=False)

    assert send(at("leads", "early-talk"), typed).context["form"].errors == errors
    assert Lead.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_where_the_e_mail_fails_the_lead_stays_and_the_coordinator_is_told(
    coordinator, network, client, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    typed = {"email": PersonFactory(name="Jo").email}
    page = client.post(at("leads", "early-talk"), typed, follow=True)

    assert "Jo leads Early Talk now, but could not be told by e-mail." in words_of(page)
    assert Lead.objects.exists()


def test_a_lead_ends_with_one_press(coordinator, network, send, client):
    lead = NetworkLeadFactory(network=network, person__name="Jo")
    client.get(at("end_lead", "early-talk", lead.pk))
    assert Lead.objects.current().exists()

    page = send(at("end_lead", "early-talk", lead.pk), {})

    assert "Jo no longer leads Early Talk." in words_of(page)
    assert Lead.objects.get().ended_on == dt.date(2023, 2, 15)


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_however_many(
    rows, coordinator, network, client, django_assert_num_queries
):
    NetworkLeadFactory.create_batch(rows, network=network)
    for _ in range(rows):
        ProposalFactory()
        ProposalFactory().decline("No.", by=coordinator, at="2023-02-15T12:00Z")

    # session, person, memberships; of the frame: collaborative, plan, councils; and the proposals,
    # or the network and its leads
    for address, queries in [(at("proposals"), 7), (at("leads", "early-talk"), 8)]:
        with django_assert_num_queries(queries):
            client.get(address)
