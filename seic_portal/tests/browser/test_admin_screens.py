"""The administration in a browser: nothing on it breaks the portal's own security policy."""

import pytest
from django.contrib import admin
from django.urls import reverse

SCREENS = sorted(f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry)
ADDED_ELSEWHERE = {
    "plans_auditentry",
    "plans_collaborative",
    "empowered_system_programme",
    "empowered_system_finding",
    "empowered_system_upload",
    "networks_network",
    "seic_portal_paper",
}


@pytest.fixture
def administrator(reader):
    reader.become("administrator")
    return reader


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_quiet_in_the_console(screen, administrator):
    complaints = []

    def look(address):
        assert administrator.open(address, width=1280) == 200
        complaints.extend(administrator.complaints)

    look(reverse(f"admin:{screen}_changelist"))
    row = administrator.page.locator("#result_list th a").first.get_attribute("href")
    look(row)
    look(row.split("change/")[0] + "history/")
    if screen not in ADDED_ELSEWHERE:
        look(reverse(f"admin:{screen}_add"))
    assert complaints == []


def test_a_day_is_chosen_from_the_calendar(administrator):
    administrator.open(reverse("admin:plans_round_add"), width=1280)
    page = administrator.page
    page.get_by_label("Opens on").fill("01/03/2023")
    page.locator(".field-opens_on .date-icon").click()
    page.locator(".calendarbox:visible td a", has_text="13").click()
    assert page.get_by_label("Opens on").input_value() == "13/03/2023"
    assert administrator.complaints == []


def test_a_person_is_chosen_while_typing(administrator):
    administrator.open(reverse("admin:plans_membership_add"), width=1280)
    page = administrator.page
    page.locator(".field-person .select2-selection").click()
    page.locator(".select2-search__field").fill("Eskdale")
    page.locator(".select2-results__option", has_text="Siân Eskdale").click()
    assert (
        page.locator(".field-person .select2-selection__rendered")
        .inner_text()
        .endswith("Siân Eskdale")
    )
    assert administrator.complaints == []


def test_an_address_follows_the_name_while_a_council_is_new(administrator):
    administrator.open(reverse("admin:plans_council_add"), width=1280)
    page = administrator.page
    page.get_by_label("Name:", exact=True).press_sequentially("West Lothian")
    assert page.get_by_label("Slug").input_value() == "west-lothian"
    assert administrator.complaints == []
