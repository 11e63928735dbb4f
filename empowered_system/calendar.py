"""What the strands run as a calendar: webinars, answer sessions and visits that everyone may read.

A cancelled event stays, and says so.
"""

from django.urls import reverse
from icalendar import STATUS, TRANSP

from empowered_system.models import Event
from plans import calendars
from plans.calendars import of_change
from plans.feeds import legible, uid
from plans.history import versions
from plans.models import Visitor

SHOWN = ["title", "held_on", "starts_at", "ends_at", "place", "link", "cancelled_at"]
ABOUT = "Webinars and visits and other dates of the Empowered System."


def calendar_of(what, title, collaborative, *, site, **of):
    """Return a calendar of some events, in two queries.

    `what`: whose calendar it is, a pair of its id and its page; `of` says which events, such as
    id=3.
    """
    key, address = what
    rows = Event.objects.visible_to(Visitor()).filter(**of).with_programme()
    changes = versions(Event, SHOWN, **of)
    return calendars.calendar_of(
        [as_event(row, changes) for row in rows],
        collaborative,
        title=title,
        site=site,
        description=ABOUT,
        uid=key,
        url=site(address),
    )


def of_strand(strand, collaborative, *, site):
    what = uid("strand", strand), strand.get_absolute_url()
    return calendar_of(what, strand.title, collaborative, site=site, programme__strand=strand)


def of_everything(collaborative, *, site):
    what = uid("empowered-system", collaborative), reverse("empowered_system:events")
    return calendar_of(what, "Empowered System", collaborative, site=site)


def of_event(event, collaborative, *, site):
    """Return a calendar of one event, to be added by hand: its id is the one it has elsewhere."""
    what = uid("event-calendar", event), event.get_absolute_url()
    return calendar_of(what, event.title, collaborative, site=site, id=event.pk)


def as_event(event, changes):
    """Return what a calendar program shows of an event."""
    details = [event.programme.title, event.cancelled_reason, event.audience, event.link]
    return {
        "uid": uid("event", event),
        "summary": f"Cancelled: {event.title}" if event.is_cancelled else event.title,
        "description": legible("\n".join(filter(None, details))),
        "location": legible(event.place) or None,
        "url": event.get_absolute_url(),
        "categories": [event.get_kind_display()],
        "start": event.begins,
        "end": event.ends,
        "transparency": TRANSP.OPAQUE if event.starts_at else TRANSP.TRANSPARENT,
        "status": STATUS.CANCELLED if event.is_cancelled else STATUS.CONFIRMED,
        **of_change(changes.get(event.pk), event.programme.plan.opened_at),
    }
