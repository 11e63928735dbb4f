"""Letters on their way: each is taken, sent and noted, and one that fails holds up no other."""

import uuid
from dataclasses import dataclass, field

from django.core.mail import get_connection

from plans import clock
from plans.models import Collaborative, Round
from seic_portal.models import Reminder
from seic_portal.reminders.debts import Debts, occasion
from seic_portal.reminders.news import News

BATCH = 100  # as many letters as one that was killed may send a second time


@dataclass
class Outcome:
    """How many letters a run has sent, and which failed, with why."""

    sent: int = 0
    failed: list = field(default_factory=list)


def letters_due(today):
    """Return the letters that a day calls for, without what people were reminded of before.

    In a fixed number of queries, however many people there are.
    """
    letters = {}
    for round in Round.objects.collecting(today).with_meeting():  # one plan is open at most
        letters = Debts(round, occasion(round, today), today=today).letters
    News(letters, today=today)
    return unsent(letters.values())


def unsent(letters):
    """Return letters as their people want them, without what they were reminded of before."""
    letters = [letter.as_chosen() for letter in letters]
    keys = {key for letter in letters for key in letter.keys}
    known = Reminder.objects.known(keys, clock.now())
    letters = [letter.without(known) for letter in letters]
    return [letter for letter in letters if letter.things]


def post(letters):
    """Send letters over one connection, and return what became of them.

    Each reminder is taken in the database before its letter is sent, so that two runs at once send
    it once. A letter that fails is let go: the next run tries it again.
    """
    outcome, collaborative = Outcome(), Collaborative.objects.first()
    Reminder.objects.free(clock.now())
    connection = get_connection()
    try:
        for start in range(0, len(letters), BATCH):
            post_batch(letters[start : start + BATCH], collaborative, connection, outcome)
    finally:
        connection.close()
    return outcome


def post_batch(letters, collaborative, connection, outcome):
    """Take, send and note some letters."""
    run, failed = uuid.uuid4(), []
    keys = {key for letter in letters for key in letter.keys}
    mine = Reminder.objects.take(keys, run=run, at=clock.now())
    letters = [letter.without(keys - mine) for letter in letters]
    try:
        for letter in [letter for letter in letters if letter.things]:
            if why := failure(letter, collaborative, connection):
                failed.append(letter.person.pk)
                outcome.failed.append((letter.person, why))
            else:
                outcome.sent += 1
    finally:
        Reminder.objects.settle(run, failed=failed, at=clock.now())


def failure(letter, collaborative, connection):
    """Send a letter and return nothing; or why it could not be sent."""
    try:
        connection.open()  # nothing happens where it is open
        connection.send_messages([letter.message(collaborative)])
    except (OSError, ValueError) as error:
        connection.close()  # whatever state it was left in, the next letter gets a fresh one
        return str(error) or type(error).__name__
    return ""
