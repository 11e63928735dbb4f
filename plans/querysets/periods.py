"""Days between two others."""

from django.db.models import Q


def covers(day, start="starts_on", end="ends_on"):
    """Return the condition that a row's period, open where a date is empty, holds a day."""
    return (Q(**{start: None}) | Q(**{f"{start}__lte": day})) & (
        Q(**{end: None}) | Q(**{f"{end}__gte": day})
    )
