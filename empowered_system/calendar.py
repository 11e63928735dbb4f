"""What the strands run as a calendar: webinars, answer sessions and visits that everyone may read.

A cancelled event stays, and says so.
"""

from django.urls import reverse
from icalendar import STATUS, TRANSP, Calendar
from icalendar import Event as Entry

from empowered_system.models import Event
from plans.feeds import add_time_zone, headed, legible, uid
from plans.history import versions_in
from plans.models import Visitor

SHOWN = ["title", "held_on", "starts_at", "ends_at", "place", "link", "cancelled_at"]
# Without commas, which its name for older programs (X-WR-CALDESC) would need escaped.
ABOUT = "Webinars and visits and other dates of the Empowered System."


def calendar_of(what, name, collaborative, *, site, **of):
    """Return a calendar of some events that everyone may read, in two queries.

    `what`: whose calendar it is, a pair of its id and its page; `of` says which events, such as
    id=3; `site` makes an address of the portal whole.
    """
    key, address = what
    is_sample = collaborative.holds_sample_data
    calendar = Calendar.new(
        name=legible(headed(name, is_sample)),
        description=ABOUT,
        prodid=f"-//{legible(collaborative.name or name)}//Empowered System//EN",
        uid=key,
        url=site(address),
    )
    changes = versions_in(Event.history.filter(**of), SHOWN)
    for row in Event.objects.visible_to(Visitor()).filter(**of).with_programme():
        times, at = changes.get(row.pk) or (0, row.programme.plan.opened_at)
        entry = as_entry(row, site) | {"sequence": times, "stamp": at, "last_modified": at}
        entry["summary"] = legible(headed(entry["summary"], is_sample))
        calendar.add_component(Entry.new(**entry))
    add_time_zone(calendar)
    return calendar


def of_strand(strand, collaborative, *, site):
    what = uid("strand", strand), strand.get_absolute_url()
    return calendar_of(what, strand.title, collaborative, site=site, programme__strand=strand)


def of_everything(collaborative, *, site):
    what = uid("empowered-system"), reverse("empowered_system:events")
    return calendar_of(what, "Empowered System", collaborative, site=site)


def of_event(event, collaborative, *, site):
    """Return a calendar of one event, to be added by hand: its id is the one it has elsewhere."""
    what = uid("event-calendar", event), event.get_absolute_url()
    return calendar_of(what, event.title, collaborative, site=site, id=event.pk)


def as_entry(event, site):
    """Return what a calendar program shows of an event."""
    details = [event.programme.title, event.cancelled_reason, event.audience, event.link]
    return {
        "uid": uid("event", event),
        "summary": f"Cancelled: {event.title}" if event.is_cancelled else event.title,
        "description": legible("\n".join(filter(None, details))),
        "location": legible(event.place) or None,
        "url": site(event.get_absolute_url()),
        "categories": [event.get_kind_display()],
        "start": event.begins,
        "end": event.ends,
        "transparency": TRANSP.OPAQUE if event.starts_at else TRANSP.TRANSPARENT,
        "status": STATUS.CANCELLED if event.is_cancelled else STATUS.CONFIRMED,
    }
