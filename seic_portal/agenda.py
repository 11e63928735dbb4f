"""A plan's meetings with what is reported to each, as someone may know it today."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from plans.models import Meeting, Round
from priorities.reports import Reports
from priorities.rounds import reported

# Each with what its readers' sentence asks of it, so that no round asks again.
ROUNDS = Prefetch("rounds", Round.objects.with_release())


@dataclass(slots=True)
class Entry:
    """One meeting: what is reported to it, and the meeting it can be compared with, if any."""

    meeting: Meeting
    rounds: list = field(default_factory=list)
    has_report: bool = False
    since: Meeting | None = None


class Agenda:
    """The meetings of a plan, those ahead and those that are over.

    Costs six queries, however many meetings there are: each half with its rounds, and the rounds
    that may be read with their meetings.
    """

    def __init__(self, plan, person, *, today):
        self.person, self.today = person, today
        self.reports = Reports(plan, person, today=today)
        self.meetings = Meeting.objects.in_plan(plan).with_group().prefetch_related(ROUNDS)

    @property
    def coming(self):
        """Return the meetings of today and later that were not held yet, the next one first."""
        return [self.entry(meeting) for meeting in self.meetings.coming(self.today)]

    @property
    def past(self):
        """Return the meetings that are over, the newest first."""
        return [self.entry(meeting) for meeting in self.meetings.past(self.today)]

    def entry(self, meeting):
        """Return what is known of one meeting."""
        rounds = [reported(round, self.person, self.today) for round in meeting.rounds.all()]
        has_report = self.reports.round_of(meeting) is not None
        return Entry(meeting, rounds, has_report, self.reports.before(meeting))
