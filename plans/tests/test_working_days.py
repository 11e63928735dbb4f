"""Working days are right over weekends, Scottish bank holidays and the turn of a year."""

import datetime as dt

import pytest

from plans.working_days import (
    answer_due,
    days_after,
    days_before,
    days_between,
    days_clear_before,
    is_working_day,
)

WEDNESDAY = dt.date(2023, 2, 15)


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (WEDNESDAY, True),
        (dt.date(2023, 2, 18), False),  # Saturday
        (dt.date(2023, 2, 19), False),  # Sunday
        (dt.date(2022, 11, 30), False),  # Saint Andrew's Day
        (dt.date(2023, 1, 2), False),  # the second of January, a holiday in Scotland alone
        (dt.date(2023, 1, 3), False),  # stands in for New Year's Day, a Sunday
        (dt.date(2022, 9, 19), False),  # the State Funeral
        (dt.date(2023, 4, 10), True),  # Easter Monday is no bank holiday in Scotland
        (dt.date(2023, 8, 7), False),  # the first Monday of August
        (dt.date(2023, 8, 28), True),  # the last one is one in England
    ],
)
def test_bank_holidays_are_those_of_scotland(day, is_one):
    assert is_working_day(day) is is_one


def test_a_day_that_a_council_lists_is_no_working_day():
    in_service = {dt.date(2023, 2, 16)}

    assert not is_working_day(dt.date(2023, 2, 16), in_service)
    assert days_after(WEDNESDAY, 1, in_service) == dt.date(2023, 2, 17)


def test_days_are_counted_over_a_weekend():
    assert days_after(WEDNESDAY, 3) == dt.date(2023, 2, 20)
    assert days_before(dt.date(2023, 2, 20), 3) == WEDNESDAY
    assert days_after(WEDNESDAY, 0) == WEDNESDAY


def test_days_are_counted_over_the_turn_of_a_year():
    assert days_after(dt.date(2022, 12, 30), 1) == dt.date(2023, 1, 4)
    assert days_before(dt.date(2023, 1, 4), 5) == dt.date(2022, 12, 22)


def test_clear_days_count_neither_the_notice_nor_the_meeting():
    assert days_clear_before(dt.date(2023, 2, 24), 3) == dt.date(2023, 2, 20)


@pytest.mark.parametrize(
    ("end", "count"),
    [
        (dt.date(2023, 2, 22), 5),
        (dt.date(2023, 2, 20), 3),
        (WEDNESDAY, 0),
        (dt.date(2023, 2, 1), 0),
    ],
)
def test_working_days_left_are_counted(end, count):
    assert days_between(WEDNESDAY, end) == count


@pytest.mark.parametrize(
    ("meets_on", "due_on"),
    [
        (dt.date(2023, 3, 29), dt.date(2023, 3, 22)),
        (dt.date(2023, 2, 22), WEDNESDAY),  # five are left
        (dt.date(2023, 2, 21), dt.date(2023, 3, 1)),  # four are left
        (WEDNESDAY, dt.date(2023, 3, 1)),
        (None, dt.date(2023, 3, 1)),
    ],
)
def test_an_answer_is_due_before_its_meeting_or_ten_days_from_asking(meets_on, due_on):
    assert answer_due(WEDNESDAY, meets_on) == due_on
