"""The questions the portal asks about frameworks and settings."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

from plans.names import folded, names_in


class AlignmentQuerySet(models.QuerySet):
    def of_frameworks(self):
        return self.filter(council=None)

    def offered_in(self, plan):
        """What a priority may be aligned to: each framework as it was when the plan began."""
        known = self.filter(year__lte=plan.starts_on.year)
        newest = known.filter(framework=OuterRef("framework")).order_by("-year").values("year")[:1]
        return known.filter(year=Subquery(newest))


class SettingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open=True)

    def open_or_in(self, keys):
        """Those that are open, and those of some keys even where they have closed since."""
        return self.filter(Q(is_open=True) | Q(pk__in=keys))

    def of(self, councils):
        return self.filter(council__in=councils)

    def by_council_and_sector(self):
        """Count them, by pairs of a council's key and a sector."""
        found = self.order_by().values_list("council", "sector").annotate(n=Count("pk"))
        return {(council, sector): count for council, sector, count in found}

    def like(self, words):
        """Those whose SEED code is given, or whose name has every word, accents aside."""
        named = Q()
        for word in folded(words).split():
            named &= Q(folded_name__contains=word)
        return self.filter(named | Q(seed_code=words.strip())) if named else self

    def named_in(self, text):
        """Return the names of the settings that a text names, in one query."""
        names = self.order_by("name").values_list("name", flat=True).distinct()
        return names_in(text, names)
