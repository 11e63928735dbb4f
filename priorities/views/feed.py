"""A plan's published updates, for programs that read feeds."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import conditional_page

from plans import clock
from plans.feeds import public_plan
from plans.models import Collaborative
from plans.surroundings import surroundings
from priorities.feed import UpdatesFeed, feed_of


@login_not_required
@conditional_page
def updates_feed(request, plan):
    """Give what everyone may read, to members too; a reader that has it already gets 304."""
    plan = public_plan(plan)
    collaborative = surroundings().collaborative or Collaborative()
    site = request.build_absolute_uri
    feed = feed_of(plan, collaborative, today=clock.today(), site=site)
    return HttpResponse(feed.writeString("utf-8"), content_type=UpdatesFeed.content_type)
