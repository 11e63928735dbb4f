"""What anyone may ask: to join a network, or that one is listed."""

import pytest
from django.core import mail
from django.urls import reverse

from networks.models import JoinRequest, Proposal
from networks.tests.factories import NetworkFactory, NetworkLeadFactory
from plans.guarding import AGAIN, stamp
from plans.tests.factories import CollaborativeFactory
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db
JOIN = "/networks/early-talk/join/"
PROPOSE = "/networks/propose/"


@pytest.fixture
def network():
    return NetworkFactory(name="Early Talk", slug="early-talk")


def asked(**typed):
    words = {"name": "Mairi Forsyth", "email": "mairi@school.example", "workplace": "A nursery"}
    return words | {"message": "May I <b>listen</b>?", "made": stamp(10)} | typed


def proposed(**typed):
    words = {"name": "Books", "purpose": "To read.", "proposer": "Iain", "workplace": "A school"}
    return words | {"email": "iain@school.example", "made": stamp(10)} | typed


def test_who_asks_to_join_reaches_each_lead_by_e_mail(network, client):
    CollaborativeFactory(holds_sample_data=True)
    leads = [NetworkLeadFactory(network=network).person for _ in range(2)]
    NetworkLeadFactory(network=network, ended_on="2022-12-01")
    NetworkLeadFactory(network=network, person__is_active=False)

    response = client.post(JOIN, asked(), follow=True)

    assert response.redirect_chain == [("/networks/early-talk/", 302)]
    assert "Your request is with those who lead Early Talk." in words_of(response)
    saved = JoinRequest.objects.get()
    assert sorted(m.to for m in mail.outbox) == sorted([p.email] for p in leads)
    (message, _) = mail.outbox
    assert message.subject == "Sample data: Someone asks to join Early Talk"
    assert "May I <b>listen</b>?" in message.body
    assert f"http://testserver{saved.get_absolute_url()}" in message.body


def test_a_request_is_kept_although_no_e_mail_can_be_sent(network, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    NetworkLeadFactory(network=network)

    client.post(JOIN, asked())

    assert JoinRequest.objects.get().name == "Mairi Forsyth"


def test_a_request_without_answers_is_told_what_is_missing(network, client):
    page = client.post(JOIN, {"made": stamp(10)})

    assert page.context["form"].errors == {
        "name": ["Enter your name."],
        "email": ["Enter your e-mail address, so that you can be answered."],
        "workplace": ["Say where you work: your school, setting or council."],
    }


def test_a_program_that_fills_in_everything_is_held_off(network, client):
    page = client.post(JOIN, asked(web_page="https://spam.example"))

    assert AGAIN in words_of(page)
    assert 'value="mairi@school.example"' in page.text
    assert not JoinRequest.objects.exists()


def test_an_archived_network_takes_nobody_in(client):
    NetworkFactory(
        name="Early Talk", slug="early-talk", archived_on="2022-06-24", archived_reason="Done."
    )

    response = client.post(JOIN, asked(), follow=True)

    assert "Early Talk is archived, so nobody can join it." in words_of(response)
    assert not JoinRequest.objects.exists()


def test_the_form_says_who_reads_it(network, client):
    assert "What you write waits for them" in words_of(client.get(JOIN))
    NetworkLeadFactory(network=network)
    assert "goes to those who lead the network, and to nobody else." in words_of(client.get(JOIN))


def test_anyone_proposes_a_network(client):
    response = client.post(PROPOSE, proposed(), follow=True)

    assert response.redirect_chain == [(reverse("networks:index"), 302)]
    assert "Thank you. A coordinator reads your proposal" in words_of(response)
    proposal = Proposal.objects.get()
    assert (proposal.name, proposal.state, proposal.asked_at.date().year) == (
        "Books",
        "waiting",
        2023,
    )
    assert "Books" not in words_of(client.get(reverse("networks:index")))


def test_a_proposal_by_a_program_is_held_off(client):
    page = client.post(PROPOSE, proposed(made=""))

    assert AGAIN in words_of(page)
    assert not Proposal.objects.exists()
