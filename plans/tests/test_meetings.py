"""What becomes of a meeting: moved with what hangs on its day, cancelled, held; all in words."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from plans.meeting_steps import steps
from plans.models import AuditEntry, Meeting, Round
from plans.tests.factories import (
    CoordinatorFactory,
    GroupFactory,
    MeetingFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH = dt.date(2023, 2, 22), dt.date(2023, 3, 1)
NOW = moment(2023, 2, 15)


@pytest.fixture
def coordinator():
    return CoordinatorFactory().person


@pytest.fixture
def meeting():
    return MeetingFactory(meets_on=FEBRUARY)


def report_to(meeting, **fields):
    """A round that leads to a meeting and becomes public on its day unless said otherwise."""
    round = RoundFactory(plan=meeting.plan, **{"public_from": meeting.meets_on} | fields)
    round.meetings.add(meeting)
    return round


def for_members(meeting, **fields):
    days = {"published_at": moment(2023, 2, 8), "public_from": meeting.meets_on}
    round = PublishedRoundFactory(plan=meeting.plan, **days | fields)
    round.meetings.add(meeting)
    return round


def public_from(round):
    return Round.objects.get(pk=round.pk).public_from


def test_a_moved_meeting_keeps_its_first_day_however_often_it_moves(meeting, coordinator):
    meeting.move(MARCH, reason="Snow.", by=coordinator, at=NOW)
    meeting.move(dt.date(2023, 3, 8), reason="More snow.", by=coordinator, at=NOW)

    meeting.refresh_from_db()
    assert (meeting.meets_on, meeting.moved_from) == (dt.date(2023, 3, 8), FEBRUARY)
    assert meeting.became == "Moved from 22 February 2023: More snow."
    assert list(AuditEntry.objects.values_list("what", "by", "reason", "address")) == [
        (
            "Moved the meeting of the Oversight Group from 1 March 2023 to 8 March 2023",
            coordinator.pk,
            "More snow.",
            f"/plans/2022-23/meetings/{meeting.slug}/",
        ),
        (
            "Moved the meeting of the Oversight Group from 22 February 2023 to 1 March 2023",
            coordinator.pk,
            "Snow.",
            f"/plans/2022-23/meetings/{meeting.slug}/",
        ),
    ]


def test_what_was_to_become_public_on_its_day_follows_it(meeting, coordinator):
    published, awaited = for_members(meeting, number=3), report_to(meeting, number=4)

    meeting.move(MARCH, reason="Snow.", by=coordinator, at=NOW)

    assert [public_from(round) for round in [published, awaited]] == [MARCH, MARCH]
    assert awaited.history.latest("history_id").history_user == coordinator
    assert AuditEntry.objects.filter(what__startswith="Round 3 of").get().by == coordinator


def test_what_was_to_become_public_three_clear_working_days_before_it_follows_it(
    meeting, coordinator
):
    before = {"public_from": dt.date(2023, 2, 16)}
    rounds = [for_members(meeting, number=3, **before), report_to(meeting, number=4, **before)]

    meeting.move(MARCH, reason="Snow.", by=coordinator, at=NOW)

    assert [public_from(round) for round in rounds] == [dt.date(2023, 2, 23)] * 2


def test_what_has_no_three_clear_working_days_left_becomes_public_on_the_new_day(
    meeting, coordinator
):
    round = for_members(meeting, number=3, public_from=dt.date(2023, 2, 16))

    meeting.move(dt.date(2023, 2, 17), reason="Snow.", by=coordinator, at=NOW)

    assert public_from(round) == dt.date(2023, 2, 17)


def test_what_did_not_hang_on_its_day_stays(meeting, coordinator):
    other = MeetingFactory(plan=meeting.plan, meets_on=FEBRUARY)
    rounds = [
        for_members(meeting, number=1, public_from=dt.date(2023, 2, 17)),
        report_to(other, number=2),
        report_to(meeting, number=3, public_from=None),
        report_to(
            meeting,
            number=4,
            abandoned_at=NOW,
            abandoned_by=coordinator,
            abandoned_reason="Snow.",
        ),
    ]
    before = [public_from(round) for round in rounds]

    meeting.move(MARCH, reason="Snow.", by=coordinator, at=NOW)

    assert [public_from(round) for round in rounds] == before


def test_what_everyone_reads_is_not_taken_back_by_a_move(coordinator):
    today = MeetingFactory(meets_on=dt.date(2023, 2, 15))
    round = for_members(today)

    today.move(MARCH, reason="Snow.", by=coordinator, at=NOW)

    assert public_from(round) == dt.date(2023, 2, 15)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_a_meeting_that_is_over_is_neither_moved_nor_cancelled_nor_held(state, coordinator):
    meeting = MeetingFactory(state=state, reason="Snow.", meets_on=dt.date(2023, 2, 8))

    with pytest.raises(PermissionDenied):
        meeting.move(MARCH, reason="Rain.", by=coordinator, at=NOW)
    with pytest.raises(PermissionDenied):
        meeting.cancel("Rain.", by=coordinator, at=NOW)
    with pytest.raises(PermissionDenied):
        meeting.hold(by=coordinator, at=NOW)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.reason, meeting.meets_on.day) == (state, "Snow.", 8)
    assert not AuditEntry.objects.exists()


def test_a_cancelled_meeting_says_why_and_when_it_was_first_planned(meeting, coordinator):
    meeting.move(MARCH, reason="Snow.", by=coordinator, at=NOW)
    meeting.cancel("Too few could come.", by=coordinator, at=NOW)

    assert (meeting.standing, meeting.became) == (
        "Cancelled",
        "Cancelled: Too few could come. It was first planned for 22 February 2023.",
    )
    last = AuditEntry.objects.first()
    assert (last.what, last.reason) == (
        "Cancelled the meeting of the Oversight Group, 1 March 2023",
        "Too few could come.",
    )


def test_a_meeting_is_held_once_its_day_has_come(meeting, coordinator):
    with pytest.raises(PermissionDenied):
        meeting.hold(by=coordinator, at=NOW)
    assert not meeting.may_have_been_held

    today = MeetingFactory(meets_on=dt.date(2023, 2, 15))
    assert today.may_have_been_held
    today.hold(by=coordinator, at=NOW)

    today.refresh_from_db()
    assert (today.is_held, today.may_have_been_held, today.standing) == (True, False, "Held")
    assert AuditEntry.objects.get().what == "Recorded as held: Oversight Group, 15 February 2023"


def test_a_planned_meeting_whose_day_is_over_says_that_nobody_has_recorded_it(coordinator):
    assert MeetingFactory(meets_on=dt.date(2023, 2, 14)).standing == "Not recorded as held yet"
    assert MeetingFactory(meets_on=dt.date(2023, 2, 15)).standing == "Planned"


@pytest.mark.parametrize(
    ("starts_at", "place", "words"),
    [
        (dt.time(14), "Online", "14:00, Online"),
        (None, "Online", "Online"),
        (dt.time(9, 30), "", "09:30"),
        (None, "", "Time and place are not known yet"),
    ],
)
def test_it_says_when_and_where_as_far_as_that_is_known(starts_at, place, words):
    assert MeetingFactory.build(starts_at=starts_at, place=place).time_and_place == words


def test_its_steps_are_told_in_order_without_a_name(meeting, coordinator):
    meeting.move(MARCH, reason="Snow.", by=coordinator, at=NOW)
    meeting.place = "Haddington"
    meeting.save()
    meeting.cancel("Rain.", by=coordinator, at=NOW)
    meeting.state = Meeting.State.PLANNED
    meeting.save()

    assert [words for _, words in steps(meeting)] == [
        "Planned for 22 February 2023.",
        "Moved from 22 February 2023 to 1 March 2023: Snow.",
        "Cancelled: Rain.",
        "Planned again.",
    ]


def test_a_round_is_for_the_first_of_its_meetings_that_takes_place(coordinator):
    board = GroupFactory(name="SEIC Board", slug="seic-board")
    round = RoundFactory()
    for fields in [
        {"group": board, "meets_on": dt.date(2023, 2, 20)},
        {"meets_on": dt.date(2023, 3, 29)},
    ]:
        round.meetings.add(MeetingFactory(**fields))

    def told_to():
        return Round.objects.with_meeting().get().told_to

    assert told_to() == "SEIC Board of 20 February 2023"
    first = round.meetings.get(group=board)
    first.move(MARCH, reason="Snow.", by=coordinator, at=NOW)
    assert told_to() == "SEIC Board of 1 March 2023, moved from 20 February 2023"
    first.cancel("Snow.", by=coordinator, at=NOW)
    assert told_to() == "Oversight Group of 29 March 2023"
    round.meetings.exclude(pk=first.pk).get().cancel("Snow.", by=coordinator, at=NOW)
    assert told_to() == "SEIC Board of 1 March 2023, which was cancelled"
    assert round.meetings.first_to_meet() == first
    round.meetings.clear()
    assert told_to() == ""
