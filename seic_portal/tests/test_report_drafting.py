"""What the portal drafts for a council's committee, and how it numbers it."""

import datetime as dt

import pytest
from django.core.management import call_command

from networks.tests.factories import GatheringFactory, NetworkFactory
from plans.models import Council
from plans.tests.constraints import sentences
from plans.tests.factories import CollaborativeFactory, CoordinatorFactory, FundingLineFactory
from priorities.tests.reported import Reported, say
from seic_portal.models import CommitteeReport, CouncilHeading, ReportTemplate
from seic_portal.reports.layout import document_of, parts_of
from seic_portal.reports.texts import read
from seic_portal.tests.reports import report_of, revision_of, template_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported():
    CollaborativeFactory()
    reported = Reported()
    reported.plan.vision = "Working together"
    reported.plan.save()
    return reported


def text_of(report, heading="Background"):
    return next(s["text"] for s in report.contents if s["heading"] == heading)


def drafted(reported, *chosen):
    return text_of(report_of(reported.plan, reported.councils["Midlothian"], chosen=chosen))


def section(heading="Heading", level=1, series="number", block="officer", **more):
    empty = {"counts": False, "text": "", "tables": [], "options": [], "ticked": []}
    names = {"heading": heading, "level": level, "series": series, "block": block}
    return {**names, **empty, "prompt": "why", **more}


def test_headings_and_paragraphs_are_numbered_by_the_portal():
    parts = parts_of(
        [
            section("One"),
            section("Two", counts=True, text="First.\n\nSecond:\n- a dot\n\nThird."),
            section("Three", block="nothing"),
            section("Below", level=2),
            section("Again", level=2),
            section("Plain", series="none", text="Words."),
            section("Letters", series="letter", block="nothing"),
            section("Under A", level=2),
            section("More letters", series="letter", block="nothing"),
            section("Under B", level=2),
            section("Four"),
        ]
    )

    numbered = [(p.number, p.text) for p in parts if p.kind in {"heading", "paragraph"}]
    assert numbered == [
        ("1", "One"),
        ("2", "Two"),
        ("2.1", "First."),
        ("2.2", "Second:"),
        ("2.3", "Third."),
        ("3", "Three"),
        ("3.1", "Below"),
        ("3.2", "Again"),
        ("", "Plain"),
        ("", "Words."),
        ("Appendix A –", "Letters"),
        ("A.1", "Under A"),
        ("Appendix B –", "More letters"),
        ("B.1", "Under B"),
        ("4", "Four"),
    ]


def test_a_text_is_read_as_paragraphs_and_lists():
    assert read("One\nline.\n\n\n- a\n- b\n\nLast:\n- c") == [
        "One line.",
        ("a", "b"),
        "Last:",
        ("c",),
    ]


def test_what_an_officer_leaves_empty_is_a_marked_place_and_what_is_written_is_not():
    empty, written = section(), section(text="No risk arises.")
    ticks = section(block="ticks", options=["Modern"])

    assert [p.kind for p in parts_of([empty, written])] == [
        "heading",
        "to_complete",
        "heading",
        "paragraph",
    ]
    assert parts_of([empty])[1].text == "[To be completed by the officer: why]"
    assert [p.kind for p in parts_of([ticks])] == ["heading", "to_complete", "ticks"]
    (_, own) = parts_of([ticks | {"ticked": ["Modern"]}])
    assert own.options == [("Modern", True)]


def test_a_table_stands_where_its_line_is_and_goes_with_it():
    table = {"caption": "Sums", "head": ["A"], "rows": [["1"]]}
    text = "Before.\n\n[Table: Sums]\n\nAfter."

    kinds = [p.kind for p in parts_of([section(text=text, tables=[table])])]
    assert kinds == ["heading", "paragraph", "table", "paragraph"]
    assert [p.kind for p in parts_of([section(text="Before.", tables=[table])])] == [
        "heading",
        "paragraph",
    ]


def test_members_are_asked_to_note_the_plan_by_its_revision(reported):
    revision_of(reported.plan)
    report = report_of(reported.plan, reported.councils["Midlothian"])

    assert text_of(report, "Recommendations").startswith(
        "Cabinet is asked to note:\n\n- The Improvement Plan 2022-23, revision 1 (Appendix 1).\n- "
    )
    assert text_of(report, "Background Papers") == (
        "- Appendix 1 – Improvement Plan 2022-23, revision 1"
    )
    assert report.revision.number == 1


def test_a_plan_without_words_and_rounds_is_not_given_any(reported):
    reported.plan.vision = ""
    assert drafted(reported, "vision", "leadership", "funding", "networks") == ""
    assert drafted(reported, "progress") == "No progress has been published yet."
    assert drafted(reported, "dates") == "No due date has moved since the plan was opened."


def test_the_vision_names_the_councils(reported):
    assert drafted(reported, "vision") == (
        "By working collaboratively, the partners within the SEIC (City of Edinburgh, East "
        "Lothian, Fife, Midlothian and Scottish Borders Councils) have agreed a shared vision: "
        "“Working together”."
    )


def test_offered_committed_and_claimed_stand_apart(reported):
    FundingLineFactory(plan=reported.plan)
    report = report_of(reported.plan, reported.councils["Midlothian"], chosen=["funding"])
    (table,) = next(s["tables"] for s in report.contents if s["heading"] == "Background")

    assert table["head"] == ["Category of spend", "Offered", "Committed", "Claimed"]
    assert table["rows"][0] == ["Supply cover", "£100,000", "£60,000", "£20,000"]


def test_a_councils_own_part_is_drafted_from_the_newest_published_round(reported):
    parts = reported.take_part("Midlothian", "Fife")
    parts["Midlothian"].supporting_roles = "Three head teachers"
    parts["Midlothian"].save()
    say(reported.autumn(), parts, mid="on", fife="on")
    say(reported.winter(), parts, mid="risk")

    text = drafted(reported, "council", "progress")

    assert "Midlothian leads one of the plan’s one actions" in text
    assert "- LIT-3 Coach the teaching of writing: Three head teachers" in text
    assert "- LIT-3 Coach the teaching of writing, at risk: Uncertain." in text
    assert "No update was received from" not in text


def test_a_silent_council_is_told_that_nothing_was_received(reported):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="on")

    assert "No update was received from Midlothian on LIT-3." in drafted(reported, "progress")


def test_networks_are_told_in_counts_with_names_and_no_sums(reported):
    network = NetworkFactory(name="Early Talk")
    for day in [dt.date(2022, 7, 31), dt.date(2022, 11, 9), dt.date(2023, 2, 1)]:
        GatheringFactory(network=network, meets_on=day, title="Silence")

    text = drafted(reported, "collaboration")

    assert text.endswith(
        "\n\nBetween 1 August 2022 and 15 February 2023, 1 network has recorded 2 gatherings.\n\n"
        "- Early Talk, 9 November 2022: Silence\n- Early Talk, 1 February 2023: Silence"
    )


def test_progress_has_a_heading_of_its_own_where_the_council_has_one(reported):
    fife = reported.councils["Fife"]
    headings = [
        {"text": "Background", "block": "background", "standing_text": "Standing words."},
        {"text": "Main report", "block": "progress"},
    ]
    template_of(fife, headings)
    report = report_of(reported.plan, fife, chosen=["vision", "dates"])

    assert text_of(report).startswith("Standing words.\n\nBy working")
    assert text_of(report, "Main report").startswith("No due date has moved")


def test_a_report_remembers_what_it_was_drafted_from(reported):
    midlothian = reported.councils["Midlothian"]
    reported.autumn()
    report = report_of(reported.plan, midlothian)
    version = reported.action.version

    assert (report.round.number, report.revision, report.plan_version) == (2, None, 1)
    assert not report.has_newer_round
    assert not report.is_older_than(reported.plan, version)
    assert report.is_older_than(reported.plan, version + 1)

    reported.winter(public_from=dt.date(2023, 2, 22))
    assert CommitteeReport.objects.get().has_newer_round
    assert not CommitteeReport.objects.get().is_for_members
    newer = report_of(reported.plan, midlothian)
    assert newer.number == 2
    assert newer.is_for_members
    assert document_of(newer, is_sample=False).notes == [
        "Drafted from the plan as it stood on 15 February 2023 and from round 3.",
        "The headings of this report are to be confirmed with Midlothian.",
        "It quotes round 3, which is for members only until 22 February 2023.",
    ]


def test_the_facts_cost_the_same_however_many_rows(reported, django_assert_num_queries):
    midlothian, by = reported.councils["Midlothian"], CoordinatorFactory().person
    template_of(midlothian)
    by.current_memberships  # noqa: B018  # read before, as in a request
    autumn = reported.autumn()
    counts = []
    for number in [10, 11, 12]:
        parts = reported.take_part("Fife", "Midlothian", action=reported.another(number))
        say(autumn, parts, fife="off", mid="risk")
        GatheringFactory(network=NetworkFactory(), meets_on=dt.date(2022, 11, 9))
        with django_assert_num_queries(28) as asked:
            report_of(reported.plan, midlothian, by=by)
        counts.append(len(asked))

    assert counts[0] == counts[-1]


def test_a_heading_has_its_place_once_and_options_where_it_is_to_tick():
    template = template_of(Reported().councils["Fife"])
    first = template.headings.first()
    again = CouncilHeading(template=template, place=first.place, text="x", block="officer")
    ticks = CouncilHeading(template=template, place=20, text="x", block="ticks")
    options = CouncilHeading(template=template, place=20, text="x", block="officer", options="a")

    assert sentences(again) == {"Another heading has this place."}
    only = {"A list to tick, and nothing else, has options."}
    assert sentences(ticks) == sentences(options) == only


def test_a_councils_headings_are_loaded_once_and_then_its_own():
    call_command("load_reference")
    midlothian = ReportTemplate.objects.get(council__slug="midlothian")
    midlothian.headings.filter(text="Digital").delete()
    call_command("load_reference")

    assert ReportTemplate.objects.count() == Council.objects.count() == 5
    assert not midlothian.headings.filter(text="Digital").exists()
    confirmed = ReportTemplate.objects.filter(is_confirmed=True)
    assert [str(t.council) for t in confirmed] == ["City of Edinburgh", "Midlothian"]
