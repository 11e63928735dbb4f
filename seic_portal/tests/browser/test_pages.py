"""Every page once as a visitor on a phone, and once as the role that finds most to press there."""

import pytest

from seic_portal.tests.browser.samples import FORMS, SAMPLES, names

PHONE, SCREEN, NARROWEST = 390, 1280, 320
FIELDS = "main form[method=post] :is(input:not([type=hidden]), select, textarea)"
NAMELESS = "main option:text-is('---------')"
# A form can be left as it is: a link follows its last button, but where a draft can be saved.
LEADS_ON = """() => {
  const last = [...document.querySelectorAll("main form[method=post] [type=submit]")].at(-1);
  const follows = (link) => last.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [...document.querySelectorAll("main a")].some(follows);
}"""
LEAD_NOWHERE = {"priorities:update", "account_reauthenticate"}
TRIED = {sample.view for sample, _, _ in FORMS}
PUBLIC = [sample for sample in SAMPLES if sample.is_public]


def test_every_address_has_a_sample():
    assert {sample.view for sample in SAMPLES} == names()


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_page_has_no_fault_for_whoever_finds_most_to_press(sample, reader):
    reader.become(sample.by)

    status = reader.open(sample.address, width=SCREEN)

    assert status in {200, 400}
    has_fields = reader.page.locator(FIELDS).count() > 0
    assert reader.view in TRIED or not has_fields
    assert reader.view in LEAD_NOWHERE or not has_fields or reader.page.evaluate(LEADS_ON)
    assert reader.page.locator(NAMELESS).count() == 0
    assert reader.faults() == []
    assert reader.complaints == []
    assert reader.sideways(NARROWEST, PHONE) == {}


@pytest.mark.parametrize("sample", PUBLIC, ids=str)
def test_a_page_has_no_fault_for_a_visitor_on_a_phone(sample, reader):
    status = reader.open(sample.address, width=PHONE)

    assert status in {200, 400, 404}
    assert reader.faults() == []
    assert reader.complaints == []
    assert reader.sideways(NARROWEST, PHONE) == {}
