"""Priorities, actions and contributions: written in a draft, and from then on only read."""

import datetime

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from plans.tests.factories import (
    AlignmentFactory,
    CouncilFactory,
    DraftPlanFactory,
    PersonFactory,
    PlanFactory,
)
from plans.tests.pressing import add, change, delete, press
from priorities.models import Action, Contribution, Priority
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    PriorityFactory,
)

pytestmark = pytest.mark.django_db

MAKE = [PriorityFactory, ActionFactory, ContributionFactory]
PLAN_OF = {
    PriorityFactory: "plan",
    ActionFactory: "priority__plan",
    ContributionFactory: "action__priority__plan",
}


@pytest.fixture(autouse=True)
def administrator(client):
    person = PersonFactory(is_administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def draft():
    return ActionFactory(priority__plan=DraftPlanFactory(), number=1, first_due_on=None)


@pytest.mark.parametrize("make", MAKE)
def test_what_belongs_to_an_open_plan_is_only_read(make, client):
    row = make(**{PLAN_OF[make]: PlanFactory()})
    page = client.get(change(row))
    assert page.context["title"].startswith("View ")
    assert page.context["note"] == (
        "The plan is open: it is changed on the portal’s own pages, with a reason."
    )
    assert client.post(change(row), {"title": "Other"}).status_code == 403
    assert client.post(delete(row), {"post": "yes"}).status_code == 403
    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("make", MAKE)
def test_what_belongs_to_a_draft_may_be_deleted(make, client):
    row = make(**{PLAN_OF[make]: DraftPlanFactory()})
    assert client.get(change(row)).context["title"].startswith("Change ")
    client.post(delete(row), {"post": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_what_belongs_to_a_closed_plan_stays(client):
    plan = PlanFactory(stage="closed", closed_at=datetime.datetime(2023, 2, 1, tzinfo=datetime.UTC))
    row = PriorityFactory(plan=plan)
    assert client.get(change(row)).context["note"] == "The plan is closed and stays as it is."
    assert client.post(change(row), {"title": "Other"}).status_code == 403


def test_a_priority_is_added_to_a_draft_alone_with_what_it_is_aligned_to(client):
    driver = AlignmentFactory()
    answers = {"title": "Literacy", "slug": "literacy", "prefix": "LIT", "alignments": [driver.pk]}
    press(client, add(Priority), answers | {"plan": PlanFactory().pk})
    assert not Priority.objects.exists()
    press(client, add(Priority), answers | {"plan": DraftPlanFactory().pk})
    assert [list(priority.alignments.all()) for priority in Priority.objects.all()] == [[driver]]


def test_an_action_gets_the_next_number_with_its_councils_and_milestones(draft, client):
    fife, officer = CouncilFactory(name="Fife"), PersonFactory()
    press(
        client,
        add(Action),
        {
            "priority": draft.priority.pk,
            "title": "Coach the teaching of writing",
            "contributions-0-council": fife.pk,
            "contributions-0-role": "lead",
            "contributions-0-lead_officer": officer.pk,
            "milestones-0-title": "Twelve coaches trained",
            "milestones-0-due_on": "31/10/2023",
        },
    )
    action = Action.objects.get(number=2)
    assert (action.lead.council, action.lead.lead_officer) == (fife, officer)
    assert [str(milestone) for milestone in action.milestones.all()] == ["Twelve coaches trained"]


def test_an_action_is_not_added_to_a_plan_that_is_open(client):
    priority = PriorityFactory()
    response = press(client, add(Action), {"priority": priority.pk, "title": "Late"})
    assert "Select a valid choice." in response.text
    assert not Action.objects.exists()


def test_one_council_leads_also_within_one_form(draft, client):
    councils = [CouncilFactory(), CouncilFactory()]
    answers = {"contributions-TOTAL_FORMS": 2}
    for number, council in enumerate(councils):
        answers |= {
            f"contributions-{number}-council": council.pk,
            f"contributions-{number}-role": "lead",
        }
    with zeal_ignore():  # Django looks up each row's choice by itself
        response = press(client, change(draft), answers)
    assert "Another council leads this action already." in response.text
    assert not Contribution.objects.exists()


def test_a_second_lead_is_refused_in_words(draft, client):
    LeadFactory(action=draft)
    answers = {"action": draft.pk, "council": CouncilFactory().pk, "role": "lead"}
    response = press(client, add(Contribution), answers)
    assert "Another council leads this action already." in response.text
    assert Contribution.objects.count() == 1


def test_two_people_at_one_action_lose_nothing(draft, client):
    press(client, change(draft), {"title": "Theirs"})
    response = press(client, change(draft), {"title": "Mine", "version": "1"})
    draft.refresh_from_db()
    assert (draft.title, draft.version) == ("Theirs", 2)
    assert "<dd>Theirs</dd>" in response.text
    assert 'value="Mine"' in response.text


def test_an_action_is_found_by_its_reference(client):
    literacy = PriorityFactory(prefix="LIT")
    wanted = ActionFactory(priority=literacy, number=3)
    ActionFactory(priority=literacy, number=13)
    response = client.get(reverse("admin:priorities_action_changelist"), {"q": "lit-3"})
    assert list(response.context["cl"].result_list) == [wanted]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("field", "make", "queries"),
    [("action-predecessor", ActionFactory, 5), ("priority-alignments", AlignmentFactory, 4)],
)
def test_choices_are_offered_at_a_fixed_cost(
    rows, field, make, queries, client, django_assert_num_queries
):
    made = {str(make().pk) for _ in range(rows)}
    model, name = field.split("-")
    asked = {"app_label": "priorities", "model_name": model, "field_name": name}
    # session, person, how many, the choices; of actions also the moves of their dates
    with django_assert_num_queries(queries):
        response = client.get(reverse("admin:autocomplete"), asked)
    assert {choice["id"] for choice in response.json()["results"]} == made


@pytest.mark.parametrize("councils", [1, 3])
def test_an_actions_page_opens_however_many_councils_take_part(councils, draft, client):
    for _ in range(councils):
        ContributionFactory(action=draft, lead_officer=PersonFactory(), deputy=PersonFactory())
    page = client.get(change(draft))
    assert page.context["inline_admin_formsets"][0].formset.initial_form_count() == councils
