"""Papers for tests: issued as the portal issues them, with as little in them as tests need."""

from plans.tests.factories import CoordinatorFactory, MeetingFactory, PublishedRoundFactory, moment
from seic_portal.models import Paper

WORDS = "Two of the six courses still have no tutor."


def contents(words=WORDS, update=0):
    """Return what a paper says that quotes one update."""
    reason = {
        "update": update,
        "css": "off_track",
        "label": "Off track",
        "council": "Fife",
        "silence": "",
        "words": words,
        "is_cut": False,
        "forecast": "",
        "correction": "",
    }
    action = {
        "reference": "LIT-1",
        "title": "Coach the teaching of writing",
        "lang": "",
        "address": "/plans/2022-23/actions/LIT-1/",
        "lead": "Fife",
        "due": "31 March 2023",
        "moved": "",
        "overdue": "",
    }
    return {
        "plan": {"title": "Plan", "session": "2022-23", "address": "/plans/2022-23/"},
        "is_sample": False,
        "meeting": {
            "group": "Oversight Group",
            "day": "Wednesday 22 February 2023",
            "date": "22 February 2023",
            "time": "14:00",
            "place": "Online",
        },
        "round": {
            "number": 1,
            "due_on": "18 November 2022",
            "published_on": "23 November 2022",
        },
        "since": "",
        "asks": ["Note progress."],
        "headline": "One action is off track.",
        "glance": {
            "heading": "The one action",
            "counts": [{"css": "off_track", "label": "Off track", "number": 1}],
            "columns": [],
            "lines": [{"css": "off_track", "label": "Off track", "numbers": [1]}],
            "totals": [1],
        },
        "attention": [action | {"reasons": [reason]}],
        "overdue": [],
        "missing": [],
        "changes": {"headline": "Nothing has changed.", "groups": []},
        "moves": [],
        "corrections": [],
        "priorities": [],
    }


def issued(meeting=None, round=None, at=None, why="", **words):
    """Issue the next paper of a meeting, which has a round that everyone may read."""
    meeting = meeting or MeetingFactory()
    if round is None:
        round = meeting.rounds.last() or PublishedRoundFactory(plan=meeting.plan)
        round.meetings.add(meeting)
    return Paper.objects.issue(
        meeting,
        round,
        contents(**words),
        by=CoordinatorFactory().person,
        at=at or moment(2022, 11, 25),
        why=why,
    )
