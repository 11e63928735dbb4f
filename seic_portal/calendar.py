"""A plan's meetings and reporting rounds as a calendar.

Their days are public, also while what a round brings in is not.
"""

from django.urls import reverse
from icalendar import STATUS, TRANSP

from plans import calendars
from plans.calendars import of_change
from plans.feeds import legible, uid
from plans.history import versions
from plans.models import Meeting, Round
from plans.templatetags.portal import day

MEETING = ["meets_on", "starts_at", "place", "state", "moved_from", "reason"]
ROUND = ["opens_on", "due_on", "abandoned_at"]
ABOUT = (
    "Meetings about this plan and the days on which councils’ reporting rounds open and are due."
)


def calendar_of(plan, collaborative, *, site):
    """Return the calendar of a plan that is no draft, in four queries.

    `site`: a function that makes an address of the portal whole.
    """
    whose = collaborative.short_name or "Improvement plan"
    return calendars.calendar_of(
        [*meetings(plan), *rounds(plan)],
        collaborative,
        title=f"{whose} meetings and rounds {plan.slug}",
        site=site,
        description=ABOUT,
        uid=uid("plan", plan),
        url=site(plan.get_absolute_url()),
    )


def meetings(plan):
    """Give the event of each meeting; a cancelled one stays, and says so."""
    changes = versions(Meeting, MEETING, plan=plan)
    for meeting in Meeting.objects.in_plan(plan).with_group():
        title = str(meeting.group)
        yield {
            "uid": uid("meeting", meeting),
            "summary": f"Cancelled: {title}" if meeting.is_cancelled else title,
            "description": legible(became(meeting)) or None,
            "location": legible(meeting.place) or None,
            "url": plan.get_absolute_url(),
            "categories": ["Meeting"],
            "start": meeting.begins,
            "transparency": TRANSP.OPAQUE if meeting.starts_at else TRANSP.TRANSPARENT,
            "status": STATUS.CANCELLED if meeting.is_cancelled else STATUS.CONFIRMED,
            **of_change(changes.get(meeting.pk), plan.opened_at),
        }


def became(meeting):
    """Return what became of a meeting since it was first planned; empty where nothing did."""
    moved = f"First planned for {day(meeting.moved_from)}. " if meeting.moved_from else ""
    return f"{moved}{meeting.reason}".strip()


def rounds(plan):
    """Give two events for each round, its first day and its last; what it brings is not said."""
    changes = versions(Round, ROUND, plan=plan)
    for round in Round.objects.in_plan(plan):
        for what, on, words in [
            ("opens", round.opens_on, f"Reporting round {round.number} opens"),
            ("due", round.due_on, f"Reporting round {round.number}: updates due"),
        ]:
            yield {
                "uid": uid(f"round-{what}", round),
                "summary": f"Cancelled: {words}" if round.abandoned_at else words,
                "url": reverse("priorities:progress", args=[plan.slug]),
                "categories": ["Reporting round"],
                "start": on,
                "transparency": TRANSP.TRANSPARENT,
                "status": STATUS.CANCELLED if round.abandoned_at else STATUS.CONFIRMED,
                **of_change(changes.get(round.pk), plan.opened_at),
            }
