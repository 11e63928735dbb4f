"""Two wordings of a text, as one text in which what was removed and added is marked."""

import difflib
import re
from collections import namedtuple

ALIKE = 0.5  # two texts with a smaller share of words in common stand one after the other, whole

Part = namedtuple("Part", "text is_removed is_added")


def compare(old, new):
    """Return a text's parts in reading order, word by word: kept, removed or added."""
    before, after = words(old), words(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole(old, new)
    parts = []
    for is_kept, *places in ((step[0] == "equal", *step[1:]) for step in matcher.get_opcodes()):
        start, end, new_start, new_end = places
        removed, added = "".join(before[start:end]), "".join(after[new_start:new_end])
        parts += [Part(removed, False, False)] if is_kept else whole(removed, added)
    return parts


def whole(old, new):
    """Return two texts one after the other, leaving out an empty one."""
    parts = [Part(old, True, False), Part(new, False, True)]
    return [part for part in parts if part.text]


def words(text):
    """Return the words of a text, each with the space behind it."""
    return re.findall(r"\s*\S+\s*", text)
