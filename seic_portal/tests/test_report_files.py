"""The demonstration's Midlothian report as a clerk opens it: in Word, in LibreOffice, as PDF."""

import shutil
import subprocess
from io import BytesIO

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from pypdf import PdfReader

from seic_portal import demonstration
from seic_portal.documents import pdf, word
from seic_portal.documents.parts import Document, Heading, Table
from seic_portal.models import CommitteeReport
from seic_portal.reports.layout import document_of

TITLE = "South East Improvement Collaborative (SEIC) Improvement Plan 2022-2023"
# Every heading of the given document in its order; its number is the portal's own.
HEADINGS = """
1 Recommendations
2 Purpose of Report/Executive Summary
3 Background
4 Implications
4.1 Financial
5 Report Implications (Resource, Digital and Risk)
5.1 Resource
5.2 Digital
5.3 Risk
5.4 Ensuring Equalities (if required a separate IIA must be completed)
5.5 Additional Report Implications
Appendix A – Report Implications
A.1 Key Priorities within the Single Midlothian Plan
A.2 Key Drivers for Change
A.3 Key Delivery Streams
A.4 Delivering Best Value
A.5 Involving Communities and Other Stakeholders
A.6 Impact on Performance and Outcomes
A.7 Adopting a Preventative Approach
A.8 Supporting Sustainable Development
Background Papers
""".strip().splitlines()
DRIVERS = """
☐ Holistic Working
☐ Hub and Spoke
☐ Modern
☐ Sustainable
☐ Transformational
☐ Preventative
☐ Asset-based
☒ Continuous Improvement
☐ One size fits one
☐ None of the above
""".strip().splitlines()
STREAMS = """
☒ One Council Working with you, for you
☐ Preventative and Sustainable
☐ Efficient and Modern
☐ Innovative and Ambitious
☐ None of the above
""".strip().splitlines()
LEFT_OPEN = ["4.1", "5.2", "5.3", "5.4", "5.5", "A.4", "A.5", "A.6", "A.7", "A.8"]


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker):
    """The saved Midlothian report of the demonstration, as a document."""
    with django_db_blocker.unblock(), transaction.atomic():
        demonstration.load()
        yield document_of(CommitteeReport.objects.get(), is_sample=True)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def word_file(report):
    return WordFile(BytesIO(word.write(report)))


def words(report):
    """Return every paragraph and list item of a document."""
    texts = [part.text for part in report.parts if part.kind == "paragraph"]
    lists = [part.items for part in report.parts if part.kind == "listing"]
    return texts + [item for items in lists for item in items]


def properties(paragraph):
    """Return which series Word counts a paragraph in, and on which level; None where it is not."""
    own = paragraph._p.pPr is not None and paragraph._p.pPr.numPr
    return (own.numId.val, own.ilvl.val) if own is not None and own is not False else None


def test_every_heading_of_the_given_document_is_there_in_its_order(report):
    assert report.title == TITLE
    assert report.lines[-1] == "Report for Noting"
    assert [part.words for part in report.parts if part.kind == "heading"] == HEADINGS


def test_the_tick_lists_are_those_of_the_given_document(report):
    lists = [
        [f"{'☒' if ticked else '☐'} {option}" for option, ticked in part.options]
        for part in report.parts
        if part.kind == "ticks"
    ]
    assert lists == [DRIVERS, STREAMS]


@pytest.mark.parametrize(
    "fact",
    [
        "The SEIC Regional Improvement Plan August 2022-23, revision 2 (Appendix 1).",
        "“Working together, Empowering all, Improving outcomes”",
        "City of Edinburgh, East Lothian, Fife, Midlothian and Scottish Borders Councils",
        "£1,171,746",
        "Literacy",
        "Learning pathways and positive destinations",
        (
            "Pedagogy Pioneers – high performing practitioners within all sectors sharing "
            "practice, resources and building capacity through webinars, Q&A and in school supports"
        ),
        (
            "SEIC Associates – leaders across the system contributing to quality improvement "
            "processes and providing peer to peer supports"
        ),
        (
            "Research Schools/ELCs – settings engaging in supported research to enhance outcomes "
            "for children and young people, publishing findings across the SEIC"
        ),
        (
            "Improvement Through Partnerships – focussed improvement projects supported by a "
            "variety of partners"
        ),
        (
            "Learning Schools/ELCs – enabling collaboration across schools/Early Learning & "
            "Childcare settings (ELCs), sharing learning from effective practice within settings, "
            "supporting other settings where this practice is an area of identified improvement"
        ),
        (
            "These networks have mostly been generated through staff wishing to collaborate on key "
            "areas of their work and many of these groups existed prior to the introduction of "
            "Regional Improvement Collaboratives. All SEIC networks are self-sustaining which "
            "means that they set their own agenda, pace and areas of focus."
        ),
        "Midlothian leads six of the plan’s 27 actions",
    ],
)
def test_the_facts_of_the_given_document_are_in_it(fact, report):
    assert any(fact in text for text in words(report))


def test_no_implication_is_asserted(report):
    heading, left_open = None, []
    for part in report.parts:
        heading = part.number if part.kind == "heading" else heading
        if part.kind == "to_complete":
            left_open.append(heading)
            assert part.text.startswith("[To be completed by the officer: ")
    assert left_open == LEFT_OPEN
    assert not any("implication" in text.casefold() for text in words(report))


def test_word_finds_the_headings_by_their_style(word_file):
    styles = [(p.style.name, p.text) for p in word_file.paragraphs if p.text]
    headings = [text for name, text in styles if name.startswith("Heading")]
    assert styles[0] == ("Title", TITLE)
    assert [line.split(" ", 1)[1] for line in HEADINGS[:3]] == headings[:3]
    assert len(headings) == len(HEADINGS)
    assert ("Heading 2", "Financial") in styles


def test_word_counts_headings_and_paragraphs_itself(word_file):
    paragraphs = [p for p in word_file.paragraphs if p.text]
    counted = {p.text: properties(p) for p in paragraphs}
    (series, first), (same, second) = counted["Background"], counted["Risk"]
    assert (first, second) == (0, 1)
    assert series == same == properties(paragraph(paragraphs, "By working collaboratively"))[0]
    assert properties(paragraph(paragraphs, "By working collaboratively"))[1] == 1
    assert counted["Key Drivers for Change"][0] != series
    assert counted["Background Papers"] is None
    roman = properties(paragraph(paragraphs, "The SEIC Regional Improvement Plan August"))
    assert roman[0] not in {series, counted["Key Drivers for Change"][0]}


def paragraph(paragraphs, beginning):
    return next(p for p in paragraphs if p.text.startswith(beginning))


def test_the_head_of_every_table_repeats_and_the_file_has_title_and_language(word_file):
    assert len(word_file.tables) == 5
    for table in word_file.tables:
        heads = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
    assert word_file.core_properties.title == TITLE
    assert word_file.core_properties.language == "en-GB"
    languages = {e.get(qn("w:val")) for e in word_file.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    header = word_file.sections[0].header.paragraphs[0].text
    assert header == "Sample data: invented for trying the portal."


def test_a_heading_in_another_language_says_so():
    document = Document("Plan", "plan", [], [], [Heading("Leughadh còmhla", 3, lang="gd")])
    (run,) = WordFile(BytesIO(word.write(document))).paragraphs[-1].runs
    assert run._r.find(f".//{qn('w:lang')}").get(qn("w:val")) == "gd"


def test_the_pages_are_a4_and_numbered(word_file):
    (section,) = word_file.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    counted = section.footer.paragraphs[0]._p.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in counted] == ["PAGE", "NUMPAGES"]


def test_figures_stand_under_each_other(word_file):
    funding = next(table for table in word_file.tables if table.cell(0, 1).text == "Offered")
    for row in funding.rows:
        sides = [cell.paragraphs[0].alignment for cell in row.cells]
        assert sides == [None, *[WD_ALIGN_PARAGRAPH.RIGHT] * 3]


def test_a_document_leads_to_its_main_headings(report):
    shown = render_to_string("seic_portal/_document_contents.html", {"document": report})
    words = render_to_string("seic_portal/_document.html", {"document": report})

    for place, heading in report.contents:
        assert f'<a href="#part-{place}">{heading.words}</a>' in shown
        assert f'<h2 id="part-{place}">' in words
    headings = [heading.words for _, heading in report.contents]
    assert headings == [line for line in HEADINGS if "." not in line.partition(" ")[0]]


@pytest.mark.parametrize(
    ("texts", "is_figure"),
    [
        (["£1,200", "12", "0"], True),
        (["about 370", "fewer than 5", "4.5%"], True),
        (["12", "none"], False),
        (["12 of 18"], False),
        (["3 May 2023"], False),
        ([], False),
    ],
)
def test_a_column_of_figures_is_known_by_all_its_texts(texts, is_figure):
    table = Table("Counts", ["Of what", "How many"], [["Schools", text] for text in texts])
    assert table.figures == [False, is_figure]


def test_a_column_is_as_wide_as_its_texts_and_holds_its_longest_word():
    rows = [["Fife", "x" * 8 + " y" * 26], ["Midlothian", "z " * 200]]
    first, second = Table("Texts", ["Council", "Said"], rows).shares

    assert first + second == 1
    assert second / first == pytest.approx(60 / 12)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it_with_its_numbers_and_headings(report, tmp_path):
    source = tmp_path / "report.docx"
    source.write_bytes(word.write(report))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=240)
    pages = PdfReader(tmp_path / "report.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    for heading in HEADINGS:
        assert heading in text
    assert "3.5 By working collaboratively" in text
    assert "ii. The priority areas for improvement" in text
    assert (text.count("☒"), text.count("☐")) == (2, 13)
    assert "Category of spend Offered Committed Claimed" in text


@pytest.mark.skipif(pdf.engine() is None, reason="WeasyPrint or its system libraries are missing")
def test_the_pdf_is_tagged_and_has_title_and_language(report):
    reader = PdfReader(BytesIO(pdf.write(report)))
    catalogue = reader.trailer["/Root"]
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == "en-GB"
    assert reader.metadata.title == TITLE
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()
    assert "Sample data: invented for trying the portal." in text
    for heading in HEADINGS:
        assert heading in text
