"""What lies on the desk of whoever writes a council's update: where it goes, and what was said."""

from functools import cached_property

from plans.templatetags.portal import counted, day, gap, in_words
from priorities.comparison import differences
from priorities.models import Update, address_of
from priorities.rounds import readers, why_closed
from priorities.rows import gist

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
        """Return the round that takes this council's update today; None where none does."""
        return self.part.collecting(self.today)

    @cached_property
    def reopening(self):
        """Return the reopening of the round for the council, while it takes this update."""
        if not self.round.is_published or self.refusal:
            return None
        return self.round.reopenings.open().filter(council=self.council).first()

    @cached_property
    def refusal(self):
        """Return why nothing can be sent here today, as sentences; empty where it can."""
        if self.refusal_of_part or self.collecting == self.round:
            return self.refusal_of_part
        return why_closed(self.round, self.collecting)

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

    @cached_property
    def before(self):
        """Return what the council published last before this round; None before the first time."""
        return Update.objects.last_before(self.round, self.part)

    @property
    def differences(self):
        """Return what a sent update says otherwise than the one before it; None without one."""
        return differences(self.before, self.update) if self.before else None

    @property
    def standing(self):
        """Return where the update itself stands, as a sentence."""
        return f"This update is not submitted, it is {self.update.get_state_display().lower()}."

    @property
    def next_address(self):
        """Return where these words can be sent today, if that is another round; or nothing."""
        if self.refusal_of_part or self.collecting in (None, self.round):
            return ""
        reference, council = self.action.reference, self.council.slug
        return address_of(self.plan.slug, self.collecting.number, reference, council)

    @property
    def has_form(self):
        """Whether there is something to write: the round takes it, or words are kept here."""
        return self.has_words or not self.refusal

    @property
    def has_words(self):
        return self.update.pk is not None

    @cached_property
    def last(self):
        """Return what the council last published about its part; None before the first time."""
        return Update.objects.last_words(self.part)

    @property
    def last_words(self):
        """Return the first of those words, and whether there are many more."""
        words, is_cut = gist(self.last.text)
        return {"gist": words, "is_cut": is_cut}

    @property
    def is_last_round(self):
        """Whether those words are of the round just before this one."""
        return self.last.round.number == self.round.number - 1

    @property
    def since(self):
        """Return in words when they were published."""
        return "the last round" if self.is_last_round else str(self.last.round).lower()

    @cached_property
    def why_not_unchanged(self):
        """Return why “no change” may not be sent here today, as a sentence; empty where it may."""
        return self.part.why_not_unchanged(self.last, today=self.today)

    @cached_property
    def overdue_milestones(self):
        return list(self.action.milestones.overdue(self.today))

    @property
    def overdue(self):
        """Return the action's overdue milestones in a sentence; empty where there are none."""
        milestones = self.overdue_milestones
        if not milestones:
            return ""
        named = "; ".join(f"{one.title}, {day(one.due_on)}" for one in milestones)
        are = "milestone is" if len(milestones) == 1 else "milestones are"
        return f"{in_words(len(milestones)).capitalize()} {are} overdue: {named}."

    @property
    def due(self):
        """Return when the update is due, in words beside today."""
        due = self.round.due_on
        if due == self.today:
            return "today"
        distance = gap(due, self.today)
        return f"{distance} ago" if due < self.today else f"in {distance}"

    @property
    def lateness(self):
        """Return how late the update came, in a sentence; empty where it came in time."""
        late = self.update.days_late
        return f"It came {counted(late, 'day')} after the round was due." if late else ""

    @property
    def readers(self):
        return readers(self.round)
