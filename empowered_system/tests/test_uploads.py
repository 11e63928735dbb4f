"""What is taken as a file, and what is refused, whatever its name says."""

import io
import tracemalloc
import zipfile

import docx
import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from empowered_system.uploads import (
    HAS_PROGRAMS,
    NOT_WHAT_IT_SAYS,
    OFFICE,
    WRONG_KIND,
    checked_type,
)

MOST = 100_000
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
PAGE = b"<html><script>alert(1)</script></html>"


def archive(*names, **parts):
    """Return an archive of some empty parts, and of some with a text in them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name in names:
            made.writestr(name, "")
        for name, text in parts.items():
            made.writestr({"types": "[Content_Types].xml"}.get(name, name), text)
    return packed.getvalue()


def saved(document):
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def with_part(document, name, text=""):
    kept = io.BytesIO(document)
    with zipfile.ZipFile(kept, "a") as made:
        made.writestr(name, text)
    return kept.getvalue()


def refused(name, contents, most=MOST):
    with pytest.raises(ValidationError) as refusal:
        checked_type(ContentFile(contents, name=name), most=most)
    return refusal.value.messages


WORD = saved(docx.Document())
ODT = archive(mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "contents", "content_type"),
    [
        ("Plan.PDF", b"%PDF-1.7 sample", "application/pdf"),
        ("plan.docx", WORD, f"{OFFICE}.wordprocessingml.document"),
        ("plan.xlsx", saved(openpyxl.Workbook()), f"{OFFICE}.spreadsheetml.sheet"),
        (
            "plan.pptx",
            archive("ppt/presentation.xml", types="<Types/>"),
            f"{OFFICE}.presentationml.presentation",
        ),
        ("plan.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("plan.png", PNG, "image/png"),
        ("plan.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(50), "image/jpeg"),
    ],
)
def test_a_file_is_taken_as_what_its_contents_are(name, contents, content_type):
    file = ContentFile(contents, name=name)

    assert checked_type(file, most=MOST) == content_type
    assert file.read() == contents


@pytest.mark.parametrize("name", ["page.html", "image.svg", "run.exe", "plan.docm", "plan"])
def test_other_kinds_are_refused_by_their_name(name):
    assert refused(name, PAGE) == [WRONG_KIND]


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("plan.pdf", PAGE),
        ("plan.png", b"%PDF-1.7 sample"),
        ("plan.pdf", PNG),
        ("plan.jpg", bytes(50)),
        ("plan.docx", PAGE),
        ("plan.docx", saved(openpyxl.Workbook())),
        ("plan.xlsx", WORD),
        ("plan.docx", archive("word/document.xml")),
        ("plan.odt", WORD),
        ("plan.odt", archive(mimetype="application/zip")),
        ("plan.docx", WORD[:200]),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name, contents):
    assert refused(name, contents) == [NOT_WHAT_IT_SAYS]


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("plan.docx", with_part(WORD, "word/vbaProject.bin")),
        ("plan.docx", with_part(WORD, "word/activeX/activeX1.xml")),
        ("plan.odt", with_part(ODT, "Basic/Standard/Module1.xml")),
        (
            "plan.xlsx",
            archive("xl/workbook.xml", types="application/vnd.ms-excel.sheet.macroEnabled.main"),
        ),
    ],
)
def test_what_carries_programs_is_refused(name, contents):
    assert refused(name, contents) == [HAS_PROGRAMS]


def test_a_large_file_is_refused_with_both_sizes():
    (said,) = refused("plan.pdf", b"%PDF-1.7" + bytes(2048), most=1024)

    assert said.replace("\xa0", " ") == (
        "This file has 2.0 KB: at most 1.0 KB is taken. Make it smaller, or give a link."
    )


def test_of_a_bomb_only_the_beginning_is_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "0" * 50_000_000)
        made.writestr("word/document.xml", "")
    tracemalloc.start()

    checked_type(ContentFile(packed.getvalue(), name="plan.docx"), most=MOST)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_an_archive_of_very_many_parts_is_refused():
    crowd = archive("word/document.xml", *(f"word/{n}" for n in range(5000)), types="<Types/>")

    assert refused("plan.docx", crowd, most=10_000_000) == [NOT_WHAT_IT_SAYS]
