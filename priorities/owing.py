"""What an officer's councils owe today, most urgent first, and what they have sent."""

from django.utils.functional import cached_property

from plans.models import Reopening, Round
from plans.templatetags.portal import counted, in_words, joined, long_day
from priorities.models import Action, Contribution, Milestone, Question, Update
from priorities.status import EXCEPTIONS
from priorities.tasks import Lines


class Owing:
    """The updates, milestones and answers that the councils of an officer owe in the open plan.

    Costs eight queries: the round that collects, published rounds, the councils' parts, which of
    them owe, updates, last statuses, milestones, questions.
    """

    def __init__(self, plan, person, *, today):
        self.plan, self.today = plan, today
        self.councils = person.officer_councils
        self.rounds = Round.objects.in_plan(plan)
        self.round = self.rounds.collecting(today).with_meeting().first()
        self.published = list(self.rounds.published())
        self.parts = Contribution.objects.in_plan(plan).of(self.councils)
        self.owed, self.updates = set(), {}
        if self.round:
            self.owed = set(self.parts.owed_in(self.round).values_list("pk", flat=True))
            self.updates = {update.contribution_id: update for update in self.of(self.round)}
        self.lines = Lines(
            self.round, person, published=self.published, last=self.last, today=today
        )
        self.sort()

    def of(self, round):
        """Return the councils' updates of a round with who wrote them."""
        found = Update.objects.filter(round=round, contribution__council__in=self.councils)
        return found.select_related("written_by")

    @cached_property
    def last(self):
        """Return the last published status and its round of each part, by key."""
        newest = Update.objects.newest(self.parts, [round.pk for round in self.published])
        fields = newest.values_list("contribution", "status", "round")
        return {part: (status, round) for part, status, round in fields}

    def sort(self):
        """Lay everything on its pile: returned, due by today, overdue, begun, not begun, sent."""
        returned, begun, empty, self.sent = [], [], [], []
        for part in self.parts.current(self.today).with_action().in_plan_order():
            update = self.updates.get(part.pk)
            if update and update.is_sent:
                self.sent.append(self.lines.sent(part, update))
            elif update and update.is_returned:
                returned.append(self.lines.returned(part, update))
            elif update:
                begun.append(self.lines.begun(part, update))
            elif part.pk in self.owed:
                empty.append(self.lines.empty(part))
        is_due = self.lines.is_due
        questions = self.questions()
        due_questions = [task for task in questions if task.is_due]
        self.now = returned + due_questions + (begun + empty) * is_due + self.milestones()
        self.soon = [task for task in questions if not task.is_due]
        self.soon += (begun + empty) * (not is_due)

    def questions(self):
        """Return what members asked these councils and nobody has drafted an answer to."""
        found = Question.objects.in_plan(self.plan).owed_by(self.councils).undrafted()
        return [self.lines.question(question) for question in found.with_places().in_order()]

    def milestones(self):
        """Return what is past its date of the actions these councils lead."""
        led = Action.objects.in_plan(self.plan).current().led_by(*self.councils)
        found = Milestone.objects.overdue(self.today).filter(action__in=led).order_by("due_on")
        found = found.select_related("action__priority__plan")
        return [self.lines.overdue(milestone) for milestone in found]

    @property
    def may_be_unchanged(self):
        """Say whether something not begun was on a steady way when it was last reported."""
        unbegun = (self.owed - self.updates.keys()) & self.last.keys()
        return any(self.last[part][0] not in EXCEPTIONS for part in unbegun)

    @property
    def names(self):
        return joined(council.name for council in self.councils)

    @property
    def lede(self):
        """Return how much is owed, and when it is due, in a few sentences."""
        number, late = len(self.now + self.soon), sum(task.is_late for task in self.now)
        are = "is" if late == 1 else "are"
        sentences = [f"You owe {counted(number, 'thing')}."]
        sentences += [f"{in_words(late).capitalize()} {are} late."] if late else []
        return " ".join([*sentences, self.due])

    @property
    def due(self):
        """Return when the round that collects is due, and for which meeting; or what is ahead."""
        if self.round is None:
            return self.ahead
        was = "was" if self.round.due_on < self.today else "is"
        due = f"{self.round} {was} due on {long_day(self.round.due_on)}"
        return f"{due}, for the {self.round.told_to}." if self.round.told_to else f"{due}."

    @property
    def progress(self):
        """Return how many updates of the round that collects are in, in a sentence."""
        sent = {part for part, update in self.updates.items() if update.is_sent}
        return self.in_round(self.round, len(sent), len(self.owed | sent), "in")

    @property
    def nothing(self):
        """Return what has become of these councils' updates, where none is owed any more."""
        if self.round:
            return self.progress
        if not self.published:
            return self.ahead
        newest = self.published[-1]
        sent = self.of(newest).published().count()
        missing = self.parts.owed_in(newest).exclude(updates__in=self.of(newest).published())
        return f"{self.in_round(newest, sent, sent + missing.count(), 'published')} {self.ahead}"

    def in_round(self, round, done, total, word):
        """Return how many of a round's updates are in, or published, in a sentence."""
        name = f"of {self.names} for {str(round).lower()}"
        if not total:
            return f"No update {name} is owed."
        if total == 1:
            return f"The one update {name} is {word if done else f'not {word}'}."
        if done == total:
            return f"All {in_words(total)} updates {name} are {word}."
        count = in_words(done).capitalize() if done else "None"
        return (
            f"{count} of the {in_words(total)} updates {name} {'is' if done < 2 else 'are'} {word}."
        )

    @property
    def ahead(self):
        """Return when the next round opens, in a sentence."""
        coming = self.rounds.awaited().first()
        if coming is None:
            return "No further round is planned yet."
        return f"The next round opens on {long_day(coming.opens_on)}."


def open_again(plan, person, *, today):
    """Return what an officer's councils may still send to a round that was published.

    In pairs of a reopening and the parts it waits for; one query while no round is open again.
    """
    rounds = Round.objects.in_plan(plan).before_meeting(today)
    found = Reopening.objects.open().filter(council__in=person.officer_councils, round__in=rounds)
    waiting = Contribution.objects.with_action().in_plan_order()
    return [(one, waiting.of([one.council]).silent_in(one.round)) for one in found]
