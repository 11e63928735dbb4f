"""What every page shows around its own content."""

from django.utils.functional import SimpleLazyObject

from plans import clock
from plans.models import Collaborative, Council, Plan


def portal(request):
    """Give every template the collaborative, its councils and the plan its menu leads to.

    Each costs one query, and only where a template uses it.
    """
    return {
        "collaborative": SimpleLazyObject(
            lambda: Collaborative.objects.select_related("host_council").first()
        ),
        "current_plan": SimpleLazyObject(Plan.objects.current),
        "partner_councils": SimpleLazyObject(
            lambda: list(Council.objects.partners(clock.today()).values_list("name", flat=True))
        ),
    }
