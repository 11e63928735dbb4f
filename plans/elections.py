"""Pre-election pauses: days on which no round becomes public by itself.

The collaborative may have one, and each council. A round whose public day falls into a pause waits
until the first day that is in none; what was public before stays so. The rule is told twice, for
the database and for one row, and a test holds the two together.
"""

import datetime as dt

from django.apps import apps
from django.db.models import DateField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest, TruncDate

DAY = dt.timedelta(days=1)


class DayAfter(Func):
    """The day after a date, in the database."""

    output_field = DateField()
    template = "(%(expressions)s + 1)"

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="date(%(expressions)s, '+1 day')", **context
        )


def pausing():
    """Return the rows that may have a pause: the collaborative, and the councils."""
    models = [apps.get_model("plans", name) for name in ("Collaborative", "Council")]
    return [model.objects.filter(election_from__isnull=False).order_by() for model in models]


def covered(day):
    """Return the condition that a day, given as an expression, falls into a pause."""
    until = Q(election_until=None) | Q(election_until__gte=day)
    ours, councils = (Exists(rows.filter(until, election_from__lte=day)) for rows in pausing())
    return ours | councils


def free_since(start, day):
    """Return the condition that between two days lies one in no pause, `start` being in one.

    Such a day follows the last day of some pause.
    """
    ended = [
        rows.filter(election_until__gte=start, election_until__lt=day)
        .alias(next_day=DayAfter("election_until"))
        .filter(~covered(OuterRef("next_day")))
        for rows in pausing()
    ]
    return Exists(ended[0]) | Exists(ended[1])


def planned_on():
    """Return, for the database, the day a published round becomes public without any pause."""
    published_on = TruncDate("published_at")
    return Greatest(published_on, Coalesce(F("public_from"), published_on))


def released_early():
    """Return the condition that a coordinator let a round become public in spite of a pause."""
    return Exists(apps.get_model("plans", "EarlyRelease").objects.filter(round=OuterRef("pk")))


def pauses():
    """Return the first and last day of every pause, the last None until further notice."""
    ours, councils = (rows.values_list("election_from", "election_until") for rows in pausing())
    return list(ours.union(councils, all=True))


def first_free(day, pauses):
    """Return the first day, from a day on, that is in no pause; None where none is in sight."""
    for start, end in sorted(pauses, key=lambda pause: pause[0]):
        if start <= day and end is None:
            return None
        if start <= day <= (end or day):
            day = end + DAY
    return day
