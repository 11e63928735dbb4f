"""A report as a document: it numbers headings and paragraphs itself, whatever was edited."""

from plans.templatetags.portal import day
from seic_portal.documents.parts import (
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    Ticks,
    ToComplete,
)
from seic_portal.reports.texts import place_of, read

TO_CONFIRM = "The headings of this report are to be confirmed with {}."
DRAWN_UP = "Drafted from the plan as it stood on {}{}."


def document_of(report, *, is_sample):
    """Return a committee report as a document."""
    document = Document(
        title=report.title,
        name=f"{report.council.slug}-report-{report.number}",
        lines=[report.author_line, f"{report.body}, {day(report.meets_on)}", report.kind_line],
        notes=notes_on(report),
        is_sample=is_sample,
    )
    document.parts = parts_of(report.contents)
    return document


def notes_on(report):
    """Return what is to be known of a report before it is handed on."""
    round = f" and from {str(report.round).lower()}" if report.round else ""
    notes = [DRAWN_UP.format(day(report.drafted_at), round)]
    if not report.is_confirmed:
        notes.append(TO_CONFIRM.format(report.council))
    if report.is_for_members:
        until = report.round.public_on
        notes.append(
            f"It quotes {str(report.round).lower()}, which is for members only until {day(until)}."
            if until
            else f"It quotes {str(report.round).lower()}, which is for members only for now."
        )
    return notes


def parts_of(contents):
    """Return the parts of a report's sections, with their numbers."""
    count, parts = Count(), []
    for section in contents:
        parts.append(count.heading(section))
        parts += body_of(section, count)
    return parts


def body_of(section, count):
    """Yield what stands under a heading."""
    if section["block"] in {"officer", "ticks"} and not section["text"] and not section["ticked"]:
        yield ToComplete(f"[To be completed by the officer: {section['prompt']}]")
    if section["options"]:
        yield Ticks([(option, option in section["ticked"]) for option in section["options"]])
    tables = {place_of(table): table for table in section["tables"]}
    for paragraph in read(section["text"]):
        if paragraph in tables:
            yield Table(**tables[paragraph])
        elif isinstance(paragraph, tuple):
            yield Listing(list(paragraph), is_counted=section["block"] == "recommendations")
        else:
            yield Paragraph(paragraph, *(count.paragraph() if section["counts"] else ()))


class Count:
    """Counts headings and paragraphs: 1, 1.1, 1.2, 2; Appendix A, A.1."""

    def __init__(self):
        self.first = {"number": 0, "letter": 0}
        self.second, self.series = 0, ""

    def heading(self, section):
        """Return a section's heading with its number; it begins the count of what is below it."""
        if section["level"] > 1:
            self.second += 1
            number = f"{self.prefix}.{self.second}" if self.series else ""
            return Heading(section["heading"], section["level"], number, self.series)
        self.series = "" if section["series"] == "none" else section["series"]
        self.second = 0
        if self.series:
            self.first[self.series] += 1
        number = f"Appendix {self.prefix} –" if self.series == "letter" else self.prefix
        return Heading(section["heading"], 1, number, self.series)

    def paragraph(self):
        """Return the next paragraph's number and its series; none under an uncounted heading."""
        if not self.series:
            return "", ""
        self.second += 1
        return f"{self.prefix}.{self.second}", self.series

    @property
    def prefix(self):
        """Return the number of the heading that counts now, without words: 3, or A."""
        if not self.series:
            return ""
        place = self.first[self.series]
        return chr(64 + place) if self.series == "letter" else str(place)
