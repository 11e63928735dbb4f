"""Words that must go for good: found in texts however spaced, and marked where they were."""

import re

MARK = "[redacted]"


class Words:
    """Some words to take out of texts, whatever spaces and capitals they have there."""

    def __init__(self, text):
        parts = [re.escape(part) for part in text.split()]
        if not parts:
            raise ValueError("No words were given.")
        self.pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)

    def are_in(self, value):
        """Say whether a text has them, or any text within lists and dictionaries."""
        return self.out_of(value) != value

    def out_of(self, value):
        """Return a text with a mark in their place; lists and dictionaries with every text so."""
        if isinstance(value, str):
            return self.pattern.sub(MARK, value)
        if isinstance(value, list):
            return [self.out_of(one) for one in value]
        if isinstance(value, dict):
            return {key: self.out_of(one) for key, one in value.items()}
        return value
