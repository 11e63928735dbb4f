"""The collaborative, its councils, plans, goals and register in the administration."""

import datetime

import pytest
from django.urls import reverse

from plans.models import Collaborative, Council, Goal, Group, Meeting, Plan, Setting
from plans.tests.factories import (
    AuditEntryFactory,
    CouncilFactory,
    DraftPlanFactory,
    GoalFactory,
    MeetingFactory,
    PersonFactory,
    PlanFactory,
    SettingFactory,
)
from plans.tests.pressing import add, change, delete, listed, press

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    person = PersonFactory(name="Ailbhe Kestrel", is_administrator=True)
    client.force_login(person)
    return person


def test_there_is_one_collaborative_and_it_stays(client):
    press(client, add(Collaborative), {"name": "South East", "short_name": "SE"})
    Collaborative.objects.update(holds_sample_data=True)
    row = Collaborative.objects.get(name="South East")
    assert client.get(add(Collaborative)).status_code == 403
    assert client.post(delete(row), {"post": "yes"}).status_code == 403
    press(client, change(row), {"short_name": "SEIC", "holds_sample_data": None})
    row.refresh_from_db()
    assert (row.short_name, row.holds_sample_data) == ("SEIC", True)


def test_a_council_leaves_on_a_page_of_its_own(client):
    council = CouncilFactory(slug="fife")
    press(client, change(council), {"left_on": "31/07/2022"})
    council.refresh_from_db()
    assert council.left_on is None
    assert reverse("leave_council", args=["fife"]) in client.get(change(council)).text


def test_the_day_a_council_left_is_put_right_and_its_history_says_who(client):
    council = CouncilFactory(name="Fife", left_on=datetime.date(2022, 7, 30))
    press(client, change(council), {"left_on": "31/07/2022"})
    assert listed(client, Council, belongs="yes")[0] == set()
    assert listed(client, Council, belongs="no")[0] == {"Fife"}
    history = client.get(reverse("admin:plans_council_history", args=[council.pk]))
    assert "Ailbhe Kestrel" in history.text
    assert "<strong>Left on:</strong> 30 July 2022 → 31 July 2022" in history.text
    assert "15 February 2023 at " in history.text


def test_a_council_is_told_what_is_wrong_with_its_code(client):
    response = press(client, change(CouncilFactory()), {"gss_code": "E06000001"})
    assert "Enter S12 and six digits, such as S12000019." in response.text


def test_a_group_that_has_met_is_not_deleted(client):
    seat = {"seats-0-role": "Education Convener"}
    press(client, add(Group), {"name": "Board", "slug": "board"} | seat)
    board = Group.objects.get(name="Board")
    assert [str(seat) for seat in board.seats.all()] == ["Education Convener"]
    MeetingFactory(group=board)
    assert client.post(delete(board), {"post": "yes"}).status_code == 403
    Meeting.objects.all().delete()
    client.post(delete(board), {"post": "yes"})
    assert not Group.objects.exists()


def test_one_role_gets_one_seat(client):
    answers = {"name": "Board", "slug": "board", "seats-TOTAL_FORMS": 2}
    answers |= {"seats-0-role": "Director", "seats-1-role": "Director"}
    response = press(client, add(Group), answers)
    assert "This role has a seat already." in response.text
    assert not Group.objects.exists()


def test_settings_are_found_by_code_and_closed_by_a_tick(client):
    school = SettingFactory(name="Loanhead Primary", seed_code="5548721")
    SettingFactory(name="Burnton Primary", seed_code="5548730")
    press(client, change(school), {"is_open": None})
    assert listed(client, Setting, q="5548721")[0] == {"Loanhead Primary"}
    assert listed(client, Setting, is_open__exact="0")[0] == {"Loanhead Primary"}
    assert Setting.objects.count() == 2


def test_what_was_decided_is_read_and_not_changed(client):
    entry = AuditEntryFactory(what="Opened the plan")
    assert client.post(change(entry), {"what": "Nothing"}).status_code == 403
    assert "Opened the plan" in client.get(change(entry)).text


def test_a_draft_is_written_with_its_goals(client):
    draft = DraftPlanFactory()
    press(client, change(draft), {"title": "Next year", "goals-0-text": "Raise attainment"})
    draft.refresh_from_db()
    assert (draft.title, draft.version, draft.stage) == ("Next year", 2, "draft")
    assert [goal.text for goal in draft.goals.all()] == ["Raise attainment"]


def test_two_people_at_one_draft_lose_nothing(client):
    draft = DraftPlanFactory(title="This year")
    page = client.get(change(draft))
    typed = {"title": "Mine", "version": "1"}
    press(client, change(draft), {"title": "Theirs"})
    response = press(client, change(draft), typed)
    draft.refresh_from_db()
    assert page.context["note"] == (
        "The plan is a draft. A coordinator opens it on the portal’s own pages."
    )
    assert (draft.title, draft.version) == ("Theirs", 2)
    assert "while you were writing" in response.text
    assert "<dd>Theirs</dd>" in response.text
    assert 'value="Mine"' in response.text


def test_an_open_plan_and_its_goals_are_only_read_here(client):
    plan = PlanFactory(title="This year")
    goal = GoalFactory(plan=plan, text="Raise attainment")
    page = client.get(change(plan))
    assert page.context["title"] == "View plan"
    assert "it is changed on the portal’s own pages, with a reason" in page.context["note"]
    for row in [plan, goal]:
        assert client.post(change(row), {"title": "Other", "text": "Other"}).status_code == 403
        assert client.post(delete(row), {"post": "yes"}).status_code == 403
    assert (Plan.objects.get().title, Goal.objects.get().text) == ("This year", "Raise attainment")


def test_a_goal_is_added_to_a_draft_alone(client):
    plan, draft = PlanFactory(), DraftPlanFactory()
    press(client, add(Goal), {"plan": plan.pk, "text": "Raise attainment"})
    press(client, add(Goal), {"plan": draft.pk, "text": "Close the gap"})
    assert [(goal.plan, goal.text) for goal in Goal.objects.all()] == [(draft, "Close the gap")]


def test_a_draft_may_be_deleted_and_opens_nowhere_here(client):
    draft = DraftPlanFactory()
    press(client, change(draft), {"stage": "open"})
    assert Plan.objects.get().is_draft
    client.post(delete(draft), {"post": "yes"})
    assert not Plan.objects.exists()
