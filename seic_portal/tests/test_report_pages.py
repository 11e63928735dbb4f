"""Drafting, editing and handing on a committee report, as its council's officers do."""

import pytest
from django.urls import reverse

from plans.tests.factories import (
    CollaborativeFactory,
    CouncilFactory,
    OfficerFactory,
    PlanFactory,
    PublishedRoundFactory,
)
from plans.tests.reading import words_of
from priorities.tests.factories import ActionFactory, PriorityFactory
from seic_portal.documents import pdf
from seic_portal.models import CommitteeReport
from seic_portal.tests.reports import report_of, template_of

pytestmark = pytest.mark.django_db
REPORTS = reverse("report", args=["2022-23", "midlothian"])
SAVED = reverse("saved_report", args=["2022-23", "midlothian", 1])
EDIT = reverse("edit_report", args=["2022-23", "midlothian", 1])
WORD = reverse("report_file", args=["2022-23", "midlothian", 1, "docx"])
DAY = {"meets_on_day": "14", "meets_on_month": "3", "meets_on_year": "2023"}
DRAFT = DAY | {
    "version": "0",
    "body": "Cabinet",
    "author_line": "Report by the Executive Director",
    "sections": ["vision", "priorities"],
}
# The fields of the sections of `HEADINGS`: what is asked to be noted, background, risk, papers.
LINES = DAY | {
    "title": "Plan",
    "kind_line": "Report for Noting",
    "body": "Cabinet",
    "author_line": "Report by …",
}


@pytest.fixture
def midlothian():
    return CouncilFactory(name="Midlothian", slug="midlothian")


@pytest.fixture
def officer(midlothian, client):
    person = OfficerFactory(council=midlothian, person__name="Siân Eskdale").person
    client.force_login(person)
    return person


@pytest.fixture
def report(midlothian):
    PriorityFactory(plan=PlanFactory(), title="Literacy")
    return report_of(PlanFactory(), midlothian)


def shown(client):
    """Return what a browser would send back of the report's form, unchanged."""
    form = client.get(EDIT).context["form"]
    ticked = {name: "on" for name, value in form.initial.items() if value is True}
    texts = {name: form.initial[name] for name in form.fields if name.startswith("text_")}
    return LINES | texts | ticked | {"version": form.saved_version}


def test_an_officer_drafts_a_report_under_the_councils_headings(midlothian, officer, client):
    CollaborativeFactory()
    PlanFactory(vision="All improve.")
    template_of(midlothian)

    response = client.post(REPORTS, DRAFT, follow=True)

    report = CommitteeReport.objects.get()
    page = words_of(response)
    assert response.redirect_chain == [(SAVED, 302)]
    assert "The report is drafted. Read it, then complete what is marked." in page
    assert "2 Background 2.1 By working collaboratively" in page
    assert "[To be completed by the officer: which risks arise]" in page
    assert report.author_line == "Report by the Executive Director"
    assert report.title == (
        "South East Improvement Collaborative (SEIC) Improvement Plan 2022-2023"
    )
    assert report.history.get().history_user == officer


def test_a_draft_needs_a_meeting_and_a_section(midlothian, officer, client):
    PlanFactory()
    template_of(midlothian)

    page = words_of(client.post(REPORTS, {"body": "Cabinet", "author_line": "By"}))

    assert "Enter a day, a month and a year." in page
    assert "Choose at least one section." in page
    assert not CommitteeReport.objects.exists()


def test_a_council_without_headings_is_told_whom_to_ask(midlothian, officer, client):
    PlanFactory()
    page = words_of(client.get(REPORTS))
    assert "None has been drafted yet." in page
    assert "have not been entered yet: ask an administrator." in page
    assert client.post(REPORTS, DRAFT).status_code == 200
    assert not CommitteeReport.objects.exists()


def test_what_is_still_to_complete_leads_to_its_place_in_the_form(report, officer, client):
    places = [f"#id_{name}" for name in waiting(report)]
    page, form = client.get(SAVED).text, client.get(EDIT).text

    assert places
    for place in places:
        assert f'href="{EDIT}{place}"' in page
        assert f'id="{place[1:]}"' in form


def waiting(report):
    """Return the field that each section still to complete begins with."""
    return [
        f"tick_{place}_0" if section["options"] else f"text_{place}"
        for place, section in report.to_complete
    ]


def test_the_councils_page_leads_its_officers_there_and_nobody_else(report, officer, client):
    page = reverse("council", args=["2022-23", "midlothian"])
    assert REPORTS in client.get(page).text

    client.logout()
    assert REPORTS not in client.get(page).text


def test_an_officer_completes_and_ticks_and_saves_a_version(report, officer, client):
    typed = {"text_3": "No risk\r\narises.", "tick_5_1": "on"}

    response = client.post(EDIT, shown(client) | typed, follow=True)

    report.refresh_from_db()
    page = words_of(response)
    assert response.redirect_chain == [(SAVED, 302)]
    assert report.version == 2
    assert report.contents[3]["text"] == "No risk\narises."
    assert report.contents[5]["ticked"] == ["Sustainable"]
    assert "3.1 Risk No risk arises." in page
    assert "☐ Modern (not ticked) ☒ Sustainable (ticked)" in page
    assert "To be completed" not in page
    assert "Still to complete" not in page
    assert "Version 2 15 February 2023" in page


def test_an_earlier_version_is_still_read_and_handed_out(report, officer, client):
    client.post(EDIT, shown(client) | {"text_3": "No risk arises."})

    first = words_of(client.get(f"{SAVED}?version=1"))

    assert "This is version 1, as it was saved before." in first
    assert "No risk arises." not in first
    assert client.get(f"{WORD}?version=1").content != client.get(WORD).content
    for wrong in ["9", "x"]:
        assert client.get(f"{SAVED}?version={wrong}").status_code == 404


def test_two_officers_edit_one_report_and_neither_loses_text(report, midlothian, officer, client):
    mine = shown(client)
    colleague = OfficerFactory(council=midlothian, person__name="Gràinne Roslynne").person
    client.force_login(colleague)
    client.post(EDIT, shown(client) | {"text_3": "Her risk.", "tick_5_0": "on"})
    client.force_login(officer)

    page = client.post(EDIT, mine | {"text_3": "My risk.", "text_6": "- My papers"})

    report.refresh_from_db()
    words = words_of(page)
    assert report.contents[3]["text"] == "Her risk."
    assert "Gràinne Roslynne saved this" in words
    assert "Her risk." in words
    assert "My risk." in words
    form = page.context["form"]
    assert form["text_3"].value() == "My risk."
    assert form["text_6"].value() == "- My papers"
    assert form["tick_5_0"].value() is True
    assert [c.label for c in form.conflicts if c.is_taken_over] == ["Modern"]

    both = mine | {"text_3": "Both risks.", "text_6": "- My papers", "tick_5_0": "on"}
    client.post(EDIT, both | {"version": form.data["version"]})
    report.refresh_from_db()
    assert report.contents[3]["text"] == "Both risks."
    assert report.contents[5]["ticked"] == ["Modern"]
    assert report.contents[6]["text"] == "- My papers"
    assert report.history.get(version=2).contents[3]["text"] == "Her risk."


def test_a_newer_round_and_a_changed_plan_are_told(report, officer, client):
    assert "Draft a new one" not in words_of(client.get(SAVED))
    PublishedRoundFactory(plan=report.plan, number=1)
    ActionFactory(priority=report.plan.priorities.get())

    page = words_of(client.get(SAVED))

    assert "Round 1 was published on 23 November 2022: after this report was drafted." in page
    assert "The plan has been changed since this report was drafted on 15 February 2023." in page


def test_officers_of_other_councils_and_conveners_read_no_report(report, client):
    client.force_login(OfficerFactory().person)
    for address in [REPORTS, SAVED, EDIT, WORD]:
        response = client.get(address)
        assert response.status_code == 403
        assert "Literacy" not in response.text


def test_the_button_for_pdf_is_hidden_where_it_cannot_be_made(report, officer, client, settings):
    address = reverse("report_file", args=["2022-23", "midlothian", 1, "pdf"])
    assert (address in client.get(SAVED).text) == (pdf.engine() is not None)
    assert client.get(address).status_code == (404 if pdf.engine() is None else 200)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_however_many_reports(
    rows, midlothian, officer, client, django_assert_num_queries
):
    plan = PlanFactory()
    template_of(midlothian)
    for _ in range(rows):
        report = report_of(plan, midlothian)
        PriorityFactory(plan=plan)
        report.version += 1
        report.save()

    # session, person, memberships, plan, council, its lines and its headings, collaborative,
    # reports; for every page the plan of the menu, the collaborative and its councils
    with django_assert_num_queries(12):
        client.get(REPORTS)
    # the report in place of lines, headings and collaborative, its versions, newest round,
    # versions of actions
    with django_assert_num_queries(11):
        client.get(SAVED)
    with django_assert_num_queries(8):
        client.get(EDIT)
