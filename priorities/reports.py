"""Which round each meeting of a plan had before it, and so what can be compared with what."""

from django.db.models import Prefetch

from plans.models import Meeting, Round


class Reports:
    """The meetings of a plan whose round someone may read today, in the order they meet.

    Cancelled ones are left out: nothing was put before anybody there. Costs two queries.
    """

    def __init__(self, plan, person, *, today):
        readable = Round.objects.in_plan(plan).readable_by(person, today)
        meetings = Meeting.objects.in_plan(plan).not_cancelled().with_group().order_by("meets_on")
        found = meetings.prefetch_related(Prefetch("rounds", readable, "readable_rounds"))
        self.rounds = {
            meeting: max(meeting.readable_rounds, key=lambda round: round.number)
            for meeting in found
            if meeting.readable_rounds
        }

    def round_of(self, meeting):
        """Return the newest round that was for a meeting; None where none can be read."""
        return self.rounds.get(meeting)

    def earlier(self, meeting):
        """Return the meetings that an earlier round was for, the newest first."""
        own = self.round_of(meeting)
        before = [m for m, round in self.rounds.items() if own and round.number < own.number]
        return before[::-1]

    def before(self, meeting):
        """Return the last earlier meeting of the same group; None where there is none."""
        return next((m for m in self.earlier(meeting) if m.group_id == meeting.group_id), None)

    @property
    def newest(self):
        """Return the meeting with the newest round; None without any."""
        return max(self.rounds, key=lambda meeting: self.rounds[meeting].number, default=None)
