"""A coordinator's reminder to everyone who still owes something in a round."""

from functools import cached_property

from plans import clock
from plans.models import AuditEntry, Person
from plans.templatetags.portal import counted
from seic_portal.models import Reminder
from seic_portal.reminders.debts import Debts, asked
from seic_portal.reminders.post import post, unsent


class Asking:
    """Who would be reminded of what in a round, by council; who would not, and why."""

    def __init__(self, round, *, today):
        self.round, self.debts = round, Debts(round, asked(round, today), today=today)

    @cached_property
    def letters(self):
        """Return the letters to send: not to whom wants none, nor twice in one day."""
        letters = [letter for letter in self.debts.letters.values() if wants(letter.person)]
        return [letter for letter in unsent(letters) if letter.key]

    @cached_property
    def councils(self):
        """Return, for each council that owes, its references and pairs of a person and a word."""
        found = {}
        for part in self.debts.parts:
            owed, people = found.setdefault(part.council, ([], {}))
            owed.append(part.action.reference)
            people |= {person: self.word(person) for person in self.debts.officers.of(part)}
        order = sorted(found, key=lambda council: council.name)
        return [(council, found[council][0], list(found[council][1].items())) for council in order]

    @cached_property
    def reminded(self):
        """Return the keys of the people who got such an e-mail today."""
        kind, about = self.debts.key
        sent = Reminder.objects.filter(kind=kind, about=about)
        return set(sent.values_list("person", flat=True))

    def word(self, person):
        """Return why someone is not reminded; empty where they are."""
        if not wants(person):
            return "wants no reminders"
        return "has been reminded today" if person.pk in self.reminded else ""

    def send(self, *, by):
        """Send the letters, and enter in the audit who asked for it."""
        outcome = post(self.letters)
        if outcome.sent:
            AuditEntry.objects.record(
                f"Reminded {counted(outcome.sent, 'person,people')} of {self.round}",
                by=by,
                at=clock.now(),
                address=self.round.get_absolute_url(),
            )
        return outcome


def wants(person):
    """Say whether a person has chosen to be reminded of rounds."""
    return person.reminders == Person.Reminders.ALL
