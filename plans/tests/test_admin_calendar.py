"""Meetings and rounds in the administration: what is published stays as it is."""

import datetime

import pytest

from plans.models import AuditEntry, Meeting, Round
from plans.tests.factories import (
    DraftPlanFactory,
    GroupFactory,
    MeetingFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from plans.tests.pressing import add, change, delete, press

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2023, 2, 15)
TOMORROW = datetime.date(2023, 2, 16)


def noted():
    return list(AuditEntry.objects.values_list("what", "reason"))


@pytest.fixture(autouse=True)
def administrator(client):
    person = PersonFactory(name="Ailbhe Kestrel", is_administrator=True)
    client.force_login(person)
    return person


def test_a_meeting_gets_the_next_address_of_its_group(client):
    plan, group = PlanFactory(), GroupFactory()
    MeetingFactory(plan=plan, group=group, slug="oversight-group-1")
    MeetingFactory(plan=plan, group=group, slug="oversight-group-3")
    press(client, add(Meeting), {"plan": plan.pk, "group": group.pk, "meets_on": "29/03/2023"})
    assert Meeting.objects.get(meets_on="2023-03-29").slug == "oversight-group-4"


def test_the_day_of_a_meeting_of_an_open_plan_is_moved_on_the_portals_own_page(client):
    meeting = MeetingFactory(meets_on=datetime.date(2023, 2, 22))
    page = client.get(change(meeting))
    assert "A coordinator moves it to another day on the meeting’s own page" in page.text
    assert "meets_on" not in page.context["adminform"].form.fields
    answers = {"meets_on": "01/03/2023", "reason": "Snow", "place": "Haddington"}
    press(client, change(meeting), answers)
    meeting.refresh_from_db()
    assert (meeting.meets_on.day, meeting.moved_from, meeting.place) == (22, None, "Haddington")


def test_a_meeting_of_a_draft_plan_is_only_planned(client):
    meeting = MeetingFactory(plan=DraftPlanFactory())
    press(client, change(meeting), {"meets_on": "06/09/2023"})
    meeting.refresh_from_db()
    assert (meeting.meets_on, meeting.moved_from) == (datetime.date(2023, 9, 6), None)


def test_a_meeting_that_was_held_stays(client):
    meeting = MeetingFactory(state="held", meets_on=datetime.date(2022, 12, 7))
    assert client.post(delete(meeting), {"post": "yes"}).status_code == 403
    press(client, change(meeting), {"meets_on": "08/12/2022", "place": "Haddington"})
    meeting.refresh_from_db()
    assert (meeting.meets_on.day, meeting.place) == (7, "Haddington")


def test_a_planned_meeting_is_deleted_unless_a_round_was_published_for_it(client):
    meeting, other = MeetingFactory(), MeetingFactory()
    PublishedRoundFactory().meetings.add(meeting)
    assert client.post(delete(meeting), {"post": "yes"}).status_code == 403
    client.post(delete(other), {"post": "yes"})
    assert list(Meeting.objects.all()) == [meeting]


def test_the_next_round_of_the_open_plan_is_suggested(client):
    DraftPlanFactory()
    plan = RoundFactory(number=4).plan
    page = client.get(add(Round))
    assert page.context["adminform"].form.initial == {"plan": plan, "number": 5}


def test_a_round_leads_to_meetings_of_its_own_plan(client):
    plan, draft = PlanFactory(), DraftPlanFactory()
    ours, theirs = MeetingFactory(plan=plan), MeetingFactory(plan=draft)
    answers = {"opens_on": "13/03/2023", "due_on": "24/03/2023", "meetings": [theirs.pk]}
    response = press(client, add(Round), answers)
    assert "Choose meetings of the same plan as the round." in response.text
    press(client, add(Round), answers | {"meetings": [ours.pk]})
    round = Round.objects.get()
    assert (round.plan, round.number, list(round.meetings.all())) == (plan, 1, [ours])


def test_a_round_is_deleted_only_before_it_opens(client):
    coming = RoundFactory(opens_on=TOMORROW)
    begun = RoundFactory(opens_on=TODAY)
    for round in [coming, begun]:
        client.post(delete(round), {"post": "yes"})
    assert list(Round.objects.all()) == [begun]


def test_an_abandoned_round_stays_as_it_is(administrator, client):
    round = RoundFactory(
        abandoned_at=moment(2023, 2, 14), abandoned_by=administrator, abandoned_reason="Snow"
    )
    page = client.get(change(round))
    assert page.context["note"] == "This round was abandoned and stays as it is."
    assert "Snow" in page.text
    assert client.post(change(round), {"due_on": "24/03/2023"}).status_code == 403
    assert client.post(delete(round), {"post": "yes"}).status_code == 403


def test_a_round_may_be_changed_until_it_is_published(client):
    round = RoundFactory(number=1)
    press(client, change(round), {"due_on": "24/03/2023"})
    round.refresh_from_db()
    assert round.due_on == datetime.date(2023, 3, 24)


def for_members():
    return PublishedRoundFactory(
        number=3, published_at=moment(2023, 2, 8), public_from=datetime.date(2023, 2, 22)
    )


def test_of_a_published_round_only_the_day_it_becomes_public_is_changed(client):
    round = for_members()
    page = client.get(change(round))
    assert list(page.context["adminform"].form.fields) == ["public_from", "version"]
    answers = {"number": 9, "due_on": "01/12/2022", "public_from": "01/03/2023"}
    press(client, change(round), answers)
    round.refresh_from_db()
    assert (round.number, round.due_on.day, round.public_from) == (
        3,
        18,
        datetime.date(2023, 3, 1),
    )
    assert noted() == [("Round 3 of Improvement Plan 2022-23 public from 1 March 2023", "")]
    assert client.post(delete(round), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("typed", "kept"), [("", TODAY), ("15/02/2023", TODAY)])
def test_a_published_round_may_be_made_public_today(typed, kept, client):
    round = for_members()
    press(client, change(round), {"public_from": typed})
    round.refresh_from_db()
    assert round.public_from == kept


def test_a_round_does_not_become_public_in_the_past(client):
    round = for_members()
    response = press(client, change(round), {"public_from": "14/02/2023"})
    assert "Enter today or a later day." in response.text
    round.refresh_from_db()
    assert round.public_from.day == 22


def test_what_everyone_may_read_is_not_taken_back(client):
    round = PublishedRoundFactory()
    page = client.get(change(round))
    assert page.context["note"] == "This round is published and stays as it is."
    assert client.post(change(round), {"public_from": "01/03/2023"}).status_code == 403
