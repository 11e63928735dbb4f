"""What someone may do for whom: given from a day, ended by a day, and not rewritten."""

import datetime

import pytest
from django.urls import reverse

from plans.models import AuditEntry, Membership, Person
from plans.tests.factories import CoordinatorFactory, CouncilFactory, OfficerFactory, PersonFactory
from plans.tests.pressing import add, change, delete, press

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2023, 2, 15)
TOMORROW = datetime.date(2023, 2, 16)


def noted():
    return list(AuditEntry.objects.values_list("what", "reason"))


@pytest.fixture(autouse=True)
def administrator(client):
    person = PersonFactory(name="Ailbhe Kestrel", is_administrator=True)
    client.force_login(person)
    return person


def test_a_role_is_added_on_the_persons_page_and_noted(client):
    person, fife = PersonFactory(name="Zoë Kinghorne"), CouncilFactory(name="Fife")
    answers = {"memberships-0-role": "officer", "memberships-0-council": fife.pk}
    press(client, change(person), answers)
    assert person.officer_councils == [fife]
    assert noted() == [("New role: Zoë Kinghorne", "officer, Fife from 15 February 2023")]


def test_a_role_is_ended_by_its_last_day_on_the_persons_page(client):
    role = OfficerFactory(person__name="Zoë Kinghorne", council__name="Fife")
    response = press(client, change(role.person), {"memberships-0-ends_on": "31/03/2023"})
    role.refresh_from_db()
    assert role.ends_on == datetime.date(2023, 3, 31)
    period = "officer, Fife from 1 August 2022 until 31 March 2023"
    assert noted() == [("Changed role: Zoë Kinghorne", period)]
    page = reverse("end_membership", args=[role.pk])
    assert f"<a href='{page}'>Say who takes over their actions</a>" in response.text


def test_what_someone_was_is_not_rewritten_on_their_page(client):
    role = OfficerFactory()
    press(
        client,
        change(role.person),
        {"memberships-0-role": "convener", "memberships-0-DELETE": "on"},
    )
    role.refresh_from_db()
    assert role.role == "officer"


def roles(*words):
    """Return the answers that give a new person some roles without a council."""
    answers = {"name": "Zoë Kinghorne", "email": "zoe@fife.example"}
    answers["memberships-TOTAL_FORMS"] = len(words)
    for number, word in enumerate(words):
        answers[f"memberships-{number}-role"] = word
        answers[f"memberships-{number}-starts_on"] = "15/02/2023"
    return answers


def test_the_same_role_twice_in_one_form_is_refused_in_words(client):
    response = press(client, add(Person), roles("reader", "reader"))
    assert "This person has this role already." in response.text
    assert not Person.objects.filter(name="Zoë Kinghorne").exists()


def test_two_different_roles_in_one_form_are_fine(client):
    press(client, add(Person), roles("coordinator", "reader"))
    assert Person.objects.get(name="Zoë Kinghorne").roles == {"coordinator", "reader"}


def test_an_officer_without_a_council_is_refused_in_words(client):
    response = press(client, change(PersonFactory()), {"memberships-0-role": "officer"})
    assert "Officers and conveners act for a council" in response.text
    assert not Membership.objects.exists()


def test_a_role_begun_before_today_is_ended_and_not_deleted(client):
    role = OfficerFactory(starts_on=datetime.date(2023, 2, 14))
    assert client.post(delete(role), {"post": "yes"}).status_code == 403
    press(client, change(role), {"ends_on": "15/02/2023", "role": "convener"})
    role.refresh_from_db()
    assert (role.role, role.ends_on) == ("officer", TODAY)
    assert role.person.is_officer


def test_a_role_ended_may_not_come_back_beside_another_like_it(client):
    role = OfficerFactory(ends_on=datetime.date(2022, 12, 2))
    OfficerFactory(person=role.person, council=role.council)
    response = press(client, change(role), {"ends_on": ""})
    assert "This person has this role for this council already." in response.text


@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW])
def test_a_mistake_is_mended_or_deleted_on_its_first_day(starts_on, client):
    role = CoordinatorFactory(person__name="Zoë Kinghorne", starts_on=starts_on)
    press(client, change(role), {"role": "reader"})
    assert Membership.objects.get().role == "reader"
    client.post(delete(role), {"post": "yes"})
    assert not Membership.objects.exists()
    assert [what for what, _reason in noted()] == [
        "Deleted role: Zoë Kinghorne",
        "Changed role: Zoë Kinghorne",
    ]


def test_memberships_say_in_words_whether_they_hold(client):
    fife = CouncilFactory(name="Fife")
    OfficerFactory(person__name="Now", council=fife)
    OfficerFactory(person__name="Leaving", council=fife, ends_on=TODAY)
    OfficerFactory(person__name="Soon", council=fife, starts_on=TOMORROW)
    OfficerFactory(person__name="Gone", council=fife, ends_on=datetime.date(2023, 2, 14))

    def people(when):
        response = client.get(reverse("admin:plans_membership_changelist"), {"when": when})
        return {row.person.name for row in response.context["cl"].result_list}, response.text

    assert people("current")[0] == {"Now", "Leaving"}
    assert people("coming")[0] == {"Soon"}
    assert people("ended")[0] == {"Gone"}
    everyone, text = people("")
    assert everyone == {"Now", "Leaving", "Soon", "Gone"}
    for words in [
        "current, no last day",
        "current, until 15 February 2023",
        "to come, no last day",
        "ended on 14 February 2023",
    ]:
        assert f">{words}<" in text
