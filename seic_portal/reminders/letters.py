"""A letter: everything one person is to be reminded of in a run, in one e-mail."""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from plans.models import Person, Round
from plans.templatetags.portal import counted, day, gap, joined, long_day
from seic_portal.models import Reminder

Kind = Reminder.Kind
RETURNED, QUESTIONS, TO_WRITE = "returned", "questions", "to_write"
MILESTONES, PAPERS = "milestones", "papers"
# In the order of a letter: the heading of each part, and what its things are called.
PARTS = {
    RETURNED: ("Sent back to you", "update sent back,updates sent back"),
    QUESTIONS: ("Questions to answer", "question to answer,questions to answer"),
    TO_WRITE: ("Still to write", "update to write,updates to write"),
    MILESTONES: (
        "Milestones past their date",
        "milestone past its date,milestones past their date",
    ),
    PAPERS: ("Papers to read", "paper to read,papers to read"),
}
ONCE = {QUESTIONS, PAPERS}


def site(address):
    """Return the whole address of a page of the portal."""
    return settings.PORTAL_ADDRESS + address


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing a person is told of; `key` is the reminder of its own that it stands for, if any.

    What has none belongs to the reminder of its round.
    """

    part: str
    reference: str
    title: str
    says: str
    address: str
    key: tuple | None = None

    @property
    def is_repeated(self):
        """Whether a reminder of its round tells of it again."""
        return self.part not in ONCE


@dataclass
class Letter:
    """What one person is reminded of: of a round, with all they owe, or of single things.

    `key`: the kind and the subject of the reminder of a round; None where it is of none.
    """

    person: Person
    today: dt.date
    round: Round | None = None
    key: tuple | None = None
    councils: list = field(default_factory=list)
    things: list = field(default_factory=list)

    @property
    def keys(self):
        """Return person, kind and subject of every reminder it stands for."""
        own = {self.key, *(thing.key for thing in self.things)} - {None}
        return {(self.person.pk, *key) for key in own}

    def without(self, known):
        """Return it without what the person has been reminded of before.

        Whoever is reminded of a round is told everything they owe in it, also what they knew; of a
        question or a paper everyone is told once.
        """
        if self.key and (self.person.pk, *self.key) not in known:
            things = [t for t in self.things if t.is_repeated or self.new(t, known)]
            return replace(self, things=things)
        things = [t for t in self.things if t.key and self.new(t, known)]
        return replace(self, key=None, things=things)

    def new(self, thing, known):
        """Say whether the person has not been reminded of a thing before."""
        return thing.key is None or (self.person.pk, *thing.key) not in known

    def as_chosen(self):
        """Return it with what its person wants to be told."""
        if self.person.reminders == Person.Reminders.ALL:
            return self
        returned = [t for t in self.things if t.key and t.key[0] == Kind.RETURNED]
        return replace(self, key=None, things=returned)

    @property
    def parts(self):
        """Return pairs of a heading and what stands under it, what is most urgent first."""
        pairs = [(head, self.in_part(part)) for part, (head, _) in PARTS.items()]
        return [(head, things) for head, things in pairs if things]

    def in_part(self, part):
        return [thing for thing in self.things if thing.part == part]

    @property
    def subject(self):
        """Return in a few words what it is about."""
        if self.key is None:
            counts = [
                counted(len(self.in_part(part)), noun)
                for part, (_, noun) in PARTS.items()
                if self.in_part(part)
            ]
            return joined(counts).capitalize()
        missing = counted(len(self.in_part(RETURNED) + self.in_part(TO_WRITE)), "update")
        return {
            Kind.OPENED: f"{self.round} is open: {missing} to send by {day(self.round.due_on)}",
            Kind.DUE_SOON: f"{self.round} is due on {day(self.round.due_on)}: {missing} to send",
            Kind.OVERDUE: f"{self.round} was due on {day(self.round.due_on)}: {missing} to send",
            Kind.ASKED: f"Still to come for {str(self.round).lower()}: {missing}",
        }[self.key[0]]

    @property
    def lede(self):
        """Return when the round is due and which meeting reads it, in a sentence."""
        if self.key is None:
            return "This has come to you since the last e-mail."
        due, late = self.round.due_on, self.round.due_on < self.today
        when = f"{gap(due, self.today)} ago" if late else f"in {gap(due, self.today)}"
        when = "today" if due == self.today else when
        words = f"{self.round} {'was' if late else 'is'} due on {long_day(due)}, {when}"
        if self.round.meets_on is None:
            return f"{words}."
        return f"{words}; the {self.round.meeting_group} meets on {day(self.round.meets_on)}."

    def message(self, collaborative):
        """Return it as an e-mail in plain text and in HTML."""
        context = {
            "letter": self,
            "person": self.person,
            "councils": joined(self.councils),
            "collaborative": collaborative,
            "my_work": site(reverse("my_work")),
            "choose": site(reverse("reminders")),
        }
        text, html = (
            render_to_string(f"seic_portal/email/reminder.{kind}", context)
            for kind in ("txt", "html")
        )
        sample = "Sample data: " if collaborative and collaborative.holds_sample_data else ""
        message = EmailMultiAlternatives(f"{sample}{self.subject}", text, to=[self.person.email])
        message.attach_alternative(html, "text/html")
        return message
