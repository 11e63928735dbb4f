"""Rows for tests: only what a model demands, nothing random."""

import datetime
import decimal

import factory
from factory.django import DjangoModelFactory

from plans.tests.factories import (
    CouncilFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from priorities.models import (
    Action,
    Contribution,
    DateChange,
    Measure,
    Milestone,
    Priority,
    Question,
    Transfer,
    Update,
    Value,
)


class PriorityFactory(DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    title = factory.Sequence(lambda n: f"Priority {n}")
    slug = factory.Sequence(lambda n: f"priority-{n}")
    prefix = factory.Sequence(lambda n: f"P{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}")

    class Meta:
        model = Priority


class ActionFactory(DjangoModelFactory):
    priority = factory.SubFactory(PriorityFactory)
    number = factory.Sequence(lambda n: n + 50)  # beyond those that tests give themselves
    title = factory.Sequence(lambda n: f"Action {n}")
    starts_on = datetime.date(2022, 8, 17)
    due_on = datetime.date(2023, 5, 26)
    first_due_on = datetime.date(2023, 5, 26)

    class Meta:
        model = Action


class DateChangeFactory(DjangoModelFactory):
    """A request for a new date that waits for a decision."""

    action = factory.SubFactory(ActionFactory)
    from_on = factory.SelfAttribute("action.due_on")
    to_on = datetime.date(2023, 6, 23)
    reason = "Schools asked for more visits."
    asked_by = factory.SubFactory(PersonFactory)
    asked_at = moment(2023, 1, 16)

    class Meta:
        model = DateChange


def move(action, *days):
    """Let a due date move to some days, one after the other, as the councils do it."""
    for day in days:
        change = DateChangeFactory(action=action, to_on=day)
        change.accept(by=PersonFactory(), at=moment(2023, 1, 20))
        action.refresh_from_db()


class ContributionFactory(DjangoModelFactory):
    action = factory.SubFactory(ActionFactory)
    council = factory.SubFactory(CouncilFactory)

    class Meta:
        model = Contribution


class LeadFactory(ContributionFactory):
    role = "lead"


class MilestoneFactory(DjangoModelFactory):
    action = factory.SubFactory(ActionFactory)
    title = factory.Sequence(lambda n: f"Milestone {n}")
    due_on = datetime.date(2023, 3, 31)

    class Meta:
        model = Milestone


class UpdateFactory(DjangoModelFactory):
    """A draft of the round that is open."""

    contribution = factory.SubFactory(ContributionFactory)
    round = factory.SubFactory(
        RoundFactory, plan=factory.SelfAttribute("..contribution.action.priority.plan")
    )
    written_by = factory.SubFactory(PersonFactory)
    written_at = moment(2023, 2, 14)

    class Meta:
        model = Update


class SubmittedUpdateFactory(UpdateFactory):
    state = "submitted"
    status = "on_track"
    text = "All schools have begun."
    evidence = "too_early"
    received_on = datetime.date(2023, 2, 14)
    submitted_by = factory.SelfAttribute("written_by")
    submitted_at = moment(2023, 2, 14)


class PublishedUpdateFactory(SubmittedUpdateFactory):
    """An update of a round that everyone may read."""

    round = factory.SubFactory(
        PublishedRoundFactory, plan=factory.SelfAttribute("..contribution.action.priority.plan")
    )
    state = "published"
    written_at = moment(2022, 11, 15)
    received_on = datetime.date(2022, 11, 15)
    submitted_at = moment(2022, 11, 15)
    published_at = moment(2022, 11, 23)


class QuestionFactory(DjangoModelFactory):
    """An open question about an action, owed by a council."""

    action = factory.SubFactory(ActionFactory)
    text = factory.Sequence(lambda n: f"What is asked, number {n}?")
    asked_by = factory.SubFactory(PersonFactory)
    asker_title = "Cabinet Member for Education, Midlothian"
    asked_at = moment(2023, 2, 8)
    owed_by = factory.SubFactory(CouncilFactory)
    due_on = datetime.date(2023, 2, 22)

    class Meta:
        model = Question


class DraftedQuestionFactory(QuestionFactory):
    state = "drafted"
    answer = "An answer that waits."
    drafted_by = factory.SubFactory(PersonFactory)
    drafted_at = moment(2023, 2, 10)


class AnsweredQuestionFactory(DraftedQuestionFactory):
    state = "answered"
    answer = "An answer on the record."
    settled_by = factory.SubFactory(PersonFactory)
    settled_at = moment(2023, 2, 13)


class TransferFactory(DjangoModelFactory):
    question = factory.SubFactory(QuestionFactory)
    to_council = factory.SubFactory(CouncilFactory)
    reason = "They run it."
    by = factory.SubFactory(PersonFactory)
    at = moment(2023, 2, 9)

    class Meta:
        model = Transfer


class MeasureFactory(DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Measure {n}")
    slug = factory.Sequence(lambda n: f"measure-{n}")
    counted = "Pupils in P1, P4 and P7."
    unit = "percent"
    better = "higher"
    source = "Scottish Government"
    how_to_read = "Teachers judge in June."
    caution = "Keep each council’s context in mind."

    class Meta:
        model = Measure


class ValueFactory(DjangoModelFactory):
    """What was published of Scotland in December 2021, and reached the portal then."""

    measure = factory.SubFactory(MeasureFactory)
    area = factory.LazyAttribute(lambda value: "council" if value.council else "scotland")
    council = None
    year = 2020
    unit = factory.SelfAttribute("measure.unit")
    number = decimal.Decimal("72.3")
    published_on = datetime.date(2021, 12, 14)
    arrived_on = datetime.date(2021, 12, 20)

    class Meta:
        model = Value


class NotYetFactory(ValueFactory):
    """What has not been published yet."""

    state = "not_yet"
    number = published_on = arrived_on = None
