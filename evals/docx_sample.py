"""Word files of the sample corpus: real styles and numbered lists, or headings that are only bold."""

import datetime
import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from evals.docx_parts import add_footnotes, add_text_box, cite_footnote
from evals.sample_source import ABOVE, LEFT, Kind, Line, Source, bold_spans, bullets, cite_spans, runs

_WRITTEN = datetime.datetime(2024, 1, 8, 9, 0)
_SIZES = {1: 20, 2: 14, 3: 12, 4: 11}


def docx_bytes(source: Source) -> bytes:
    """Return the Word file. `look: bold` in the source gives headings without a style, as many boards type them."""
    document = docx.Document()
    _describe(document, source)
    if notes := [line for line in source.lines if line.kind is Kind.NOTE]:
        add_footnotes(document, notes)
    written, boxes = _without_boxes(source)
    for run in runs(written):
        if run[0].kind is Kind.OPEN:
            add_text_box(document.add_paragraph(), run[0].text, boxes[run[0].text])
        elif run[0].kind is Kind.ROW:
            _table(document, run)
        elif run[0].kind is Kind.ITEM:
            _list(document, run)
        elif run[0].kind is Kind.HEADING:
            _heading(document, run[0], styled=source.settings.get("look") != "bold")
        else:
            _words(document.add_paragraph(), run[0].text)
    return _same_bytes(document)


def _without_boxes(source: Source) -> tuple[list[Line], dict[str, list[Line]]]:
    """The lines of the page itself, and those of each text box by its title."""
    page: list[Line] = []
    boxes: dict[str, list[Line]] = {}
    box: list[Line] | None = None
    for line in source.lines:
        if line.kind is Kind.OPEN:
            box = boxes[line.text] = []
            page.append(line)
        elif line.kind is Kind.CLOSE:
            box = None
        elif line.kind is not Kind.NOTE:
            (page if box is None else box).append(line)
    return page, boxes


def _describe(document: Document, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = source.title, "Sample corpus", "Sample corpus"
    properties.created = properties.modified = _WRITTEN
    properties.comments = "Fictional sample document"
    if footer := source.settings.get("footer"):
        document.sections[0].footer.paragraphs[0].text = footer


def _heading(document: Document, line: Line, styled: bool) -> None:
    if styled:
        document.add_heading(line.text, level=line.level - 1)
        return
    run = document.add_paragraph().add_run(line.text)
    run.bold, run.font.size = True, Pt(_SIZES[line.level])


def _words(paragraph: Paragraph, text: str) -> None:
    for part, bold in bold_spans(text):
        for words, is_cite in cite_spans(part):
            if is_cite:
                cite_footnote(paragraph, words)
            else:
                paragraph.add_run(words).bold = bold or None


def _list(document: Document, items: list[Line]) -> None:
    number = _new_numbering(document) if items[0].is_numbered else None
    for item in items:
        paragraph = document.add_paragraph(style="List Bullet" if number is None else "List Number")
        _words(paragraph, item.text)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number


def _new_numbering(document: Document) -> int:
    """A list of its own that begins at 1; without it Word counts on from the list before."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _table(document: Document, rows: list[Line]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0].cells), style="Table Grid")
    for n, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row.cells, strict=True):
            if text not in (LEFT, ABOVE):
                _cell(cell, bullets(text), bold=n == 0)
    for n, row in enumerate(rows):
        for column, text in enumerate(row.cells):
            if text in (LEFT, ABOVE):
                _merge(table, n, column, text)


def _merge(table: Table, row: int, column: int, mark: str) -> None:
    before = table.cell(row, column - 1) if mark == LEFT else table.cell(row - 1, column)
    before.merge(table.cell(row, column))


def _cell(cell: _Cell, parts: Iterable[str], bold: bool) -> None:
    parts = list(parts)
    for n, part in enumerate(parts):
        paragraph = cell.add_paragraph() if n else cell.paragraphs[0]
        if len(parts) > 1:
            paragraph.style = "List Bullet"
        _words(paragraph, f"**{part}**" if bold and part else part)


def _same_bytes(document: Document) -> bytes:
    """The file with one fixed time on every entry, so that building it again changes nothing."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (2024, 1, 8, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
