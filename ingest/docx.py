"""Word documents: paragraphs and tables in the order of the page, with the list numbers that Word would print."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

import docx
from docx.document import Document
from docx.oxml import parse_xml

from ingest import sight, wordml
from ingest.blocks import Loaded, Refused
from ingest.breaks import BREAK, parted
from ingest.linked import LinkedNotes, Note
from ingest.lists import Lists
from ingest.manuscript import Manuscript, Phrase, Run, compose
from ingest.sight import Sight
from ingest.tables import WIDEST, Cell, CellDraft, is_layout, spread, write_table
from ingest.unseen import unseen_flags
from ingest.wordcontents import contents_paragraphs
from ingest.wordml import DEFAULT_SIZE, NOT_SHOWN, Element, Style, W, is_on, is_shown, value, whole
from ingest.wordnotes import KINDS, Cited, cited_notes, own_mark
from vectorstore.flags import Flag

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BULLET = "•"
# In half points, as Word counts.
LARGER = 3
# Words in capitals or underlined; more are a sentence that somebody stresses.
LONGEST_RAISED = 8

_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_LINE_ENDS = frozenset({f"{W}br", f"{W}cr"})


def load_docx(data: bytes) -> Loaded | Refused:
    """Return the text of a Word document, or a refusal where it is damaged or holds none."""
    try:
        document = docx.Document(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception as error:  # python-docx lets through whatever a damaged file provokes
        why = (
            f"The Word file cannot be read ({type(error).__name__}). Open it in Word, save it again and try once more."
        )
        return Refused("damaged", why)
    reader = _Reader(document)
    reader.write_all(document.element.body, reader.manuscript)
    return reader.manuscript.loaded(MEDIA_TYPE, document.core_properties.title)


@dataclass(slots=True)
class _Read:
    """What was found in one paragraph: its words, the boxes that are anchored in it, and words that are not seen."""

    runs: list[Run] = field(default_factory=list)
    unseen: list[tuple[Sight, str]] = field(default_factory=list)
    sizes: Counter[int] = field(default_factory=Counter)
    below: list[Element] = field(default_factory=list)
    # How many characters are in capitals or underlined.
    raised: int = 0

    @property
    def size(self) -> int:
        """Return the size that most of the words have."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 0


class _Reader:
    """Walks the body. Styles, lists and notes are those of one document."""

    def __init__(self, document: Document) -> None:
        self.manuscript = Manuscript()
        self._styles = wordml.styles(document.styles.element)
        self._lists = Lists(wordml.list_kinds(_part(document, "numbering")))
        body = document.element.body
        notes = {
            **wordml.notes(_part(document, "footnotes"), "footnote"),
            **wordml.notes(_part(document, "endnotes"), "endnote"),
        }
        self._cited = cited_notes(body, notes, _part(document, "settings"))
        self._dark_tables = wordml.dark_tables(document.styles.element)
        self._has_backdrop = sight.has_backdrop([body, *_parts(document, "header")])
        self._notes = LinkedNotes(self.manuscript, {c.number: self._note(c) for c in self._cited.values()})
        self._contents = contents_paragraphs(body)
        paragraphs = [p for p in body.iter(f"{W}p") if is_shown(p) and not self._is_contents(p)]
        self._has_title = any(self._style(p).is_title for p in paragraphs)
        reads = [(p, self._read(p)) for p in paragraphs]
        self._body_size = _commonest(size for _, read in reads for size in read.sizes.elements())
        looks = {
            r.size for p, r in reads if not self._style(p).heading and self._looks_like_heading(r, compose(r.runs))
        }
        self._looks = sorted(looks, reverse=True)
        notes_read = [self._read(p) for cited in self._cited.values() for p in cited.element.iter(f"{W}p")]
        self.manuscript.flags += _flags([*(read for _, read in reads), *notes_read])

    def write_all(self, parent: Element, out: Manuscript | CellDraft) -> None:
        """Write the paragraphs and tables below an element, also those in content controls and insertions."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, out)
            elif child.tag == f"{W}tbl":
                self._table(child, out)
            elif child.tag not in NOT_SHOWN and not wordml.is_no_text(child):
                self.write_all(child, out)

    def _paragraph(self, element: Element, out: Manuscript | CellDraft) -> None:
        if self._is_contents(element):
            return
        style = self._style(element)
        read = self._read(element)
        phrase = compose(read.runs)
        if phrase.text:
            self._write(element, style, read, phrase, out)
            self._notes.follow()
        else:
            self.manuscript.took_out(phrase)
        for below in read.below:
            self.write_all(below, out)

    def _write(self, element: Element, style: Style, read: _Read, phrase: Phrase, out: Manuscript | CellDraft) -> None:
        marker, depth = self._marker(element, style)
        if style.heading:
            shift = self._has_title and not style.is_title
            out.heading(_behind(marker, read), style.heading + shift)
        elif marker != BULLET and (rank := self._rank(read, phrase)) and isinstance(out, Manuscript):
            out.heading_by_look(_behind(marker, read), rank)
        elif marker:
            out.item(phrase, marker, depth + 1)
        else:
            self._lines(read, out)

    def _lines(self, read: _Read, out: Manuscript | CellDraft) -> None:
        """Write a paragraph, or what its author parted by line ends within it."""
        lines = [phrase for runs in parted(read.runs) if (phrase := compose(runs)).text]
        for phrase in lines:
            if len(lines) > 1 and phrase.is_heading_by_look and isinstance(out, Manuscript):
                out.heading_by_look(phrase)
            else:
                out.text(phrase)

    def _is_contents(self, element: Element) -> bool:
        """Return whether it is a line of a generated table of contents, which repeats the headings that follow."""
        return element in self._contents or self._style(element).name.lower().startswith("toc ")

    def _note(self, cited: Cited) -> Note:
        reads = [self._read(p) for p in cited.element.iter(f"{W}p") if is_shown(p)]
        return Note(cited.marker, compose(run for read in reads for run in (*read.runs, Run(" "))))

    def _style(self, element: Element) -> Style:
        named = element.find(f"{W}pPr/{W}pStyle")
        style = self._styles.get(value(named) or "", self._styles.get("", Style()))
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        return style if outline is None else replace(style, heading=wordml.outline(outline))

    def _marker(self, element: Element, style: Style) -> tuple[str | None, int]:
        """Return the list marker that is printed before a paragraph, and its depth from 0."""
        properties = element.find(f"{W}pPr/{W}numPr")
        own_id, own_depth = wordml.list_place(properties)
        list_id, depth = own_id or style.list_id, style.depth if own_depth is None else own_depth
        if list_id is not None and list_id in self._lists.kinds:
            listed_by = style.listed_by if own_depth is None else None
            return self._lists.next_marker(list_id, self._lists.depth_of(list_id, listed_by, depth)), depth
        return (BULLET if list_id is None and style.name.lower().startswith("list bullet") else None), depth

    def _read(self, element: Element) -> _Read:
        read = _Read()
        self._collect(element, read, self._style(element))
        return read

    def _collect(self, parent: Element, read: _Read, style: Style) -> None:
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child, read, style)
            elif child.tag not in NOT_SHOWN and not wordml.is_no_text(child):
                self._collect(child, read, style)

    def _run(self, run: Element, read: _Read, style: Style) -> None:
        look = run.find(f"{W}rPr")
        own = self._styles.get(value(look.find(f"{W}rStyle")) or "-", Style()) if look is not None else Style()
        references = [child for child in run if child.tag in KINDS]
        words = "".join(_words(child) for child in run if not any(map(own_mark, references)))
        seen = sight.sight(run, style, own, self._dark_tables, self._has_backdrop) if words.strip() else Sight.SEEN
        if seen is not Sight.SEEN:
            read.unseen.append((seen, words))
        if sight.is_left_out(seen):
            return
        bold = is_on(look, "b", style.bold or own.bold)
        plain = Run("", bold, is_on(look, "i", style.italic or own.italic))
        read.runs += _pieces(run, plain) if words else []
        if words.strip():
            read.sizes[wordml.size(look) or style.size] += len(words)
            capitals = words.isupper() or is_on(look, "caps", style.capitals or own.capitals)
            read.raised += len(words) if capitals or _is_underlined(run) else 0
        read.below += [box for child in run for box in _boxes(child)]
        names = ((KINDS[place.tag], place.get(f"{W}id")) for place in references)
        read.runs += [Run("", note=self._cited[name].number) for name in names if name in self._cited]

    def _table(self, table: Element, out: Manuscript | CellDraft) -> None:
        rows = list(_rows(table))
        cells = [list(_cells(row)) for row in rows]
        flat = [cell for row in cells for cell in row]
        grid = [] if isinstance(out, CellDraft) or self._are_boxes(flat) else self._grid(cells)
        if isinstance(out, Manuscript) and grid and not is_layout(grid):
            headers = sum(1 for _ in _leading_headers(rows))
            write_table(out, grid, headers or None)
            self._notes.follow()
        else:
            for cell in flat:
                self.write_all(cell, out)

    def _are_boxes(self, cells: list[Element]) -> bool:
        """Return whether the table lays out a page: tables within it, or headings with text below them in its cells."""
        # A table of few cells within a large one is what a cell of it says.
        if sum(cell.find(f".//{W}tbl") is not None for cell in cells) > len(cells) / 4:
            return True
        read = [[p for p in cell.iter(f"{W}p") if compose(self._read(p).runs).text] for cell in cells]
        filled = [paragraphs for paragraphs in read if paragraphs]
        if any(self._style(p).heading for paragraphs in filled for p in paragraphs):
            return True
        boxes = [p for p in filled if len(p) > 1 and compose(self._read(p[0]).runs).is_heading_by_look]
        return len(boxes) > len(filled) / 2

    def _grid(self, cells: list[list[Element]]) -> list[list[Cell]]:
        """Return the rows of cells, merged ones in every place that they take up."""
        lines = [[(Cell(), 1, 1)] * _before(row) + [(self._cell(c), _span(c), 1) for c in row] for row in cells]
        grid = spread(lines)
        for above, row in pairwise(grid):
            for column, cell in enumerate(row):
                if cell.merged and not cell.statements:
                    row[column] = Cell(above[column].statements, merged=True)
        return grid

    def _cell(self, element: Element) -> Cell:
        merge = element.find(f"{W}tcPr/{W}vMerge")
        draft = CellDraft()
        self.write_all(element, draft)
        return draft.cell(merged=merge is not None and value(merge) != "restart")

    def _looks_like_heading(self, read: _Read, phrase: Phrase) -> bool:
        larger = read.size >= self._body_size + LARGER
        raised = read.raised == sum(read.sizes.values()) and _is_line(phrase)
        return phrase.is_heading_by_look or ((larger or raised) and phrase.is_short_title)

    def _rank(self, read: _Read, phrase: Phrase) -> int:
        """Return the rank among headings by look, 1 for the largest; 0 for what is none."""
        if not self._looks_like_heading(read, phrase):
            return 0
        return 1 + sum(size > read.size for size in self._looks)


def _behind(marker: str | None, read: _Read) -> Phrase:
    """Return a heading's words with the number that is printed before them."""
    bold = bool(read.runs) and read.runs[0].bold
    return compose([Run(f"{marker} ", bold), *read.runs] if marker else read.runs)


def _pieces(run: Element, plain: Run) -> Iterator[Run]:
    """Yield the words of a run and the line ends between them; the end of a page parts as an empty line does."""
    for child in run:
        if child.tag in _LINE_ENDS:
            yield from [BREAK] * (2 if child.get(f"{W}type") in {"page", "column"} else 1)
        elif words := _words(child):
            yield replace(plain, text=words)


def _is_underlined(run: Element) -> bool:
    line = value(run.find(f"{W}rPr/{W}u"))
    return line not in {None, "none"} and run.getparent().tag != f"{W}hyperlink"


def _is_line(phrase: Phrase) -> bool:
    """Return whether words that are raised above others by capitals or a line below them may be a heading."""
    letters, digits = sum(c.isalpha() for c in phrase.text), any(c.isdigit() for c in phrase.text)
    return letters > 3 and not digits and len(phrase.text.split()) <= LONGEST_RAISED and ":" not in phrase.text[:-1]


def _words(element: Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}sym":
        code = element.get(f"{W}char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
    return _SIGNS.get(element.tag, "")


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes that are anchored in a run."""
    if element.tag == f"{W}txbxContent":
        yield element
    elif element.tag not in NOT_SHOWN:
        for child in element:
            yield from _boxes(child)


def _rows(table: Element) -> Iterator[Element]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None:
            yield row


def _before(cells: Sequence[Element]) -> int:
    """Return how many columns of the table lie before the first cell of a row."""
    row = cells[0].getparent() if cells else None
    return min(whole(row.find(f"{W}trPr/{W}gridBefore")) or 0, WIDEST) if row is not None else 0


def _cells(row: Element) -> Iterator[Element]:
    yield from (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)


def _leading_headers(rows: Iterable[Element]) -> Iterator[Element]:
    for row in rows:
        if not is_on(row.find(f"{W}trPr"), "tblHeader", False):
            return
        yield row


def _span(cell: Element) -> int:
    return whole(cell.find(f"{W}tcPr/{W}gridSpan")) or 1


def _commonest(sizes: Iterable[int]) -> int:
    counted = Counter(sizes).most_common(1)
    return counted[0][0] if counted else DEFAULT_SIZE


def _part(document: Document, name: str) -> Element | None:
    """Return the root of a part of the document that belongs to its body."""
    return next(_parts(document, name), None)


def _parts(document: Document, name: str) -> Iterator[Element]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _flags(reads: Iterable[_Read]) -> list[Flag]:
    """Return what to tell of words that are not seen, once for each stretch of them in a paragraph."""
    stretches = [(seen, compose([Run(w) for _, w in run]).text) for read in reads for seen, run in _stretches(read)]
    flags = (flag for seen, words in stretches for flag in unseen_flags(words, str(seen)))
    return list(dict.fromkeys(flags))


def _stretches(read: _Read) -> Iterator[tuple[Sight, list[tuple[Sight, str]]]]:
    yield from ((seen, list(run)) for seen, run in groupby(read.unseen, key=lambda entry: entry[0]))
