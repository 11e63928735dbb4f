"""What strands run, written by whoever runs it: programmes, who offers them, their dates."""

import datetime as dt

import pytest
from django.urls import reverse

from empowered_system.models import Event, Host, Programme
from empowered_system.tests.factories import (
    EventFactory,
    HostFactory,
    StrandFactory,
)
from plans.models import AuditEntry
from plans.tests.factories import CouncilFactory, DraftPlanFactory, SettingFactory
from plans.tests.reading import words_of
from priorities.tests.factories import ActionFactory


def at(name, programme, **keys):
    return reverse(f"empowered_system:{name}", kwargs={"programme": programme.slug, **keys})


def shown(client, address):
    """Return what stands in the form of a page, as a browser would send it."""
    form = client.get(address).context["form"]
    return {
        bound.html_name: value
        for bound in form
        if (value := bound.value()) not in (None, "", False) and not hasattr(value, "read")
    }


def test_an_officer_adds_a_programme_of_their_council_and_says_the_rest(client, officer, programme):
    client.force_login(officer)
    typed = {"kind": "webinars", "title": "Writing", "summary": "Six.", "plan": programme.plan_id}
    address = reverse("empowered_system:add_programme", args=[programme.strand.slug])

    answer = client.post(address, typed | {"council": programme.council_id}, follow=True)

    added = Programme.objects.exclude(pk=programme.pk).get()
    assert (added.title, added.council, added.slug) == ("Writing", programme.council, "writing-2")
    assert (added.strand, added.version) == (programme.strand, 1)
    assert answer.redirect_chain == [(at("edit_programme", added), 302)]
    assert "“Writing” is added. Now say the rest about it." in words_of(answer)
    assert added.history.get().history_user == officer


@pytest.mark.parametrize("council", ["", "other"])
def test_an_officer_adds_nothing_for_others(council, client, officer, programme):
    client.force_login(officer)
    typed = {"kind": "webinars", "title": "Writing", "summary": "Six.", "plan": programme.plan_id}
    other = CouncilFactory().pk if council else ""
    address = reverse("empowered_system:add_programme", args=[programme.strand.slug])

    answer = client.post(address, typed | {"council": other})

    assert "council" in answer.context["form"].errors
    assert Programme.objects.get() == programme


def test_a_coordinator_adds_what_the_own_team_runs(client, coordinator, programme):
    client.force_login(coordinator)
    typed = {"kind": "enquiry", "title": "Talk", "summary": "Two schools.", "question": "Does it?"}
    address = reverse("empowered_system:add_programme", args=[programme.strand.slug])

    client.post(address, typed | {"plan": programme.plan_id})

    assert Programme.objects.get(title="Talk").council is None


def test_an_enquiry_without_a_question_is_told_so_beside_it(client, coordinator, programme):
    client.force_login(coordinator)
    typed = {"kind": "enquiry", "title": "Talk", "summary": "Two.", "plan": programme.plan_id}
    address = reverse("empowered_system:add_programme", args=[programme.strand.slug])

    answer = client.post(address, typed)

    sentence = "Say which question the enquiry asks."
    assert answer.context["form"].errors == {"question": [sentence]}


def test_a_programme_says_what_it_serves(client, officer, programme):
    action, other = ActionFactory(), ActionFactory(priority__plan=DraftPlanFactory())
    client.force_login(officer)
    address = at("edit_programme", programme)
    typed = shown(client, address) | {"actions": [action.pk], "host_capacity": "6"}

    client.post(address, typed)

    programme.refresh_from_db()
    assert (programme.host_capacity, programme.version) == (6, 2)
    assert list(programme.actions.all()) == [action]
    answer = client.post(address, typed | {"version": 2, "actions": [other.pk]})
    assert "actions" in answer.context["form"].errors


def test_two_who_edit_a_programme_overwrite_nothing_unseen(client, officer, programme):
    action, theirs = ActionFactory(), ActionFactory()
    client.force_login(officer)
    address = at("edit_programme", programme)
    typed = shown(client, address)
    client.post(address, typed | {"summary": "What the other wrote.", "actions": [theirs.pk]})

    answer = client.post(address, typed | {"summary": "Mine.", "actions": [action.pk]})

    saved = [(one.label, one.saved) for one in answer.context["form"].conflicts]
    assert saved == [
        ("Summary", "What the other wrote."),
        ("Actions it serves", str(theirs)),
    ]
    programme.refresh_from_db()
    assert programme.summary == "What the other wrote."
    client.post(address, shown_again(answer) | {"summary": "Mine.", "actions": [action.pk]})
    programme.refresh_from_db()
    assert (programme.summary, list(programme.actions.all())) == ("Mine.", [action])


def shown_again(answer):
    form = answer.context["form"]
    return {b.html_name: v for b in form if (v := b.value()) not in (None, "", False)}


def test_a_setting_is_added_named_and_taken_off(client, officer, programme):
    own = SettingFactory(council=programme.council, name="Larkfield")
    other = SettingFactory(name="Elsewhere")
    client.force_login(officer)

    refused = client.post(at("hosts", programme), {"setting": other.pk})
    client.post(at("hosts", programme), {"setting": own.pk})
    host = Host.objects.get()
    twice = client.post(at("hosts", programme), {"setting": own.pk})
    client.post(at("edit_host", programme, pk=host.pk), {"agreed": "yes"})

    assert "setting" in refused.context["form"].errors
    assert twice.context["form"].errors == {"setting": ["This setting is on the list already."]}
    host.refresh_from_db()
    assert (host.setting, host.agreed_to_be_named) == (own, True)
    client.post(at("edit_host", programme, pk=host.pk), {"agreed": "no"})
    assert not Host.objects.get().agreed_to_be_named
    client.post(at("remove_host", programme, pk=host.pk))
    assert not Host.objects.exists()
    assert Host.history.first().history_type == "-"


EVENT = {
    "kind": "webinar",
    "title": "Spelling",
    "held_on_day": "22",
    "held_on_month": "March",
    "held_on_year": "2023",
    "starts_at": "4pm",
    "ends_at": "17.15",
    "place": "Online",
    "version": 0,
}


def test_an_event_is_added_with_times_as_people_write_them(client, officer, programme):
    client.force_login(officer)

    answer = client.post(at("add_event", programme), EVENT)

    event = Event.objects.get()
    assert answer["Location"] == f"{programme.get_absolute_url()}#event-{event.pk}"
    assert (event.held_on, event.starts_at) == (dt.date(2023, 3, 22), dt.time(16))
    assert event.ends_at == dt.time(17, 15)


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"starts_at": "late"}, "starts_at", "Enter a time such as 16:00 or 4pm."),
        ({"ends_at": "3.45 pm"}, "ends_at", "It ends after it begins."),
        ({"place": ""}, "place", "Say where it is, or give a link."),
        (
            {"held_on_day": "31", "held_on_month": "2"},
            "held_on",
            "31 February 2023 is not a real date.",
        ),
    ],
)
def test_what_is_wrong_with_an_event_stands_beside_it(
    typed, name, sentence, client, officer, programme
):
    client.force_login(officer)

    answer = client.post(at("add_event", programme), EVENT | typed)

    assert answer.context["form"].errors == {name: [sentence]}


def test_a_recording_is_added_to_an_event_that_is_over(client, officer, programme):
    event = EventFactory(programme=programme, held_on=dt.date(2022, 11, 1))
    client.force_login(officer)
    address = reverse("empowered_system:edit_event", args=[event.pk])
    typed = EVENT | {"held_on_month": "11", "held_on_year": "2022", "version": 1}

    client.post(address, typed | {"recording": "https://example.org/film"})

    event.refresh_from_db()
    assert (event.recording, event.version) == ("https://example.org/film", 2)


def test_an_event_is_cancelled_once_with_a_reason(client, officer, programme):
    event = EventFactory(programme=programme)
    client.force_login(officer)
    address = reverse("empowered_system:cancel_event", args=[event.pk])

    without = client.post(address, {"version": 1, "reason": ""})
    stale = client.post(address, {"version": 0, "reason": "Snow."})
    client.post(address, {"version": 1, "reason": "Snow."})

    event.refresh_from_db()
    assert without.context["form"].errors == {"reason": ["Say why it is cancelled."]}
    assert "Look at what is saved now" in str(stale.context["form"].errors)
    assert (event.is_cancelled, event.cancelled_reason) == (True, "Snow.")
    assert (event.cancelled_by, event.version) == (officer, 2)
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.reason) == (f"Cancelled “{event.title}” on 7 March 2023", "Snow.")
    assert client.get(address).status_code == 403


def test_an_event_that_is_over_is_not_cancelled(client, officer, programme):
    event = EventFactory(programme=programme, held_on=dt.date(2023, 2, 14))
    client.force_login(officer)

    address = reverse("empowered_system:cancel_event", args=[event.pk])
    assert client.post(address, {"version": 1, "reason": "Snow."}).status_code == 403
    assert "Cancel it" not in client.get(programme.get_absolute_url()).text


def test_a_programmes_history_tells_who_changed_what(client, officer, programme):
    client.force_login(officer)
    address = at("edit_programme", programme)
    client.post(address, shown(client, address) | {"summary": "Seven webinars."})
    client.post(at("add_event", programme), EVENT)
    HostFactory(programme=programme, setting__name="Larkfield")

    page = words_of(client.get(at("programme_history", programme)))

    assert "Programme “Writing in the small school” Summary" in page
    assert "Event “Spelling”: added" in page
    assert "Begins added: 16:00" in page
    assert "Host “Larkfield”: added" in page
    assert officer.name in page


def test_a_strand_without_rights_offers_nothing_to_write(client, programme):
    page = client.get(programme.get_absolute_url())
    strand = client.get(StrandFactory().get_absolute_url())

    assert "Edit the programme" not in page.text
    assert "Add a programme" not in strand.text
