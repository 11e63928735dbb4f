"""The portal's one clock: nothing else asks what time it is.

A demonstration and the tests hold it at a date (`PORTAL_DATE`), so that rounds, lateness and
"overdue" are right there too. Sessions, tokens and rate limits keep real time.
"""

import datetime

from django.conf import settings
from django.utils import timezone


def now():
    """Return this moment, aware; on the held date, at the real time of day in Europe/London."""
    moment = timezone.localtime()
    if settings.PORTAL_DATE is None:
        return moment
    return moment_of(settings.PORTAL_DATE, moment.time())


def today():
    """Return this day in Europe/London."""
    return now().date()


def moment_of(day, time=datetime.time.min):
    """Return a time of a day in Europe/London as a moment; without one, its first."""
    return timezone.make_aware(datetime.datetime.combine(day, time))


def day_of(moment):
    """Return the day of an aware moment in Europe/London; None for None."""
    return moment and timezone.localtime(moment).date()
