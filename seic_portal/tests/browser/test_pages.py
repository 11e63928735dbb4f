"""Every page once as a visitor on a phone, and once as the role that finds most to press there."""

import pytest

from seic_portal.tests.browser.samples import FORMS, SAMPLES, names

PHONE, SCREEN, NARROWEST = 390, 1280, 320
FIELDS = "main form[method=post] :is(input:not([type=hidden]), select, textarea)"
TRIED = {sample.view for sample, _, _ in FORMS}
PUBLIC = [sample for sample in SAMPLES if sample.is_public]


def test_every_address_has_a_sample():
    assert {sample.view for sample in SAMPLES} == names()


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_page_has_no_fault_for_whoever_finds_most_to_press(sample, reader):
    reader.become(sample.by)

    status = reader.open(sample.address, width=SCREEN)

    assert status in {200, 400}
    assert reader.view in TRIED or reader.page.locator(FIELDS).count() == 0
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
