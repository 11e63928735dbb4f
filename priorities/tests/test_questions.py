"""Questions of members: who may do what, when an answer is due, and what became of them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from plans.models import AuditEntry, Visitor
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    ReaderFactory,
    moment,
)
from priorities.models import Question
from priorities.questions import Line
from priorities.tests.factories import (
    ActionFactory,
    AnsweredQuestionFactory,
    DraftedQuestionFactory,
    PriorityFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db
TODAY, AT = dt.date(2023, 2, 15), moment(2023, 2, 15)
SETTLED = {"state": "declined", "settled_at": AT, "settled_reason": "Not ours."}


def declined(**values):
    return QuestionFactory(**SETTLED, settled_by=PersonFactory(), **values)


def test_a_plans_questions_are_those_about_it_its_priorities_and_its_actions():
    plan, other = PlanFactory(), DraftPlanFactory()
    own = {
        QuestionFactory(action=None, plan=plan),
        QuestionFactory(action=None, priority=PriorityFactory(plan=plan)),
        QuestionFactory(action=ActionFactory(priority__plan=plan)),
    }
    QuestionFactory(action=ActionFactory(priority__plan=other))

    assert set(Question.objects.in_plan(plan)) == own
    assert {question.own_plan for question in own} == {plan}


def test_a_subject_has_the_questions_about_itself_alone():
    action = ActionFactory()
    about_action = QuestionFactory(action=action)
    about_priority = QuestionFactory(action=None, priority=action.priority)

    assert Question.objects.about(action).get() == about_action
    assert Question.objects.about(action.priority).get() == about_priority
    assert not Question.objects.about(action.priority.plan).exists()


def test_members_read_every_question_and_everyone_else_the_answered_ones():
    everything = {QuestionFactory(), DraftedQuestionFactory(), declined()}
    answered = AnsweredQuestionFactory()

    assert Question.objects.visible_to(Visitor()).get() == answered
    assert set(Question.objects.visible_to(ReaderFactory().person)) == everything | {answered}


def test_questions_are_found_by_where_they_stand():
    asked, drafted, answered = (
        QuestionFactory(),
        DraftedQuestionFactory(),
        AnsweredQuestionFactory(),
    )
    declined()

    assert set(Question.objects.open()) == {asked, drafted}
    assert Question.objects.undrafted().get() == asked
    assert Question.objects.answered().get() == answered


def test_coordinators_go_on_with_what_is_drafted_and_what_the_central_team_owes():
    QuestionFactory()
    drafted, teams = DraftedQuestionFactory(), QuestionFactory(owed_by=None)
    AnsweredQuestionFactory(owed_by=None)

    assert set(Question.objects.waiting_for_team()) == {drafted, teams}


def test_questions_are_found_by_council_meeting_asker_and_day():
    council, meeting = CouncilFactory(), MeetingFactory()
    question = QuestionFactory(owed_by=council, meeting=meeting, due_on=dt.date(2023, 2, 14))
    QuestionFactory(due_on=TODAY)

    assert Question.objects.owed_by([council]).get() == question
    assert Question.objects.for_meeting(meeting).get() == question
    assert Question.objects.asked_by(question.asked_by).get() == question
    assert Question.objects.overdue(TODAY).get() == question


def test_what_was_answered_between_two_moments_leaves_out_the_first_and_holds_the_second():
    first, second, third = moment(2023, 1, 1), moment(2023, 2, 1), moment(2023, 2, 2)
    found = [AnsweredQuestionFactory(settled_at=at) for at in [first, second, third]]

    assert Question.objects.answered_between(first, second).get() == found[1]


def test_what_is_open_comes_first_by_its_day_and_then_what_was_settled_last():
    early = AnsweredQuestionFactory(settled_at=moment(2023, 1, 9))
    late = AnsweredQuestionFactory(settled_at=moment(2023, 2, 9))
    later = QuestionFactory(due_on=dt.date(2023, 3, 1))
    urgent = QuestionFactory(due_on=dt.date(2023, 2, 1))

    assert list(Question.objects.in_order()) == [urgent, later, late, early]


@pytest.mark.parametrize("state", ["open", "draft", "closed"])
def test_conveners_ask_and_coordinators_record_while_the_plan_is_open(state):
    plan = DraftPlanFactory() if state == "draft" else PlanFactory()
    if state == "closed":
        plan.stage = "closed"
    question = Question(plan=plan)
    convener, coordinator = ConvenerFactory().person, CoordinatorFactory().person

    assert question.may_be_asked_by(convener) is (state == "open")
    assert question.may_be_recorded_by(coordinator) is (state == "open")
    assert not question.may_be_asked_by(coordinator)
    assert not question.may_be_recorded_by(convener)


def who(question):
    """Return someone of each kind around a question, by kind."""
    return {
        "asker": ConvenerFactory(person=question.asked_by, council=question.owed_by).person,
        "convener": ConvenerFactory(council=question.owed_by).person,
        "reader": ReaderFactory().person,
        "officer": OfficerFactory(council=question.owed_by).person,
        "other": OfficerFactory().person,
        "coordinator": CoordinatorFactory().person,
        "administrator": PersonFactory(is_administrator=True),
        "visitor": Visitor(),
    }


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        ("draft_may_be_read_by", {"officer", "coordinator"}),
        ("may_be_answered_by", {"officer", "coordinator"}),
        ("may_be_transferred_by", {"officer", "coordinator"}),
        ("may_be_published_by", {"coordinator"}),
        ("may_be_declined_by", {"coordinator"}),
        ("may_be_withdrawn_by", {"asker"}),
    ],
)
def test_each_right_belongs_to_some_and_ends_once_the_question_is_settled(rule, allowed):
    question = DraftedQuestionFactory()
    people = who(question)

    assert {kind for kind, person in people.items() if getattr(question, rule)(person)} == allowed
    question.decline("Not ours.", by=people["coordinator"], at=AT)
    after = {kind for kind, person in people.items() if getattr(question, rule)(person)}
    assert after == (allowed if rule == "draft_may_be_read_by" else set())


def test_what_the_central_team_owes_no_officer_answers():
    question = QuestionFactory(owed_by=None)

    assert not question.may_be_answered_by(OfficerFactory().person)
    assert not question.may_be_answered_by(Visitor())
    assert question.may_be_answered_by(CoordinatorFactory().person)


def test_someone_who_is_no_convener_any_more_withdraws_nothing():
    ended = ConvenerFactory(ends_on=dt.date(2023, 2, 14)).person

    assert not QuestionFactory(asked_by=ended).may_be_withdrawn_by(ended)


def test_what_was_put_at_a_meeting_coordinators_take_back():
    question = QuestionFactory(asked_by=None, recorded_by=PersonFactory(), put_at=MeetingFactory())

    assert question.may_be_withdrawn_by(CoordinatorFactory().person)
    assert not question.may_be_withdrawn_by(ConvenerFactory().person)


def test_asking_keeps_the_title_and_sets_the_day():
    council = CouncilFactory(name="Midlothian", convener_title="Cabinet Member for Education")
    convener = ConvenerFactory(council=council).person
    question = Question.objects.begin(PlanFactory(), by=convener, at=AT)
    question.text, question.meeting = "Why?", MeetingFactory(meets_on=dt.date(2023, 3, 29))
    question.ask()
    council.convener_title = "Another title"
    council.save()

    question = Question.objects.get()
    assert question.asker_title == "Cabinet Member for Education, Midlothian"
    assert question.due_on == dt.date(2023, 3, 22)
    assert question.history.get().history_user == convener


def test_an_answer_is_drafted_then_published_on_the_record():
    question = QuestionFactory()
    officer, coordinator = PersonFactory(), PersonFactory()
    question.draft("It is paid for.", by=officer, at=AT)
    assert question.is_drafted
    question.publish("It is paid for by us.", by=coordinator, at=moment(2023, 2, 16))

    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", "It is paid for by us.")
    assert (question.drafted_by, question.drafted_at) == (officer, AT)
    assert (question.settled_by, question.settled_at) == (coordinator, moment(2023, 2, 16))
    assert question.version == 3
    entry = AuditEntry.objects.get()
    assert entry.what == f"Answered question {question.pk} of 2022-23"
    assert (entry.by, entry.address) == (coordinator, question.get_absolute_url())


def test_a_coordinator_publishes_an_answer_of_their_own_in_one_step():
    question, coordinator = QuestionFactory(owed_by=None), PersonFactory()
    question.publish("Yes.", by=coordinator, at=AT)

    assert (question.drafted_by, question.settled_by) == (coordinator, coordinator)


def test_a_question_is_handed_on_with_what_is_drafted_and_stays_open():
    question = DraftedQuestionFactory()
    fife, to = question.owed_by, CouncilFactory()
    question.transfer(to, "They run it.", due_on=dt.date(2023, 3, 1), by=PersonFactory(), at=AT)
    question.transfer(None, "All do.", due_on=dt.date(2023, 3, 2), by=PersonFactory(), at=AT)

    question.refresh_from_db()
    assert (question.owed_by, question.due_on) == (None, dt.date(2023, 3, 2))
    assert (question.state, question.answer) == ("asked", "An answer that waits.")
    assert [(t.from_council, t.to_council, t.reason) for t in question.transfers.all()] == [
        (fife, to, "They run it."),
        (to, None, "All do."),
    ]
    assert str(question.transfers.last()) == f"from {to} to the central team"
    assert [entry.reason for entry in AuditEntry.objects.all()] == ["All do.", "They run it."]


@pytest.mark.parametrize(
    "do",
    [
        lambda q, by: q.draft("No.", by=by, at=AT),
        lambda q, by: q.publish("No.", by=by, at=AT),
        lambda q, by: q.withdraw(by=by, at=AT),
        lambda q, by: q.decline("No.", by=by, at=AT),
        lambda q, by: q.transfer(None, "No.", due_on=TODAY, by=by, at=AT),
    ],
)
def test_nothing_is_done_about_a_question_that_someone_has_just_settled(do):
    question = QuestionFactory()
    Question.objects.get().publish("Yes.", by=PersonFactory(), at=AT)

    with pytest.raises(PermissionDenied):
        do(question, PersonFactory())

    assert Question.objects.get().answer == "Yes."


def test_due_dates_of_open_questions_follow_a_meeting_that_moves():
    meeting, by = MeetingFactory(meets_on=dt.date(2023, 3, 29)), PersonFactory()
    still_open = QuestionFactory(meeting=meeting)
    answered = AnsweredQuestionFactory(meeting=meeting)
    Question.objects.follow(meeting, by=by, at=moment(2023, 2, 16))

    still_open.refresh_from_db()
    answered.refresh_from_db()
    assert (still_open.due_on, still_open.version) == (dt.date(2023, 3, 22), 2)
    assert still_open.history.first().history_change_reason == "The meeting moved"
    assert answered.due_on == dt.date(2023, 2, 22)


@pytest.mark.parametrize(
    ("question", "word", "css"),
    [
        (lambda: QuestionFactory(due_on=TODAY), "Open", "not_due"),
        (lambda: QuestionFactory(due_on=dt.date(2023, 2, 14)), "Overdue", "late"),
        (lambda: DraftedQuestionFactory(due_on=dt.date(2023, 2, 14)), "Overdue", "late"),
        (AnsweredQuestionFactory, "Answered", "published"),
        (declined, "Declined", "stopped"),
    ],
)
def test_a_reader_sees_one_word_which_never_says_that_an_answer_is_drafted(question, word, css):
    line = Line(question(), ReaderFactory().person, today=TODAY)

    assert (line.word, line.css) == (word, css)
    assert (line.answer != "") is (word == "Answered")


def test_whoever_may_read_a_draft_sees_that_it_waits():
    question = DraftedQuestionFactory()
    line = Line(question, OfficerFactory(council=question.owed_by).person, today=TODAY)

    assert (line.word, line.answer) == ("Answer drafted", "An answer that waits.")
