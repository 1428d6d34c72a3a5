"""Markdown: CommonMark with tables, as it is shown when rendered. Raw HTML tags are taken out, never shown."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ingest import lettering
from ingest.blocks import Loaded, Refused
from ingest.encoding import decode
from ingest.invisible import invisible_flags, suspicious
from ingest.linked import LinkedNotes, Note
from ingest.manuscript import Manuscript, Phrase, Run, compose, split_marker
from ingest.tables import Cell, CellDraft, is_layout, write_table
from ingest.text import tidy

MEDIA_TYPE = "text/markdown"
BULLET = "•"

SOFT_BREAK = Run(" ")

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>(?:[\w-]+:.*\n|[ \t]+.*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_REAL_LINK = re.compile(r"(?:https?://|mailto:|www\.)\S", re.IGNORECASE)
_STRAY_EMPHASIS = re.compile(r"\*{2,}")
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_ITEM_TAG = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_LINE_TAG = re.compile(
    r"</?(?:address|article|blockquote|br|details|div|dd|dl|dt|h[1-6]|hr|main|ol|p|section|summary|table|td|th|tr|ul)\b[^>]*>"
    r"|</li\s*>",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<words>.+(?:\n[ \t]+\S.*)*)$\n?", re.MULTILINE)
_CITED = re.compile(r"\[\^([^\]\s]+)\]")
# Signs of private use, which no text that was read holds.
_CITE = "\ue100\ue101"
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)


def load_markdown(data: bytes) -> Loaded | Refused:
    """Return the text of a Markdown file as it reads when rendered, or a refusal where there is none."""
    raw = decode(data)
    text, title = tidy(raw), None
    if front := _FRONT_MATTER.match(text):
        found = _TITLE.search(front["fields"])
        title, text = found and found["title"], text[front.end() :]
    text, notes = _without_notes(text)
    manuscript = Manuscript(flags=invisible_flags(suspicious(raw)))
    linked = LinkedNotes(manuscript, notes)
    for child in SyntaxTreeNode(_PARSER.parse(text)).children:
        _write(child, manuscript, 1)
        linked.follow()
    return manuscript.loaded(MEDIA_TYPE, title)


def _without_notes(text: str) -> tuple[str, dict[str, Note]]:
    """Return the text with each citation of a footnote as its number between `_CITE`, and the notes by number."""
    written = {match["name"]: match["words"] for match in _NOTE.finditer(text)}
    text = _NOTE.sub("", re.sub(f"[{_CITE}]", "", text)) if written else text
    numbers: dict[str, str] = {}
    for match in _CITED.finditer(text):
        if match[1] in written:
            numbers.setdefault(match[1], str(len(numbers) + 1))
    text = _CITED.sub(lambda m: f"{_CITE[0]}{numbers[m[1]]}{_CITE[1]}" if m[1] in numbers else m[0], text)
    uncited = [f"[{name}] {words}" for name, words in written.items() if name not in numbers]
    notes = {number: Note(number, _note_words(written[name])) for name, number in numbers.items()}
    return "\n\n".join([text, *uncited]), notes


def _note_words(words: str) -> Phrase:
    tree = SyntaxTreeNode(_PARSER.parse(re.sub(r"\n[ \t]+", "\n", words)))
    runs = [run for child in tree.children for run in (*_runs(child), Run(" "))]
    return compose(replace(run, note="") for run in runs)


def _write_all(node: SyntaxTreeNode, manuscript: Manuscript | CellDraft, level: int) -> None:
    for child in node.children:
        _write(child, manuscript, level)


def _write(node: SyntaxTreeNode, manuscript: Manuscript | CellDraft, level: int) -> None:
    """Write one block. `level` is the depth that an item of a list would have here."""
    match node.type:
        case "heading":
            manuscript.heading(compose(_runs(node)), int(node.tag[1]))
        case "paragraph":
            _write_paragraph(node, manuscript, level)
        case "bullet_list" | "ordered_list":
            _write_list(node, manuscript, level)
        case "table":
            _write_table(node, manuscript)
        case "code_block" | "fence":
            for line in node.content.splitlines():
                manuscript.text(compose([Run(line)]), level)
        case "html_block":
            for line in _shown(node.content).splitlines():
                manuscript.text(compose([Run(line)]), level)
        case _:
            _write_all(node, manuscript, level)


def _write_paragraph(node: SyntaxTreeNode, manuscript: Manuscript | CellDraft, level: int) -> None:
    """Write a paragraph; its lines that a list begins which Markdown has none of, "(a)" or "ii.", are items."""
    lines: list[list[Run]] = [[]]
    for run in _runs(node):
        lines[-1].append(run)
        if run is SOFT_BREAK or run.text == "\n":
            lines.append([])
    markers = [split_marker(compose(line))[0] for line in lines]
    starts = lettering.listed(markers)
    for start, end in pairwise(dict.fromkeys([0, *starts, len(lines)])):
        phrase = compose(run for line in lines[start:end] for run in line)
        if starts:
            manuscript.text(phrase, level)
        else:
            manuscript.paragraph(phrase, level)


def _write_list(node: SyntaxTreeNode, manuscript: Manuscript | CellDraft, level: int) -> None:
    number = int(node.attrs.get("start", 1))
    for offset, item in enumerate(node.children):
        marker = f"{number + offset}{item.markup}" if node.type == "ordered_list" else BULLET
        children = list(item.children)
        if children and children[0].type == "paragraph":
            manuscript.item(compose(_runs(children.pop(0))), marker, level)
        for child in children:
            _write(child, manuscript, level + 1)


def _write_table(node: SyntaxTreeNode, manuscript: Manuscript | CellDraft) -> None:
    """Write the table; its cells as paragraphs where it has a single row or column, or stands in a cell itself."""
    rows = [[_cell(cell) for cell in row.children] for part in node.children for row in part.children]
    if isinstance(manuscript, CellDraft) or is_layout(rows):
        for statement in (statement for row in rows for cell in row for statement in cell.statements):
            manuscript.item(statement[1], statement[0], 1) if statement[0] else manuscript.text(statement[1])
        return
    write_table(manuscript, rows, headers=1)


def _cell(node: SyntaxTreeNode) -> Cell:
    draft = CellDraft()
    runs: list[Run] = []
    for run in _runs(node):
        if run.text == "\n":
            draft.text(compose(runs))
            runs = []
        else:
            runs.append(run)
    draft.text(compose(runs))
    return draft.cell()


def _runs(node: SyntaxTreeNode, bold: bool = False, italic: bool = False) -> Iterator[Run]:
    """Yield the words of a block or of a span in it; a line end that was asked for is a run of its own."""
    for child in node.children:
        match child.type:
            case "text" | "code_inline":
                yield from _cited(_STRAY_EMPHASIS.sub("", child.content), bold, italic)
            case "softbreak":
                yield SOFT_BREAK if not (bold or italic) else Run(" ", bold, italic)
            case "hardbreak":
                yield Run("\n")
            case "html_inline":
                yield from _breaks(child.content)
            case "image":
                yield Run(f" {child.content} ", bold, italic)
            case _:
                yield from _runs(child, bold or child.type == "strong", italic or child.type == "em")
        if child.type == "link":
            yield from _address(child)


def _cited(words: str, bold: bool, italic: bool) -> Iterator[Run]:
    """Yield words and, between them, the numbers of the footnotes that they cite."""
    for place, part in enumerate(re.split(f"{_CITE[0]}(\\d+){_CITE[1]}", words)):
        if part:
            yield Run("", note=part) if place % 2 else Run(part, bold, italic)


def _breaks(tag: str) -> Iterator[Run]:
    """Yield a line end for a tag that makes one, nothing for any other."""
    if _ITEM_TAG.match(tag):
        yield Run("\n")
        yield Run(f"{BULLET} ")
    elif _LINE_TAG.match(tag):
        yield Run("\n")


def _address(link: SyntaxTreeNode) -> Iterator[Run]:
    """Yield where a link leads, unless it leads nowhere or its words say it already."""
    address = str(link.attrs.get("href", ""))
    words = compose(_runs(link)).text
    if _REAL_LINK.match(address) and words not in {address, address.removeprefix("mailto:")}:
        yield Run(f" ({address})" if words else address)


def _shown(markup: str) -> str:
    """Return what a browser would show of raw HTML, a line for each of its blocks."""
    text = _ITEM_TAG.sub(f"\n{BULLET} ", _UNSHOWN.sub("", markup))
    text = re.sub(r"\n\s*", " ", text) if not _LINE_TAG.search(text) else _LINE_TAG.sub("\n", text)
    return html.unescape(_TAG.sub("", text))
