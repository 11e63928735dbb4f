"""What became of a meeting, step by step, as its history tells it; nobody is named."""

from plans.models import Meeting
from plans.templatetags.portal import day


def steps(meeting):
    """Return pairs of a moment and what happened then in words, oldest first; in one query."""
    found, before = [], None
    for now in meeting.history.order_by("history_id"):
        said = step(before, now)
        found += [(now.history_date, said)] if said else []
        before = now
    return found


def step(before, now):
    """Return what two versions of a meeting that follow each other tell; empty for other edits."""
    if before is None:
        return f"Planned for {day(now.meets_on)}."
    if before.meets_on != now.meets_on:
        why = f": {now.reason}" if now.reason else "."
        return f"Moved from {day(before.meets_on)} to {day(now.meets_on)}{why}"
    if before.state == now.state:
        return ""
    if now.state == Meeting.State.CANCELLED:
        return f"Cancelled: {now.reason}"
    return "Held." if now.state == Meeting.State.HELD else "Planned again."
