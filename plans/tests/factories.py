"""Rows for tests: only what a model demands, nothing random."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from plans.models import (
    Alignment,
    AuditEntry,
    Collaborative,
    Council,
    FundingLine,
    Goal,
    Group,
    Meeting,
    Membership,
    Person,
    Plan,
    Reopening,
    Revision,
    Round,
    Setting,
)


def moment(year, month, day, hour=12):
    """Return an aware moment in Europe/London."""
    return datetime.datetime(year, month, day, hour, tzinfo=timezone.get_default_timezone())


class CollaborativeFactory(DjangoModelFactory):
    name = "South East Improvement Collaborative"
    short_name = "SEIC"

    class Meta:
        model = Collaborative


class CouncilFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Council {n:03}")
    short_name = factory.Sequence(lambda n: f"C{n:03}")
    slug = factory.Sequence(lambda n: f"council-{n:03}")
    gss_code = factory.Sequence(lambda n: f"S12{n:06}")

    class Meta:
        model = Council


class PersonFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person.{n}@example.org")

    class Meta:
        model = Person


class MembershipFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    starts_on = datetime.date(2022, 8, 1)

    class Meta:
        model = Membership


class OfficerFactory(MembershipFactory):
    role = "officer"
    council = factory.SubFactory(CouncilFactory)


class ConvenerFactory(MembershipFactory):
    role = "convener"
    council = factory.SubFactory(CouncilFactory)


class CoordinatorFactory(MembershipFactory):
    role = "coordinator"


class ReaderFactory(MembershipFactory):
    role = "reader"


class PlanFactory(DjangoModelFactory):
    """The open plan of 2022-23: one plan is open at a time, so asking again gives the same."""

    title = "Improvement Plan 2022-23"
    slug = "2022-23"
    starts_on = datetime.date(2022, 8, 1)
    ends_on = datetime.date(2023, 7, 31)
    stage = "open"
    opened_at = moment(2022, 8, 17)

    class Meta:
        model = Plan
        django_get_or_create = ["slug"]


class DraftPlanFactory(PlanFactory):
    title = "Improvement Plan 2023-24"
    slug = "2023-24"
    starts_on = datetime.date(2023, 8, 1)
    ends_on = datetime.date(2024, 7, 31)
    stage = "draft"
    opened_at = None


class GoalFactory(DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    text = factory.Sequence(lambda n: f"Goal {n}")

    class Meta:
        model = Goal


class FundingLineFactory(DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    category = "supply"
    offered, committed, claimed = 100_000, 60_000, 20_000
    as_at = datetime.date(2023, 1, 31)

    class Meta:
        model = FundingLine


class AlignmentFactory(DjangoModelFactory):
    framework = "National Improvement Framework"
    short_name = "NIF"
    year = 2022
    kind = "driver"
    number = factory.Sequence(str)
    title = factory.Sequence(lambda n: f"Driver {n}")

    class Meta:
        model = Alignment


class SettingFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"School {n}")
    council = factory.SubFactory(CouncilFactory)
    sector = "primary"

    class Meta:
        model = Setting


class AuditEntryFactory(DjangoModelFactory):
    what = factory.Sequence(lambda n: f"Decision {n}")
    by = factory.SubFactory(PersonFactory)

    class Meta:
        model = AuditEntry


class GroupFactory(DjangoModelFactory):
    name = "Oversight Group"
    slug = "oversight-group"

    class Meta:
        model = Group
        django_get_or_create = ["slug"]


class MeetingFactory(DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    group = factory.SubFactory(GroupFactory)
    slug = factory.Sequence(lambda n: f"oversight-group-{n}")
    meets_on = datetime.date(2023, 2, 22)

    class Meta:
        model = Meeting


class RoundFactory(DjangoModelFactory):
    """A round that is open on 15 February 2023, the day the tests are held at."""

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 50)  # beyond those that tests give themselves
    opens_on = datetime.date(2023, 2, 13)
    due_on = datetime.date(2023, 3, 17)

    class Meta:
        model = Round


class PublishedRoundFactory(RoundFactory):
    """A round of the autumn that everyone may read."""

    opens_on = datetime.date(2022, 10, 31)
    due_on = datetime.date(2022, 11, 18)
    published_at = moment(2022, 11, 23)
    published_by = factory.SubFactory(PersonFactory)


class ReopeningFactory(DjangoModelFactory):
    """A round of the autumn that is open again for a council."""

    round = factory.SubFactory(PublishedRoundFactory)
    council = factory.SubFactory(CouncilFactory)
    reason = "Snow closed the office."
    by = factory.SubFactory(PersonFactory)
    at = moment(2023, 2, 14)

    class Meta:
        model = Reopening


class RevisionFactory(DjangoModelFactory):
    """A kept plan of few words; one that says what a plan says is recorded by the portal."""

    plan = factory.SubFactory(PlanFactory)
    number = 1
    agreed_on = datetime.date(2023, 2, 8)
    agreed_at = "SEIC Board"
    what_changed = "The first agreed plan."
    plan_version = actions_version = 1
    contents = "{}"
    recorded_at = moment(2023, 2, 9)
    recorded_by = factory.SubFactory(PersonFactory)

    class Meta:
        model = Revision
