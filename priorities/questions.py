"""Questions as someone reads them: each with a word for where it stands, and what may be done."""

from collections import namedtuple

from django.urls import reverse

from plans.models import Plan
from plans.templatetags.portal import gap, in_words
from priorities.models import Action, Question

STATE = Question.State
SHAPES = {STATE.ANSWERED: "published", STATE.WITHDRAWN: "no_part", STATE.DECLINED: "stopped"}

Step = namedtuple("Step", "label address is_first")


class Line:
    """A question with the word and the shape of where it stands, for someone on a day.

    That an answer is drafted, and what it says, only those are told who may read drafts.
    """

    def __init__(self, question, person, *, today):
        self.question, self.person = question, person
        self.reads_draft = question.is_drafted and question.draft_may_be_read_by(person)
        self.late_by = gap(question.due_on, today) if question.is_overdue(today) else ""
        self.is_due_today = question.due_on == today

    @property
    def css(self):
        if self.reads_draft:
            return "draft"
        return SHAPES.get(self.question.state) or ("late" if self.late_by else "not_due")

    @property
    def word(self):
        if self.question.is_open and not self.reads_draft:
            return "Overdue" if self.late_by else STATE.ASKED.label
        return self.question.get_state_display()

    @property
    def title(self):
        """Return what heads the question's own page."""
        return f"Question to {self.question.owner}"

    @property
    def answer(self):
        """Return the answer that this person may read; empty where there is none."""
        may_read = self.question.is_answered or self.reads_draft
        return self.question.answer if may_read else ""

    @property
    def next_step(self):
        """Return what this person does about it first; None where they only read it."""
        return next(iter(steps_of(self.question, self.person)), None)


class Log:
    """Questions in their order, what is open before what is settled."""

    def __init__(self, questions, person, *, today):
        self.lines = [Line(question, person, today=today) for question in questions]
        self.open = [line for line in self.lines if line.question.is_open]
        self.answered = [line for line in self.lines if line.question.is_answered]
        dropped = [STATE.WITHDRAWN, STATE.DECLINED]
        self.others = [line for line in self.lines if line.question.state in dropped]


class Asked:
    """The questions about one plan, priority or action that stand on its own page.

    Two queries at most: the questions, and for a visitor how many others are open.
    """

    def __init__(self, subject, person, *, plan, today, limit=None):
        found = Question.objects.about(subject)
        visible = found.visible_to(person).with_places().in_order()
        log = Log(visible, person, today=today)
        self.answered = log.answered
        self.lines = log.open + log.answered[:limit]
        self.open_count = len(log.open) if person.is_member else found.open().count()
        self.hidden = "" if person.is_member else hidden(self.open_count)
        self.may_ask = Question(plan=plan).may_be_asked_by(person)
        self.ask_address = ask_address(plan, subject)

    @property
    def heading(self):
        """Return how many there are, for the list of what stands on the page."""
        if not (self.open_count or self.answered):
            return "Questions"
        return f"Questions: {self.open_count} open, {len(self.answered)} answered"


class Pile:
    """The questions on someone's list of work, with what to do about each; one query.

    A coordinator goes on with what the central team owes or publishes, a convener follows what they
    asked.
    """

    def __init__(self, plan, person, *, today):
        found = Question.objects.in_plan(plan).with_places().with_people().in_order()
        if person.is_coordinator:
            self.heading = "Questions to answer or publish"
            self.empty = "No question waits for you."
            found = found.waiting_for_team()
        else:
            self.heading = "My questions"
            self.empty = "You have not asked anything yet."
            found = found.asked_by(person)
        self.lines = [Line(question, person, today=today) for question in found]
        self.ask_address = "" if person.is_coordinator else ask_address(plan, plan)


def key_of(subject):
    """Return how a plan, priority or action is named in the address of the form that asks."""
    if isinstance(subject, Plan):
        return "plan"
    return subject.reference if isinstance(subject, Action) else subject.prefix


def ask_address(plan, subject):
    """Return where a convener asks about something."""
    return f"{reverse('priorities:ask_question', args=[plan.slug])}?about={key_of(subject)}"


def steps_of(question, person):
    """Return what someone may do about a question, the likeliest first."""
    may = [
        (
            "Publish the answer",
            "publish",
            question.may_be_published_by(person) and question.is_drafted,
        ),
        (answering(question), "answer", question.may_be_answered_by(person)),
        ("Hand it to someone else", "transfer", question.may_be_transferred_by(person)),
        ("Decline to answer", "decline", question.may_be_declined_by(person)),
        ("Withdraw the question", "withdraw", question.may_be_withdrawn_by(person)),
    ]
    place = [question.own_plan.slug, question.pk]
    allowed = [(label, name) for label, name, is_allowed in may if is_allowed]
    return [
        Step(label, reverse(f"priorities:{name}_question", args=place), number == 0)
        for number, (label, name) in enumerate(allowed)
    ]


def answering(question):
    return "Change the draft" if question.is_drafted else "Write the answer"


def open_in(plan):
    """Return how many of a plan's questions are open, in a sentence for visitors."""
    return hidden(Question.objects.in_plan(plan).open().count())


def hidden(number):
    """Say that some open questions are there which a visitor does not read; empty for none."""
    if not number:
        return ""
    noun, them = ("question waits", "it") if number == 1 else ("questions wait", "them")
    return (
        f"{in_words(number).capitalize()} open {noun} for an answer. Members can read {them} now, "
        "everyone once the answer is published."
    )
