"""A page as someone reads it."""

import re
from html import unescape

UNREAD = re.compile(r"<(head|svg|script)\b.*?</\1>", re.DOTALL)
MARK = re.compile(r"<[^>]*>")
APART = re.compile(r"\s+(?=[.,:;)])")


def words_of(response):
    """Return the words of an answer's page in one line, without markup and drawings."""
    text = MARK.sub(" ", UNREAD.sub(" ", response.text))
    return APART.sub("", " ".join(unescape(text).split()))
