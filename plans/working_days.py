"""Working days in Scotland: not Saturdays and Sundays, not Scottish bank holidays.

The rules are those of docs/decisions.md, under Questions; the bank holidays are those of the
Banking and Financial Dealings Act 1971, as the `holidays` library lists them for Scotland, single
ones such as that of 19 September 2022 included. Every function takes and returns days (dates);
`closed` holds further days on which nobody works, such as those that a council lists.
"""

import datetime
from functools import lru_cache

import holidays

A_DAY = datetime.timedelta(days=1)
BEFORE_A_MEETING, FROM_ASKING, CLEAR = 5, 10, 3


@lru_cache
def bank_holidays(year):
    """Return the Scottish bank holidays of a year, with the days that stand in for them."""
    return frozenset(holidays.country_holidays("GB", subdiv="SCT", years=year))


def is_working_day(day, closed=()):
    """Say whether councils work on a day."""
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in closed


def days_before(day, number, closed=()):
    """Return the day a number of working days before another; that one itself never counts."""
    return _step(day, number, -A_DAY, closed)


def days_after(day, number, closed=()):
    """Return the day a number of working days after another; that one itself never counts."""
    return _step(day, number, A_DAY, closed)


def days_clear_before(day, number, closed=()):
    """Return the last day that leaves a number of clear working days before another.

    Clear days count neither that day nor the meeting's own: notice of three clear working days of
    a meeting on a Friday is given on the Monday.
    """
    return days_before(day, number + 1, closed)


def days_between(start, end, closed=()):
    """Count the working days after one day up to another, that one included; 0 where it is past."""
    days = (start + n * A_DAY for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closed) for day in days)


def answer_due(asked_on, meets_on=None, closed=()):
    """Return the day by which a question is to be answered.

    Five working days before the meeting it is for. Where fewer than five are left until then, or it
    is for no meeting: ten working days from asking.
    """
    if meets_on and days_between(asked_on, meets_on, closed) >= BEFORE_A_MEETING:
        return days_before(meets_on, BEFORE_A_MEETING, closed)
    return days_after(asked_on, FROM_ASKING, closed)


def public_day(meets_on, today):
    """Return the day from which everyone may read what a meeting has before it.

    The one that leaves three clear working days before the meeting; where that is past, the
    meeting's own; None where that is past, too, or there is no meeting.
    """
    days = [days_clear_before(meets_on, CLEAR), meets_on] if meets_on else []
    return next((day for day in days if day >= today), None)


def _step(day, number, step, closed):
    while number:
        day += step
        number -= is_working_day(day, closed)
    return day
