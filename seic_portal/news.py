"""What strands and networks did in a time, from their own words and counts, as plain values.

Papers keep it and the page of what has changed shows it, each in the same form.
"""

from itertools import groupby

from empowered_system.models import Event, Finding
from networks.models import Gathering
from plans.templatetags.portal import day


def news(plan, start, end):
    """Return what was held and published from one day to another, both included.

    Of strands what belongs to the plan; of networks all, because they follow no plan. What came is
    told as whoever wrote it told it: nothing is added up. Costs three queries.
    """
    return {
        "from": day(start),
        "until": day(end),
        "strands": strands(plan, start, end),
        "networks": networks(start, end),
    }


def strands(plan, start, end):
    """Return each strand that did something, with its events and findings in the order of days."""
    events = Event.objects.in_plan(plan).held_between(start, end).with_programme()
    findings = Finding.objects.in_plan(plan).published_between(start, end).with_strand()
    things = [(event.programme.strand, event.held_on, of_event(event)) for event in events]
    things += [(one.programme.strand, one.published_on, of_finding(one)) for one in findings]
    things.sort(key=lambda thing: (thing[0].number, thing[1], thing[2]["title"]))
    return [
        {
            "title": strand.title,
            "address": strand.get_absolute_url(),
            "things": [thing for _, _, thing in own],
        }
        for strand, own in groupby(things, key=lambda thing: thing[0])
    ]


def of_event(event):
    title = event.title
    if title != event.programme.title:
        title = f"{event.programme.title}: {title}"
    return told(event, title, event.get_kind_display(), event.held_on)


def of_finding(finding):
    return told(finding, finding.title, "Finding published", finding.published_on)


def networks(start, end):
    """Return each network that gathered, by name, with its gatherings and who was said to come."""
    found = Gathering.objects.held_between(start, end)
    ordered = sorted(found, key=lambda one: (one.network.name, one.network_id, one.meets_on))
    return [
        {
            "network": network.pk,
            "title": network.name,
            "lang": network.language,
            "address": network.get_absolute_url(),
            "things": [told(one, one.title, one.who_came, one.meets_on) for one in own],
        }
        for network, own in groupby(ordered, key=lambda one: one.network)
    ]


def told(thing, title, says, on):
    """Return what is told of one thing that happened on a day."""
    return {"title": title, "address": thing.get_absolute_url(), "says": says, "on": day(on)}
