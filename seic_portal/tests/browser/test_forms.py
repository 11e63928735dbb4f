"""Every form sent with nothing in it: first what is wrong is said, with a link to each field."""

import pytest

from seic_portal.tests.browser.samples import COACH_NAMED, Sample, draft, now, update

PHONE, NARROWEST = 390, 320
ASKED = "main form[method=post]"
FIELDS = f"{ASKED} :is(input:not([type=hidden]), select, textarea)"
EMPTY = """form => {
    form.noValidate = true;
    for (const field of form.elements) {
        if (field.type === "hidden" || field.type === "submit") continue;
        if (field.type === "radio" || field.type === "checkbox") field.checked = false;
        else field.value = "";
    }
}"""
LEADS_TO = "links => links.map(link => document.getElementById(link.hash.slice(1)))"
DEAD = f"links => ({LEADS_TO})(links).filter(target => !target || !target.matches(FIELD)).length"
DEAD = DEAD.replace("FIELD", "'input, select, textarea, fieldset, [tabindex]'")
HAS_FOCUS = "summary => summary.contains(document.activeElement)"
NO_SUCH_DAY = {"Day": "31", "Month": "2", "Year": "2023"}

# Which page, the button that sends it, and what is typed first where nothing at all is no fault.
FORMS = [
    (now("priorities:edit_action", reference="LIT-3", by="officer"), "Save", {}),
    (draft("priorities:edit_action", reference="LIT-2"), "Save", {}),
    (now("priorities:add_milestone", reference="LIT-3", by="officer"), "Save", {}),
    (now("priorities:edit_milestone", reference="LIT-3", pk=COACH_NAMED), "Save", {}),
    (now("priorities:complete_milestone", reference="LIT-3", pk=COACH_NAMED), "Mark as done", {}),
    (now("priorities:drop_milestone", reference="LIT-3", pk=COACH_NAMED), "Drop the milestone", {}),
    (now("priorities:add_contribution", reference="PATH-8"), "Add the council", {}),
    (now("priorities:change_lead", reference="LIT-3"), "Change which council leads", {}),
    (now("priorities:edit_contribution", reference="LIT-3", council="midlothian"), "Save", {}),
    (now("priorities:end_contribution", reference="LIT-3", council="fife"), "End its part", {}),
    (now("priorities:withdraw_action", reference="LIT-3"), "Withdraw the action", {}),
    (now("priorities:round", number=3), "Change the day", {}),
    (now("priorities:release_round", number=3), "Change the day", NO_SUCH_DAY),
    (now("priorities:publish_round", number=4), "Publish round 4", NO_SUCH_DAY),
    (update("LIT-3", "midlothian"), "Submit update", {}),
    (update("LIT-5", "midlothian"), "Submit update", {}),
    (update("PATH-1", "city-of-edinburgh", by="coordinator"), "Submit update", {}),
    (update("LIT-1", "fife", by="coordinator"), "Return with a note", {}),
    (update("LIT-3", "midlothian", number=2, by="coordinator"), "Add the correction", {}),
    (Sample("plans:add_plan"), "Begin the draft", {}),
    (draft("plans:edit_plan"), "Save", {}),
    (draft("plans:edit_goals"), "Save the goals", {}),
    (draft("priorities:add_priority"), "Save", {}),
    (draft("priorities:edit_priority", priority="literacy"), "Save", {}),
    (now("priorities:edit_priority", priority="literacy"), "Save", {}),
    (draft("priorities:add_action", priority="literacy"), "Add the action", {}),
    (now("priorities:add_action", priority="literacy"), "Add the action", {}),
    (Sample("account_login", by="visitor"), "Sign in", {}),
    (Sample("account_reauthenticate", by="officer"), "Go on", {}),
    (Sample("account_change_password", by="officer"), "Change password", {}),
    (Sample("account_reset_password", by="visitor"), "Send the link", {}),
]


@pytest.mark.parametrize(
    ("sample", "button", "typed"), [pytest.param(*form, id=str(form[0])) for form in FORMS]
)
def test_a_form_without_answers_says_what_is_wrong_and_where(sample, button, typed, reader, axe):
    reader.become(sample.by)
    reader.open(sample.address, width=PHONE)
    send = reader.page.get_by_role("button", name=button, exact=True)
    form = reader.page.locator(ASKED).filter(has=send)
    form.evaluate(EMPTY)
    for label, words in typed.items():
        form.get_by_label(label, exact=True).fill(words)

    with reader.page.expect_navigation():
        send.click()

    summary = reader.page.locator(".ds_error-summary")
    assert reader.page.title().startswith("Error: ")
    assert summary.get_by_role("link").count() >= 1
    assert summary.get_by_role("link").evaluate_all(DEAD) == 0
    assert summary.evaluate(HAS_FOCUS)
    assert axe() == []
    assert reader.complaints == []
    assert reader.sideways(NARROWEST) == {}
