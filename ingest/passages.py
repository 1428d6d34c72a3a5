"""Passages: every statement of a document as a verbatim span with what is known about it."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.addressees import addressee
from ingest.blocks import Block, BlockKind, Loaded
from ingest.details import with_details
from ingest.headers import STATING
from ingest.headings import Numbered
from ingest.items import item_labels, row_label
from ingest.titles import Front
from ingest.units import Outline, Unit
from vectorstore.agencies import agencies_in
from vectorstore.passage import Passage
from vectorstore.sections import Polarity, SectionType, polarity_of
from vectorstore.sentences import sentence_spans
from vectorstore.themes import themes_in

# Long paragraphs lose their detail in one vector, and the model reads 256 word pieces at most.
LONGEST, WANTED = 900, 600
LONGEST_STATEMENT_IN_CONTEXT = 160
SHORTEST_RESPONSE = 40
_NONE_RECORDED = re.compile(
    r"(?:no|not any|none|there (?:was|is|were) (?:no|little))\b(?: evidence of)?(?: good)?(?: practice)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a unit that is cited as one: the unit, a part of a long one, or the response printed behind it."""

    unit: Unit
    item: str | None
    section: SectionType
    start: int
    end: int
    part: int
    within: str | None


# The place of a citation, and the span of the footnote that it cites.
CitedNote = tuple[int, tuple[int, int]]


def cited_notes(loaded: Loaded) -> tuple[CitedNote, ...]:
    """Return the citations of footnotes."""
    return tuple((place, (loaded.blocks[n].start, loaded.blocks[n].end)) for place, n in loaded.notes)


def make_passages(
    document_id: str,
    text: str,
    pages: Sequence[tuple[int, int]],
    front: Front,
    outline: Outline,
    notes: Sequence[CitedNote] = (),
) -> tuple[Passage, ...]:
    """Return the passages of a document in the order of its text, each with the footnotes that it cites."""
    statements = [
        s for unit, item in _labelled(with_details(outline.units, text), text) for s in _statements(unit, item, text)
    ]
    return tuple(
        _passage(document_id, number, statement, text, pages, front, notes, answered)
        for number, (statement, answered) in enumerate(zip(statements, _answered(statements, text), strict=True))
    )


def _answered(statements: Sequence[Statement], text: str) -> Iterator[str | None]:
    """Yield for each statement the words that it answers: the finding above it, or the action of its row of a plan.

    "Done in May" says nothing by itself of what was done.
    """
    stated: dict[tuple[str | None, str | None, str], str] = {}
    for one in statements:
        block, words = one.unit.block, None
        if one.within and one.unit.finding:
            words = one.unit.finding.statement
        elif block.row and block.kind is BlockKind.CELL:
            row = (one.unit.review, one.unit.heading, block.row)
            words = stated.get(row) if one.within else None
            if one.item and not one.within and one.section in STATING:
                stated[row] = text[one.start : one.end]
        yield words[:LONGEST_STATEMENT_IN_CONTEXT] if words else None


def marked_by_ocr(passages: Sequence[Passage], ocr_pages: Sequence[int]) -> tuple[Passage, ...]:
    """Return the passages, those marked that stand on a page which text recognition read, if only in part."""
    if not ocr_pages:
        return tuple(passages)
    scans = set(ocr_pages)
    return tuple(replace(p, by_ocr=not scans.isdisjoint(range(p.page or 0, (p.page_end or 0) + 1))) for p in passages)


def _labelled(units: Sequence[Unit], text: str) -> Iterator[tuple[Unit, str | None]]:
    """Yield every unit with its label. Statements of one kind are counted together, in one run under one heading.

    A run that is continued elsewhere in the document counts on.
    """
    named = {(u.review, u.section, u.heading) for u in units if u.finding and u.finding.section is u.section}
    runs: dict[tuple[str | None, int, Numbered | None], list[Unit]] = {}
    for unit in units:
        runs.setdefault((unit.review, unit.run, unit.finding), []).append(unit)
    labels: dict[Unit, str | None] = {}
    for run in runs.values():
        items = [u for u in run if u.counted and not _leads_in(u, text)]
        for section in dict.fromkeys(u.section for u in items):
            chosen = [u for u in items if u.section is section]
            # Beside "Recommendation 1" a numbered paragraph that leads up to it is no recommendation.
            leads_up = run[0].finding is None and (run[0].review, section, run[0].heading) in named
            own = dict(zip(chosen, item_labels(chosen, text), strict=True))
            labels |= {
                u: None if leads_up and "." in (u.block.marker or "")[:-1] else label for u, label in own.items()
            }
    yield from ((u, labels.get(u)) for u in units)


def _leads_in(unit: Unit, text: str) -> bool:
    """Return whether the unit only announces a list ("The review recommends:")."""
    return text[unit.block.start : unit.block.end].endswith(":") and not unit.block.marker


def _statements(unit: Unit, item: str | None, text: str) -> Iterator[Statement]:
    block = unit.block
    if block.kind is BlockKind.NOTE:
        # What a footnote says is no recommendation, wherever it is printed.
        spans = enumerate(split_long(text, block.start, block.end))
        yield from (Statement(unit, None, SectionType.UNCLASSIFIED, a, b, part, None) for part, (a, b) in spans)
        return
    within = _within(unit)
    split = _response_start(block, unit, text)
    end = block.end if split is None else split
    parts = list(split_long(text, block.start, end))
    for part, (a, b) in enumerate(parts):
        yield Statement(unit, item, unit.section, a, b, part, within)
    if split is not None:
        for part, (a, b) in enumerate(split_long(text, split, block.end)):
            yield Statement(unit, item, SectionType.PROGRESS, a, b, part, item)


def _within(unit: Unit) -> str | None:
    """Return the label of what the unit says something about: the finding above it or the first cell of its row."""
    if unit.finding and unit.finding.section is not unit.section:
        return unit.finding.label
    beside = unit.about and (not unit.counted or unit.section not in STATING)
    return row_label(unit.block.row, unit.about) if beside and unit.about and unit.block.row else None


def _response_start(block: Block, unit: Unit, text: str) -> int | None:
    """Return where a finding's emphasised closing sentences begin, which say how it is being addressed."""
    if unit.section not in {SectionType.FINDINGS, SectionType.LEARNING} or not block.emphasis:
        return None
    start, end = block.emphasis[-1]
    closes = not text[end : block.end].strip() and start > block.start
    sentence = text[:start].rstrip()[-1:] in {".", "!", "?", ";"}
    return start if closes and sentence and end - start >= SHORTEST_RESPONSE else None


def split_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span, or spans of about equal length that end where sentences end, none over the longest allowed."""
    start, end = _strip(text, start, end)
    if end - start <= LONGEST:
        yield start, end
        return
    pieces = [(start + a, start + b) for a, b in sentence_spans(text[start:end])]
    pieces = [p for piece in pieces for p in _split_sentence(text, *piece)]
    target = (end - start) / round((end - start) / WANTED)
    begin = pieces[0][0]
    for (_, last), following in zip(pieces, [*pieces[1:], None], strict=True):
        if following is None or last - begin >= target * 0.8 or following[1] - begin > LONGEST:
            yield begin, last
            begin = following[0] if following else last


def _split_sentence(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, broken at semicolons, commas or spaces only where it is longer than a passage may be."""
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(
            (window.rfind(mark) + len(mark) for mark in ("; ", ", ", "\n", " ") if mark in window[LONGEST // 3 :]),
            default=LONGEST,
        )
        yield _strip(text, start, start + cut)
        start = start + cut
    if start < end:
        yield _strip(text, start, end)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _passage(
    document_id: str,
    number: int,
    statement: Statement,
    text: str,
    pages: Sequence[tuple[int, int]],
    front: Front,
    notes: Sequence[CitedNote],
    answered: str | None,
) -> Passage:
    unit, words = statement.unit, text[statement.start : statement.end]
    themes_from = f"{unit.block.row or ''} {words}"
    return Passage(
        id=f"{document_id}-{number:04d}-{hashlib.sha256(words.encode()).hexdigest()[:8]}",
        document_id=document_id,
        review=unit.review,
        section=statement.section,
        heading=unit.heading,
        item=statement.item,
        order=number,
        part=statement.part,
        start=statement.start,
        end=statement.end,
        text=words,
        page=_page_of(statement.start, pages),
        addressee=_addressee(statement, words),
        row=unit.block.row,
        column=unit.block.column,
        within=statement.within,
        statement=unit.finding.statement if unit.finding and statement.within else None,
        themes=themes_in(themes_from),
        polarity=polarity(statement.section, words),
        agencies=agencies_in(words),
        context=_context(unit, answered, front),
        page_end=_page_of(statement.end - 1, pages),
        notes=tuple(dict.fromkeys(span for place, span in notes if statement.start < place <= statement.end)),
    )


def _addressee(statement: Statement, words: str) -> str | None:
    """Return whom it is addressed to: by its row of a plan, in its own words, or by the heading above it."""
    unit = statement.unit
    label = unit.finding
    said = words[label.offset :] if label and label.offset and words.startswith(label.label) else words
    own = addressee(said, statement.section)
    by_row = unit.block.kind is BlockKind.CELL and unit.addressee
    return unit.addressee if by_row or (not own and statement.section is unit.section) else own


def _page_of(place: int, pages: Sequence[tuple[int, int]]) -> int | None:
    """Return the page, from 1, that a place in the text is printed on; None where there are no pages."""
    return next((number for number, (start, end) in enumerate(pages, 1) if start <= place < end), None)


def polarity(section: SectionType, words: str) -> Polarity:
    """Return what the section says of its themes; "no good practice" is none."""
    if section is SectionType.GOOD_PRACTICE and _NONE_RECORDED.match(words):
        return Polarity.MENTION
    return polarity_of(section)


def _context(unit: Unit, answered: str | None, front: Front) -> str:
    """Return what a reader of the passage alone would miss: whose review, which section, what it answers, which row."""
    parts = [unit.review or front.title, unit.heading, answered, unit.block.row, unit.block.column]
    return ", ".join(part.strip(" :") for part in dict.fromkeys(parts) if part)
