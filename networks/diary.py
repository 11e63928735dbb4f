"""A network's gatherings as its page shows them: the next one, those after it, those before."""

NEWEST = 8  # shown with what was noted; the rest as a list of titles


class Diary:
    """Gatherings sorted by whether they are still to come; of the past the newest first."""

    def __init__(self, gatherings):
        rows = list(gatherings)
        self.ahead = [row for row in rows if row.is_ahead]
        self.past = [row for row in reversed(rows) if not row.is_ahead]

    @property
    def next(self):
        """Return the next gathering that stands, or None."""
        return next((row for row in self.ahead if not row.is_cancelled), None)

    @property
    def further(self):
        """Return the others that are still to come, and those that were called off."""
        return [row for row in self.ahead if row is not self.next]

    @property
    def newest(self):
        return self.past[:NEWEST]

    @property
    def earlier(self):
        return self.past[NEWEST:]
