"""The questions the portal asks about measures and their figures."""

from django.db import models
from django.db.models import Case, Value, When


class MeasureQuerySet(models.QuerySet):
    def watched_by(self, subject):
        """Those that a priority lists, or that an action hopes to move."""
        name = "priorities" if subject._meta.model_name == "priority" else "actions"
        return self.filter(**{name: subject})

    def with_priorities(self, plan):
        """Read off each as `listed_by` the priorities of a plan that list it, in their order."""
        listed = models.Prefetch("priorities", plan.priorities.all(), "listed_by")
        return self.prefetch_related(listed)


class ValueQuerySet(models.QuerySet):
    def of(self, measures):
        """Those of some measures, with what they say of themselves."""
        return self.filter(measure__in=measures).select_related("council", "measure")

    def until(self, plan):
        """Those of the sessions up to a closed plan's own; of any other plan all of them."""
        return self.filter(year__lte=plan.starts_on.year) if plan.closed_at else self

    def in_order(self):
        """Councils by name, then the region and Scotland; each by stage, group and cohort."""
        breadth = Case(
            When(area="council", then=Value(0)), When(area="region", then=Value(1)), default=2
        )
        order = ["council__name", "stage", "group", "year", "kind", "pk"]
        return self.order_by("measure__title", breadth, *order)

    def overall(self):
        """The figures of everyone, of all stages together; no baselines and no aims."""
        return self.filter(group="all", stage="all", kind="actual")
