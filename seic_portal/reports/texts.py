"""How the text of a section is written: paragraphs apart by a blank line, lists by dashes.

A table stands where a line names it, so that an officer can move it or take it out.
"""

import re
from dataclasses import dataclass

from plans.templatetags.portal import plain

BLANK = re.compile(r"\n\s*\n")
DASH = "- "


@dataclass
class Draft:
    """What a section says: paragraphs, lists and tables.

    A paragraph is a text, a list a tuple of texts, a table a dictionary with `caption`, `head` and
    `rows`.
    """

    parts: list

    @property
    def text(self):
        """Return it as an officer edits it."""
        return "\n\n".join(map(written, self.parts))

    @property
    def tables(self):
        return [part for part in self.parts if isinstance(part, dict)]


def written(part):
    if isinstance(part, dict):
        return place_of(part)
    return part if isinstance(part, str) else "\n".join(f"{DASH}{item}" for item in part)


def place_of(table):
    """Return the line that names a table in a text."""
    return f"[Table: {table['caption']}]"


def read(text):
    """Return a text's paragraphs: each a text, or a tuple of texts for a list.

    A list may follow a line without a blank one between them.
    """
    found = []
    for paragraph in filter(None, map(str.strip, BLANK.split(text))):
        lines = [line.strip() for line in paragraph.splitlines()]
        words = [line for line in lines if not line.startswith(DASH)]
        items = tuple(line.removeprefix(DASH) for line in lines if line.startswith(DASH))
        found += [" ".join(words)] if words else []
        found += [items] if items else []
    return found


def paragraphs_of(text):
    """Return the paragraphs of one of the plan's own texts, without its markup."""
    return [plain(part) for part in BLANK.split(text) if part.strip()]


def lowered(text):
    """Return words as they go on in a sentence: without a capital, unless it is an acronym."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
