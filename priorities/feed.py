"""A plan's published updates as an Atom feed (RFC 4287).

It holds what everyone may read. An update enters when its round becomes public, under the id it
keeps; a correction shows it as changed. What else a page says, such as a due date that has moved
since, is left out: an entry changes with a correction alone.
"""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from plans.feeds import headed, legible, tag
from plans.models import Round
from priorities.models import Correction, Update
from priorities.positions import Position, said

NEWEST = 200  # more than a round of the five councils brings; about as many kilobytes
SUBTITLE = (
    "What the councils have published about the actions of this plan, with corrections, the newest "
    f"first. Only the newest {NEWEST} are here: every earlier one stands with its action."
)


class UpdatesFeed(Atom1Feed):
    """An Atom feed that has changed when its newest entry has; an empty one does not change."""

    def latest_post_date(self):
        return self.feed["changed_at"]


def feed_of(plan, collaborative, *, today, site):
    """Return the feed of a plan that is no draft, in three queries.

    `site`: a function that makes an address of the portal whole.
    """
    rounds = {round.pk: round for round in Round.objects.in_plan(plan).public(today).with_meeting()}
    updates = Update.objects.newest_public(rounds.values(), Correction.objects.all())[:NEWEST]
    is_sample = collaborative.holds_sample_data
    feed = UpdatesFeed(
        title=legible(headed(f"Published updates, {plan}", is_sample)),
        subtitle=SUBTITLE,
        description=None,
        link=site(reverse("priorities:progress", args=[plan.slug])),
        feed_url=site(reverse("priorities:updates_feed", args=[plan.slug])),
        feed_guid=tag("plan-updates", plan),
        feed_copyright=legible(collaborative.licence) or None,
        author_name=legible(collaborative.name or plan.title),
        language="en-GB",
        changed_at=max([update.changed_at for update in updates], default=plan.opened_at),
    )
    for update in updates:
        update.round = rounds[update.round_id]
        reference = update.contribution.action.reference
        page = reverse("priorities:action_updates", args=[plan.slug, reference])
        feed.add_item(
            link=site(f"{page}#round-{update.round.number}"),
            description=legible(words(update, collaborative)),
            **entry(update, is_sample),
        )
    return feed


def entry(update, is_sample):
    """Return what is said of an update: it is its council's, and keeps its id for good."""
    part, action = update.contribution, update.contribution.action
    status = update.get_status_display()
    title = f"{part.council} on {action.reference} {action.title}: {status.lower()}"
    if update.corrected_at:
        title += ", corrected"
    return {
        "title": legible(headed(title, is_sample)),
        "unique_id": tag("update", update),
        "pubdate": update.public_at,
        "updateddate": update.changed_at,
        "author_name": legible(part.council.name),
        "categories": [legible(one) for one in (status, part.council.name, action.priority.title)],
    }


def words(update, collaborative):
    """Return what an update says as HTML, as its action's page has it."""
    position = Position(update.contribution, said(update), update.round, update)
    context = {"position": position, "round": update.round, "collaborative": collaborative}
    return render_to_string("priorities/_feed_entry.html", context)
