"""A plan's meetings and rounds, for calendar programs."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import conditional_page

from plans import calendars
from plans.feeds import public_plan
from plans.models import Collaborative
from seic_portal.calendar import calendar_of


@login_not_required
@conditional_page
def calendar(request, plan):
    """Give the days that everyone may know; a program that has them already gets 304."""
    plan = public_plan(plan)
    collaborative = Collaborative.objects.first() or Collaborative()
    found = calendar_of(plan, collaborative, site=request.build_absolute_uri)
    return calendars.answer(found, f"calendar-{plan.slug}", collaborative)
