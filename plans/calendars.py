"""What the portal's calendars share (iCalendar, RFC 5545): what is around their events.

An event is a dictionary of what `icalendar.Event.new` takes. It keeps its id, and its version says
how often what it shows has changed, which is read from the history.
"""

import datetime as dt

from django.http import HttpResponse
from icalendar import Calendar, Event

from plans.feeds import headed, legible


def calendar_of(events, collaborative, *, title, site, **about):
    """Return a calendar of some events that everyone may read.

    `site` is a function that makes an address of the portal whole; `about` is what else
    `icalendar.Calendar.new` takes. A description has no commas: its name for older programs
    (X-WR-CALDESC) would need them escaped.
    """
    is_sample = collaborative.holds_sample_data
    calendar = Calendar.new(
        name=legible(headed(title, is_sample)),
        prodid=f"-//{legible(collaborative.name or title)}//Improvement plan//EN",
        **about,
    )
    for event in events:
        event["summary"] = legible(headed(event["summary"], is_sample))
        event["url"] = site(event["url"])
        calendar.add_component(Event.new(**event))
    add_time_zone(calendar)
    return calendar


def of_change(change, first_at):
    """Return which version of an event this is; one without history is as it first was."""
    times, at = change or (0, first_at)
    return {"sequence": times, "stamp": at, "last_modified": at}


def add_time_zone(calendar):
    """Say what Europe/London means in the years around the events that have a time."""
    years = [event.start.year for event in calendar.events if isinstance(event.start, dt.datetime)]
    if years:
        calendar.add_missing_timezones(dt.date(min(years) - 1, 1, 1), dt.date(max(years) + 2, 1, 1))


def answer(calendar, name, collaborative):
    """Return a calendar as a file of a name, which says of sample data what it is."""
    begin = "sample-data-" if collaborative.holds_sample_data else ""
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{begin}{name}.ics"'
    return response
