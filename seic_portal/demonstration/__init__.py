"""The sample data with which the portal is tried out, replayed as it would have happened.

Every text and date stands in the TOML files beside these modules. Only what they take from the
councils' own report is real; the rest is invented, and the portal says so on every page.
"""

from django.db import transaction

from plans.models import Collaborative, Person, Plan
from priorities.models import Action, Update
from seic_portal.demonstration import (
    asking,
    cast,
    measures,
    networks,
    papers,
    reach,
    reporting,
    reports,
    strands,
    support,
    working,
    writing,
)
from seic_portal.demonstration.story import Story

FOLDERS = ["plan_2021_22", "plan_2022_23", "plan_2023_24"]


class RefusedError(Exception):
    """The database holds what is not sample data."""


@transaction.atomic
def load():
    """Load everything in one transaction; return what was loaded, or nothing if it was there.

    Raises RefusedError where the database holds a person or a plan of its own.
    """
    if Person.objects.exclude(email__endswith=cast.DOMAIN).exists():
        raise RefusedError("This database holds real people. Nothing was loaded.")
    if Plan.objects.exists():
        if Collaborative.objects.filter(holds_sample_data=True).exists():
            return None
        raise RefusedError("This database holds a plan that is no sample. Nothing was loaded.")
    people = cast.load()
    stories = [replay(folder, people) for folder in FOLDERS]
    measures.load(people)
    networks.load(people)
    strands.load(people)
    reach.load(people)
    for story in stories:
        if story.plan.is_open:  # its papers tell what strands and networks did
            papers.issue_all(story)
    reports.load(people)
    support.load(people)
    counts = [m.objects.count() for m in (Plan, Person, Action, Update)]
    return "Loaded {} plans, {} people, {} actions and {} updates.".format(*counts)


def replay(folder, people):
    """Write, open, work on, report and close one plan, as far as its data goes; return it all."""
    story = Story(folder, people)
    writing.write(story)
    if story.moment("opened_at"):
        working.open_and_work(story)
        reporting.report(story)
        asking.ask(story)
    if story.moment("closed_at"):
        papers.issue_all(story)
        working.close(story)
    return story
