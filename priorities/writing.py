"""What lies on the desk of whoever writes a council's update: where it goes, and what was said."""

from functools import cached_property

from plans.models import Round
from plans.templatetags.portal import day, gap, moment
from priorities.models import Update

CARRIED = ["text", "next_step", "evidence_seen", "note"]


class Desk:
    """One council's part of an action in one round, with its update, saved or about to begin."""

    def __init__(self, round, part, saved, *, today):
        self.round, self.part, self.today = round, part, today
        self.action, self.council, self.plan = part.action, part.council, round.plan
        self.unsent = None if saved else Update.objects.unsent_before(round, part)
        self.update = saved or Update(contribution=part, **self.words_kept)
        self.update.round = round

    @property
    def words_kept(self):
        """Return the words of an earlier round that were never sent: this one starts with them."""
        return {name: getattr(self.unsent, name) for name in CARRIED} if self.unsent else {}

    @cached_property
    def collecting(self):
        """Return the round of the plan that takes updates today; None where none does."""
        return Round.objects.in_plan(self.plan).collecting(self.today).first()

    @cached_property
    def refusal(self):
        """Return why nothing can be sent here today, as sentences; empty where it can."""
        return self.refusal_of_part or ("" if self.collecting == self.round else self.reason)

    @property
    def refusal_of_part(self):
        action, part = self.action, self.part
        if action.is_withdrawn:
            when = day(action.withdrawn_at)
            return f"{action.reference} was withdrawn on {when}: {action.withdrawn_reason}"
        if part.ends_on and part.ends_on < self.today:
            return f"{self.council}’s part in {action.reference} ended on {day(part.ends_on)}."
        if part.starts_on and part.starts_on > self.today:
            return f"{self.council}’s part in {action.reference} begins on {day(part.starts_on)}."
        return ""

    @property
    def reason(self):
        """Return why the round takes no updates."""
        round, states = self.round, Round.State
        if round.state == states.PUBLISHED:
            who, when = round.published_by, moment(round.published_at)
            return f"{round} was published on {when} by {who}. It takes no more updates."
        if round.state == states.ABANDONED:
            return (
                f"{round} was abandoned on {moment(round.abandoned_at)} by {round.abandoned_by}: "
                f"{round.abandoned_reason}"
            )
        if not self.plan.is_open:
            return f"The plan of {self.plan.slug} is not open: it takes no updates."
        if round.state == states.COMING:
            return f"{round} opens on {day(round.opens_on)}. Until then it takes no updates."
        return f"{round} takes updates once {self.collecting or 'the round before it'} is published."

    @property
    def next_round(self):
        """Return the round that takes these words now, where it is another one."""
        return self.collecting if self.refusal and not self.refusal_of_part else None

    @property
    def is_shown_form(self):
        """Whether there is something to write: the round takes it, or words are kept here."""
        return not self.refusal or (self.update.pk is not None)

    @cached_property
    def last(self):
        """Return what the council last published about its part; None before the first time."""
        return Update.objects.last_words(self.part)

    @cached_property
    def overdue(self):
        return list(self.action.milestones.overdue(self.today))

    @property
    def days_late(self):
        """Return by how many days it is late, unless it was received before; 0 in good time."""
        return self.update.days_late

    @property
    def due(self):
        """Return when the update is due, in words beside today."""
        due = self.round.due_on
        if due == self.today:
            return "today"
        distance = gap(due, self.today)
        return f"{distance} ago" if due < self.today else f"in {distance}"
