"""How many settings the register holds, by council and sector."""

from dataclasses import dataclass

from plans.models import Setting

SCHOOLS = [Setting.Sector.PRIMARY, Setting.Sector.SECONDARY, Setting.Sector.SPECIAL]


@dataclass(slots=True)
class Row:
    """A council's publicly funded schools: how many of each sector, how many in all."""

    label: str
    numbers: list[int]
    of: int

    @property
    def total(self):
        return sum(self.numbers)

    @property
    def share(self):
        """Return which part of the whole region's they are, in per cent."""
        return f"{100 * self.total / self.of:.2f}%" if self.of else "0%"


class RegisterTable:
    """The open settings of some councils, in one query."""

    sectors = [sector.label for sector in SCHOOLS]

    def __init__(self, councils):
        found = Setting.objects.open().of(councils).by_council_and_sector()
        self.total = sum(found.get((c.pk, sector), 0) for c in councils for sector in SCHOOLS)
        self.nurseries = sum(found.get((c.pk, Setting.Sector.ELC), 0) for c in councils)
        self.rows = [
            Row(council.name, [found.get((council.pk, s), 0) for s in SCHOOLS], self.total)
            for council in councils
        ]

    @property
    def all(self):
        """Return the row of the whole region."""
        numbers = [sum(column) for column in zip(*(row.numbers for row in self.rows), strict=True)]
        return Row("All", numbers, self.total)
