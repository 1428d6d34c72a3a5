"""Word files of the sample corpus: real styles and numbered lists, or headings that are only bold."""

import datetime
import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from evals.sample_source import Kind, Line, Source, bold_spans, bullets, runs

_WRITTEN = datetime.datetime(2024, 1, 8, 9, 0)
_SIZES = {1: 20, 2: 14, 3: 12}


def docx_bytes(source: Source) -> bytes:
    """Return the Word file. `look: bold` in the source gives headings without a style, as many boards type them."""
    document = docx.Document()
    _describe(document, source)
    for run in runs(source.lines):
        if run[0].kind is Kind.ROW:
            _table(document, run)
        elif run[0].kind is Kind.ITEM:
            _list(document, run)
        elif run[0].kind is Kind.HEADING:
            _heading(document, run[0], styled=source.settings.get("look") != "bold")
        else:
            _words(document.add_paragraph(), run[0].text)
    return _same_bytes(document)


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
        paragraph.add_run(part).bold = bold or None


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
            _cell(cell, bullets(text), bold=n == 0)


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
