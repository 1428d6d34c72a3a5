"""An export as a Word file: headings, language and header rows as assistive technology needs them."""

import io
import re
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.export import LANGUAGE, Export, Part, Reference

COLUMNS = ("No.", "Quote", "Where it stands", "What kind of statement")
WIDTHS = (1.2, 8.0, 4.3, 2.5)
# What XML cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def as_docx(export: Export) -> bytes:
    """Return the export as a Word file."""
    document = docx.Document()
    document.core_properties.title = export.title
    document.core_properties.language = LANGUAGE
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _set_language(document)
    document.add_heading(export.title, level=1)
    for line in filter(None, [export.made, export.gap]):
        document.add_paragraph(line)
    for number, part in enumerate(export.parts, 1):
        _write(document, number, part)
    document.add_heading("What this is, and is not", level=2)
    for line in export.limits:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_language(document: Document) -> None:
    """Set the language of all text, by which a screen reader chooses its voice."""
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), LANGUAGE)


def _write(document: Document, number: int, part: Part) -> None:
    document.add_heading(f"Answer {number}", level=2)
    if part.question:
        document.add_paragraph(_clean(f"Question: {part.question}"))
    for notice in part.notices:
        document.add_paragraph(_clean(notice), style="Intense Quote")
    for style, inline in _paragraphs(part.answer):
        _write_inline(document.add_paragraph(style=style), inline)
    _write_references(document, "Sources", part.references)
    _write_references(document, "These may help, they do not answer the question", part.nearest)


def _paragraphs(answer: str) -> Iterator[tuple[str | None, Sequence[Token]]]:
    """Yield the paragraphs of an answer's Markdown, each with the style of the list that it stands in."""
    styles: list[str | None] = [None]
    for token in MarkdownIt("commonmark", {"html": False}).parse(answer):
        if token.type in _LISTS:
            styles.append(_LISTS[token.type])
        elif token.type.endswith("_list_close"):
            styles.pop()
        elif token.type == "inline":
            yield styles[-1], token.children or ()


def _write_inline(paragraph: Paragraph, tokens: Sequence[Token]) -> None:
    """Write text with what is strong or emphasised in it; of a link the words, since a paper leads nowhere."""
    strong = emphasised = False
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            strong = token.type == "strong_open"
        elif token.type in {"em_open", "em_close"}:
            emphasised = token.type == "em_open"
        elif token.type in {"softbreak", "hardbreak"}:
            paragraph.add_run().add_break()
        elif token.content:
            run = paragraph.add_run(_clean(token.content))
            run.bold, run.italic = strong or None, emphasised or None


def _write_references(document: Document, heading: str, references: Sequence[Reference]) -> None:
    if not references:
        return
    document.add_heading(heading, level=3)
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _repeat_header(table)
    for one in references:
        told = "\n".join([one.quote, *one.notes, *filter(None, [one.warning])])
        row = table.add_row()
        for cell, words in zip(row.cells, (f"[{one.number}]", told, one.line, one.status), strict=True):
            cell.text = _clean(words)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def _repeat_header(table: Table) -> None:
    """Mark the first row as the header, which is read out with each cell and repeated on each page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
