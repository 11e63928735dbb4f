"""How often and how far a due date has moved, in words that stand beside it everywhere."""

from plans.templatetags.portal import counted, day, in_words

OFTEN = {0: "moved", 1: "moved once", 2: "moved twice"}


def moved(first, due, times):
    """Return the first due date and its moves, in words; empty where it has never moved.

    "First due 16 December 2022; moved once, by 15 weeks", or "…; moved twice, 91 days in all".
    """
    moves = often_and_far(first, due, times)
    return f"First due {day(first)}; {moves}" if moves else ""


def often_and_far(first, due, times):
    """Return how often and how far a date has moved; empty where it never has.

    How far is the distance from the first date to the one that counts now, in exact days.
    """
    if first is None or (first == due and not times):
        return ""
    often = OFTEN.get(times, f"moved {in_words(times)} times")
    if first == due:
        return f"{often}, back to where it was"
    earlier = " earlier" if due < first else ""
    if times > 1:
        return f"{often}, {counted(abs((due - first).days), 'day')}{earlier} in all"
    far = distance(first, due)
    return f"{often}, {far}{earlier}" if earlier else f"{often}, by {far}"


def distance(start, end):
    """Return how far two days lie apart: in weeks where they are whole, otherwise in days."""
    days = abs((end - start).days)
    return counted(days, "day") if days % 7 else counted(days // 7, "week")


def way(start, end):
    """Return how far a move goes and in which direction, such as "15 weeks later"."""
    return f"{distance(start, end)} {'later' if start < end else 'earlier'}"
