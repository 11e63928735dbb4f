"""What is known of settings and small numbers: read by those alone whom it is for."""

import pytest
from django.urls import reverse

from seic_portal.tests import world
from seic_portal.tests.test_rights import ROLES

pytestmark = pytest.mark.django_db

WRITING = {"programme": "writing-in-the-small-school"}
REACH = reverse("empowered_system:reach")
NOT_REACHED = reverse("empowered_system:not_reached")
RECORDED = reverse("empowered_system:participation", kwargs=WRITING)
CHOOSE = reverse("empowered_system:choose_settings", kwargs=WRITING)
PUBLIC = [
    REACH,
    f"{REACH}?format=csv",
    f"{REACH}?council=midlothian&format=csv",
    reverse("empowered_system:register"),
    reverse("empowered_system:index"),
    reverse("empowered_system:strand", args=["pedagogy-pioneers"]),
    reverse("empowered_system:programme", kwargs=WRITING),
    reverse("council", args=["2022-23", "midlothian"]),
    reverse("plan", args=["2022-23"]),
]
OWN = {"officer", "coordinator"}  # the council's own, and the central team
EXACT = {"other", "partner", "officer", "coordinator", "administrator"}


@pytest.mark.parametrize("role", ROLES)
def test_settings_are_named_to_their_own_council_and_small_counts_to_few(role, client):
    person = world.build().people[role]
    if person:
        client.force_login(person)

    public = "".join(client.get(address).content.decode() for address in PUBLIC)
    assert world.TOOK_PART not in public
    assert world.NOT_REACHED not in public
    assert ("fewer than 5" in client.get(f"{REACH}?format=csv").content.decode()) == (
        role not in EXACT
    )

    assert (world.TOOK_PART in client.get(RECORDED).text) == (role in OWN)
    assert (world.NOT_REACHED in client.get(CHOOSE).text) == (role in OWN)
    unreached = client.get(NOT_REACHED, {"council": "midlothian"}).text
    assert (world.NOT_REACHED in unreached) == (role in OWN)
