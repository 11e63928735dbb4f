"""Each rule that the database keeps for actions and updates, and the sentence that goes with it."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from plans.tests.constraints import constraints_of, sentences
from plans.tests.factories import CouncilFactory, PersonFactory, moment
from plans.tests.test_constraints import again
from priorities.models import Redaction, Withholding
from priorities.tests.factories import (
    ActionFactory,
    AnsweredQuestionFactory,
    ContributionFactory,
    DateChangeFactory,
    LeadFactory,
    MeasureFactory,
    MilestoneFactory,
    NotYetFactory,
    PriorityFactory,
    QuestionFactory,
    SubmittedUpdateFactory,
    TransferFactory,
    UpdateFactory,
    ValueFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 2, 15)
BEFORE = datetime.date(2023, 2, 14)


def changed(row, **values):
    """Return a saved row with values that may not be."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def same_person():
    person = PersonFactory()
    return changed(ContributionFactory(), lead_officer=person, deputy=person)


def withholding():
    signed = {"reason": "A name.", "by": PersonFactory(), "at": moment(2023, 2, 15)}
    return Withholding.objects.create(update=SubmittedUpdateFactory(), **signed)


def redaction():
    signed = {"reason": "A name.", "by": PersonFactory(), "at": moment(2023, 2, 15)}
    return Redaction.objects.create(update=SubmittedUpdateFactory(), **signed)


def handed_to_nobody_else():
    transfer = TransferFactory()
    return changed(transfer, from_council=transfer.to_council)


BROKEN = {
    "priority_prefix_once_in_a_plan": lambda: again(PriorityFactory(), slug="other"),
    "priority_slug_once_in_a_plan": lambda: again(PriorityFactory(), prefix="ZZ"),
    "priority_prefix_is_capitals": lambda: changed(PriorityFactory(), prefix="lit"),
    "action_number_once_in_a_priority": lambda: again(ActionFactory()),
    "action_due_after_start": lambda: changed(ActionFactory(), starts_on=DAY, due_on=BEFORE),
    "action_once_dated_stays_dated": lambda: changed(ActionFactory(), due_on=None),
    "action_withdrawn_for_a_reason": lambda: changed(
        ActionFactory(), withdrawn_at=moment(2023, 2, 15), withdrawn_by=PersonFactory()
    ),
    "contribution_once_for_a_council": lambda: again(ContributionFactory()),
    "contribution_one_lead": lambda: again(
        LeadFactory(), council_id=ContributionFactory().council_id
    ),
    "contribution_ends_after_start": lambda: changed(
        ContributionFactory(), starts_on=DAY, ends_on=BEFORE, end_reason="No staff."
    ),
    "contribution_ends_for_a_reason": lambda: changed(ContributionFactory(), ends_on=DAY),
    "contribution_deputy_is_someone_else": same_person,
    "milestone_done_or_dropped": lambda: changed(
        MilestoneFactory(), done_on=DAY, dropped_on=DAY, dropped_reason="Not needed."
    ),
    "milestone_dropped_for_a_reason": lambda: changed(MilestoneFactory(), dropped_on=DAY),
    "redaction_has_a_reason": lambda: changed(redaction(), reason=""),
    "redaction_done_holds_no_words": lambda: changed(redaction(), text="Words", is_done=True),
    "withholding_has_a_reason": lambda: changed(withholding(), reason=""),
    "withholding_ended_for_a_reason": lambda: changed(withholding(), ended_reason="Wrong."),
    "withholding_once_in_force": lambda: again(withholding()),
    "update_once_in_a_round": lambda: again(UpdateFactory()),
    "update_sent_with_status": lambda: changed(SubmittedUpdateFactory(), status=""),
    "update_sent_with_explanation": lambda: changed(
        SubmittedUpdateFactory(), status="at_risk", text=""
    ),
    "update_off_track_with_forecast": lambda: changed(SubmittedUpdateFactory(), status="off_track"),
    "update_forecast_or_none": lambda: changed(
        SubmittedUpdateFactory(), forecast_on=DAY, no_forecast=True
    ),
    "update_sent_with_evidence": lambda: changed(SubmittedUpdateFactory(), evidence=""),
    "update_evidence_says_what_was_seen": lambda: changed(
        SubmittedUpdateFactory(), evidence="changed_practice"
    ),
    "update_no_change_is_no_exception": lambda: changed(
        SubmittedUpdateFactory(), status="at_risk", no_change=True
    ),
    "update_submitted_by_someone": lambda: changed(SubmittedUpdateFactory(), submitted_by=None),
    "update_returned_with_a_note": lambda: changed(SubmittedUpdateFactory(), state="returned"),
    "update_published_at_a_moment": lambda: changed(
        SubmittedUpdateFactory(), published_at=moment(2023, 2, 15)
    ),
    "date_change_one_waiting": lambda: again(DateChangeFactory()),
    "date_change_is_a_change": lambda: changed(DateChangeFactory(to_on=DAY), from_on=DAY),
    "date_change_has_a_reason": lambda: changed(DateChangeFactory(), reason=""),
    "date_change_decided_by_someone": lambda: changed(DateChangeFactory(), state="accepted"),
    "date_change_declined_with_a_note": lambda: changed(
        DateChangeFactory(),
        state="declined",
        decided_by=PersonFactory(),
        decided_at=moment(2023, 2, 15),
    ),
    "question_about_one_thing": lambda: changed(QuestionFactory(), priority=PriorityFactory()),
    "question_has_words": lambda: changed(QuestionFactory(), text=""),
    "question_has_an_asker": lambda: changed(QuestionFactory(), asker_title=""),
    "question_asked_or_recorded": lambda: changed(QuestionFactory(), recorded_by=PersonFactory()),
    "question_answered_by_someone": lambda: changed(AnsweredQuestionFactory(), answer=""),
    "question_settled_by_someone": lambda: changed(QuestionFactory(), state="withdrawn"),
    "question_declined_with_a_reason": lambda: changed(AnsweredQuestionFactory(), state="declined"),
    "transfer_to_someone_else": handed_to_nobody_else,
    "transfer_has_a_reason": lambda: changed(TransferFactory(), reason=""),
    "measure_has_a_caution": lambda: changed(MeasureFactory(), caution=""),
    "value_once_for_a_council": lambda: again(ValueFactory(council=CouncilFactory())),
    "value_once_for_an_area": lambda: again(ValueFactory()),
    "value_of_a_council_or_a_wider_area": lambda: changed(ValueFactory(), area="council"),
    "value_of_this_century": lambda: changed(ValueFactory(), year=1999),
    "value_of_a_gap_in_percentage_points": lambda: changed(ValueFactory(), unit="points"),
    "value_within_its_unit": lambda: changed(ValueFactory(), number=Decimal("100.01")),
    "value_published_has_a_number": lambda: changed(ValueFactory(), number=None),
    "value_published_on_a_day": lambda: changed(ValueFactory(), published_on=None),
    "value_aimed_at_has_a_number": lambda: changed(NotYetFactory(), kind="aim"),
}


def test_every_rule_of_priorities_is_tried():
    assert BROKEN.keys() == constraints_of("priorities").keys()


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_and_a_person_is_told_why(name):
    row = BROKEN[name]()

    assert sentences(row) == {constraints_of("priorities")[name].violation_error_message}
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
