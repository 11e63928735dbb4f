"""Questions stand on the pages of what they are about, and on the lists of whoever goes on."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    OfficerFactory,
)
from plans.tests.reading import words_of
from priorities.tests.factories import (
    ActionFactory,
    AnsweredQuestionFactory,
    DraftedQuestionFactory,
    QuestionFactory,
)
from seic_portal.tests import world

pytestmark = pytest.mark.django_db
MY_WORK = reverse("my_work")
MAY_READ_IT = {"officer", "coordinator"}


@pytest.mark.parametrize(
    "role", ["visitor", "convener", "reader", "other", "partner", "officer", "administrator"]
)
def test_a_drafted_answer_stands_for_nobody_but_whoever_may_read_it(role, client):
    built = world.build()
    if person := built.people[role]:
        client.force_login(person)
    plan = built.plan.slug
    pages = [
        reverse("priorities:questions", args=[plan]),
        built.question.get_absolute_url(),
        built.action.get_absolute_url(),
        built.action.priority.get_absolute_url(),
        reverse("plan", args=[plan]),
        MY_WORK,
    ]

    texts = [client.get(page, follow=True).text for page in pages]

    seen = any(world.ANSWER in text or "Answer drafted" in text for text in texts)
    assert seen is (role in MAY_READ_IT)


@pytest.mark.parametrize("subject", ["plan", "priority", "action"])
def test_a_page_shows_what_was_asked_about_it(subject, client):
    CollaborativeFactory()
    action = ActionFactory()
    subjects = {"plan": action.priority.plan, "priority": action.priority, "action": action}
    about = {"action": None, subject: subjects[subject]}
    AnsweredQuestionFactory(**about, text="Who pays?", answer="We do.")
    QuestionFactory(**about, text="And for how long?")
    address = subjects[subject].get_absolute_url()

    public = words_of(client.get(address))
    client.force_login(ConvenerFactory().person)
    page = client.get(address)

    assert "Who pays?" in public
    assert "One open question waits for an answer." in public
    assert "And for how long?" not in public
    assert page.context["asked"].heading == "Questions: 1 open, 1 answered"
    assert "And for how long?" in words_of(page)
    assert "open question waits" not in words_of(page)
    assert f'href="{page.context["asked"].ask_address}"'.replace("&", "&amp;") in page.text


def test_officers_owe_answers_with_what_is_overdue_first(client):
    officer = OfficerFactory()
    owed = {"owed_by": officer.council}
    QuestionFactory(**owed, text="Soon?", due_on=dt.date(2023, 2, 16))
    QuestionFactory(**owed, text="Today?", due_on=dt.date(2023, 2, 15))
    QuestionFactory(**owed, text="Late?", due_on=dt.date(2023, 2, 14))
    DraftedQuestionFactory(**owed)
    QuestionFactory()
    client.force_login(officer.person)

    owing = client.get(MY_WORK).context["owing"]

    assert [(task.title, task.word) for task in owing.now] == [
        ("Answer a question: Late?", "Overdue by 1 day"),
        ("Answer a question: Today?", "Due today"),
    ]
    assert [(task.title, task.word) for task in owing.soon] == [
        ("Answer a question: Soon?", "By 16 February 2023")
    ]
    assert client.get(owing.now[0].address).context["form"].title == "Write the answer"


def test_coordinators_publish_what_is_drafted_and_answer_for_the_central_team(client):
    drafted = DraftedQuestionFactory(due_on=dt.date(2023, 2, 20))
    teams = QuestionFactory(owed_by=None, due_on=dt.date(2023, 2, 21))
    QuestionFactory()
    client.force_login(CoordinatorFactory().person)

    lines = client.get(MY_WORK).context["questions"].lines

    assert [(line.question, line.next_step.label) for line in lines] == [
        (drafted, "Publish the answer"),
        (teams, "Write the answer"),
    ]


def test_conveners_follow_what_they_asked(client):
    convener = ConvenerFactory().person
    mine = QuestionFactory(asked_by=convener)
    QuestionFactory()
    client.force_login(convener)

    page = client.get(MY_WORK)

    assert [line.question for line in page.context["questions"].lines] == [mine]
    assert "Read it" in words_of(page)
