"""Every form sent with nothing in it: first what is wrong is said, with a link to each field."""

import pytest

from seic_portal.tests.browser.samples import FORMS

PHONE, NARROWEST = 390, 320
EMPTY = """form => {
    form.noValidate = true;
    for (const field of form.elements) {
        if (field.type === "hidden" || field.type === "submit") continue;
        if (field.type === "radio" || field.type === "checkbox") field.checked = false;
        else field.value = "";
    }
}"""
DEAD = """links => links.map(link => document.getElementById(link.hash.slice(1)))
    .filter(to => !to?.matches("input, select, textarea, fieldset, [tabindex]")).length"""
HAS_FOCUS = "summary => summary.contains(document.activeElement)"


@pytest.mark.parametrize(
    ("sample", "button", "typed"), [pytest.param(*form, id=str(form[0])) for form in FORMS]
)
def test_a_form_without_answers_says_what_is_wrong_and_where(sample, button, typed, reader):
    reader.become(sample.by)
    reader.open(sample.address, width=PHONE)

    send(reader.page, button, typed)

    says_what_is_wrong_and_where(reader)


def test_setting_a_password_says_what_is_wrong_and_where(portal, reader):
    reader.open(portal.reset, width=PHONE)
    assert reader.faults() == []

    send(reader.page, "Save password", {})

    says_what_is_wrong_and_where(reader)


def send(page, button, typed):
    """Press a button of a form in which nothing stands but what is typed."""
    press = page.get_by_role("button", name=button, exact=True)
    form = page.locator("main form[method=post]").filter(has=press)
    form.evaluate(EMPTY)
    for label, words in typed.items():
        form.get_by_label(label, exact=True).fill(words)
    with page.expect_navigation():
        press.click()


def says_what_is_wrong_and_where(reader):
    summary = reader.page.locator(".ds_error-summary")
    assert reader.page.title().startswith("Error: ")
    assert summary.get_by_role("link").count() >= 1
    assert summary.get_by_role("link").evaluate_all(DEAD) == 0
    assert summary.evaluate(HAS_FOCUS)
    assert reader.faults() == []
    assert reader.complaints == []
    assert reader.sideways(NARROWEST) == {}
