"""A school session: the name it goes by, such as 2022-23, and its days."""

import datetime
import re

FIRST_MONTH = 8
FORM = re.compile(r"[0-9]{4}-[0-9]{2}")


def session_from(year):
    """Return the session that begins in August of a year."""
    return f"{year}-{(year + 1) % 100:02}"


def session_on(day):
    """Return the session in which a day lies."""
    return session_from(day.year if day.month >= FIRST_MONTH else day.year - 1)


def session_after(session):
    """Return the session that follows one."""
    return session_from(int(session[:4]) + 1)


def is_session(text):
    """Say whether a text names two years that follow each other."""
    return bool(FORM.fullmatch(text)) and text == session_from(int(text[:4]))


def days_of(session):
    """Return the first and the last day of a session: 1 August and 31 July."""
    year = int(session[:4])
    return datetime.date(year, FIRST_MONTH, 1), datetime.date(year + 1, FIRST_MONTH - 1, 31)
