"""E-mails about what is put to people: questions they owe an answer to, papers issued to them."""

import datetime as dt
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import override_settings

from plans import clock
from plans.models import Membership, Person
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    MeetingFactory,
    OfficerFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
    moment,
)
from priorities.models import Question
from priorities.tests.factories import (
    AnsweredQuestionFactory,
    ContributionFactory,
    DraftedQuestionFactory,
    QuestionFactory,
)
from seic_portal.models import Paper, PaperWithholding
from seic_portal.tests.papers import issued

pytestmark = pytest.mark.django_db
NOW = moment(2023, 2, 15)  # the day the tests are held at


@pytest.fixture
def midlothian():
    CollaborativeFactory()
    return CouncilFactory(name="Midlothian", slug="midlothian")


@pytest.fixture
def officer(midlothian):
    return OfficerFactory(council=midlothian, person__email="sian@midlothian.example").person


@pytest.fixture
def coordinator():
    return CoordinatorFactory(person__email="team@seic.example").person


def run():
    """Send what is due; return, by address, the subjects sent."""
    call_command("send_reminders", stdout=StringIO())
    found = sorted((message.to[0], message.subject) for message in mail.outbox)
    mail.outbox.clear()
    return found


def test_the_officers_of_the_council_that_owes_an_answer_are_told_once(
    midlothian, officer, coordinator
):
    OfficerFactory(person__email="other@fife.example")
    ConvenerFactory(council=midlothian)
    QuestionFactory(owed_by=midlothian, text="Why is it\nlate?", due_on=dt.date(2023, 3, 1))
    call_command("send_reminders", stdout=StringIO())
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["sian@midlothian.example"], "1 question to answer")
    for words in [message.body, message.alternatives[0][0]]:
        assert "Questions to answer" in words
        assert "Why is it late?" in words
        assert "You get this for Midlothian." in words
        asker = "Asked by Cabinet Member for Education, Midlothian."
        assert f"{asker} The answer is due on Wednesday 1 March 2023." in words
        assert Question.objects.get().get_absolute_url() in words
    mail.outbox.clear()
    assert run() == []


def test_coordinators_are_told_of_what_the_central_team_owes(officer, coordinator):
    QuestionFactory(owed_by=None)
    assert run() == [("team@seic.example", "1 question to answer")]


def test_nobody_is_told_of_an_answer_that_waits_or_of_what_is_settled(
    midlothian, officer, coordinator
):
    DraftedQuestionFactory(owed_by=midlothian)
    AnsweredQuestionFactory(owed_by=midlothian)
    assert run() == []


def test_a_question_handed_on_is_told_to_whoever_owes_it_now_and_anew_when_it_comes_back(
    midlothian, officer, coordinator
):
    question = QuestionFactory(owed_by=midlothian)
    run()
    hand = {"reason": "Theirs.", "due_on": dt.date(2023, 3, 1), "by": officer, "at": NOW}
    question.transfer(None, **hand)
    assert run() == [("team@seic.example", "1 question to answer")]
    question.transfer(midlothian, **hand)
    assert run() == [("sian@midlothian.example", "1 question to answer")]


def test_a_question_comes_with_what_is_owed_in_the_round_and_only_once(midlothian, officer):
    RoundFactory(number=4)
    ContributionFactory(council=midlothian)
    QuestionFactory(owed_by=midlothian, text="How many?")
    call_command("send_reminders", stdout=StringIO())
    (message,) = mail.outbox
    assert message.subject == "Round 4 is open: 1 update to send by 17 March 2023"
    assert "How many?" in message.body
    mail.outbox.clear()
    with override_settings(PORTAL_DATE=dt.date(2023, 3, 10)):
        call_command("send_reminders", stdout=StringIO())
    (message,) = mail.outbox
    assert message.subject == "Round 4 is due on 17 March 2023: 1 update to send"
    assert "How many?" not in message.body


def paper(at=NOW, **group):
    """Issue the paper of a meeting, for members only."""
    meeting = MeetingFactory(meets_on=dt.date(2023, 2, 22), **group)
    round = PublishedRoundFactory(plan=meeting.plan, public_from=dt.date(2023, 2, 22))
    round.meetings.add(meeting)
    return issued(meeting, round, at=at)


def everyone():
    """Save someone of each role, and return their addresses."""
    roles = {
        "convener": ConvenerFactory,
        "coordinator": CoordinatorFactory,
        "officer": OfficerFactory,
        "reader": ReaderFactory,
    }
    for name, factory in roles.items():
        factory(person__email=f"{name}@example.org")
    return [f"{name}@example.org" for name in roles]


@pytest.mark.parametrize("is_for_conveners", [True, False])
def test_a_paper_is_told_to_those_who_may_read_it_before_everyone_may(is_for_conveners):
    addresses = everyone()
    found = paper(group__name="The body", group__is_for_conveners=is_for_conveners)
    allowed = [
        address
        for address in addresses
        if Paper.objects.visible_to(Person.objects.get(email=address), clock.today()).exists()
    ]
    assert ("convener@example.org" in allowed) is is_for_conveners
    assert run() == [(address, "1 paper to read") for address in allowed]
    assert run() == []
    assert found.issued_by.email not in addresses  # who issued it knows


def test_someone_with_two_roles_is_told_once_and_the_letter_leads_to_the_paper(client):
    reader = ReaderFactory(person__email="two@example.org").person
    ConvenerFactory(person=reader)
    found = paper(group__name="Oversight Group")
    call_command("send_reminders", stdout=StringIO())
    (message,) = mail.outbox
    assert "Paper 1 for the Oversight Group of 22 February 2023" in message.body
    assert "Issued to members on 15 February 2023." in message.body
    assert message.body.count(found.get_absolute_url()) == 1
    client.force_login(reader)
    assert client.get(found.get_absolute_url()).status_code == 200


def test_of_a_paper_that_was_corrected_the_newest_alone_is_told():
    ReaderFactory(person__email="reader@example.org")
    first = paper()
    issued(first.meeting, first.round, at=NOW, why="Two figures were wrong.")
    call_command("send_reminders", stdout=StringIO())
    (message,) = [one for one in mail.outbox if one.to == ["reader@example.org"]]
    assert message.subject == "1 paper to read"
    assert "It supersedes paper 1: Two figures were wrong." in message.body


def test_a_paper_is_not_told_while_it_is_withheld_nor_after_a_week():
    ReaderFactory(person__email="reader@example.org")
    paper(at=moment(2023, 2, 6))
    withheld = PaperWithholding(paper=paper(group__name="Board"), reason="A name.")
    withheld.begin(by=CoordinatorFactory().person, at=NOW)
    assert "reader@example.org" not in dict(run())
    withheld.end("It was none.", by=withheld.by, at=NOW)
    assert dict(run())["reader@example.org"] == "1 paper to read"


def test_whoever_wants_no_reminders_is_told_of_neither(midlothian, officer):
    QuestionFactory(owed_by=midlothian)
    paper()
    Person.objects.update(reminders=Person.Reminders.RETURNED)
    assert run() == []


@pytest.mark.parametrize("number", [1, 3])
def test_news_cost_the_same_however_many_there_are(number, midlothian, django_assert_num_queries):
    Person.objects.bulk_create(
        Person(name=f"Officer {n}", email=f"{n}@example.org") for n in range(20)
    )
    Membership.objects.bulk_create(
        Membership(person=person, role="officer", council=midlothian)
        for person in Person.objects.filter(name__startswith="Officer")
    )
    for _ in range(number):
        QuestionFactory(owed_by=midlothian)
    # The round that collects, who acts for whom, questions, papers, who was reminded; the
    # collaborative, what a killed run took; take, what is taken, note that it is sent.
    with django_assert_num_queries(10):
        assert len(run()) == 20
