"""A Word file as assistive technology needs it: title, language, headings, and header rows that are repeated."""

import io
from collections.abc import Sequence

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Row

from assistant.xml_text import xml_text

LANGUAGE = "en-GB"
FONT = "Arial"
# A4, with room for 16 cm of text.
PAGE, MARGIN = (Cm(21), Cm(29.7)), Cm(2.5)
BLACK = RGBColor(0, 0, 0)
# The styles that have a size of their own, and how much larger than the text they are in large print.
_SIZES = {"Normal": 1.0, "Heading 1": 1.5, "Heading 2": 1.25, "Heading 3": 1.1}

# Words, whether they are strong, and whether they are emphasised; a line end in them stays one.
Run = tuple[str, bool, bool]


class WordFile:
    """A file that is written from its top to its end. `points` is the size of its text where that is not the usual."""

    def __init__(self, title: str, points: int | None = None) -> None:
        self._document = docx.Document()
        self._document.core_properties.title = xml_text(title)
        self._document.core_properties.language = LANGUAGE
        self._document.core_properties.author = ""
        self._document.core_properties.comments = ""
        self._set_language()
        self._set_page()
        if points is not None:
            self._enlarge(points)
        self.heading(title, 1)

    def heading(self, words: str, level: int) -> None:
        """Write a heading, 1 for the title."""
        self._document.add_heading(xml_text(words), level=level)

    def paragraph(self, words: str, style: str | None = None, *, keep: bool = False) -> None:
        """Write a paragraph; `keep` leaves it on one page with what follows."""
        paragraph = self._document.add_paragraph(xml_text(words), style=style)
        paragraph.paragraph_format.keep_with_next = keep or None

    def runs(self, runs: Sequence[Run], style: str | None = None) -> None:
        """Write a paragraph of words that are set in different ways."""
        paragraph = self._document.add_paragraph(style=style)
        for words, strong, emphasised in runs:
            run = paragraph.add_run(xml_text(words))
            run.bold, run.italic = strong or None, emphasised or None

    def table(self, columns: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """Write a table with its header row; `widths` are centimetres."""
        table = self._document.add_table(rows=1, cols=len(columns), style="Table Grid")
        table.autofit = False
        for cell, words in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        _repeat_header(table)
        for written in rows:
            for cell, words in zip(table.add_row().cells, written, strict=True):
                cell.text = xml_text(words)
        # Word goes by the width of the cells, other programs by that of the columns.
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            _keep_whole(row)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)

    def written(self) -> bytes:
        """Return the file."""
        written = io.BytesIO()
        self._document.save(written)
        return written.getvalue()

    def _set_page(self) -> None:
        """Set paper and font as offices here have them, and headings so dark that they are easy to read."""
        section = self._document.sections[0]
        section.page_width, section.page_height = PAGE
        section.left_margin = section.right_margin = MARGIN
        self._document.styles["Normal"].font.name = FONT
        for name in _SIZES:
            self._document.styles[name].font.color.rgb = BLACK

    def _enlarge(self, points: int) -> None:
        """Set the size of all text."""
        for name, times in _SIZES.items():
            self._document.styles[name].font.size = Pt(round(points * times))

    def _set_language(self) -> None:
        """Set the language of all text, by which a screen reader chooses its voice."""
        properties = self._document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), LANGUAGE)


def _keep_whole(row: _Row) -> None:
    """Leave a row on one page where it fits there."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_header(table: Table) -> None:
    """Mark the first row as the header, which is read out with each cell and repeated on each page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
