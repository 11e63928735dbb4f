"""A plan's numbered revisions: recorded by coordinators, read by everyone, changed by nobody."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from networks.tests.factories import NetworkFactory
from plans.models import AuditEntry, Plan, Revision
from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    GoalFactory,
    PersonFactory,
    PlanFactory,
    RevisionFactory,
)
from plans.tests.reading import words_of
from priorities.models import Action
from priorities.tests.factories import (
    ActionFactory,
    LeadFactory,
    MilestoneFactory,
    PriorityFactory,
)
from seic_portal.tests.reports import revision_of

pytestmark = pytest.mark.django_db
REVISIONS = reverse("revisions", args=["2022-23"])
FIRST = reverse("revision", args=["2022-23", 1])
ADD = reverse("add_revision", args=["2022-23"])
STAYS = "A recorded revision is never changed or removed."
TYPED = {
    "agreed_on_day": "8",
    "agreed_on_month": "2",
    "agreed_on_year": "2023",
    "agreed_at": "SEIC Board",
    "what_changed": "The due date of LIT-1.",
}


@pytest.fixture
def action():
    priority = PriorityFactory(plan=PlanFactory(vision="All improve."), prefix="LIT")
    action = ActionFactory(priority=priority, number=1, title="Coach the teaching of writing")
    LeadFactory(action=action, council=CouncilFactory(name="Midlothian"))
    MilestoneFactory(action=action, title="Twelve coaches trained")
    return action


@pytest.fixture
def coordinator(client):
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


def refused(attempt):
    with pytest.raises(IntegrityError, match=STAYS), transaction.atomic():
        attempt()


def test_the_database_refuses_to_change_or_remove_a_revision():
    revision = revision_of()
    rows = Revision.objects.filter(pk=revision.pk)

    refused(lambda: rows.update(what_changed="Nothing."))
    refused(lambda: rows.update(contents="{}"))
    refused(rows.delete)
    refused(revision.delete)


def test_a_revision_keeps_the_plan_as_it_was(action, client):
    revision = revision_of(action.priority.plan)
    Action.objects.update(title="Something else")

    page = words_of(client.get(FIRST))

    assert "LIT-1 Coach the teaching of writing" in page
    assert "Led by Midlothian." in page
    assert "Twelve coaches trained" in page
    assert "Something else" not in page
    assert revision.is_whole
    assert revision.sha256 in page


def test_words_that_were_not_recorded_are_told(client):
    RevisionFactory(contents=revision_of(DraftPlanFactory()).contents)

    assert "their checksum differs. Tell an administrator." in words_of(client.get(FIRST))


def test_a_coordinator_records_the_plan_as_it_stands(action, coordinator, client):
    response = client.post(ADD, TYPED, follow=True)

    revision = Revision.objects.get()
    assert response.redirect_chain == [(FIRST, 302)]
    assert "Revision 1 is recorded. It can no longer be changed." in words_of(response)
    assert revision.words["priorities"][0]["actions"][0]["reference"] == "LIT-1"
    assert (revision.plan_version, revision.actions_version) == (1, action.version)
    entry = AuditEntry.objects.get()
    assert entry.what == "Revision 1 of Improvement Plan 2022-23 recorded"
    assert (entry.by, entry.address, entry.reason) == (coordinator, FIRST, TYPED["what_changed"])


def test_the_next_one_gets_the_next_number_and_the_page_of_the_first_says_so(coordinator, client):
    revision_of()
    client.post(ADD, TYPED)

    assert [str(revision) for revision in Revision.objects.all()] == ["Revision 2", "Revision 1"]
    assert "There is a newer one: revision 2, agreed on 8 February 2023." in words_of(
        client.get(FIRST)
    )


def test_a_day_to_come_and_missing_words_are_refused(coordinator, client):
    PlanFactory()
    page = words_of(client.post(ADD, TYPED | {"agreed_on_day": "16", "what_changed": ""}))

    assert "This day has not come yet: enter the day it was agreed." in page
    assert "“What changed?” is needed." in page
    assert "SEIC Board" in client.post(ADD, TYPED | {"agreed_on_day": "16"}).text
    assert not Revision.objects.exists()


def test_only_an_open_plan_gets_a_revision(coordinator, client):
    PlanFactory()
    Plan.objects.update(stage="closed", closed_at="2023-08-01T09:00Z")

    assert client.post(ADD, TYPED).status_code == 403
    assert not Revision.objects.exists()


def test_no_officer_is_named_in_what_is_kept(action):
    part = action.contributions.get()
    part.lead_officer = PersonFactory(name="Siân Eskdale")
    part.save()

    assert "Eskdale" not in revision_of(action.priority.plan).contents


def test_a_list_without_revisions_says_so(client):
    PlanFactory()
    assert "No revision of this plan has been recorded yet." in words_of(client.get(REVISIONS))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_however_many_rows(rows, action, client, django_assert_num_queries):
    CollaborativeFactory(), NetworkFactory()
    for number in range(rows):
        more = ActionFactory(priority=action.priority, number=10 + number)
        LeadFactory(action=more)
        MilestoneFactory(action=more), GoalFactory(plan=action.priority.plan)
        revision_of(action.priority.plan)

    # plan, collaborative and its councils for every page; the revisions, or one and the newest
    with django_assert_num_queries(4):
        client.get(REVISIONS)
    with django_assert_num_queries(5):
        client.get(FIRST)
    # plan; collaborative, councils, goals, priorities, alignments, strands, actions, parts, their
    # councils, moves of dates, milestones, networks
    with django_assert_num_queries(13):
        client.get(reverse("plan_file", args=["2022-23", "docx"]))
