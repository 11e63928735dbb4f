"""Two coordinators decide one request at the same moment: one does, the other is told."""

import datetime

import pytest

from plans.models import AuditEntry
from plans.tests.factories import CoordinatorFactory, OfficerFactory
from priorities.models import Action, DateChange
from priorities.tests.factories import ActionFactory, DateChangeFactory, LeadFactory
from priorities.tests.test_update_races import at_once, client_of, messages_of

pytestmark = pytest.mark.django_db(transaction=True)
DATES = "/plans/2022-23/actions/LIT-3/dates/"


@pytest.fixture
def action():
    return ActionFactory(priority__prefix="LIT", number=3)


@pytest.mark.parametrize("_turn", range(2))
def test_one_accepts_while_another_declines(_turn, action):
    change = DateChangeFactory(action=action)
    address = f"{DATES}{change.pk}/decide/"
    pressed = [{"accept": "x"}, {"decline": "x", "decision_note": "Not yet."}]
    presses = [(client_of(CoordinatorFactory().person), address, data) for data in pressed]

    answers = at_once(*presses)

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, DATES)] * 2
    told = [message.message for answer in answers for message in messages_of(answer)]
    change.refresh_from_db()
    assert sum(one.startswith("Nothing was changed: the request was ") for one in told) == 1
    moved = change.state == "accepted"
    assert Action.objects.get().due_on == (change.to_on if moved else change.from_on)
    assert AuditEntry.objects.count() == int(moved)


@pytest.mark.parametrize("_turn", range(2))
def test_two_officers_ask_and_one_waits_for_the_other(_turn, action):
    council = LeadFactory(action=action).council
    asked = {"to_on_day": 30, "to_on_month": 6, "to_on_year": 2023, "reason": "Snow."}
    officers = [OfficerFactory(council=council).person for _ in range(2)]

    answers = at_once(*((client_of(officer), f"{DATES}ask/", asked) for officer in officers))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert DateChange.objects.get().to_on == datetime.date(2023, 6, 30)
