"""Councils that report in rounds, for the tests of what may be read of it."""

import datetime as dt

from plans import clock
from plans.models import Visitor
from plans.tests.factories import CouncilFactory, PlanFactory, PublishedRoundFactory, moment
from priorities.progress import Progress
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    PublishedUpdateFactory,
)

NAMES = ["City of Edinburgh", "East Lothian", "Fife", "Midlothian", "Scottish Borders"]
WORDS = {
    "off": {"status": "off_track", "text": "Late.", "no_forecast": True},
    "risk": {"status": "at_risk", "text": "Uncertain."},
    "not": {"status": "not_started", "text": ""},
    "on": {"status": "on_track"},
    "done": {"status": "complete", "text": "Done."},
    "stop": {"status": "stopped", "text": "Not needed."},
}


class Reported:
    """An open plan of the five councils with one action, LIT-3, and no round yet."""

    def __init__(self):
        self.plan = PlanFactory()
        self.councils = {
            name: CouncilFactory(name=name, slug=name.lower().replace(" ", "-")) for name in NAMES
        }
        self.action = ActionFactory(
            priority__plan=self.plan,
            priority__prefix="LIT",
            priority__title="Literacy",
            priority__slug="literacy",
            number=3,
            title="Coach the teaching of writing",
        )

    def autumn(self):
        """A round that everyone may read, published on 30 November 2022."""
        return PublishedRoundFactory(plan=self.plan, number=2, published_at=moment(2022, 11, 30))

    def winter(self, public_from=None):
        """A round published on 8 February 2023."""
        return PublishedRoundFactory(
            plan=self.plan,
            number=3,
            opens_on=dt.date(2023, 1, 9),
            due_on=dt.date(2023, 1, 27),
            published_at=moment(2023, 2, 8),
            public_from=public_from,
        )

    def another(self, number=4, **fields):
        """One more action of the same priority."""
        return ActionFactory(priority=self.action.priority, number=number, **fields)

    def take_part(self, *names, action=None):
        """Let councils take part in an action, the first of them as its lead; give their parts."""
        action, (first, *others) = action or self.action, names or NAMES
        parts = {first: LeadFactory(action=action, council=self.councils[first])}
        for name in others:
            parts[name] = ContributionFactory(action=action, council=self.councils[name])
        return parts

    def row(self, person=None, **options):
        """What someone reads of the only action there is."""
        (row,) = Progress(self.plan, person or Visitor(), today=clock.today(), **options).rows
        return row


def say(round, parts, also=None, **words):
    """Publish updates in a round: how a council's name begins, and its word; `also` in each."""
    for begin, word in words.items():
        (name,) = [name for name in parts if name.lower().startswith(begin)]
        fields = {"published_at": round.published_at} | WORDS[word] | (also or {})
        PublishedUpdateFactory(contribution=parts[name], round=round, **fields)
