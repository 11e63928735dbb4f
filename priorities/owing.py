"""What an officer's councils owe today, most urgent first, and what they have sent."""

from dataclasses import dataclass

from django.urls import reverse

from plans.models import Round
from plans.templatetags.portal import counted, day, gap, in_words, joined, long_day, moment
from priorities.models import Action, Contribution, Milestone, Update, address_of
from priorities.status import EXCEPTIONS, Status


@dataclass(slots=True)
class Task:
    """One thing to do, with the page where it is done."""

    css: str
    word: str
    reference: str
    title: str
    lang: str
    says: str
    button: str
    address: str
    is_late: bool = False


@dataclass(slots=True)
class Sent:
    """An update that is on its way to the coordinator."""

    status: Status
    reference: str
    title: str
    lang: str
    says: str
    address: str
    take_back: str
    council: str
    is_by_team: bool


class Owing:
    """The updates and milestones that the councils of an officer owe in the open plan.

    Costs seven queries: the round that collects, the councils' parts, which of them owe, updates,
    published rounds and the last statuses in them, milestones.
    """

    def __init__(self, plan, person, *, today):
        self.plan, self.person, self.today = plan, person, today
        self.councils = person.officer_councils
        self.rounds = Round.objects.in_plan(plan)
        self.round = self.rounds.collecting(today).with_meeting().first()
        self.published = list(self.rounds.published())
        self.parts = Contribution.objects.in_plan(plan).of(self.councils)
        self.owed, self.updates = set(), {}
        if self.round:
            self.owed = set(self.parts.owed_in(self.round).values_list("pk", flat=True))
            self.updates = {update.contribution_id: update for update in self.of(self.round)}
        newest = Update.objects.newest(self.parts, [round.pk for round in self.published])
        self.last = {
            part: (status, round)
            for part, status, round in newest.values_list("contribution", "status", "round")
        }
        self.sort()

    def of(self, round):
        """Return the councils' updates of a round with who wrote them."""
        found = Update.objects.filter(round=round, contribution__council__in=self.councils)
        return found.select_related("written_by")

    def sort(self):
        """Lay everything on its pile: returned, late, overdue, begun, not begun, sent."""
        returned, begun, empty, self.sent = [], [], [], []
        for part in self.parts.with_action().in_plan_order():
            update = self.updates.get(part.pk)
            if update and update.is_sent:
                self.sent.append(self.sent_one(part, update))
            elif update and update.is_returned:
                returned.append(self.returned_one(part, update))
            elif update:
                begun.append(self.begun_one(part, update))
            elif part.pk in self.owed:
                empty.append(self.empty_one(part))
        late = [task for task in begun + empty if task.is_late]
        self.now = returned + late + self.milestones()
        self.soon = [task for task in begun + empty if not task.is_late]

    def task(self, part, css, word, says, button):
        """Return one update to write as something to do."""
        action = part.action
        address = address_of(self.plan.slug, self.round.number, action.reference, part.council.slug)
        says = f"{self.whose(part)}{says}"
        lang = lang_of(action)
        return Task(css, word, action.reference, action.title, lang, says, button, address)

    def whose(self, part):
        """Return for which council it is, where it leads or the officer acts for several."""
        if part.is_lead and part.ends_on is None:
            return f"{part.council} leads. "
        return f"For {part.council}. " if len(self.councils) > 1 else ""

    def dated(self, task, begun=""):
        """Give a task how late it is, or by when it is due."""
        task.is_late = self.round.due_on < self.today
        if task.is_late:
            task.css, task.word = "late", f"Late by {counted(self.round.days_late, 'day')}"
        else:
            task.word = f"{begun}by {day(self.round.due_on)}"
            task.word = task.word[0].upper() + task.word[1:]
        return task

    def returned_one(self, part, update):
        says = f"The coordinator asks: “{update.return_note}” "
        says += f"Returned on {moment(update.returned_at)}."
        task = self.task(part, "returned", "Returned", says, "Correct it")
        task.is_late = self.round.due_on < self.today
        return task

    def begun_one(self, part, update):
        who = "You" if update.written_by == self.person else update.written_by
        says = f"{who} saved a draft on {moment(update.written_at)}; it has not been submitted."
        return self.dated(self.task(part, "draft", "", says, "Finish it"), begun="draft, ")

    def empty_one(self, part):
        says = f"Nothing written yet.{self.said(part)}"
        return self.dated(self.task(part, "not_started", "", says, "Write it"))

    def said(self, part):
        """Return the last status of a part, and whether it is of the last round, in a sentence."""
        if part.pk not in self.last:
            return ""
        status, round = self.last[part.pk]
        word, newest = Status(status).label.lower(), self.published[-1]
        if round == newest.pk:
            return f" Last round: {word}."
        return f" No update in {str(newest).lower()}; before that: {word}."

    def sent_one(self, part, update):
        action, council = part.action, part.council
        address = [self.plan.slug, self.round.number, action.reference, council.slug]
        return Sent(
            Status(update.status),
            action.reference,
            action.title,
            lang_of(action),
            f"{self.whose(part)}Submitted on {moment(update.submitted_at)}.",
            address_of(*address),
            reverse("priorities:take_back_update", args=address),
            council.name,
            update.entered_by_team,
        )

    def milestones(self):
        """Return what is past its date of the actions these councils lead."""
        led = Action.objects.in_plan(self.plan).current().led_by(*self.councils)
        found = Milestone.objects.overdue(self.today).filter(action__in=led).order_by("due_on")
        return [self.overdue(milestone) for milestone in found.select_related("action__priority")]

    def overdue(self, milestone):
        reference = milestone.action.reference
        place = [self.plan.slug, reference, milestone.pk]
        return Task(
            css="late",
            word=f"Overdue by {gap(milestone.due_on, self.today)}",
            reference=reference,
            title=milestone.title,
            lang="",
            says=f"Milestone of “{milestone.action.title}”, due {day(milestone.due_on)}.",
            button="Mark it done",
            address=reverse("priorities:complete_milestone", args=place),
            is_late=True,
        )

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
        if self.round.meets_on is None:
            return f"{due}."
        return f"{due}; the {self.round.meeting_group} meets on {day(self.round.meets_on)}."

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


def lang_of(action):
    """Return the language of an action's title where it is not English."""
    return "" if action.title_language == action.Language.ENGLISH else action.title_language
