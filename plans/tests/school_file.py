"""An invented school file in the layout of the Scottish Government's own."""

import io

from openpyxl import Workbook

HEADINGS = [
    "Local Authority",
    "SeedCode",
    "School Name",
    "School Type",
    "Teachers (Full Time Equivalent) [Note 1]",
    "Pupil roll [Note 1]",
]
ROWS = [
    ("Edinburgh City", 5500001, "Invented Primary School", "Primary", 12.5, 210),
    ("Edinburgh City", 5500002, "Bun-sgoil Àirigh", "Primary", "z", "c"),
    ("Fife", 5500003, "Invented Campus - Primary", "Primary", 8, 120),
    ("Fife", 5500003, "Invented Campus - Secondary", "Secondary", 20, 300),
    ("Angus", 5500004, "A School Elsewhere", "Primary", 10, 150),
    ("Grant aided", 5500005, "A School of Its Own", "Special", 3, 12),
]


def school_file(rows=ROWS, headings=HEADINGS):
    """Return a workbook with a sheet of background, then one of schools, as a file."""
    workbook = Workbook()
    workbook.active.append(["Background: Local Authority schools"])
    sheet = workbook.create_sheet("2023 School Level Statistics")
    for row in [["School Level Summary Statistics 2023"], headings, *rows]:
        sheet.append(row)
    sheet.append([])
    sheet.append(["Note 1: schools with no pupils on roll but teachers."])
    stream = io.BytesIO()
    workbook.save(stream)
    return named(stream, "schools.xlsx")


def csv_file(text, encoding="utf-8-sig"):
    return named(io.BytesIO(text.encode(encoding)), "list.csv")


def named(stream, name):
    """Return a stream from its beginning, with the name it is sent under."""
    stream.seek(0)
    stream.name = name
    return stream
