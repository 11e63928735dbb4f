"""What a network's leads do by themselves: its page, gatherings, answers, one press a session."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from networks.models import Gathering, JoinRequest, Network
from networks.tests.factories import (
    GatheringFactory,
    JoinRequestFactory,
    NetworkFactory,
    NetworkLeadFactory,
)
from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    OfficerFactory,
    PersonFactory,
    moment,
)
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 2, 15)
DAY = {"meets_on_day": "8", "meets_on_month": "3", "meets_on_year": "2023"}
DAY |= {"version": "0"}


@pytest.fixture
def network():
    return NetworkFactory(name="Early Talk", slug="early-talk", mailbox="talk@example.org")


@pytest.fixture
def lead(network, client):
    person = NetworkLeadFactory(network=network).person
    client.force_login(person)
    return person


def at(view, *more):
    return reverse(f"networks:{view}", args=["early-talk", *more])


def page(**typed):
    """Return the fields of the network's page as they are saved, with what is typed."""
    words = {"name": "Early Talk", "name_language": "en", "purpose": "To listen.", "version": 0}
    return words | typed


def test_a_lead_writes_the_whole_page(network, lead, client):
    typed = page(
        purpose="To wait ten seconds.",
        focus="Silence\r\nSnack time",
        pace="When we want to.",
        founded="2015",
        for_elc="on",
        more_title="Our page",
        more_address="https://talk.example",
    )

    response = client.post(at("edit_network"), typed, follow=True)

    saved = Network.objects.get()
    assert response.redirect_chain == [(saved.get_absolute_url(), 302)]
    assert "Your network’s page is saved. Everyone can read it." in words_of(response)
    assert (saved.purpose, saved.areas) == ("To wait ten seconds.", ["Silence", "Snack time"])
    assert (saved.founded, saved.sectors, saved.version) == (2015, ["elc"], 1)
    assert saved.history.order_by("-history_id").first().history_user == lead


def test_what_is_wrong_stands_beside_its_field(network, lead, client):
    typed = page(purpose="", founded="15", more_title="Our page", name="")

    form = client.post(at("edit_network"), typed).context["form"]

    assert form.errors["purpose"] == ["Say in a sentence what it is for."]
    assert form.errors["name"] == ["Enter the name of the network."]
    assert form.errors["more_title"] == ["Give both what one can read and its address, or neither."]
    assert "founded" in form.errors
    assert Network.objects.get().purpose != ""


def test_two_leads_who_write_at_once_do_not_overwrite_each_other(network, lead, client):
    other = NetworkLeadFactory(network=network, person__name="Iain Baird").person
    client.post(at("edit_network"), page(pace="Every week."))
    client.force_login(other)

    stale = client.post(at("edit_network"), page(pace="Every month."))

    assert Network.objects.get().pace == "Every week."
    assert [conflict.saved for conflict in stale.context["form"].conflicts][-1] == "Every week."
    again = {**page(pace="Every month."), "version": stale.context["form"]["version"].value()}
    client.post(at("edit_network"), again)
    assert Network.objects.get().pace == "Every month."


@pytest.mark.parametrize(
    "who",
    [
        lambda: NetworkLeadFactory().person,
        lambda: CoordinatorFactory().person,
        lambda: OfficerFactory().person,
        lambda: PersonFactory(is_administrator=True),
    ],
)
def test_nobody_else_sets_the_agenda(who, network, client):
    gathering = GatheringFactory(network=network)
    asked = JoinRequestFactory(network=network)
    client.force_login(who())

    for address, typed in [
        (at("edit_network"), page(purpose="Ours now.")),
        (at("confirm_network"), {}),
        (at("add_gathering"), DAY | {"title": "Ours"}),
        (at("edit_gathering", gathering.pk), DAY | {"title": "Ours", "version": 0}),
        (at("cancel_gathering", gathering.pk), {"cancelled_reason": "No.", "version": 0}),
        (at("answer_request", asked.pk), {"answer": "No.", "send": "x"}),
    ]:
        assert client.post(address, typed).status_code == 403
    answer = client.get(at("requests"))
    assert (answer.status_code, "Mairi" in answer.text) == (403, False)
    assert Network.objects.filter(version=0, confirmed_on=None).count() >= 1
    assert Gathering.objects.get().title == gathering.title
    assert not mail.outbox


def test_one_press_confirms_a_network_for_the_session(network, lead, client):
    first = client.post(at("confirm_network"), follow=True)
    client.post(at("confirm_network"))

    saved = Network.objects.get()
    assert "Thank you. Early Talk is confirmed for this session." in words_of(first)
    assert "Confirmed for this session on 15 February 2023." in words_of(first)
    assert (saved.confirmed_on, saved.version) == (TODAY, 1)


def test_looking_confirms_nothing(network, lead, client):
    client.get(at("confirm_network"))

    assert Network.objects.get().confirmed_on is None


def test_a_lead_adds_a_gathering(network, lead, client):
    typed = DAY | {
        "title": "Silence",
        "starts_at": "4 pm",
        "ends_at": "17.15",
        "place": "Online",
        "agenda": "Wait.",
    }

    response = client.post(at("add_gathering"), typed, follow=True)

    gathering = Gathering.objects.get()
    assert (gathering.meets_on, gathering.starts_at, gathering.ends_at) == (
        dt.date(2023, 3, 8),
        dt.time(16),
        dt.time(17, 15),
    )
    assert response.redirect_chain == [(gathering.get_absolute_url(), 302)]
    assert "“Silence” is added." in words_of(response)


def test_a_gathering_that_cannot_be_is_told_so(network, lead, client):
    typed = DAY | {
        "title": "",
        "starts_at": "tea time",
        "settings_present": "2",
        "councils_present": "3",
    }

    errors = client.post(at("add_gathering"), typed).context["form"].errors

    assert errors == {
        "title": ["Say what it is about."],
        "starts_at": ["Enter a time such as 16:00 or 4pm."],
        "councils_present": ["There are more councils than schools and settings."],
    }


def test_a_lead_writes_the_notes_afterwards(network, lead, client):
    gathering = GatheringFactory(network=network, title="Silence", meets_on=dt.date(2023, 2, 1))
    typed = {"title": "Silence", "notes": "It is long.", "version": 0, "settings_present": "21"}
    typed |= {"meets_on_day": "1", "meets_on_month": "2", "meets_on_year": "2023"}

    client.post(at("edit_gathering", gathering.pk), typed)

    saved = Gathering.objects.get()
    assert (saved.notes, saved.settings_present, saved.version) == ("It is long.", 21, 1)


def test_a_gathering_is_called_off_with_a_reason_and_held_after_all(network, lead, client):
    gathering = GatheringFactory(network=network, title="Silence")
    address = at("cancel_gathering", gathering.pk)

    empty = client.post(address, {"version": 0}).context["form"]
    off = client.post(address, {"version": 0, "cancelled_reason": "Snow."}, follow=True)
    cancelled = Gathering.objects.get()
    on = client.post(address, {"version": 1}, follow=True)

    assert empty.errors == {"cancelled_reason": ["Say why it is cancelled."]}
    assert (cancelled.cancelled_on, cancelled.cancelled_reason) == (TODAY, "Snow.")
    assert "“Silence” is cancelled." in words_of(off)
    assert "“Silence” takes place after all." in words_of(on)
    assert not Gathering.objects.get().is_cancelled


def test_a_gathering_of_another_network_cannot_be_changed(network, lead, client):
    other = GatheringFactory()

    for view in ["edit_gathering", "cancel_gathering"]:
        assert client.post(at(view, other.pk), {}).status_code == 404


def test_a_lead_reads_who_asks_to_join(network, lead, client):
    JoinRequestFactory(network=network, message="I teach alone.")
    JoinRequestFactory(name="Another network’s")

    words = words_of(client.get(at("requests")))

    assert "Mairi Forsyth A primary school in Fife · asked 10 February 2023" in words
    assert "I teach alone." in words
    assert "Another network’s" not in words


def test_an_answer_is_sent_to_whoever_asked(
    network, lead, client, django_capture_on_commit_callbacks
):
    CollaborativeFactory()
    asked = JoinRequestFactory(network=network)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            at("answer_request", asked.pk), {"answer": "Come & see.", "send": "x"}, follow=True
        )

    (message,) = mail.outbox
    assert (message.to, message.reply_to) == (["mairi@school.example"], ["talk@example.org"])
    assert message.subject == "Your request to join Early Talk"
    assert "Come & see." in message.body
    assert "http://testserver/networks/early-talk/" in message.body
    assert "Mairi Forsyth is answered." in words_of(response)
    saved = JoinRequest.objects.get()
    assert (saved.answer, saved.answered_by) == ("Come & see.", lead)


def test_an_answer_given_elsewhere_is_noted_and_nothing_is_sent(
    network, lead, client, django_capture_on_commit_callbacks
):
    asked = JoinRequestFactory(network=network)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("answer_request", asked.pk), {"answer": "", "elsewhere": "x"})

    assert JoinRequest.objects.get().answered_by == lead
    assert "not through the portal" in words_of(client.get(at("requests")))
    assert not mail.outbox


def test_an_answer_without_words_is_not_sent(network, lead, client):
    asked = JoinRequestFactory(network=network)

    form = client.post(at("answer_request", asked.pk), {"answer": "", "send": "x"}).context["form"]

    assert form.errors == {"answer": ["Write an answer to send."]}
    assert JoinRequest.objects.get().answered_at is None


def test_whoever_answers_second_is_told_that_it_is_done(network, lead, client):
    asked = JoinRequestFactory(
        network=network, answered_at=moment(2023, 2, 14), answered_by=PersonFactory()
    )

    response = client.post(at("answer_request", asked.pk), {"answer": "Hi", "send": 1}, follow=True)

    assert "Mairi Forsyth was answered on 14 February 2023 at 12:00." in words_of(response)
    assert JoinRequest.objects.get().answer == ""


@pytest.mark.django_db(transaction=True)
def test_where_the_answer_cannot_be_sent_the_lead_is_told(network, lead, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    asked = JoinRequestFactory(network=network)
    typed = {"answer": "Come.", "send": "x"}
    words = words_of(client.post(at("answer_request", asked.pk), typed, follow=True))

    assert "could not be e-mailed: write to mairi@school.example yourself." in words
    assert JoinRequest.objects.get().answer == "Come."


@pytest.mark.parametrize("others", [1, 3])
def test_requests_cost_the_same_however_many(
    others, network, lead, client, django_assert_num_queries
):
    JoinRequestFactory.create_batch(others, network=network)
    JoinRequestFactory.create_batch(
        others, network=network, answered_at=moment(2023, 2, 14), answered_by=lead
    )

    # session, person, the network, whether this is a lead, the requests; of the frame:
    # collaborative, plan, councils, memberships
    with django_assert_num_queries(9):
        page = client.get(at("requests"))

    assert len(page.context["waiting"]) == len(page.context["answered"]) == others
