"""What networks have planned as a calendar (iCalendar, RFC 5545): of one, or of all.

Every gathering keeps its id; how often what it shows has changed, and when last, is read from its
history. One that is cancelled stays, and says so. Of what is withheld only its day and time remain.
"""

from icalendar import STATUS, TRANSP, Calendar, Event

from networks.models import Gathering
from plans import clock
from plans.feeds import add_time_zone, headed, legible, uid
from plans.history import versions_in
from plans.templatetags.portal import plain

SHOWN = ["title", "meets_on", "starts_at", "ends_at", "place", "link", "agenda", "cancelled_on"]
# Without commas, which its name for older programs (X-WR-CALDESC) would need escaped.
ABOUT = "When networks gather. Each sets its own agenda and pace and areas of focus."


def calendar_of(gatherings, collaborative, *, id, name, address, site):
    """Return the calendar of some gatherings, read with their networks, in two queries.

    `id`: its own, which stays. `name`: what it is called. `address`: its page. `site`: makes an
    address of the portal whole.
    """
    calendar = Calendar.new(
        name=legible(headed(name, collaborative.holds_sample_data)),
        description=ABOUT,
        prodid=f"-//{legible(collaborative.name or name)}//Networks//EN",
        uid=id,
        url=site(address),
    )
    rows = list(gatherings)
    changes = versions_in(Gathering.history.filter(id__in=[row.pk for row in rows]), SHOWN)
    for row in rows:
        times, at = changes.get(row.pk) or (0, clock.moment_of(row.meets_on))
        event = event_of(row, site) | {"sequence": times, "stamp": at, "last_modified": at}
        is_sample = collaborative.holds_sample_data or row.network.is_sample
        event["summary"] = legible(headed(event["summary"], is_sample))
        calendar.add_component(Event.new(**event))
    add_time_zone(calendar)
    return calendar


def event_of(gathering, site):
    """Return what a calendar shows of a gathering."""
    title = f"{gathering.network}: {gathering.title}"
    event = {
        "uid": uid("gathering", gathering),
        "summary": f"Cancelled: {title}" if gathering.is_cancelled else title,
        "description": legible(plain(gathering.agenda)) or None,
        "location": legible(gathering.place or gathering.link) or None,
        "url": site(gathering.get_absolute_url()),
        "categories": ["Network"],
        "start": gathering.begins,
        "end": gathering.ends,
        "transparency": TRANSP.OPAQUE if gathering.starts_at else TRANSP.TRANSPARENT,
        "status": STATUS.CANCELLED if gathering.is_cancelled else STATUS.CONFIRMED,
    }
    if gathering.network.is_withheld:
        event |= {"summary": gathering.public_title, "description": None, "location": None}
    return event
