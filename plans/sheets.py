"""Tables that someone sends, as a workbook (XLSX) or as CSV: read as text, and never trusted.

A workbook is an archive of XML files. How large they are, packed and unpacked, and that none of
them declares entities, is known before openpyxl reads it: openpyxl reads the cells with a parser
that would expand them, whether or not defusedxml is installed.
"""

import csv
import io
import re
import zlib
from itertools import islice
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import DefusedXMLParser
from openpyxl import load_workbook

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 60 * MEGABYTE
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MACROS = re.compile(r"vbaproject|(^|/)macrosheets/", re.IGNORECASE)
BEGINS_XML = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*<")  # in any encoding
ARCHIVE, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DAMAGED = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError)
DAMAGED += (SyntaxError, ValueError, zlib.error)  # what XML parsers raise is among them


class UnreadableError(Exception):
    """Why a file was not read, as a sentence for whoever sent it."""


def read_sheets(file, name, size):
    """Return each sheet of a workbook, or the one of a CSV file, as rows of cells.

    `file`: open in binary; `size`: its bytes, known before it is read. A cell of a workbook is
    what the sheet holds, one of a CSV file text; an empty one None. Raises UnreadableError.
    """
    if size > MOST_BYTES:
        most = MOST_BYTES // MEGABYTE
        raise UnreadableError(
            f"The file has {size / MEGABYTE:.0f} MB. It may have {most} MB at most."
        )
    begin = file.read(4)
    file.seek(0)
    if begin == OLD_EXCEL:
        raise UnreadableError(
            "This is an old Excel file, or one with a password. Save it as an Excel workbook "
            "(.xlsx) without a password."
        )
    if begin == ARCHIVE:
        check_archive(file)
        return workbook_sheets(file)
    if PurePath(name).suffix.lower() == ".csv":
        return [csv_rows(file)]
    raise UnreadableError("The file is neither an Excel workbook (.xlsx) nor a CSV file (.csv).")


def check_archive(file):
    """Refuse a workbook with macros, or one that unpacks to more than a sheet ever holds."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            if any(MACROS.search(part.filename) for part in parts):
                raise UnreadableError(
                    "The workbook has macros in it. Save it as an Excel workbook (.xlsx) without."
                )
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
                raise_too_large()
            unpack(archive, parts)
    except DAMAGED as fault:
        raise UnreadableError("The file is damaged: it cannot be unpacked.") from fault
    file.seek(0)


class Nothing:
    """What is kept of XML that is only looked at."""

    def close(self):
        """Return nothing, as there is nothing to return."""


def unpack(archive, parts):
    """Unpack every part once, keeping nothing: what an archive says of its size may be a lie.

    XML that declares a document type, or is none, raises ValueError or SyntaxError.
    """
    unpacked = 0
    for part in parts:
        with archive.open(part) as stream:
            block = stream.read(MEGABYTE)
            is_xml = part.filename.endswith((".xml", ".rels")) or BEGINS_XML.match(block)
            parser = DefusedXMLParser(target=Nothing(), forbid_dtd=True) if is_xml else None
            while block:
                unpacked += len(block)
                if unpacked > MOST_UNPACKED:
                    raise_too_large()
                if parser:
                    parser.feed(block)
                block = stream.read(MEGABYTE)
            if parser:
                parser.close()


def raise_too_large():
    raise UnreadableError(
        f"The workbook unpacks to more than {MOST_UNPACKED // MEGABYTE} MB. No list of schools "
        "does: it was not read."
    )


def workbook_sheets(file):
    try:
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        return [sheet_rows(sheet) for sheet in workbook.worksheets]
    except UnreadableError:
        raise
    except Exception as fault:  # a broken workbook fails in openpyxl in any way there is
        raise UnreadableError("The file is damaged: it cannot be read as a workbook.") from fault


def sheet_rows(sheet):
    sheet.reset_dimensions()  # what a sheet says of its size may be wrong
    rows = sheet.iter_rows(values_only=True)
    return limited(row[:MOST_COLUMNS] for row in rows)


def csv_rows(file):
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("The file is not in UTF-8. In Excel choose “CSV UTF-8”.") from None
    try:
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        return limited([cell.strip() or None for cell in row[:MOST_COLUMNS]] for row in rows)
    except csv.Error as fault:
        raise UnreadableError(f"The file cannot be read as CSV: {fault}.") from None


def limited(rows):
    found = list(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise UnreadableError(f"A sheet has more than {MOST_ROWS:,} rows: it was not read.")
    return found
