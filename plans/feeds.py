"""What the portal's feeds share: they are read by programs, which nobody has signed in.

So a feed holds what everyone may read, whoever asks for it. Its ids are made of the authority an
installation sets once and of keys of the database: no edit, no new host and no move changes one.
"""

import datetime as dt
import re

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from plans.models import Plan, Visitor

SINCE = 2026  # a tag names a year in which its authority was the portal's
# What XML and iCalendar refuse; it comes with text pasted from other programs.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def public_plan(slug):
    """Return the plan an address names; a draft has no feed, not even for who may read it."""
    return get_object_or_404(Plan.objects.visible_to(Visitor()), slug=slug)


def tag(what, row):
    """Return the id of a row in an Atom feed, a URI as in RFC 4151."""
    return f"tag:{settings.FEED_AUTHORITY},{SINCE}:{what}/{row.pk}"


def uid(what, row=None):
    """Return the id of a row in a calendar, or of a calendar that belongs to none."""
    name = what if row is None else f"{what}-{row.pk}"
    return f"{name}@{settings.FEED_AUTHORITY}"


def legible(text):
    """Return a text without the characters that a feed must not hold."""
    return REFUSED.sub("", text)


def headed(title, is_sample):
    """Return a title that says of sample data what it is: a feed shows it away from the portal."""
    return f"Sample data: {title}" if is_sample else title


def add_time_zone(calendar):
    """Say what Europe/London means in the years around a calendar's events that have a time."""
    years = [event.start.year for event in calendar.events if isinstance(event.start, dt.datetime)]
    if years:
        calendar.add_missing_timezones(dt.date(min(years) - 1, 1, 1), dt.date(max(years) + 2, 1, 1))


def calendar_file(calendar, name, *, is_sample):
    """Return the answer that gives a program a calendar, as a file of this name."""
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    begin = "sample-data-" if is_sample else ""
    response["Content-Disposition"] = f'inline; filename="{begin}{name}.ics"'
    return response
