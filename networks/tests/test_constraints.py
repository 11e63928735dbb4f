"""Each rule that the database keeps for networks, and the sentence that goes with it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from networks.tests.factories import (
    GatheringFactory,
    JoinRequestFactory,
    NetworkFactory,
    NetworkLeadFactory,
    ProposalFactory,
)
from plans.tests.constraints import constraints_of, sentences
from plans.tests.factories import PersonFactory, moment
from plans.tests.test_constraints import again

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 2, 15)
BEFORE = datetime.date(2023, 2, 14)
FOUR = datetime.time(16)


def changed(row, **values):
    """Return a saved row with values that may not be."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def decided(**values):
    return changed(
        ProposalFactory(), decided_by=PersonFactory(), decided_at=moment(2023, 2, 15), **values
    )


BROKEN = {
    "network_name_once": lambda: again(NetworkFactory(name="Talk"), name="TALK", slug="other"),
    "network_slug_is_free": lambda: NetworkFactory.build(slug="proposals"),
    "network_founded_in_a_year": lambda: NetworkFactory.build(founded=15),
    "network_more_has_title_and_address": lambda: NetworkFactory.build(more_title="Our page"),
    "network_archived_for_a_reason": lambda: NetworkFactory.build(archived_on=DAY),
    "network_withheld_for_a_reason": lambda: NetworkFactory.build(withheld_reason="A name."),
    "lead_once": lambda: again(NetworkLeadFactory()),
    "lead_ends_after_start": lambda: changed(NetworkLeadFactory(starts_on=DAY), ended_on=BEFORE),
    "gathering_ends_after_start": lambda: changed(GatheringFactory(), ends_at=FOUR),
    "gathering_cancelled_for_a_reason": lambda: changed(GatheringFactory(), cancelled_on=DAY),
    "gathering_no_more_councils_than_settings": lambda: changed(
        GatheringFactory(), settings_present=3, councils_present=4
    ),
    "joinrequest_answered_by_someone": lambda: changed(JoinRequestFactory(), answer="Welcome."),
    "proposal_decided_by_someone": lambda: changed(ProposalFactory(), note="No."),
    "proposal_accepted_is_a_network": lambda: decided(state="accepted"),
    "proposal_declined_for_a_reason": lambda: decided(state="declined"),
}


def test_every_rule_of_networks_is_tried():
    assert BROKEN.keys() == constraints_of("networks").keys()


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_and_a_person_is_told_why(name):
    row = BROKEN[name]()

    assert sentences(row) == {constraints_of("networks")[name].violation_error_message}
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_gathering_ends_after_it_begins():
    row = changed(GatheringFactory(), starts_at=FOUR, ends_at=FOUR)

    assert sentences(row) == {
        constraints_of("networks")["gathering_ends_after_start"].violation_error_message
    }
