"""A council that joins: added in the administration, given an action to lead, reporting on it."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Council, Person
from plans.tests.pressing import press
from priorities.models import Action, Contribution, Update
from seic_portal.tests import world

pytestmark = pytest.mark.django_db

COUNCIL = {
    "name": "West Lothian",
    "short_name": "West Lothian",
    "slug": "west-lothian",
    "gss_code": "S12000040",
    "convener_title": "Executive Councillor for Education",
}
OFFICER = {
    "name": "Mòrag Reid",
    "email": "morag.reid@westlothian.example",
    "memberships-0-role": "officer",
    "memberships-0-starts_on": "15/02/2023",
}
ACTION = {"plan": "2022-23", "reference": "LIT-1"}
UPDATE = ACTION | {"number": 3, "council": "west-lothian"}


def of(person):
    client = Client()
    client.force_login(person)
    return client


def version(client, address):
    """Return the version that a form carries."""
    return client.get(address).context["form"]["version"].value()


def test_a_sixth_council_leads_an_action_and_its_officer_edits_and_reports_it():
    people = world.build().people
    administrator, coordinator = of(people["administrator"]), of(people["coordinator"])

    press(administrator, reverse("admin:plans_council_add"), COUNCIL)
    sixth = Council.objects.get(slug="west-lothian")
    answers = OFFICER | {"memberships-0-council": sixth.pk}
    press(administrator, reverse("admin:plans_person_add"), answers)

    lead = reverse("priorities:change_lead", kwargs=ACTION)
    answers = {
        "council": sixth.pk,
        "reason": "It knows most.",
        "version": version(coordinator, lead),
    }
    coordinator.post(lead, answers)
    assert Contribution.objects.get(role="lead", action__number=1, ends_on=None).council == sixth

    officer = of(Person.objects.get(email=OFFICER["email"]))
    edit = reverse("priorities:edit_action", kwargs=ACTION)
    wording = {"title": "Coach writing", "title_language": "en", "reason": "Shorter."}
    officer.post(edit, wording | {"version": version(officer, edit)})
    assert Action.objects.get(number=1, priority__prefix="LIT").title == "Coach writing"

    answers = {"status": "on_track", "text": "We have begun.", "next_step": "Go on."}
    answers |= {"evidence": "too_early", "version": 0, "submit": "Submit update"}
    officer.post(reverse("priorities:update", kwargs=UPDATE), answers)
    update = Update.objects.get(contribution__council=sixth)
    assert (update.state, update.submitted_by.name) == ("submitted", "Mòrag Reid")
