"""What a document is made of, whichever file it becomes: headings, paragraphs, lists, tables.

A part's `kind` names the template that shows it and the function that writes it into a Word file.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Heading:
    """A heading: `level` 1 or 2 and so on, `number` as it is read, `series` it is counted in.

    `series` is "number" (1, 1.1), "letter" (Appendix A, A.1) or empty for one without a number.
    """

    text: str
    level: int = 1
    number: str = ""
    series: str = ""
    lang: str = ""
    kind: str = "heading"

    @property
    def tag(self):
        """Return its element on a page, where the document's title is the first heading."""
        return f"h{self.level + 1}"

    @property
    def words(self):
        return f"{self.number} {self.text}".strip()


@dataclass(slots=True)
class Paragraph:
    """A paragraph; one that is numbered continues the count of the heading above it."""

    text: str
    number: str = ""
    series: str = ""
    kind: str = "paragraph"


@dataclass(slots=True)
class ToComplete:
    """A clearly marked place that waits for an officer's own words."""

    text: str
    kind: str = "to_complete"


@dataclass(slots=True)
class Listing:
    """A list: its items have dots, or are counted i, ii, iii where `is_counted`."""

    items: list
    is_counted: bool = False
    kind: str = "listing"

    @property
    def tag(self):
        return "ol" if self.is_counted else "ul"


@dataclass(slots=True)
class Ticks:
    """A list to tick: pairs of an option and whether it is ticked."""

    options: list
    kind: str = "ticks"


@dataclass(slots=True)
class Table:
    """A table with its caption; the first row is its head, the first cell of each row names it."""

    caption: str
    head: list
    rows: list
    kind: str = "table"


@dataclass(slots=True)
class Document:
    """A whole document: its title, the lines under it, what is to be known of it, its parts."""

    title: str
    name: str
    lines: list
    notes: list
    parts: list = field(default_factory=list)
    is_sample: bool = False
