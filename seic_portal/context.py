"""What every page shows around its own content."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst

from networks.models import Lead
from plans import clock
from plans.models import Membership, Person, Plan
from plans.surroundings import surroundings
from seic_portal.demonstration.cast import DOMAIN, PASSWORD


def portal(request):
    """Give every template the collaborative, its councils and the plan its menu leads to.

    Each costs one query, and only where a template uses it.
    """
    return {
        "collaborative": SimpleLazyObject(lambda: surroundings().collaborative),
        "current_plan": SimpleLazyObject(lambda: current_plan(request)),
        "partner_councils": SimpleLazyObject(lambda: surroundings().partners),
    }


def current_plan(request):
    """Return the plan of the page where it is the open one; otherwise the database says."""
    plan = getattr(request, "plan", None)
    return plan if plan is not None and plan.is_open else Plan.objects.current()


def demonstration(request):
    """Give the sign-in page of a demonstration the invented people one may sign in as."""
    if not settings.PORTAL_DEMONSTRATION:
        return {}
    return {
        "demonstration_people": SimpleLazyObject(demonstration_people),
        "demonstration_password": PASSWORD,
    }


def demonstration_people():
    """Return pairs of an e-mail address and what that person is."""
    current = Membership.objects.current(clock.today()).select_related("person", "council")
    invented = current.filter(person__email__endswith=DOMAIN)
    pairs = [(membership.person.email, capfirst(str(membership))) for membership in invented]
    leads = Lead.objects.current().filter(person__email__endswith=DOMAIN).order_by("person__email")
    pairs += [
        (lead.person.email, f"Leads {lead.network}")
        for lead in leads.select_related("person", "network")
    ]
    administrators = Person.objects.filter(is_administrator=True, email__endswith=DOMAIN)
    return sorted(pairs, key=lambda pair: pair[1]) + [
        (person.email, "Administrator") for person in administrators
    ]
