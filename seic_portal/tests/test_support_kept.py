"""Who reads what a setting asked for, by whom, and what came of it: tested by content."""

import pytest
from django.urls import reverse

from empowered_system.models import SupportMatch, SupportRequest
from empowered_system.tests.factories import MatchFactory
from plans.tests.factories import OfficerFactory
from seic_portal.tests import world
from seic_portal.tests.test_rights import ROLES
from seic_portal.tests.test_strands_kept import PUBLIC, said

pytestmark = pytest.mark.django_db
WORDS = [world.SUPPORT, world.ASKER, world.OUTCOME]
OPEN = [*PUBLIC, "/my-work/", reverse("empowered_system:ask_support")]
OPEN += [reverse("empowered_system:support_sent"), reverse("empowered_system:reach")]


def page():
    return SupportRequest.objects.first().get_absolute_url()


def read(client, addresses):
    text = said(client, addresses)
    return [words for words in WORDS if words in text]


@pytest.mark.parametrize("role", ROLES)
def test_a_request_is_read_by_its_council_and_coordinators_and_its_outcome_not_by_both(
    role, client
):
    people = world.build().people
    if people[role]:
        client.force_login(people[role])
    note = f"{page()}matches/{SupportMatch.objects.get().pk}/note/"
    pages = [page(), f"{page()}match/", f"{page()}decline/", note]
    pages += [reverse("empowered_system:support_requests")]

    due = {"officer": WORDS[:2], "coordinator": WORDS}.get(role, [])
    assert read(client, pages) == due
    assert read(client, OPEN) == []


def test_whoever_was_matched_reads_it_and_what_came_of_it(client):
    client.force_login(world.build().associate)

    assert read(client, [page()]) == WORDS
    assert "Read the requests" in client.get("/my-work/").text
    assert world.SUPPORT in client.get(reverse("empowered_system:support_requests")).text
    SupportRequest.objects.update(state="withdrawn")
    assert read(client, [page()]) == []


def test_an_officer_who_runs_a_matched_programme_reads_it(client):
    officer = OfficerFactory()
    match = MatchFactory(programme__council=officer.council, request__about=world.SUPPORT)
    client.force_login(officer.person)

    assert read(client, [match.request.get_absolute_url()]) == [world.SUPPORT]


@pytest.mark.parametrize("role", ["officer", "coordinator"])
def test_nobody_reads_a_request_that_is_not_confirmed(role, client):
    people = world.build().people
    SupportRequest.objects.update(state="unconfirmed")
    client.force_login(people[role])

    assert read(client, [page(), reverse("empowered_system:support_requests")]) == []


def test_whoever_asked_reads_no_outcome_and_nobodys_address(client):
    world.build()

    text = client.get(f"/empowered-system/support/asked/{SupportRequest.objects.first().key}/").text

    assert world.SUPPORT in text
    assert world.OUTCOME not in text
    assert "@" not in text.replace(world.ASKER, "")


def test_what_a_visitor_is_sent_to_sign_in_for_is_not_looked_up(client):
    world.build()

    for address in [page(), SupportRequest(pk=0).get_absolute_url()]:
        assert client.get(address)["Location"].startswith("/accounts/login/")
