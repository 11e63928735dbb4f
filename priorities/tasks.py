"""One thing an officer has to do, or has done: a line of their list, with the page it leads to."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst

from plans.templatetags.portal import counted, day, gap, moment
from priorities.models import address_of
from priorities.status import Status


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
    is_due: bool = False  # today, or earlier


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


class Lines:
    """Puts what an officer's councils owe in a round, and what they sent, into words.

    `last`: the last published status and its round, both by key, of each part that has one.
    """

    def __init__(self, round, person, *, published, last, today):
        self.round, self.person, self.today = round, person, today
        self.published, self.last = published, last
        self.is_late = round is not None and round.due_on < today
        self.is_due = round is not None and round.due_on <= today

    def returned(self, part, update):
        asked = f"The coordinator asks: “{update.return_note}” "
        says = f"{asked}Returned on {moment(update.returned_at)}."
        return self.task(part, "returned", "Returned", says, "Correct it")

    def begun(self, part, update):
        who = "You" if update.written_by == self.person else update.written_by
        says = f"{who} saved a draft on {moment(update.written_at)}; it has not been submitted."
        word = f"Draft, {self.by(self.round.due_on)}"
        return self.task(part, *self.dated("draft", word), says, "Finish it")

    def empty(self, part):
        says = f"Nothing written yet.{self.said(part)}"
        word = capfirst(self.by(self.round.due_on))
        return self.task(part, *self.dated("not_started", word), says, "Write it")

    def by(self, due_on):
        """Return by when something is to be done, in words."""
        return "due today" if due_on == self.today else f"by {day(due_on)}"

    def dated(self, css, word):
        """Return class and words for an update that is not in: once it is late, how late it is."""
        if self.is_late:
            return "late", f"Late by {counted(self.round.days_late, 'day')}"
        return css, word

    def said(self, part):
        """Return the last status of a part, and whether it is of the last round, in a sentence."""
        if part.pk not in self.last:
            return ""
        status, round = self.last[part.pk]
        word, newest = Status(status).label.lower(), self.published[-1]
        if round == newest.pk:
            return f" Last round: {word}."
        return f" No update in {str(newest).lower()}; before that: {word}."

    def task(self, part, css, word, says, button):
        action, says = part.action, f"{self.whose(part)}{says}"
        names = [action.reference, action.title, action.title_language]
        return Task(css, word, *names, says, button, address_of(*self.place(part)), self.is_late)

    def sent(self, part, update):
        action, place = part.action, self.place(part)
        return Sent(
            status=Status(update.status),
            reference=action.reference,
            title=action.title,
            lang=action.title_language,
            says=f"{self.whose(part)}Submitted on {moment(update.submitted_at)}.",
            address=address_of(*place),
            take_back=reverse("priorities:take_back_update", args=place),
            council=part.council.name,
            is_by_team=update.entered_by_team,
        )

    def overdue(self, milestone):
        action = milestone.action
        place = [action.priority.plan.slug, action.reference, milestone.pk]
        return Task(
            css="late",
            word=f"Overdue by {gap(milestone.due_on, self.today)}",
            reference=action.reference,
            title=milestone.title,
            lang="",
            says=f"Milestone of “{action.title}”, due {day(milestone.due_on)}.",
            button="Mark it done",
            address=reverse("priorities:complete_milestone", args=place),
            is_late=True,
        )

    def question(self, question):
        plan, action = question.own_plan.slug, question.action
        is_late = question.is_overdue(self.today)
        late = f"Overdue by {gap(question.due_on, self.today)}"
        about = "" if action else f" About {question.priority or 'the whole plan'}."
        return Task(
            css="late" if is_late else "not_started",
            word=late if is_late else capfirst(self.by(question.due_on)),
            reference=action.reference if action else "",
            title=f"Answer a question: {question.short}",
            lang="",
            says=f"The {question.asker_title}, asked on {day(question.asked_at)}.{about}",
            button="Answer it",
            address=reverse("priorities:answer_question", args=[plan, question.pk]),
            is_late=is_late,
            is_due=question.due_on <= self.today,
        )

    def whose(self, part):
        """Return for which council it is, where it leads or the officer acts for several."""
        if part.is_lead and part.ends_on is None:
            return f"{part.council} leads. "
        return f"For {part.council}. " if len(self.person.officer_councils) > 1 else ""

    def place(self, part):
        """Return what the address of a part's update is made of."""
        action = part.action
        plan = action.priority.plan.slug
        return [plan, self.round.number, action.reference, part.council.slug]
