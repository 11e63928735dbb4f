"""What a file that someone sends really is: its contents are asked, not its name.

Few kinds are taken, each with what it is called by browsers. Documents of Office and OpenDocument
are archives: one is only looked into, never unpacked, and refused where it carries programs.
"""

import zipfile
import zlib
from pathlib import PurePath

import puremagic
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{OFFICE}.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
# A document's own part, which says what it is whatever its name.
PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
KINDS = "PDF, Word (docx), Excel (xlsx), PowerPoint (pptx), OpenDocument text, PNG or JPEG"
MOST_ENTRIES = 5000
MACROS = ("vbaproject", "vbadata", "activex", "macrosheets", "/basic/", "/scripts/")

# What Python says of an archive that is broken, locked or packed in a way it does not know.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)

WRONG_KIND = f"Choose a file of one of these kinds: {KINDS}."
NOT_WHAT_IT_SAYS = "What is in this file is not what its name says. Save it again, then choose it."
HAS_PROGRAMS = "This file holds macros. Save it without them, then choose it again."


def checked_type(file, *, most):
    """Return the type a file is sent to browsers as.

    `most`: how many bytes it may have. Raises ValidationError in words for whatever is refused.
    """
    ending = PurePath(file.name).suffix.lower()
    if ending not in TYPES:
        raise ValidationError(WRONG_KIND)
    if file.size > most:
        raise ValidationError(
            f"This file has {filesizeformat(file.size)}: at most {filesizeformat(most)} is taken. "
            "Make it smaller, or give a link."
        )
    is_archive = ending in PARTS or ending == ".odt"
    check = check_document if is_archive else check_contents
    check(file, ending)
    file.seek(0)
    return TYPES[ending]


def check_contents(file, ending):
    """Compare the first bytes of a file with what its name says."""
    file.seek(0)
    try:
        found = puremagic.from_string(file.read(4096), mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found != TYPES[ending]:
        raise ValidationError(NOT_WHAT_IT_SAYS)


def check_document(file, ending):
    """Look into a document's archive: whether it is of its kind, and carries no programs."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = [entry.filename for entry in archive.infolist()]
            said = beginning(archive, "mimetype" if ending == ".odt" else "[Content_Types].xml")
    except UNREADABLE:
        raise ValidationError(NOT_WHAT_IT_SAYS) from None
    if len(names) > MOST_ENTRIES or not is_of_kind(ending, names, said):
        raise ValidationError(NOT_WHAT_IT_SAYS)
    carried = any(mark in f"/{name.lower()}" for name in names for mark in MACROS)
    if carried or "macroenabled" in said.lower():
        raise ValidationError(HAS_PROGRAMS)


def beginning(archive, name):
    """Return the first 64 kB of one part of an archive, so that no bomb goes off."""
    with archive.open(name) as part:
        return part.read(64 * 1024).decode("utf-8", "replace")


def is_of_kind(ending, names, said):
    """Say whether an archive is the document its ending names."""
    if ending == ".odt":
        return said.strip() == TYPES[".odt"]
    return PARTS[ending] in names
