"""A Word file as assistive technology needs it: title, language, headings, and header rows that are repeated."""

import io
import re
from collections.abc import Sequence

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table

LANGUAGE = "en-GB"
# What XML cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Words, whether they are strong, and whether they are emphasised; a line end in them stays one.
Run = tuple[str, bool, bool]


class WordFile:
    """A file that is written from its top to its end."""

    def __init__(self, title: str) -> None:
        self._document = docx.Document()
        self._document.core_properties.title = _clean(title)
        self._document.core_properties.language = LANGUAGE
        self._document.core_properties.author = ""
        self._document.core_properties.comments = ""
        self._set_language()
        self.heading(title, 1)

    def heading(self, words: str, level: int) -> None:
        """Write a heading, 1 for the title."""
        self._document.add_heading(_clean(words), level=level)

    def paragraph(self, words: str, style: str | None = None) -> None:
        """Write a paragraph."""
        self._document.add_paragraph(_clean(words), style=style)

    def runs(self, runs: Sequence[Run], style: str | None = None) -> None:
        """Write a paragraph of words that are set in different ways."""
        paragraph = self._document.add_paragraph(style=style)
        for words, strong, emphasised in runs:
            run = paragraph.add_run(_clean(words))
            run.bold, run.italic = strong or None, emphasised or None

    def table(self, columns: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """Write a table with its header row; `widths` are centimetres."""
        table = self._document.add_table(rows=1, cols=len(columns), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        _repeat_header(table)
        for written in rows:
            for cell, words in zip(table.add_row().cells, written, strict=True):
                cell.text = _clean(words)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)

    def written(self) -> bytes:
        """Return the file."""
        written = io.BytesIO()
        self._document.save(written)
        return written.getvalue()

    def _set_language(self) -> None:
        """Set the language of all text, by which a screen reader chooses its voice."""
        properties = self._document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), LANGUAGE)


def _repeat_header(table: Table) -> None:
    """Mark the first row as the header, which is read out with each cell and repeated on each page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
