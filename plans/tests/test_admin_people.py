"""What an administrator does for people: inviting them, and their rights."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from plans.models import AuditEntry, Person
from plans.tests.factories import (
    AuditEntryFactory,
    CollaborativeFactory,
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PersonFactory,
    SettingFactory,
)
from plans.tests.pressing import add, change, delete, listed, press

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2023, 2, 15)


def noted():
    return list(AuditEntry.objects.values_list("what", "reason"))


@pytest.fixture(autouse=True)
def administrator(client):
    person = PersonFactory(name="Ailbhe Kestrel", is_administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do what waits for the database to have kept what was saved."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def invite(client, committed, email="morag@council.example", **answers):
    with committed():
        return press(client, add(Person), {"name": "Mòrag Reid", "email": email} | answers)


def test_a_new_person_is_sent_a_link_and_has_no_password(client, committed):
    CollaborativeFactory(mailbox="portal@council.example")
    invite(client, committed)

    person = Person.objects.get(name="Mòrag Reid")
    (message,) = mail.outbox
    (html, kind) = message.alternatives[0]
    assert not person.has_usable_password()
    assert (message.to, message.subject) == (
        ["morag@council.example"],
        "Your invitation to the improvement plan portal",
    )
    assert kind == "text/html"
    for text in [message.body, html]:
        assert "Ailbhe Kestrel has invited you" in text
        assert "http://testserver/accounts/password/reset/key/" in text
        assert "three days" in text
        assert "portal@council.example" in text
        assert "Sample data" not in text
    assert noted() == [("Invited: Mòrag Reid", "")]


def test_an_invitation_of_a_demonstration_says_sample_data(client, committed):
    CollaborativeFactory(holds_sample_data=True)
    invite(client, committed)
    (message,) = mail.outbox
    assert message.subject.startswith("Sample data: ")
    assert message.body.startswith("Sample data: ")
    assert "<strong>Sample data:</strong>" in message.alternatives[0][0]


def test_a_name_with_signs_is_itself_in_the_text_and_harmless_in_the_page(client, committed):
    invite(client, committed, name="Seán <O’Neil> & Co")
    (message,) = mail.outbox
    assert "Hello Seán <O’Neil> & Co" in message.body
    assert "Hello Seán &lt;O’Neil&gt; &amp; Co" in message.alternatives[0][0]


def test_an_address_is_kept_in_the_lower_case_that_signing_in_looks_for(client, committed):
    invite(client, committed, email="Morag.Reid@Council.Example")
    assert Person.objects.get(name="Mòrag Reid").email == "morag.reid@council.example"


def test_an_address_is_invited_once_however_it_is_written(client, committed):
    PersonFactory(email="morag@council.example")
    response = invite(client, committed, email="MORAG@council.example")
    assert "Someone with this e-mail address is here already." in response.text
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_new_person_is_said_to_be_invited(client):
    response = press(client, add(Person), {"name": "Mòrag Reid", "email": "morag@fife.example"})
    assert "The invitation is on its way to morag@fife.example." in response.text


@pytest.mark.django_db(transaction=True)
def test_a_person_is_kept_where_the_mail_is_not_taken(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = press(client, add(Person), {"name": "Mòrag Reid", "email": "morag@fife.example"})
    assert "the invitation to morag@fife.example could not be sent" in response.text
    assert Person.objects.filter(name="Mòrag Reid").exists()
    assert noted() == []


def test_an_invitation_is_sent_again_from_the_persons_page(client, committed):
    person = PersonFactory()
    with committed():
        response = press(client, change(person), button="_invite")
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert response.redirect_chain == [(change(person), 302)]


def test_an_invitation_names_the_role_that_was_just_added(client, committed):
    person = PersonFactory()
    with committed():
        press(client, change(person), {"memberships-0-role": "reader"}, button="_invite")
    assert ", as reader." in mail.outbox[0].body


def test_saving_a_person_again_sends_nothing(client, committed):
    with committed():
        press(client, change(PersonFactory()), {"name": "Mòrag Reid"})
    assert mail.outbox == []
    assert Person.objects.filter(name="Mòrag Reid").exists()


def test_invitations_are_sent_again_from_the_list_to_who_may_sign_in(client):
    active, closed = PersonFactory(), PersonFactory(name="Mòrag Reid", is_active=False)
    data = {"action": "send_invitations", "_selected_action": [active.pk, closed.pk]}
    response = client.post(reverse("admin:plans_person_changelist"), data, follow=True)
    assert [message.to for message in mail.outbox] == [[active.email]]
    assert "Mòrag Reid may not sign in, so no invitation was sent." in response.text


def test_the_old_address_no_longer_works_once_it_was_changed(client):
    person = PersonFactory(name="Mòrag Reid", email="old@council.example")
    person.set_password("a long password")
    person.save()
    EmailAddress.objects.create(user=person, email="old@council.example", primary=True)

    press(client, change(person), {"email": "new@council.example"})
    client.logout()
    for email in ["old@council.example", "new@council.example"]:
        client.post(reverse("account_reset_password"), {"email": email})

    assert [message.to for message in mail.outbox] == [["new@council.example"]]
    assert ("New e-mail address: Mòrag Reid", "") in noted()


def test_a_password_is_nowhere_to_be_set_by_someone_else(client):
    page = client.get(change(PersonFactory(password="!")))
    assert "password" not in page.context["adminform"].form.fields
    assert "They have not set a password yet." in page.text


def test_rights_that_change_are_noted(client):
    person = PersonFactory(name="Mòrag Reid")
    press(client, change(person), {"is_administrator": "on"})
    press(client, change(person), {"is_administrator": None, "is_active": None})
    press(client, change(person), {"is_active": "on"})
    assert set(AuditEntry.objects.values_list("what", "by__name", "address")) == {
        (f"{what}: Mòrag Reid", "Ailbhe Kestrel", change(person))
        for what in [
            "Made administrator",
            "No longer administrator",
            "May no longer sign in",
            "May sign in again",
        ]
    }
    assert {
        entry.at.astimezone(timezone.get_current_timezone()).date()
        for entry in AuditEntry.objects.all()
    } == {TODAY}


def test_a_new_administrator_is_noted(client):
    answers = {"name": "Mòrag Reid", "email": "morag@fife.example", "is_administrator": "on"}
    press(client, add(Person), answers)
    assert Person.objects.get(name="Mòrag Reid").is_administrator
    assert noted() == [("Made administrator: Mòrag Reid", "")]


def test_nobody_takes_their_own_rights(administrator, client):
    press(client, change(administrator), {"is_administrator": None, "is_active": None})
    administrator.refresh_from_db()
    assert (administrator.is_administrator, administrator.is_active) == (True, True)


@pytest.mark.parametrize("make", [PersonFactory, CouncilFactory, SettingFactory, AuditEntryFactory])
def test_some_rows_are_never_deleted(make, client):
    row = make()
    assert client.post(delete(row), {"post": "yes"}).status_code == 403
    assert type(row).objects.filter(pk=row.pk).exists()


def test_the_list_of_people_says_what_each_is(client):
    OfficerFactory(person__name="Siân Eskdale", council__name="Midlothian")
    CoordinatorFactory(person__name="Gràinne Roslynne", ends_on=datetime.date(2022, 12, 2))
    people, text = listed(client, Person, q="Midlothian")
    assert people == {"Siân Eskdale"}
    assert "officer, Midlothian" in text
    assert "no role" in listed(client, Person, q="Gràinne")[1]


@pytest.mark.parametrize("people", [1, 3])
def test_people_are_offered_while_one_types(people, client, django_assert_num_queries):
    for number in range(people):
        PersonFactory(name=f"Mòrag {number}")
    PersonFactory(name="Mòrag Closed", is_active=False)
    asked = {"app_label": "plans", "model_name": "membership", "field_name": "person"}
    with django_assert_num_queries(5):  # session, person, how many, people, their memberships
        response = client.get(reverse("admin:autocomplete"), asked | {"term": "Mòrag"})
    offered = [choice["text"] for choice in response.json()["results"]]
    assert offered == [f"Mòrag {number}" for number in range(people)]
