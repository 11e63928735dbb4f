"""What the strands keep to themselves: no page or file shows it to whom it is not for."""

import pytest
from django.urls import reverse

from seic_portal.tests import world
from seic_portal.tests.test_rights import ROLES

pytestmark = pytest.mark.django_db

KEPT = [world.FOUND, world.PUT, world.UNNAMED]
WRITERS = {"officer", "coordinator"}
PUBLIC = [
    reverse("empowered_system:index"),
    reverse("empowered_system:events"),
    reverse("empowered_system:calendar"),
    reverse("empowered_system:findings"),
    reverse("empowered_system:strand", args=["pedagogy-pioneers"]),
    reverse("empowered_system:programme", args=["writing-in-the-small-school"]),
    reverse("empowered_system:finding", args=["ten-minutes"]),
    reverse("empowered_system:finding", args=["a-draft"]),
    reverse("action", args=["2022-23", "LIT-1"]),
    reverse("plan", args=["2022-23"]),
]
OF_WRITERS = {
    reverse("empowered_system:questions", args=["writing-in-the-small-school"]): world.PUT,
    reverse("empowered_system:edit_finding", args=["a-draft"]): world.FOUND,
    reverse("empowered_system:hosts", args=["writing-in-the-small-school"]): world.UNNAMED,
}


def said(client, addresses):
    return "".join(client.get(address).text for address in addresses)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_for_everyone_is_read_by_its_writers_alone(role, client):
    person = world.build().people[role]
    if person:
        client.force_login(person)

    public, working = said(client, PUBLIC), said(client, OF_WRITERS)

    assert "Writing in the small school" in public
    assert [words for words in KEPT if words in working] == (KEPT if role in WRITERS else [])
    assert [words for words in KEPT if words in public] == (
        [world.FOUND] if role in WRITERS else []
    )


def test_a_history_names_a_setting_only_to_those_who_work_on_plans(client):
    people = world.build().people
    address = reverse("empowered_system:programme_history", args=["writing-in-the-small-school"])

    for role in ["reader", "convener"]:
        client.force_login(people[role])
        assert world.UNNAMED not in client.get(address).text
    client.force_login(people["officer"])
    assert world.UNNAMED in client.get(address).text


def test_an_actions_page_lists_what_stands_behind_it(client):
    action = world.build().action

    page = client.get(action.get_absolute_url()).text

    address = reverse("empowered_system:programme", args=["writing-in-the-small-school"])
    assert f'<a href="{address}">Writing in the small school</a>' in page
