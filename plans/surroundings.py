"""What every page stands in: the collaborative and its councils, read at most once a request.

Outside a request each `surroundings()` reads anew; who asks often wraps the work in `remembered()`.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.utils.functional import cached_property

from plans import clock

_around = ContextVar("surroundings", default=None)


class Surroundings:
    """The collaborative and every council that is or was in it. One query each, when asked for."""

    @cached_property
    def collaborative(self):
        """Return the collaborative with its host council, or None before there is one."""
        found = apps.get_model("plans", "Collaborative").objects
        return found.select_related("host_council").first()

    @cached_property
    def councils(self):
        found = apps.get_model("plans", "Council").objects
        return list(found.with_standing(clock.today()))

    @property
    def partners(self):
        """Return the names of the councils that belong to the collaborative today."""
        return [council.name for council in self.councils if council.is_partner]

    @property
    def pauses(self):
        """Return the first and last day of every pre-election pause.

        The last is None until further notice.
        """
        rows = filter(None, [self.collaborative, *self.councils])
        return [(row.election_from, row.election_until) for row in rows if row.election_from]


def surroundings():
    """Return what is remembered, or else what is read anew."""
    return _around.get() or Surroundings()


@contextmanager
def remembered():
    """Read each of it once in a block, such as one request."""
    token = _around.set(Surroundings())
    try:
        yield
    finally:
        _around.reset(token)
