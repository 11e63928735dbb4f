"""The pages on which members ask, councils answer and everyone reads."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    RoundFactory,
)
from plans.tests.reading import words_of
from priorities.models import Question
from priorities.tests.factories import (
    ActionFactory,
    AnsweredQuestionFactory,
    DraftedQuestionFactory,
    LeadFactory,
    PriorityFactory,
    QuestionFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db
PLAN = "2022-23"
LIST = reverse("priorities:questions", args=[PLAN])
ASK = reverse("priorities:ask_question", args=[PLAN])
RECORD = reverse("priorities:record_question", args=[PLAN])


@pytest.fixture(autouse=True)
def collaborative():
    return CollaborativeFactory()


@pytest.fixture
def midlothian():
    return CouncilFactory(
        name="Midlothian", slug="midlothian", convener_title="Cabinet Member for Education"
    )


@pytest.fixture
def action():
    priority = PriorityFactory(title="Literacy", slug="literacy", prefix="LIT")
    return ActionFactory(priority=priority, number=3, title="Coach writing")


@pytest.fixture
def question(action, midlothian):
    return QuestionFactory(action=action, owed_by=midlothian, text="Who pays for cover?")


@pytest.fixture
def meeting():
    return MeetingFactory(slug="oversight-group-4", meets_on=dt.date(2023, 3, 29))


def signed_in(client, membership):
    client.force_login(membership.person)
    return membership.person


def place(question, name):
    return reverse(f"priorities:{name}_question", args=[PLAN, question.pk])


def form_of(page):
    """Return what the form of a page would send as it stands."""
    sent = {}
    for name, field in page.context["form"].fields.items():
        value = page.context["form"][name].value()
        if hasattr(field.widget, "as_typed"):
            sent |= field.widget.as_typed(name, value)
        else:
            sent[name] = "" if value is None else getattr(value, "pk", value)
    return sent


def test_a_convener_asks_about_an_action_its_lead_council_for_the_next_meeting(
    action, midlothian, meeting, client
):
    LeadFactory(action=action, council=midlothian)
    MeetingFactory(slug="board-9", meets_on=dt.date(2023, 3, 1))  # no round leads to it
    RoundFactory().meetings.add(meeting)
    convener = signed_in(client, ConvenerFactory(council=midlothian))
    address = f"{ASK}?about=LIT-3"

    page = client.get(address)
    sent = client.post(address, form_of(page) | {"text": "Who pays for cover?"}, follow=True)

    question = Question.objects.get()
    assert (question.action, question.plan, question.priority) == (action, None, None)
    assert (question.owed_by, question.meeting) == (midlothian, meeting)
    assert (question.asked_by, question.due_on) == (convener, dt.date(2023, 3, 22))
    assert question.asker_title == "Cabinet Member for Education, Midlothian"
    assert sent.redirect_chain == [(question.get_absolute_url(), 302)]
    assert "The question is with Midlothian. An answer is due by 22 March 2023." in words_of(sent)


@pytest.mark.parametrize(("about", "chosen"), [("LIT", "LIT"), ("", "plan"), ("nonsense", "plan")])
def test_a_form_begins_with_what_its_address_names(about, chosen, action, midlothian, client):
    signed_in(client, ConvenerFactory(council=midlothian))

    page = client.get(ASK, {"about": about})

    assert page.context["form"].initial["about"] == chosen
    assert page.context["form"].initial["owed_by"] is None


def test_a_question_about_a_priority_or_the_plan_is_kept_as_such(action, midlothian, client):
    signed_in(client, ConvenerFactory(council=midlothian))

    for about in ["LIT", "plan"]:
        client.post(
            ASK, {"about": about, "text": about, "owed_by": "", "meeting": "", "version": 0}
        )

    literacy, plan = Question.objects.order_by("pk")
    assert (literacy.about, plan.about) == (action.priority, action.priority.plan)
    assert (literacy.owner, literacy.due_on) == ("the central team", dt.date(2023, 3, 1))


def test_a_question_about_nothing_that_is_there_is_refused_and_its_words_are_kept(
    action, midlothian, client
):
    signed_in(client, ConvenerFactory(council=midlothian))

    page = client.post(ASK, {"about": "LIT-99", "text": "Why?", "version": 0})

    assert page.context["form"].errors["about"] == ["Choose what it is about from the list."]
    assert "Why?" in page.text
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("", "Cabinet Member for Education, Midlothian"),
        ("Vice Convener", "Vice Convener, Midlothian"),
    ],
)
def test_a_coordinator_records_what_was_put_at_a_meeting(typed, title, action, midlothian, client):
    held = MeetingFactory(slug="oversight-group-2", meets_on=dt.date(2022, 12, 7))
    MeetingFactory(slug="oversight-group-3", meets_on=dt.date(2023, 2, 22))
    coordinator = signed_in(client, CoordinatorFactory())
    answers = {"asker": midlothian.pk, "asker_title": typed, "about": "LIT-3", "text": "Why?"}

    client.post(RECORD, form_of(client.get(RECORD)) | answers)

    question = Question.objects.get()
    assert (question.asker_title, question.put_at, question.action) == (title, held, action)
    assert (question.recorded_by, question.asked_by) == (coordinator, None)


def test_a_question_is_recorded_of_someone(action, midlothian, client):
    MeetingFactory(slug="oversight-group-2", meets_on=dt.date(2022, 12, 7))
    signed_in(client, CoordinatorFactory())

    page = client.post(RECORD, form_of(client.get(RECORD)) | {"text": "Why?"})

    assert page.context["form"].errors == {"asker": ["Choose the council of whoever asked."]}


def test_an_officer_drafts_an_answer_and_a_coordinator_mends_and_publishes_it(question, client):
    officer = signed_in(client, OfficerFactory(council=question.owed_by))
    address = place(question, "answer")
    drafted = client.post(address, form_of(client.get(address)) | {"answer": "We do."}, follow=True)
    assert "The answer is saved. It waits for a coordinator" in words_of(drafted)

    signed_in(client, CoordinatorFactory())
    address = place(question, "publish")
    page = client.get(address)
    assert page.context["form"].initial["answer"] == "We do."
    client.post(address, form_of(page) | {"answer": "Midlothian does."})

    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", "Midlothian does.")
    assert question.drafted_by == officer
    client.logout()
    assert "Midlothian does." in words_of(client.get(question.get_absolute_url()))


def test_two_officers_who_draft_at_once_see_each_others_words(question, client):
    signed_in(client, OfficerFactory(council=question.owed_by))
    address = place(question, "answer")
    first = form_of(client.get(address))
    Question.objects.get().draft("A colleague’s words.", by=PersonFactory(), at=question.asked_at)

    page = client.post(address, first | {"answer": "My words."})

    assert [conflict.saved for conflict in page.context["form"].conflicts] == [
        "A colleague’s words."
    ]
    assert "My words." in page.text
    question.refresh_from_db()
    assert question.answer == "A colleague’s words."


def test_a_coordinator_who_declines_while_an_answer_is_drafted_looks_twice(question, client):
    signed_in(client, CoordinatorFactory())
    address = place(question, "decline")
    first = form_of(client.get(address)) | {"settled_reason": "Not ours."}
    Question.objects.get().draft("An answer.", by=PersonFactory(), at=question.asked_at)

    page = client.post(address, first)
    assert "while you were writing" in words_of(page)
    client.post(address, form_of(page))

    question.refresh_from_db()
    assert (question.state, question.settled_reason) == ("declined", "Not ours.")


def test_whoever_comes_too_late_is_told_and_keeps_the_words(question, client):
    signed_in(client, OfficerFactory(council=question.owed_by))
    address = place(question, "answer")
    form = form_of(client.get(address)) | {"answer": "My long answer."}
    Question.objects.get().publish("Yes.", by=PersonFactory(), at=question.asked_at)

    page = client.post(address, form)

    words = words_of(page)
    assert "Nothing was changed: it was answered on 8 February 2023." in words
    assert "What you wrote is not saved The answer My long answer." in words
    assert client.get(address).url == question.get_absolute_url()


def test_a_question_is_handed_on_with_a_reason_and_a_day(question, client):
    fife = CouncilFactory(name="Fife")
    signed_in(client, OfficerFactory(council=question.owed_by))
    address = place(question, "transfer")
    form = form_of(client.get(address)) | {"owed_by": fife.pk, "reason": "Fife pays."}

    page = client.post(address, form, follow=True)

    question.refresh_from_db()
    assert (question.owed_by, question.due_on) == (fife, dt.date(2023, 3, 1))
    words = words_of(page)
    assert "The question is with Fife, due by 1 March 2023." in words
    assert "15 February 2023, from Midlothian to Fife: “Fife pays.”" in words


def test_a_question_goes_to_someone_else_and_not_into_the_past(question, client):
    signed_in(client, CoordinatorFactory())
    address = place(question, "transfer")
    past = {"due_on_day": "14", "due_on_month": "2", "due_on_year": "2023"}

    page = client.post(address, form_of(client.get(address)) | past | {"reason": "Why not."})

    assert page.context["form"].errors == {
        "owed_by": ["It is owed there already: choose another council."],
        "due_on": ["14 February 2023 is past: enter today or a later day."],
    }
    assert not question.transfers.exists()


def test_the_asker_withdraws_a_question_without_learning_of_a_draft(question, midlothian, client):
    membership = ConvenerFactory(person=question.asked_by, council=midlothian)
    signed_in(client, membership)
    address = place(question, "withdraw")
    form = form_of(client.get(address))
    Question.objects.get().draft("An answer.", by=PersonFactory(), at=question.asked_at)

    client.post(address, form)

    question.refresh_from_db()
    assert (question.state, question.settled_by) == ("withdrawn", membership.person)


def test_the_page_of_a_question_says_who_asked_by_title_and_never_names_them_to_the_public(
    question, client
):
    name = question.asked_by.name
    Question.objects.get().publish("Yes.", by=PersonFactory(name="Cat Brae"), at=question.asked_at)
    TransferFactory(question=question, from_council=None, by=PersonFactory(name="Zoë Kinghorne"))

    public = words_of(client.get(question.get_absolute_url()))
    signed_in(client, ConvenerFactory())
    convener = words_of(client.get(question.get_absolute_url()))
    signed_in(client, OfficerFactory())
    officer = words_of(client.get(question.get_absolute_url()))

    for text in [public, convener]:
        assert "Cabinet Member for Education, Midlothian" in text
        assert [who for who in [name, "Cat Brae", "Zoë Kinghorne"] if who in text] == []
    assert name in officer


@pytest.mark.parametrize(
    ("membership", "labels"),
    [
        (ConvenerFactory, []),
        (OfficerFactory, []),
        (
            CoordinatorFactory,
            [
                "Publish the answer",
                "Change the draft",
                "Hand it to someone else",
                "Decline to answer",
            ],
        ),
    ],
)
def test_the_page_of_a_question_offers_what_one_may_do(membership, labels, client):
    question = DraftedQuestionFactory()
    signed_in(client, membership())

    page = client.get(question.get_absolute_url())

    assert [step.label for step in page.context["next_steps"]] == labels


def test_the_list_puts_what_is_urgent_first_and_says_what_is_overdue(action, midlothian, client):
    QuestionFactory(action=action, due_on=dt.date(2023, 3, 1), text="Later?")
    QuestionFactory(
        action=action, owed_by=midlothian, due_on=dt.date(2023, 2, 1), text="Overdue one?"
    )
    AnsweredQuestionFactory(action=action, text="Answered one?")
    signed_in(client, ConvenerFactory())

    page = client.get(LIST)

    assert [line.question.text for line in page.context["log"].lines] == [
        "Overdue one?",
        "Later?",
        "Answered one?",
    ]
    assert "The answer was due from Midlothian on 1 February 2023, 2 weeks ago." in words_of(page)


def test_a_visitor_reads_the_answered_ones_and_how_many_others_there_are(action, client):
    QuestionFactory(action=action, text="A secret?")
    DraftedQuestionFactory(action=action, text="Another?")
    AnsweredQuestionFactory(action=action, text="Answered one?")

    words = words_of(client.get(LIST))

    assert "Two open questions wait for an answer." in words
    assert "Answered one?" in words
    assert [secret for secret in ["A secret?", "Another?"] if secret in words] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"open", "drafted", "teams", "answered"}),
        ({"state": "open"}, {"open", "drafted", "teams"}),
        ({"state": "answered"}, {"answered"}),
        ({"council": "midlothian"}, {"open"}),
        ({"council": "team"}, {"teams"}),
        ({"meeting": "oversight-group-4"}, {"drafted"}),
        ({"state": "answered", "council": "midlothian"}, set()),
    ],
)
def test_filters_stand_in_the_address(asked, found, action, midlothian, meeting, client):
    QuestionFactory(action=action, text="open", owed_by=midlothian)
    DraftedQuestionFactory(action=action, text="drafted", meeting=meeting)
    QuestionFactory(action=action, text="teams", owed_by=None)
    AnsweredQuestionFactory(action=action, text="answered")
    signed_in(client, ConvenerFactory(council=midlothian))

    page = client.get(LIST, asked)

    assert {line.question.text for line in page.context["log"].lines} == found


def test_a_filter_that_is_not_understood_says_so_and_shows_everything(question, client):
    signed_in(client, ConvenerFactory())

    page = client.get(LIST, {"council": "atlantis"})

    assert page.status_code == 400
    assert page.context["form"].errors["council"] == [
        "There is no council “atlantis”. Choose one from the list."
    ]
    assert [line.question for line in page.context["log"].lines] == [question]


def make(number, action):
    """Save a question of each kind, about things of their own."""
    another = ActionFactory(priority=PriorityFactory())
    meeting = MeetingFactory(meets_on=dt.date(2023, 3, 29))
    QuestionFactory(action=action, meeting=meeting)
    DraftedQuestionFactory(action=another)
    AnsweredQuestionFactory(action=None, priority=another.priority)
    AnsweredQuestionFactory(action=None, plan=action.priority.plan, owed_by=None)


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("membership", "queries"), [(None, 7), (CoordinatorFactory, 9)])
def test_the_list_costs_the_same_however_much_is_asked(
    membership, queries, many, action, client, django_assert_num_queries
):
    if membership:
        signed_in(client, membership())
    for number in range(many):
        make(number, action)

    # plan, councils, meetings, questions, collaborative, partner councils; and for a visitor how
    # many are open, for a member session, person and memberships
    with django_assert_num_queries(queries):
        page = client.get(LIST)

    assert len(page.context["log"].answered) == 2 * many


@pytest.mark.parametrize("many", [1, 3])
def test_a_question_costs_the_same_however_often_it_was_handed_on(
    many, question, client, django_assert_num_queries
):
    for _ in range(many):
        TransferFactory(question=question)
    signed_in(client, CoordinatorFactory())

    # session, person, memberships, plan, question, transfers, collaborative, partner councils
    with django_assert_num_queries(8):
        page = client.get(question.get_absolute_url())

    assert len(page.context["transfers"]) == many


@pytest.mark.parametrize("many", [1, 3])
def test_the_form_that_asks_costs_the_same_however_much_there_is_to_ask_about(
    many, midlothian, client, django_assert_num_queries
):
    for _ in range(many):
        action = ActionFactory(priority=PriorityFactory())
        LeadFactory(action=action)
        MeetingFactory(meets_on=dt.date(2023, 3, 29))
    signed_in(client, ConvenerFactory(council=midlothian))

    # session, person, memberships, plan, priorities, actions, their parts and their councils,
    # next meeting (2), councils, meetings; collaborative, the menu's plan, partner councils
    with django_assert_num_queries(15):
        page = client.get(ASK)

    assert len(page.context["form"].subjects) == 1 + 2 * many
