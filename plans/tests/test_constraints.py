"""Each rule that the database keeps for plans, and the sentence that goes with it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from plans.models import Alignment, Ask, EarlyRelease, Membership, Round, Seat, Setting
from plans.tests.constraints import constraints_of, sentences
from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    CouncilFactory,
    FundingLineFactory,
    GroupFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    ReopeningFactory,
    RevisionFactory,
    RoundFactory,
    SettingFactory,
    moment,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 2, 15)
BEFORE = datetime.date(2023, 2, 14)


def again(row, **changes):
    """Return a second row like one that is saved."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values.pop("id")
    return type(row)(**values | changes)


def alignment(**values):
    return Alignment.objects.create(
        framework="National Improvement Framework", year=2022, kind="priority", number="3", **values
    )


BROKEN = {
    "collaborative_is_only": lambda: CollaborativeFactory.build(is_only=False),
    "collaborative_election_in_order": lambda: CollaborativeFactory.build(
        election_from=DAY, election_until=BEFORE
    ),
    "council_gss_code_is_a_council_area": lambda: CouncilFactory.build(gss_code="E12000001"),
    "council_leaves_after_joining": lambda: CouncilFactory.build(joined_on=DAY, left_on=DAY),
    "council_election_in_order": lambda: CouncilFactory.build(
        election_from=DAY, election_until=BEFORE
    ),
    "early_release_for_a_reason": lambda: EarlyRelease(
        round=RoundFactory(), reason="", by=PersonFactory()
    ),
    "plan_one_open": lambda: again(PlanFactory(), slug="2023-24"),
    "plan_slug_is_a_session": lambda: PlanFactory.build(slug="2022"),
    "plan_ends_after_start": lambda: PlanFactory.build(starts_on=DAY, ends_on=DAY),
    "plan_moments_match_stage": lambda: PlanFactory.build(opened_at=None),
    "funding_line_category_once_in_a_plan": lambda: again(FundingLineFactory()),
    "funding_line_never_one_post": lambda: FundingLineFactory.build(
        plan=PlanFactory(), category="staff", posts=1
    ),
    "funding_line_posts_of_staff": lambda: FundingLineFactory.build(plan=PlanFactory(), posts=3),
    "funding_line_claimed_was_committed": lambda: FundingLineFactory.build(
        plan=PlanFactory(), committed=1, claimed=2
    ),
    "person_email_once": lambda: PersonFactory.build(
        email=PersonFactory(email="a.person@example.org").email.upper()
    ),
    "membership_council_where_role_has_one": lambda: Membership(
        person=PersonFactory(), role="officer", starts_on=DAY
    ),
    "membership_ends_after_start": lambda: Membership(
        person=PersonFactory(), role="reader", starts_on=DAY, ends_on=BEFORE
    ),
    "membership_once_for_a_council": lambda: again(OfficerFactory()),
    "membership_once_for_the_collaborative": lambda: again(CoordinatorFactory()),
    "alignment_once_in_a_framework": lambda: again(alignment(title="Closing the gap")),
    "alignment_once_in_a_council_plan": lambda: again(
        alignment(title="Closing the gap", council=CouncilFactory())
    ),
    "setting_name_once_without_seed_code": lambda: again(SettingFactory(), sector="elc"),
    "setting_seed_code_once_in_a_sector": lambda: again(
        Setting.objects.create(
            seed_code="5500001", name="A school", council=CouncilFactory(), sector="primary"
        )
    ),
    "seat_once_for_a_council": lambda: again(
        Seat.objects.create(group=GroupFactory(), role="Convener", council=CouncilFactory())
    ),
    "seat_once": lambda: again(Seat.objects.create(group=GroupFactory(), role="Chair")),
    "meeting_slug_once_in_a_plan": lambda: again(MeetingFactory()),
    "meeting_move_has_a_reason": lambda: again(MeetingFactory(), slug="other", state="cancelled"),
    "ask_says_something": lambda: Ask(meeting=MeetingFactory(), number=1, text=""),
    "ask_once_at_a_meeting": lambda: again(
        Ask.objects.create(meeting=MeetingFactory(), number=1, text="Note it.")
    ),
    "round_number_once_in_a_plan": lambda: again(RoundFactory()),
    "round_due_after_opening": lambda: Round(
        plan=PlanFactory(), number=1, opens_on=DAY, due_on=BEFORE
    ),
    "round_published_by_someone": lambda: Round(
        plan=PlanFactory(), number=1, opens_on=BEFORE, due_on=DAY, published_at=moment(2023, 2, 15)
    ),
    "round_abandoned_for_a_reason": lambda: Round(
        plan=PlanFactory(),
        number=1,
        opens_on=BEFORE,
        due_on=DAY,
        abandoned_at=moment(2023, 2, 15),
        abandoned_by=PersonFactory(),
    ),
    "revision_number_once_in_a_plan": lambda: again(RevisionFactory()),
    "revision_number_from_one": lambda: again(RevisionFactory(), number=0),
    "reopening_once_at_a_time": lambda: again(ReopeningFactory()),
    "reopening_for_a_reason": lambda: again(
        ReopeningFactory(), reason="", council_id=CouncilFactory().pk
    ),
    "reopening_closed_by_someone": lambda: again(
        ReopeningFactory(), council_id=CouncilFactory().pk, closed_at=moment(2023, 2, 15)
    ),
}


def test_every_rule_of_plans_is_tried():
    assert BROKEN.keys() == constraints_of("plans").keys()


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_and_a_person_is_told_why(name):
    row = BROKEN[name]()

    assert sentences(row) == {constraints_of("plans")[name].violation_error_message}
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
