"""What administrators do for networks: withhold, archive, see who leads; never the agenda."""

import datetime as dt

import pytest

from networks.models import Lead, Network
from networks.tests.factories import NetworkFactory, NetworkLeadFactory
from plans.models import AuditEntry
from plans.tests.factories import CollaborativeFactory, PersonFactory
from plans.tests.pressing import change, press
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 2, 15)


@pytest.fixture
def administrator(client):
    CollaborativeFactory()
    person = PersonFactory(is_administrator=True)
    client.force_login(person)
    return person


@pytest.mark.parametrize("what", ["withheld", "archived"])
def test_a_reason_withholds_or_archives_and_no_reason_undoes_it(what, administrator, client):
    network = NetworkFactory(name="Early Talk")

    press(client, change(network), {f"{what}_reason": "A pupil was named."})
    done = getattr(Network.objects.get(), f"{what}_on")
    press(client, change(network), {f"{what}_reason": ""})
    undone = getattr(Network.objects.get(), f"{what}_on")

    assert (done, undone) == (TODAY, None)
    entries = AuditEntry.objects.order_by("pk")
    assert [(entry.reason, entry.by) for entry in entries] == [
        ("A pupil was named.", administrator),
        ("", administrator),
    ]
    assert all(entry.what.endswith(": Early Talk") for entry in entries)


def test_what_a_network_says_is_read_and_not_set(administrator, client):
    network = NetworkFactory(name="Early Talk", purpose="To listen.")

    page = press(client, change(network), {"purpose": "Ours now.", "name": "Ours"})

    assert Network.objects.get().purpose == "To listen."
    assert "To listen." in words_of(client.get(change(network)))
    assert page.status_code == 200


def test_an_administrator_appoints_and_ends_a_lead_on_the_record(administrator, client):
    lead, new = (
        NetworkLeadFactory(network__name="Talk", person__name="Jo"),
        PersonFactory(name="Ian"),
    )
    ended = {"leads-0-ended_on": "15/02/2023", "leads-2-0-person": new.pk}

    press(client, change(lead.network), ended)

    assert {(row.person.name, row.ended_on) for row in Lead.objects.all()} == {
        ("Jo", TODAY),
        ("Ian", None),
    }
    assert set(AuditEntry.objects.values_list("what", flat=True)) == {
        "Leads Talk until 15 February 2023: Jo",
        "Leads Talk now: Ian",
    }


def test_a_lead_does_not_end_tomorrow(administrator, client):
    lead = NetworkLeadFactory()

    page = press(client, change(lead.network), {"leads-0-ended_on": "16/02/2023"})

    assert "16 February 2023 is still to come: rights end at once." in words_of(page)
    assert Lead.objects.current().exists()
