"""A plan's funding lines as a table with small bars, and what they come to in a sentence."""

from dataclasses import dataclass

from django.urls import reverse

from plans.models import FundingLine
from plans.templatetags.portal import day

SUMS = ["offered", "committed", "claimed"]


@dataclass(slots=True)
class Sum:
    """One sum of a line: which of the three it is, in pounds, and how long its bar is."""

    css: str
    pounds: str
    width: str


@dataclass(slots=True)
class FundingRow:
    """One category of spend with its three sums, and what else there is to say of it."""

    title: str
    description: str
    note: str
    sums: list
    as_at: str
    address: str
    remove: str


class Funding:
    """The funding lines of a plan, in one query; in the order of the categories.

    Offered, committed and claimed are three different sums: they stand apart, each under its own
    word, and are never added to each other. Bars share one scale, the largest sum of the table.
    """

    def __init__(self, plan):
        self.plan = plan
        order = FundingLine.Category.values
        found = FundingLine.objects.in_plan(plan)
        self.lines = sorted(found, key=lambda line: order.index(line.category))
        self.scale = max((max(line.offered, line.committed) for line in self.lines), default=0)
        self.rows = [self.row(line) for line in self.lines]

    def row(self, line):
        place = {"plan": self.plan.slug, "pk": line.pk}
        return FundingRow(
            title=line.get_category_display(),
            description=line.description,
            note=note(line),
            sums=[self.sum(name, getattr(line, name)) for name in SUMS],
            as_at=day(line.as_at),
            address=reverse("plans:edit_funding", kwargs=place),
            remove=reverse("plans:remove_funding", kwargs=place),
        )

    def sum(self, name, amount):
        width = 100 * amount / self.scale if self.scale else 0
        return Sum(name, pounds(amount), f"{width:.1f}%")

    @property
    def totals(self):
        """Return the totals of what is offered, committed and claimed, in pounds."""
        return [pounds(sum(getattr(line, name) for line in self.lines)) for name in SUMS]

    @property
    def sentence(self):
        """Return what the lines come to, such as "Of £1,000 offered, £600 is committed …"."""
        offered, committed, claimed = self.totals
        days = {row.as_at for row in self.rows}
        as_at = f", as at {days.pop()}" if len(days) == 1 else ""
        return (
            f"Of {offered} offered, {committed} is committed; "
            f"{claimed} of that has been claimed{as_at}."
        )


def note(line):
    """Return how many posts a line pays, and by how much more is committed than offered."""
    posts = f"Pays {line.posts} posts." if line.posts else ""
    over = f"{pounds(line.over_offer)} more is committed than offered." if line.over_offer else ""
    return " ".join(filter(None, [posts, over]))


def pounds(amount):
    """Return whole pounds as people write them, such as £1,171,746."""
    return f"£{amount:,}"
