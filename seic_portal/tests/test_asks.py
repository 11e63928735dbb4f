"""What members are asked at a meeting, and what came of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.models import Ask
from plans.tests.factories import CoordinatorFactory, MeetingFactory, PersonFactory, moment

pytestmark = pytest.mark.django_db
AT = moment(2023, 2, 15)
ASKS = "Consider what is off track.\nNote the dates that moved."


@pytest.fixture
def meeting():
    return MeetingFactory()


@pytest.fixture
def coordinator(client):
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


def address(name, meeting):
    return reverse(name, args=[meeting.plan.slug, meeting.slug])


def send(client, name, meeting, **typed):
    form = client.get(address(name, meeting)).context["form"]
    return client.post(address(name, meeting), {"shown": form.initial["shown"]} | typed)


def texts():
    return list(Ask.objects.values_list("text", "outcome"))


def test_a_coordinator_writes_one_thing_on_each_line(meeting, coordinator, client):
    response = send(client, "edit_asks", meeting, asks=f"  {ASKS}\r\n\r\n{ASKS}")

    assert response.url == meeting.get_absolute_url()
    assert texts() == [("Consider what is off track.", ""), ("Note the dates that moved.", "")]
    assert Ask.history.first().history_user == coordinator
    page = client.get(response.url).text
    assert "Saved: members are asked 2 things." in page
    assert "Consider what is off track." in page


def test_a_line_that_is_too_long_is_said_and_nothing_is_lost(meeting, coordinator, client):
    response = send(client, "edit_asks", meeting, asks="x" * 301)

    assert "This line is 1 character too long" in response.text
    assert "x" * 301 in response.text
    assert texts() == []


def test_what_is_asked_can_change_order_and_keeps_its_outcome(meeting, coordinator, client):
    send(client, "edit_asks", meeting, asks=ASKS)
    Ask.objects.filter(number=2).update(outcome="Noted.")

    send(client, "edit_asks", meeting, asks="Note the dates that moved.\nAgree the next round.")

    assert texts() == [("Note the dates that moved.", "Noted."), ("Agree the next round.", "")]


def test_what_has_an_outcome_stays(meeting, coordinator, client):
    send(client, "edit_asks", meeting, asks=ASKS)
    Ask.objects.filter(number=2).update(outcome="Noted.")

    response = send(client, "edit_asks", meeting, asks="Something else.")

    assert "This has an outcome, so it stays as it is" in response.text
    assert len(texts()) == 2
    with pytest.raises(PermissionDenied):
        Ask.objects.rewrite(meeting, [], by=PersonFactory(), at=AT)


def test_what_someone_else_wrote_meanwhile_is_shown_and_not_overwritten(
    meeting, coordinator, client
):
    shown = client.get(address("edit_asks", meeting)).context["form"].initial["shown"]
    Ask.objects.rewrite(meeting, ["Theirs."], by=PersonFactory(), at=AT)

    typed = {"shown": shown, "asks": "Mine."}
    response = client.post(address("edit_asks", meeting), typed)

    assert "Someone else has changed this" in response.text
    assert "Theirs." in response.text
    assert ">\nMine.</textarea>" in response.text
    assert texts() == [("Theirs.", "")]
    again = typed | {"shown": response.context["form"]["shown"].value()}
    client.post(address("edit_asks", meeting), again)
    assert texts() == [("Mine.", "")]


def test_an_outcome_is_recorded_for_each_thing_and_everyone_reads_it(meeting, coordinator, client):
    Ask.objects.rewrite(meeting, ASKS.splitlines(), by=coordinator, at=AT)
    first, second = Ask.objects.all()

    send(client, "record_outcomes", meeting, **{f"outcome-{second.pk}": "Noted, with thanks."})

    assert texts() == [(first.text, ""), (second.text, "Noted, with thanks.")]
    client.logout()
    assert "Noted, with thanks." in client.get(meeting.get_absolute_url()).text


def test_without_anything_asked_there_is_no_outcome_to_record(meeting, coordinator, client):
    page = client.get(address("record_outcomes", meeting)).text

    assert "Members were asked nothing at this meeting." in page
    assert f'href="{address("edit_asks", meeting)}"' in page
