"""What a priority is aligned to, said by framework."""

from itertools import groupby

from plans.models import Alignment
from plans.templatetags.portal import joined

NOUNS = {
    Alignment.Kind.PRIORITY: ("priority", "priorities"),
    Alignment.Kind.DRIVER: ("driver", "drivers"),
    Alignment.Kind.COUNCIL_PRIORITY: ("priority", "priorities"),
    Alignment.Kind.QUALITY_INDICATOR: ("", ""),
}


def by_framework(alignments):
    """Return items by their source: "National Improvement Framework 2022, priorities 3 and 5"."""
    kinds = list(NOUNS)
    ordered = sorted(alignments, key=lambda item: (kinds.index(item.kind), item.source))
    sources = {}
    for (source, kind), items in groupby(ordered, key=lambda item: (item.source, item.kind)):
        numbers = [item.number for item in items]
        noun = NOUNS[kind][len(numbers) > 1]
        sources.setdefault(source, []).append(f"{noun} {joined(numbers)}".strip())
    return "; ".join(f"{comma(source)} {', '.join(words)}" for source, words in sources.items())


def comma(source):
    """A framework's name with a comma, unless it ends in a question mark."""
    return source if source.endswith("?") else f"{source},"
