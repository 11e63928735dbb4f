"""The steps of an update and of its round refuse what is out of turn, whoever calls them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from plans.models import AuditEntry, Round
from plans.tests.factories import (
    CoordinatorFactory,
    OfficerFactory,
    PersonFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from priorities.models import Update
from priorities.tests.factories import (
    ContributionFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
AT = moment(2023, 2, 15)
WHOLE = {"status": "on_track", "evidence": "too_early"}


@pytest.fixture
def by():
    return CoordinatorFactory().person


STEPS = {
    "submit": lambda update, by: update.submit(by=by, at=AT),
    "take back": lambda update, by: update.take_back(by=by, at=AT),
    "send back": lambda update, by: update.send_back("Why?", by=by, at=AT),
}
ALLOWED = {("draft", "submit"), ("submitted", "take back"), ("submitted", "send back")}
MAKE = {
    "draft": lambda: UpdateFactory(**WHOLE),
    "submitted": SubmittedUpdateFactory,
    "published": lambda: PublishedUpdateFactory(round=RoundFactory()),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", MAKE)
def test_each_step_follows_its_own_state_only(state, step, by):
    update = MAKE[state]()
    if (state, step) in ALLOWED:
        STEPS[step](update, by)
        assert Update.objects.get().state != state
    else:
        with pytest.raises(PermissionDenied):
            STEPS[step](update, by)
        assert Update.objects.get().state == state


CLOSED = {
    "published": PublishedRoundFactory,
    "coming": lambda: RoundFactory(opens_on=datetime.date(2023, 2, 16)),
    "waiting": lambda: (RoundFactory(number=1), RoundFactory(number=2))[1],
    "abandoned": lambda: RoundFactory(
        abandoned_at=AT, abandoned_by=PersonFactory(), abandoned_reason="No meeting."
    ),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", CLOSED)
def test_no_step_is_taken_in_a_round_that_does_not_collect(state, step, by):
    round = CLOSED[state]()
    made = UpdateFactory if step == "submit" else SubmittedUpdateFactory
    update = made(round=round, **WHOLE)

    with pytest.raises(PermissionDenied):
        STEPS[step](update, by)


@pytest.mark.parametrize("state", CLOSED)
def test_a_round_that_does_not_collect_is_not_published(state, by):
    round = CLOSED[state]()
    SubmittedUpdateFactory(round=round)
    before = round.published_at

    with pytest.raises(PermissionDenied):
        Update.objects.publish(round, by=by, at=AT)
    assert Round.objects.get(pk=round.pk).published_at == before
    assert Update.objects.get().state == "submitted"


def test_lateness_counts_from_the_first_time_it_came_in(by):
    update = UpdateFactory(round__due_on=datetime.date(2023, 2, 14), **WHOLE)
    update.submit(by=by, at=moment(2023, 2, 14))
    update.send_back("Why?", by=by, at=AT)
    update.submit(by=by, at=AT)

    assert (update.received_on, update.days_late) == (datetime.date(2023, 2, 14), 0)


def test_what_was_taken_back_before_a_return_counts_anew(by):
    update = UpdateFactory(round__due_on=datetime.date(2023, 2, 14), **WHOLE)
    update.submit(by=by, at=moment(2023, 2, 14))
    update.take_back(by=by, at=AT)
    assert (update.state, update.days_late) == ("draft", 1)


def test_a_copy_as_it_would_be_sent_leaves_the_draft_alone(by):
    update = UpdateFactory(**WHOLE)
    sent = update.as_sent(by=by, at=AT)

    assert (sent.state, sent.submitted_by, sent.entered_by_team) == ("submitted", by, True)
    assert (update.state, update.submitted_by, update.entered_by_team) == ("draft", None, False)


def test_it_is_entered_by_the_team_unless_an_officer_of_the_council_sends_it(by):
    update = UpdateFactory(**WHOLE)
    officer = OfficerFactory(council=update.contribution.council, person=by).person
    update.submit(by=officer, at=AT)

    assert update.entered_by_team is False


@pytest.mark.parametrize("words", ["Sent.", "Never sent."])
def test_only_the_newest_words_and_only_unsent_ones_start_the_next_round(words):
    part = ContributionFactory()
    UpdateFactory(contribution=part, round=PublishedRoundFactory(number=1), text="Older.")
    made = PublishedUpdateFactory if words == "Sent." else UpdateFactory
    made(contribution=part, round=PublishedRoundFactory(number=2), text=words)
    UpdateFactory(round=PublishedRoundFactory(number=3), text="Another’s.")
    unsent = Update.objects.unsent_before(RoundFactory(number=4), part)

    assert (unsent and unsent.text) == (None if words == "Sent." else words)


def test_a_round_for_members_is_released_on_another_day(by):
    round = PublishedRoundFactory(public_from=datetime.date(2023, 2, 22))
    round.release(datetime.date(2023, 2, 20), by=by, at=AT)

    assert Round.objects.get().public_from == datetime.date(2023, 2, 20)
    assert AuditEntry.objects.get().address == round.get_absolute_url()


@pytest.mark.parametrize(
    ("make", "day"),
    [
        (RoundFactory, datetime.date(2023, 2, 20)),
        (PublishedRoundFactory, datetime.date(2023, 2, 20)),
        (
            lambda: PublishedRoundFactory(public_from=datetime.date(2023, 2, 22)),
            datetime.date(2023, 2, 14),
        ),
    ],
)
def test_nothing_else_is_released(make, day, by):
    round = make()
    before = round.public_from

    with pytest.raises(PermissionDenied):
        round.release(day, by=by, at=AT)
    assert Round.objects.get().public_from == before
    assert not AuditEntry.objects.exists()
