"""Each rule that the database keeps for the strands, and the sentence that goes with it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from empowered_system.tests.factories import (
    AnsweredQuestionFactory,
    EventFactory,
    FindingFactory,
    HostFactory,
    MatchFactory,
    ParticipationFactory,
    ProgrammeFactory,
    PublicQuestionFactory,
    PublishedFindingFactory,
    ResourceFactory,
    SupportRequestFactory,
    UploadFactory,
)
from plans.tests.constraints import constraints_of, sentences
from plans.tests.factories import moment
from plans.tests.test_constraints import again
from priorities.tests.test_constraints import changed

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 2, 15)
BEFORE = datetime.date(2023, 2, 14)
AT = moment(2023, 2, 15)


BROKEN = {
    "programme_ends_after_start": lambda: changed(
        ProgrammeFactory(), starts_on=DAY, ends_on=BEFORE
    ),
    "programme_enquiry_asks_something": lambda: changed(ProgrammeFactory(), kind="enquiry"),
    "programme_partnership_has_partners": lambda: changed(ProgrammeFactory(), kind="partnership"),
    "host_once_in_a_programme": lambda: again(HostFactory()),
    "participation_once_in_a_programme": lambda: again(ParticipationFactory()),
    "participation_interactions_cover_practitioners": lambda: changed(
        ParticipationFactory(), practitioners=3, interactions=2
    ),
    "event_ends_after_start": lambda: changed(EventFactory(), ends_at=datetime.time(15)),
    "event_is_somewhere": lambda: changed(EventFactory(), place=""),
    "event_cancelled_for_a_reason": lambda: changed(EventFactory(), cancelled_at=AT),
    "upload_withheld_for_a_reason": lambda: changed(UploadFactory(), withheld_at=AT),
    "resource_is_a_link_or_a_file": lambda: changed(ResourceFactory(), link=""),
    "public_question_answered_by_someone": lambda: changed(PublicQuestionFactory(), answered_at=AT),
    "finding_published_by_someone": lambda: changed(FindingFactory(), published_at=AT),
    "support_request_names_one_setting": lambda: changed(
        SupportRequestFactory(), setting_name="A nursery"
    ),
    "support_match_is_one_helper": lambda: changed(MatchFactory(), programme=None),
    "finding_published_whole": lambda: changed(PublishedFindingFactory(), limits=""),
}


def test_every_rule_of_the_strands_is_tried():
    assert BROKEN.keys() == constraints_of("empowered_system").keys()


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_may_not_be(name):
    row = BROKEN[name]()

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("name", BROKEN)
def test_a_person_is_told_why(name):
    row = BROKEN[name]()

    assert constraints_of("empowered_system")[name].violation_error_message in sentences(row)


MAY_BE = {
    "an event that ends after it begins": lambda: EventFactory(
        starts_at=datetime.time(16), ends_at=datetime.time(17)
    ),
    "a resource that is a file, without a link": lambda: ResourceFactory(
        link="", upload=UploadFactory()
    ),
    "a question with its answer": AnsweredQuestionFactory,
}


@pytest.mark.parametrize("what", MAY_BE)
def test_nothing_is_said_against_what_may_be(what):
    row = MAY_BE[what]()

    row.full_clean()

    assert type(row).objects.get() == row
