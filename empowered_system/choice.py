"""Which settings someone has chosen to record, and which they may choose from."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property

from plans import clock
from plans.models import Council, Setting

MOST_SHOWN = 60  # of what a search finds
MOST_AT_ONCE = 150


class Choice:
    """What an address or a form names: a search, and the settings ticked so far.

    Everything stands in the address, so ticks stay from search to search without a script.
    """

    def __init__(self, programme, person, data):
        self.programme, self.person = programme, person
        self.words = data.get("q", "").strip()
        self.sector = data.get("sector", "")
        self.council = data.get("council", "")
        self.keys = {int(key) for key in data.getlist("setting") if key.isdecimal()}

    @cached_property
    def councils(self):
        """Return whose settings may be recorded: a coordinator every partner's, an officer own."""
        if self.person.is_coordinator:
            return list(Council.objects.partners(clock.today()))
        return self.person.officer_councils

    @cached_property
    def offered(self):
        """Return the open settings that may be recorded and have not been."""
        recorded = self.programme.participations.values("setting")
        rows = Setting.objects.open().of(self.councils).exclude(pk__in=recorded)
        return rows.select_related("council")

    @cached_property
    def chosen(self):
        return list(self.offered.filter(pk__in=self.keys)) if self.keys else []

    @cached_property
    def found(self):
        """Return what the search finds, without what is chosen already."""
        rows = self.offered.exclude(pk__in=self.keys).like(self.words)
        if self.sector in Setting.Sector.values:
            rows = rows.filter(sector=self.sector)
        if self.council:
            rows = rows.filter(council__slug=self.council)
        return list(rows)

    @property
    def shown(self):
        return self.found[:MOST_SHOWN]

    @property
    def more(self):
        """Return how many more the search finds than are shown."""
        return len(self.found) - len(self.shown)

    @property
    def is_too_many(self):
        return len(self.keys) > MOST_AT_ONCE

    @property
    def query(self):
        """Return the keys chosen as the query of an address."""
        return "?" + "&".join(f"setting={key}" for key in sorted(self.keys))

    def check(self):
        """Refuse settings of a council that this person does not act for."""
        own = {council.pk for council in self.councils}
        meant = Setting.objects.filter(pk__in=self.keys).values_list("council", flat=True)
        if not set(meant) <= own:
            raise PermissionDenied
