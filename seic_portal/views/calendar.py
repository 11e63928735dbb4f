"""A plan's meetings and rounds, for calendar programs."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import conditional_page

from plans.feeds import calendar_file, public_plan
from plans.models import Collaborative
from plans.surroundings import surroundings
from seic_portal.calendar import calendar_of


@login_not_required
@conditional_page
def calendar(request, plan):
    """Give the days that everyone may know; a program that has them already gets 304."""
    plan = public_plan(plan)
    collaborative = surroundings().collaborative or Collaborative()
    found = calendar_of(plan, collaborative, site=request.build_absolute_uri)
    is_sample = collaborative.holds_sample_data
    return calendar_file(found, f"calendar-{plan.slug}", is_sample=is_sample)
