"""A document as a Word file: real heading styles, real numbering, heads of tables that repeat.

Numbers are not typed but counted by Word itself, so that they stay right when an officer adds a
paragraph there.
"""

from io import BytesIO

from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LANGUAGE = "en-GB"
INK = RGBColor(0x1A, 0x1A, 0x1A)
SAMPLE = "Sample data: invented for trying the portal."
# The levels of each kind of counting: the number's form, and how it is written.
NUMBER = [("decimal", "%1"), ("decimal", "%1.%2")]
LETTER = [("upperLetter", "Appendix %1 –"), ("decimal", "%1.%2")]
ROMAN = [("lowerRoman", "%1.")]
PAPER, MARGIN = (Mm(210), Mm(297)), Mm(25)  # A4
INDENT = "709"  # twentieths of a point: 1.25 cm


def write(document):
    """Return a document as the bytes of a .docx file."""
    return Writer(document).bytes()


class Writer:
    """Puts a document's parts into a Word file, one after the other."""

    def __init__(self, document):
        self.document = document
        self.word = WordFile()
        self.set_up()
        self.series = {"number": self.counting(NUMBER), "letter": self.counting(LETTER)}
        self.title()
        for part in document.parts:
            getattr(self, part.kind)(part)

    def bytes(self):
        file = BytesIO()
        self.word.save(file)
        return file.getvalue()

    def set_up(self):
        """Give the file its title and language, and its styles an ink that prints well."""
        properties = self.word.core_properties
        properties.title, properties.language = self.document.title, LANGUAGE
        properties.author = properties.comments = ""
        if self.document.is_sample:
            properties.comments = SAMPLE
            self.word.sections[0].header.paragraphs[0].text = SAMPLE
        self.lay_out(self.word.sections[0])
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(11)
        for style in ["Title", "Heading 1", "Heading 2", "Heading 3", "Caption"]:
            font = self.word.styles[style].font
            font.name, font.color.rgb = "Arial", INK
            own = font.element.rPr.rFonts
            for theme in ["asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"]:
                own.attrib.pop(qn(f"w:{theme}"), None)
        for language in self.word.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)

    def lay_out(self, section):
        """Make the pages A4 and number them at their foot."""
        section.page_width, section.page_height = PAPER
        section.left_margin = section.right_margin = MARGIN
        section.top_margin = section.bottom_margin = MARGIN
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for words, counted in [("Page ", "PAGE"), (" of ", "NUMPAGES")]:
            foot.add_run(words)
            foot._p.append(field(counted))

    def title(self):
        self.word.add_paragraph(self.document.title, style="Title")
        for line in self.document.lines:
            self.word.add_paragraph().add_run(line).bold = True
        for note in self.document.notes:
            self.word.add_paragraph().add_run(note).italic = True

    def heading(self, part):
        paragraph = self.word.add_heading(level=min(part.level, 3))
        self.run(paragraph, part.text, part.lang)
        self.count(paragraph, part.series, part.level - 1)

    def paragraph(self, part):
        self.count(self.word.add_paragraph(part.text), part.series, 1)

    def to_complete(self, part):
        run = self.word.add_paragraph().add_run(part.text)
        run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW

    def listing(self, part):
        own = self.counting(ROMAN) if part.is_counted else None
        for item in part.items:
            style = "List Number" if part.is_counted else "List Bullet"
            paragraph = self.word.add_paragraph(item, style=style)
            if part.is_counted:
                self.number(paragraph, own, 0)

    def ticks(self, part):
        for option, is_ticked in part.options:
            paragraph = self.word.add_paragraph(f"{'☒' if is_ticked else '☐'} {option}")
            paragraph.paragraph_format.space_after = Pt(2)

    def table(self, part):
        self.word.add_paragraph(
            part.caption, style="Caption"
        ).paragraph_format.keep_with_next = True
        table = self.word.add_table(rows=0, cols=len(part.head), style="Table Grid")
        table.autofit = False
        widths = [int(share * (PAPER[0] - 2 * MARGIN)) for share in part.shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, cells in enumerate([part.top, *part.body]):
            row = table.add_row()
            for cell, width, (text, is_figure) in zip(row.cells, widths, cells, strict=True):
                cell.width = width
                cell.paragraphs[0].add_run(text).bold = number == 0
                if is_figure:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            own = row._tr.get_or_add_trPr()
            own.append(OxmlElement("w:cantSplit"))
            if number == 0:
                own.append(OxmlElement("w:tblHeader"))
        self.word.add_paragraph()

    def run(self, paragraph, text, lang):
        """Add words to a paragraph, in their own language where it is not English."""
        run = paragraph.add_run(text)
        if lang:
            run._r.get_or_add_rPr().append(element("w:lang", val=lang))

    def count(self, paragraph, series, level):
        """Let Word count a paragraph in one of the document's series, if it belongs to one."""
        if series:
            self.number(paragraph, self.series[series], level)

    def number(self, paragraph, list, level):
        own = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        own.get_or_add_ilvl().val, own.get_or_add_numId().val = level, list

    def counting(self, levels):
        """Add a way of counting to the file, and return the number it goes by."""
        numbering = self.word.part.numbering_part.element
        key = str(len(numbering.findall(qn("w:abstractNum"))) + 100)
        abstract = element("w:abstractNum", abstractNumId=key)
        abstract.append(element("w:multiLevelType", val="multilevel"))
        for place, (form, text) in enumerate(levels):
            abstract.append(self.level(place, form, text))
        numbering.insert(0, abstract)  # all ways of counting stand before what uses them
        return numbering.add_num(int(key)).numId

    def level(self, place, form, text):
        own = element("w:lvl", ilvl=str(place))
        is_word = text[0] != "%"  # “Appendix A –” needs more room than an indent gives
        parts = [("start", "1"), ("numFmt", form), ("suff", "space" if is_word else "tab")]
        for name, value in [*parts, ("lvlText", text), ("lvlJc", "left")]:
            own.append(element(f"w:{name}", val=value))
        layout, indent = OxmlElement("w:pPr"), "0" if is_word else INDENT
        layout.append(element("w:ind", left=indent, hanging=indent))
        own.append(layout)
        return own


def field(counted):
    """Return a number that Word counts itself: PAGE or NUMPAGES."""
    own = element("w:fldSimple", instr=counted)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"  # until it is counted
    run.append(text)
    own.append(run)
    return own


def element(name, **values):
    """Return an element of the file's own language with its values."""
    own = OxmlElement(name)
    for key, value in values.items():
        own.set(qn(f"w:{key}"), value)
    return own
