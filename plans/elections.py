"""Pre-election pauses: days on which no round becomes public by itself.

The collaborative may have one, and each council. A round whose public day falls into a pause waits
until the first day that is in none; what was public before stays so. So on any day those rounds are
public whose day had come by the last day without a pause.
"""

import datetime as dt

from django.apps import apps
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce, Greatest, TruncDate

DAY = dt.timedelta(days=1)


def planned_on():
    """Return, for the database, the day a published round becomes public without any pause."""
    published_on = TruncDate("published_at")
    return Greatest(published_on, Coalesce(F("public_from"), published_on))


def released_early():
    """Return the condition that a coordinator let a round become public in spite of a pause."""
    return Exists(apps.get_model("plans", "EarlyRelease").objects.filter(round=OuterRef("pk")))


def first_free(day, pauses):
    """Return the first day, from a day on, that is in no pause; None where none is in sight.

    `pauses` are pairs of a first and a last day, the last None until further notice.
    """
    for start, end in sorted(pauses, key=lambda pause: pause[0]):
        if start <= day and end is None:
            return None
        if start <= day <= (end or day):
            day = end + DAY
    return day


def last_free(day, pauses):
    """Return the last day, up to a day, that is in no pause."""
    for start, end in sorted(pauses, key=lambda pause: pause[1] or dt.date.max, reverse=True):
        if start <= day and (end is None or day <= end):
            day = start - DAY
    return day
