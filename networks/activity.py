"""How lively a network is: three words and their rule, so that a teacher knows what to expect.

The rule looks at two dates that the network gives by itself: when it last met, and when one of its
leads last said that it is going. Nobody sets the word, it has no colour, and it is no target.
"""

import datetime as dt

from django.db import models

YEAR = dt.timedelta(days=365)


class Activity(models.TextChoices):
    """The words; the last is for a network of which the portal knows no date yet."""

    ACTIVE = "active", "Active"
    QUIET = "quiet", "Quiet"
    DORMANT = "dormant", "Dormant"
    UNKNOWN = "unknown", "Not known"

    @property
    def meaning(self):
        """What the word means, as a sentence."""
        return MEANINGS[self]


MEANINGS = {
    Activity.ACTIVE: "It has met, or has said that it is going, within the last twelve months; "
    "or its next gathering has a date.",
    Activity.QUIET: "The last sign of it is one to two years old.",
    Activity.DORMANT: "The last sign of it is more than two years old. You may still write to it.",
    Activity.UNKNOWN: "When it met, or will meet, has not been noted here yet.",
}


def activity_on(today, *, last_sign, next_on):
    """Return a network's word on a day.

    `last_sign`: the later of the day it last met and the day it was last confirmed, or None.
    `next_on`: the day of its next gathering, or None.
    """
    if next_on:
        return Activity.ACTIVE
    if last_sign is None:
        return Activity.UNKNOWN
    if last_sign >= today - YEAR:
        return Activity.ACTIVE
    return Activity.QUIET if last_sign >= today - 2 * YEAR else Activity.DORMANT
