"""A document as a page shows it: its stored text under its headings, and the cited passage marked where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.answer import READ_BY_OCR
from assistant.citation_words import place, status_words
from assistant.reviews import Entry, reviews
from vectorstore.document import Age, Document, Section
from vectorstore.facts import Fact, facts_of
from vectorstore.flags import FlagKind, in_words
from vectorstore.index import Index
from vectorstore.passage import Passage

LONGEST_HEADING = 160
LONGEST_COLUMN_TITLE = 60
MOST_DIGITS = 9
# How the other document stands to this one, which is the other way round than this one stands to it.
IS_WHAT = {
    Age.NEWER: "An older version of this document",
    Age.OLDER: "A newer version of this document",
    Age.UNKNOWN: "Another version of this document",
    Age.SAME_TEXT: "The same text in another file",
}
# What changes how far a reader may rely on the text; the rest is for those who load documents.
TOLD_TO_READERS = frozenset(
    {
        FlagKind.HIDDEN_TEXT,
        FlagKind.INVISIBLE_CHARACTERS,
        FlagKind.INSTRUCTION,
        FlagKind.NO_TEXT,
        FlagKind.READ_BY_OCR,
        FlagKind.UNREADABLE_PAGE,
    }
)
NOT_A_PLACE = "The address does not name a place in this document, so nothing is marked."

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LIST_MARKER = re.compile(r"(?:[-*•▪◦‣·–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)[ \t]+\S")
_NUMBER = re.compile(r"^[\d.()]+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `opens` and `closes` where a marked one starts and ends, `looks_like` says why it is marked.

    What is marked without a reason is the cited passage.
    """

    text: str
    is_cited: bool = False
    opens: bool = False
    closes: bool = False
    looks_like: str = ""


class Kind(StrEnum):
    """How a block of the text is shown."""

    PARAGRAPH = "paragraph"
    ITEMS = "items"
    TABLE = "table"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block: rows of cells of pieces. A paragraph or heading is one row of one cell, a list has a row an item.

    `has_titles` where the first row of a table names its columns; `anchor` where a heading can be gone to, `start`
    where it stands in the text.
    """

    kind: Kind
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    level: int = 0
    anchor: str | None = None
    has_titles: bool = False
    start: int = 0

    @property
    def text(self) -> str:
        """Return the words of the first row."""
        return " ".join("".join(piece.text for piece in cell) for cell in self.rows[0])

    @property
    def closes(self) -> bool:
        """Return whether the cited passage ends in it."""
        return any(piece.closes for row in self.rows for cell in row for piece in cell)


@dataclass(frozen=True, slots=True)
class Cited:
    """Where the marked passage stands, in words, its id where it is one, and why its own words may be wrong."""

    place: str
    status: str | None
    passage_id: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """Another loaded document that reads like a version of this one, and how it stands in time to it."""

    document: Document
    is_what: str
    because: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The document with its text. `problem` says why nothing is marked although something was asked for.

    `notices` say in words what a reader should know of the text before relying on it.
    """

    document: Document
    passages: int
    blocks: tuple[BlockView, ...]
    cited: Cited | None
    problem: str | None
    editions: tuple[Edition, ...] = ()
    notices: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    reviews: tuple[Entry, ...] = ()

    @property
    def contents(self) -> tuple[BlockView, ...]:
        """Return the headings of the sections."""
        return tuple(block for block in self.blocks if block.anchor)


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of the text to be marked, and what it looks like, nothing for the cited passage."""

    start: int
    end: int
    looks_like: str = ""


def document_view(index: Index, document: Document, start: str | None, end: str | None) -> DocumentView:
    """Return the document with the passage `[start, end)` marked, as far as the two are a place in its text."""
    text = index.text(document.id)
    asked = start is not None or end is not None
    span = read_span(start, end, text) if asked else None
    passages = index.passages_of(document.id)
    problem = NOT_A_PLACE if asked and not span else None
    blocks = text_blocks(document, text, (Mark(*span),) if span else ())
    cited, editions = _cited(document, passages, span), _editions(index, document)
    notices = in_words(flag for flag in document.flags if flag.kind in TOLD_TO_READERS)
    facts = facts_of(document, {one.id: one.title for one in index.documents.values()})
    own = tuple(entry for entry in reviews(index) if entry.document.id == document.id)
    return DocumentView(document, len(passages), blocks, cited, problem, editions, notices, facts, own)


def text_blocks(document: Document, text: str, marks: Sequence[Mark] = ()) -> tuple[BlockView, ...]:
    """Return the text in blocks, with the marks, which are in order and never overlap."""
    return tuple(_Blocks(document, text, marks).all())


def section_anchors(document: Document, text: str) -> dict[int, str]:
    """Return the anchors of the sections whose headings are printed, by where each section starts."""
    at = {block.start: block.anchor for block in text_blocks(document, text) if block.anchor}
    starts = {section.start: text.rfind("\n", 0, section.start) + 1 for section in document.sections}
    return {start: anchor for start, line in starts.items() if (anchor := at.get(line))}


def _editions(index: Index, document: Document) -> tuple[Edition, ...]:
    loaded = [other for other in document.other_versions if other.document_id in index.documents]
    return tuple(Edition(index.documents[o.document_id], IS_WHAT[o.age], o.because) for o in loaded)


def read_span(start: str | None, end: str | None, text: str) -> Span | None:
    """Return the span without white space round it; None where it is not two places in the text, or holds no word."""
    if not (_is_place(start) and _is_place(end)):
        return None
    first, last = int(start or ""), int(end or "")
    words = text[first:last].strip() if first < last <= len(text) else ""
    if not words:
        return None
    first = text.index(words, first)
    return first, first + len(words)


def _is_place(number: str | None) -> bool:
    return number is not None and number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS


def _cited(document: Document, passages: Sequence[Passage], span: Span | None) -> Cited | None:
    """Return where the span stands: as its passage says, else under which heading it is."""
    if span is None:
        return None
    for passage in passages:
        if passage.start < span[1] and span[0] < passage.end:
            return Cited(
                place(passage.heading, passage.item, passage.page, passage.page_end),
                status_words(passage.section.value),
                passage.id,
                READ_BY_OCR if passage.by_ocr else None,
            )
    section = next((s for s in reversed(document.sections) if s.start <= span[0]), None)
    page = next((n for n, (a, b) in enumerate(document.pages, 1) if a <= span[0] < b), None)
    return Cited(place(section.heading if section else None, None, page), None)


class _Blocks:
    """Cuts the stored text into blocks; every character that is not white space is in exactly one piece."""

    def __init__(self, document: Document, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._marks = marks
        self._headings = {self._line_start(s.start): s for s in document.sections}
        reviews = [s.review for s in document.sections]
        self._has_cases = len({review for review in reviews if review}) > 1
        self._case: str | None = None
        self._anchors = 0

    def all(self) -> Iterator[BlockView]:
        """Return the blocks in the order of the text."""
        rows: list[Span] = []
        kind = Kind.PARAGRAPH
        for match in _LINE.finditer(self._text):
            line = match.start(), match.end()
            heading = self._heading(line)
            here = self._kind(line) if heading is None else None
            if rows and here is not kind:
                yield self._block(kind, rows)
                rows = []
            if heading is not None:
                yield heading
            elif here in {Kind.ITEMS, Kind.TABLE}:
                kind = here
                rows.append(line)
            else:
                yield self._block(Kind.PARAGRAPH, [line])
        if rows:
            yield self._block(kind, rows)

    def _line_start(self, position: int) -> int:
        """Return where the line begins: a heading's number stands before its section."""
        return self._text.rfind("\n", 0, position) + 1

    def _kind(self, line: Span) -> Kind:
        text = self._text[line[0] : line[1]]
        if "\t" in text.strip(" ") and not _LIST_MARKER.match(text.lstrip()):
            return Kind.TABLE
        return Kind.ITEMS if _LIST_MARKER.match(text.lstrip()) else Kind.PARAGRAPH

    def _heading(self, line: Span) -> BlockView | None:
        """Return the line as a heading where a section begins with it: its own, or one within the section before."""
        section = self._headings.get(line[0])
        words = self._text[line[0] : line[1]].strip()
        if section is None or section.heading is None or len(words) > LONGEST_HEADING:
            return None
        printed = _bare(words).startswith(_bare(section.heading))
        # An item may begin a section of its own under the heading of all of them; a sentence heads nothing.
        if not printed and words.endswith("."):
            return None
        opens_case = self._has_cases and section.review is not None and section.review != self._case
        self._case = section.review
        level = self._level(section, opens_case) + (0 if printed else 1)
        self._anchors += printed
        anchor = f"section-{self._anchors}" if printed else None
        return BlockView(Kind.HEADING, ((self._pieces(line),),), level, anchor, start=line[0])

    def _level(self, section: Section, opens_case: bool) -> int:
        return 3 if self._has_cases and section.review is not None and not opens_case else 2

    def _block(self, kind: Kind, lines: Sequence[Span]) -> BlockView:
        if kind is not Kind.TABLE:
            return BlockView(kind, tuple((self._pieces(line),) for line in lines))
        rows = tuple(tuple(self._pieces(cell) for cell in self._cells(line)) for line in lines)
        titles = [len("".join(piece.text for piece in cell)) for cell in rows[0]]
        return BlockView(kind, rows, has_titles=len(rows) > 1 and max(titles) <= LONGEST_COLUMN_TITLE)

    def _cells(self, line: Span) -> list[Span]:
        edges = [line[0] - 1, *(i for i in range(*line) if self._text[i] == "\t"), line[1]]
        return [(a + 1, b) for a, b in pairwise(edges)]

    def _pieces(self, stretch: Span) -> tuple[Piece, ...]:
        """Return the stretch without white space round it, cut where something marked begins and ends."""
        raw = self._text[stretch[0] : stretch[1]]
        start = stretch[0] + len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        pieces: list[Piece] = []
        place = start
        for mark in self._marks:
            first, last = max(start, mark.start), min(end, mark.end)
            if first < last:
                marked = self._text[first:last], True, first == mark.start, last == mark.end, mark.looks_like
                pieces += [Piece(self._text[place:first]), Piece(*marked)]
                place = last
        pieces.append(Piece(self._text[place:end]))
        return tuple(piece for piece in pieces if piece.text) or (Piece(""),)


def _bare(heading: str) -> str:
    """Return the words of a heading, without number, case and ending."""
    return _NUMBER.sub("", heading.strip()).casefold().rstrip(" :.…")
