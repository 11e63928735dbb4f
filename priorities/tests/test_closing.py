"""A plan closes once nothing of it is open, and stays readable."""

import pytest
from django.core.exceptions import PermissionDenied

from plans.models import AuditEntry, Plan
from plans.tests.factories import (
    CoordinatorFactory,
    DraftPlanFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    ReopeningFactory,
    RoundFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.closing import close_plan
from priorities.tests.factories import ActionFactory, DateChangeFactory, LeadFactory
from priorities.tests.test_round_views import said

pytestmark = pytest.mark.django_db
CLOSE = "/plans/2022-23/close/"


@pytest.fixture
def theirs(client):
    client.force_login(CoordinatorFactory(person__name="Catrìona Brae").person)
    return client


def abandoned():
    RoundFactory(number=2).abandon("Snow.", by=PersonFactory(), at=moment(2023, 2, 15, 9))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda: RoundFactory(number=2),
            "Round 2 It was opened on 13 February 2023, and is neither published nor abandoned.",
        ),
        (
            lambda: ReopeningFactory(round__number=3, council__name="Fife"),
            "Round 3: Fife It is open again since 14 February 2023.",
        ),
        (
            lambda: DateChangeFactory(action__number=3, action__priority__prefix="LIT"),
            "LIT-3: a new due date The central team asks for 23 June 2023.",
        ),
    ],
)
def test_what_is_open_keeps_a_plan_from_closing_and_is_listed(make, words, theirs):
    plan = PlanFactory()
    make()

    assert words in words_of(theirs.get(CLOSE))
    assert words in words_of(theirs.post(CLOSE))
    with pytest.raises(PermissionDenied):
        close_plan(plan, by=PersonFactory(), at=moment(2023, 2, 15, 9))
    assert Plan.objects.get().is_open


def test_a_plan_closes_and_stays_readable(theirs, client):
    action = ActionFactory(priority__prefix="LIT", number=3)
    LeadFactory(action=action)
    PublishedRoundFactory(number=1)
    abandoned()
    DateChangeFactory(action=action).decline("No.", by=PersonFactory(), at=moment(2023, 2, 1))
    assert "Nothing is open any more" in words_of(theirs.get(CLOSE))
    response = theirs.post(CLOSE)

    plan = Plan.objects.get()
    assert (plan.stage, plan.closed_at is None) == ("closed", False)
    assert said(response) == [
        ("success", "The plan 2022-23 is closed. Everyone can still read it.")
    ]
    assert AuditEntry.objects.filter(what=f"Closed {plan}", by__name="Catrìona Brae").exists()
    assert plan.history.latest("history_id").history_change_reason == "The plan was closed"
    again = theirs.post(CLOSE)
    assert said(again)[-1] == ("warning", "The plan 2022-23 is closed.")
    client.logout()
    for page in ["", "progress/", "actions/LIT-3/"]:
        assert "LIT-3" in client.get(f"/plans/2022-23/{page}").text or page == ""


def test_then_the_next_plan_can_be_opened(theirs):
    plan = PlanFactory()
    draft = DraftPlanFactory(predecessor=plan)
    action = ActionFactory(priority__plan=draft, first_due_on=None)
    LeadFactory(action=action)
    theirs.post("/plans/2023-24/open/")
    assert Plan.objects.get(pk=draft.pk).is_draft
    theirs.post(CLOSE)
    theirs.post("/plans/2023-24/open/")

    assert Plan.objects.get(pk=draft.pk).is_open


def test_a_draft_is_not_closed(theirs):
    DraftPlanFactory()
    response = theirs.post("/plans/2023-24/close/")

    assert said(response) == [("warning", "The plan 2023-24 is draft.")]
    assert Plan.objects.get().is_draft


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_costs_the_same_however_much_is_open(others, theirs, django_assert_num_queries):
    for number in range(others):
        DateChangeFactory()
        RoundFactory(number=number + 1)

    # Session, person, roles; plan; rounds, reopenings, requests; collaborative, the menu's plan
    # and councils of the page around it.
    with django_assert_num_queries(10):
        theirs.get(CLOSE)
