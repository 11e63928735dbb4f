"""The press with which a coordinator reminds everyone who still owes in a round."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from plans.models import AuditEntry, Person
from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PersonFactory,
    PublishedRoundFactory,
    RoundFactory,
)
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)
from seic_portal.models import Reminder

pytestmark = pytest.mark.django_db
NAMES = {"plan": "2022-23", "number": 4}
PAGE = reverse("remind_round", kwargs=NAMES)


@pytest.fixture
def coordinator(client):
    CollaborativeFactory()
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


@pytest.fixture
def round():
    return RoundFactory(number=4)


def owing(number, **fields):
    """A council that owes an update on an action of its own, with an officer."""
    council = CouncilFactory(name=f"Council {number}", **fields)
    action = ActionFactory(priority__prefix=f"A{'ABCD'[number]}", number=number + 1)
    part = ContributionFactory(action=action, council=council)
    email = f"{number}@example.org"
    OfficerFactory(council=council, person__name=f"Officer {number}", person__email=email)
    return part


def reminded():
    found = sorted(message.to[0] for message in mail.outbox)
    mail.outbox.clear()
    return found


def test_who_owes_what_is_shown_first_and_nothing_is_sent(round, coordinator, client):
    owing(0)
    SubmittedUpdateFactory(contribution=owing(1), round=round)
    ContributionFactory(council=CouncilFactory(name="Without officers", mailbox="us@x.example"))
    text = client.get(PAGE).text
    assert "1 person gets one e-mail each" in text
    assert "Council 0: 1 update" in text
    assert "AA-1" in text
    assert "Officer 0" in text
    assert "Council 1" not in text.split("Who owes what")[1].split("</main>")[0]
    assert "No officer acts for this council today. Write to" in text
    assert (reminded(), Reminder.objects.count()) == ([], 0)


def test_each_gets_one_e_mail_a_day_whoever_presses(round, coordinator, client):
    owing(0)
    owing(1)
    response = client.post(PAGE, follow=True)
    assert response.redirect_chain == [(round.get_absolute_url(), 302)]
    assert "2 people reminded by e-mail." in response.text
    assert mail.outbox[0].subject == "Still to come for round 4: 1 update"
    assert reminded() == ["0@example.org", "1@example.org"]
    assert AuditEntry.objects.get().what == "Reminded 2 people of Round 4"
    assert "has been reminded today" in client.get(PAGE).text
    owing(2)
    client.force_login(CoordinatorFactory().person)
    assert "1 person reminded by e-mail." in client.post(PAGE, follow=True).text
    assert reminded() == ["2@example.org"]
    assert "Nobody was left to remind" in client.post(PAGE, follow=True).text
    assert reminded() == []


def test_they_can_be_reminded_again_the_next_day(round, coordinator, client, settings):
    owing(0)
    client.post(PAGE)
    settings.PORTAL_DATE = dt.date(2023, 2, 16)
    client.post(PAGE)
    assert reminded() == ["0@example.org", "0@example.org"]


def test_whoever_wants_no_reminders_is_named_and_gets_none(round, coordinator, client):
    owing(0)
    Person.objects.filter(email="0@example.org").update(reminders="returned")
    assert "wants no reminders" in client.get(PAGE).text
    client.post(PAGE)
    assert reminded() == []


def test_a_failing_address_is_named_and_may_be_tried_again(round, coordinator, client, settings):
    settings.EMAIL_BACKEND = "seic_portal.tests.test_reminders.Post"
    owing(0)
    Person.objects.filter(email="0@example.org").update(email="broken@example.org")
    text = client.post(PAGE, follow=True).text
    assert "could not be sent, so you may try again: Officer 0." in text
    assert not Reminder.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_round_that_does_not_collect_reminds_nobody(coordinator, client):
    round = PublishedRoundFactory(number=4)
    owing(0)
    response = client.post(PAGE, follow=True)
    assert response.redirect_chain == [(round.get_absolute_url(), 302)]
    assert "Nobody was reminded: Round 4 was published on" in response.text
    assert reminded() == []


def test_the_board_leads_there_while_something_is_owed(round, coordinator, client):
    assert PAGE not in client.get(round.get_absolute_url()).text
    owing(0)
    assert PAGE in client.get(round.get_absolute_url()).text


@pytest.mark.parametrize("councils", [1, 3])
def test_the_page_costs_the_same_however_many_owe(
    councils, round, coordinator, client, django_assert_num_queries
):
    for number in range(councils):
        UpdateFactory(contribution=owing(number), round=round, written_by=PersonFactory())
    # Session, person, roles, plan, round, the one that collects, officers, updates, parts,
    # milestones, leads, what is known, who was reminded today, the collaborative, its councils.
    with django_assert_num_queries(15):
        client.get(PAGE)
