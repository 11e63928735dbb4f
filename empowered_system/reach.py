"""Whom the Empowered System has reached in a session: four counts, never added together."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from empowered_system.disclosure import told
from empowered_system.models import Participation, Programme, Strand
from plans.models import Council, Setting
from plans.templatetags.portal import counted


@dataclass(slots=True)
class Line:
    """What the four counts come to for one council, sector, strand or priority, or in all."""

    label: str
    settings: int
    all_settings: int
    practitioners: str
    interactions: str
    support_visits: str
    address: str = ""

    @property
    def share(self):
        """Return how much of the whole a bar shows, in per cent."""
        return f"{100 * self.settings / self.all_settings:.2f}%" if self.all_settings else "0%"

    @property
    def words(self):
        return f"{self.settings} of {counted(self.all_settings, 'setting')}"


class Reach:
    """The counts of a session, or of one council's or one strand's part in it.

    Exactly for who works on plans; for everyone else as `disclosure` says. A setting counts once,
    however often it took part. All settings are those that are open, and those that took part.
    """

    def __init__(self, plan, person, *, council=None, strand=None):
        self.plan, self.council, self.strand = plan, council, strand
        self.exactly = person.works_on_plans
        rows = Participation.objects.in_plan(plan)
        rows = rows.from_council(council) if council else rows
        self.rows = rows.of(strand) if strand else rows

    @cached_property
    def cells(self):
        """Return three lists of sums for each council, sector, strand and set of priorities.

        The sums of practitioners, interactions and support visits, one for each programme.
        """
        found = defaultdict(lambda: ([], [], []))
        for council, sector, programme, *sums in self.rows.sums():
            cell = found[council, sector, *self.programmes[programme]]
            for numbers, number in zip(cell, sums, strict=True):
                numbers.append(number)
        return found

    @cached_property
    def programmes(self):
        """Return the strand of each programme, and the set of priorities it serves."""
        served = Programme.objects.in_plan(self.plan).order_by()
        strands, priorities = {}, defaultdict(set)
        for pk, strand, priority in served.values_list("pk", "strand", "actions__priority"):
            strands[pk] = strand
            priorities[pk] |= {priority} - {None}
        return {pk: (strand, frozenset(priorities[pk])) for pk, strand in strands.items()}

    @cached_property
    def reached(self):
        """Return how many settings of each council and sector took part."""
        return self.rows.settings_by("setting__council", "setting__sector")

    @cached_property
    def register(self):
        """Return how many settings there are of each council and sector."""
        found = Setting.objects.open_or_in(self.rows.values("setting"))
        return (found.of([self.council]) if self.council else found).by_council_and_sector()

    @cached_property
    def overall(self):
        settings, everyone = sum(self.reached.values()), sum(self.register.values())
        return self.line("All", settings, everyone, self.cells.values())

    @cached_property
    def by_council(self):
        councils = Council.objects.partners_in(self.plan)
        return [self.part(0, c.pk, c.name, f"?council={c.slug}") for c in councils]

    @cached_property
    def by_sector(self):
        return [self.part(1, value, label) for value, label in Setting.Sector.choices]

    @cached_property
    def by_strand(self):
        """Return a line for each strand; of all settings, since each is for everyone."""
        settings = self.rows.settings_by("programme__strand")
        return [
            self.line(
                strand.title,
                settings.get((strand.pk,), 0),
                self.overall.all_settings,
                [cell for key, cell in self.cells.items() if key[2] == strand.pk],
                f"?strand={strand.slug}",
            )
            for strand in Strand.objects.all()
        ]

    @cached_property
    def by_priority(self):
        """Return a line for each priority; a programme may serve several, or none."""
        settings = self.rows.settings_by("programme__actions__priority")
        return [
            self.line(
                priority.title,
                settings.get((priority.pk,), 0),
                self.overall.all_settings,
                [cell for key, cell in self.cells.items() if priority.pk in key[3]],
            )
            for priority in self.plan.priorities.all()
        ]

    @property
    def cuts(self):
        """Return what a page counts by, as pairs of a word and its lines."""
        council = [] if self.council else [("Council", self.by_council)]
        strand = [] if self.strand else [("Strand", self.by_strand)]
        return [*council, ("Sector", self.by_sector), *strand, ("Priority", self.by_priority)]

    @property
    def sentence(self):
        """Return what everyone reads first; without counts of people it costs two queries."""
        reached, everyone = sum(self.reached.values()), sum(self.register.values())
        where = f" of {self.council}" if self.council else ""
        what = f"in {self.strand}" if self.strand else "in something the strands run"
        who = f"{reached} of {counted(everyone, 'setting')}{where}"
        return f"{who} took part {what} in the session {self.plan.slug}."

    def part(self, place, value, label, address=""):
        """Return the line of one council (place 0) or one sector (place 1)."""
        reached, everyone = (
            sum(count for key, count in found.items() if key[place] == value)
            for found in (self.reached, self.register)
        )
        cells = [cell for key, cell in self.cells.items() if key[place] == value]
        return self.line(label, reached, everyone, cells, address)

    def line(self, label, settings, everyone, cells, address=""):
        """Return a line; support visits are no people, so everyone reads how many they were."""
        people, times, visits = ([summed(cell[n]) for cell in cells] for n in range(3))
        return Line(
            label=label,
            settings=settings,
            all_settings=everyone,
            practitioners=told(people, exactly=self.exactly),
            interactions=told(times, exactly=self.exactly),
            support_visits=told(visits, exactly=True),
            address=address,
        )


def summed(numbers):
    """Return the sum of what was counted; None where nothing was."""
    counted = [number for number in numbers if number is not None]
    return sum(counted) if counted else None
