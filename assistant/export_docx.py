"""An export as a Word file."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.export import Export, Part, Reference
from assistant.word_file import Run, WordFile

COLUMNS = ("No.", "Quote", "Where it stands", "What kind of statement")
WIDTHS = (1.2, 8.0, 4.3, 2.5)
_LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}


def as_docx(export: Export) -> bytes:
    """Return the export as a Word file."""
    file = WordFile(export.title)
    for line in filter(None, [export.made, export.gap]):
        file.paragraph(line)
    for number, part in enumerate(export.parts, 1):
        _write(file, number, part)
    file.heading("What this is, and is not", 2)
    for line in export.limits:
        file.paragraph(line)
    return file.written()


def _write(file: WordFile, number: int, part: Part) -> None:
    file.heading(f"Answer {number}", 2)
    if part.question:
        file.paragraph(f"Question: {part.question}")
    for notice in part.notices:
        file.paragraph(notice, style="Intense Quote")
    for style, inline in _paragraphs(part.answer):
        file.runs(tuple(_runs(inline)), style)
    _write_references(file, "Sources", part.references)
    _write_references(file, "These may help, they do not answer the question", part.nearest)


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


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """Yield text with what is strong or emphasised in it; of a link the words, since a paper leads nowhere."""
    strong = emphasised = False
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            strong = token.type == "strong_open"
        elif token.type in {"em_open", "em_close"}:
            emphasised = token.type == "em_open"
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n", False, False
        elif token.content:
            yield token.content, strong, emphasised


def _write_references(file: WordFile, heading: str, references: Sequence[Reference]) -> None:
    if not references:
        return
    file.heading(heading, 3)
    rows = [
        (f"[{one.number}]", "\n".join([one.quote, *one.notes, *filter(None, [one.warning])]), one.line, one.status)
        for one in references
    ]
    file.table(COLUMNS, WIDTHS, rows)
