"""Which files are read as tables, and why others are not."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from plans import sheets
from plans.sheets import MEGABYTE, UnreadableError, read_sheets
from plans.tests.school_file import ROWS, csv_file, school_file


def read(file, name="file.xlsx", size=1000):
    return read_sheets(file, name, size)


def refused(file, **known):
    """Return the sentence with which a file is refused."""
    with pytest.raises(UnreadableError) as refusal:
        read(file, **known)
    return str(refusal.value)


def archive(**parts):
    """Return an archive of some parts, as a file."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for name, contents in parts.items():
            packed.writestr(name, contents)
    stream.seek(0)
    return stream


def with_part(file, name, contents):
    with ZipFile(file, "a", ZIP_DEFLATED) as packed:
        packed.writestr(name, contents)
    file.seek(0)
    return file


def test_a_workbook_is_read_sheet_by_sheet():
    background, schools = read(school_file())
    assert background == [("Background: Local Authority schools",)]
    assert schools[2] == ROWS[0]


def test_a_csv_file_is_read_with_and_without_its_mark():
    for encoding in ["utf-8", "utf-8-sig"]:
        file = csv_file("council,name\nFife,Sgoil Àirigh\n", encoding)
        assert read(file, name="list.csv") == [[["council", "name"], ["Fife", "Sgoil Àirigh"]]]


class Untouched(io.BytesIO):
    """A file that must not be read."""

    def read(self, *size):
        raise AssertionError("It was read.")


def test_a_file_of_200_mb_is_refused_before_it_is_read():
    said = refused(Untouched(), size=200 * MEGABYTE)
    assert said == "The file has 200 MB. It may have 10 MB at most."


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_a_workbook_with_macros_is_refused(part):
    said = refused(with_part(school_file(), part, b"Sub Auto_Open()"))
    assert said == "The workbook has macros in it. Save it as an Excel workbook (.xlsx) without."


TOO_LARGE = "The workbook unpacks to more than 60 MB. No list of schools does: it was not read."


def test_a_zip_bomb_is_refused_by_what_it_says_of_its_size():
    bomb = with_part(school_file(), "xl/media/bomb.bin", b"\0" * (61 * MEGABYTE))
    assert len(bomb.getvalue()) < MEGABYTE
    assert refused(bomb) == TOO_LARGE


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    bomb = archive(**{"bomb.bin": b"\0" * (61 * MEGABYTE)}).getvalue()
    size = (61 * MEGABYTE).to_bytes(4, "little")
    lie = io.BytesIO(bomb.replace(size, (1000).to_bytes(4, "little")))
    assert refused(lie) == "The file is damaged: it cannot be unpacked."


def test_what_unpacks_is_counted_while_it_unpacks(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_UNPACKED", MEGABYTE)
    packed = ZipFile(archive(a=b"\0" * MEGABYTE, b=b"\0"))
    with packed, pytest.raises(UnreadableError):
        sheets.unpack(packed, packed.infolist())


def test_an_archive_of_thousands_of_parts_is_refused():
    assert refused(archive(**{f"part-{n}": b"" for n in range(501)})) == TOO_LARGE


LAUGHS = """<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_expands_itself_is_refused(encoding):
    laughs = LAUGHS.encode(encoding)
    stream = io.BytesIO()
    with ZipFile(school_file()) as packed, ZipFile(stream, "w") as changed:
        for part in packed.infolist():
            is_text = part.filename == "xl/worksheets/sheet2.xml"
            changed.writestr(part, laughs if is_text else packed.read(part))
    stream.seek(0)
    assert refused(stream) == "The file is damaged: it cannot be unpacked."


def test_a_damaged_workbook_is_refused():
    broken = io.BytesIO(school_file().read()[:-400])
    assert refused(broken) == "The file is damaged: it cannot be unpacked."
    assert refused(archive(a=b"no workbook")) == (
        "The file is damaged: it cannot be read as a workbook."
    )


def test_other_kinds_of_files_are_refused():
    old = io.BytesIO(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    assert refused(old, name="old.xls").startswith("This is an old Excel file")
    assert refused(io.BytesIO(b"%PDF-1.7"), name="a.pdf") == (
        "The file is neither an Excel workbook (.xlsx) nor a CSV file (.csv)."
    )


def test_a_csv_file_that_cannot_be_read_says_why():
    latin = csv_file("council,name\nFife,Àirigh\n", "latin-1")
    assert refused(latin, name="list.csv") == (
        "The file is not in UTF-8. In Excel choose “CSV UTF-8”."
    )
    assert refused(csv_file('"never closed'), name="list.csv").startswith(
        "The file cannot be read as CSV: "
    )


def test_a_sheet_without_end_is_not_read_to_it():
    workbook = Workbook()
    workbook.active.cell(1_000_000, 1, "far below")
    stream = io.BytesIO()
    workbook.save(stream)
    stream.seek(0)
    assert refused(stream) == "A sheet has more than 20,000 rows: it was not read."
