"""What a document is made of, whichever file it becomes: headings, paragraphs, lists, tables.

A part's `kind` names the template that shows it and the function that writes it into a Word file.
"""

import re
from dataclasses import dataclass, field

FIGURE = re.compile(r"((about|fewer than) )?£?\d[\d,.]*%?")
WIDEST = 60  # characters; a column's longer texts are broken into lines


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

    @property
    def figures(self):
        """Return for each column whether it holds figures alone, which stand under each other."""
        columns = zip(*self.rows, strict=True) if self.rows else ([] for _ in self.head)
        return [bool(values) and all(map(FIGURE.fullmatch, values)) for values in columns]

    @property
    def shares(self):
        """Return the part of the width that each column takes, of 1 in all.

        A column is as wide as its texts are long on average, and holds its longest word.
        """
        columns = list(zip(self.head, *self.rows, strict=True))
        usual = [min(sum(map(len, texts)) / len(texts), WIDEST) for texts in columns]
        words = [max(map(len, " ".join(texts).split()), default=0) + 2 for texts in columns]
        widths = list(map(max, usual, words))
        return [width / sum(widths) for width in widths]

    @property
    def top(self):
        """Return the cells of the head: pairs of a text and whether its column holds figures."""
        return list(zip(self.head, self.figures, strict=True))

    @property
    def body(self):
        """Return the rows of cells as `top` has them."""
        figures = self.figures
        return [list(zip(row, figures, strict=True)) for row in self.rows]


@dataclass(slots=True)
class Document:
    """A whole document: its title, the lines under it, what is to be known of it, its parts."""

    title: str
    name: str
    lines: list
    notes: list
    parts: list = field(default_factory=list)
    is_sample: bool = False

    @property
    def contents(self):
        """Return its main headings, each with its place among the parts, counted from 1."""
        parts = enumerate(self.parts, start=1)
        return [(n, part) for n, part in parts if part.kind == "heading" and part.level == 1]
