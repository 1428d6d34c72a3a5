"""From printed pages to text: reading order, tables, what repeats, and paragraphs that go on over a page's end."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.aligned import aligned_grids
from ingest.columns import Item, Region, gutters, regions
from ingest.feet import Foot, feet
from ingest.frames import is_beside, wheel
from ingest.furniture import running_lines
from ingest.grids import Grid, Place, ruled_grids
from ingest.hyphens import Hyphens
from ingest.manuscript import Manuscript, Phrase
from ingest.notes import ENDNOTES, Notes, cited
from ingest.paragraphs import Paper, Paragraph, paragraphs
from ingest.sheet import Line, Rule, Sheet, lines_of, upright
from ingest.tables import Cell, CellDraft, is_layout, write_table

# Print outside tables and boxes is the body, unless nearly everything stands inside them.
SHARE_OF_BODY = 0.3


@dataclass(slots=True)
class _Page:
    """One page in one direction of print, taken apart."""

    number: int
    lines: list[Line]
    grids: list[Grid]
    rules: list[Rule]


@dataclass(slots=True)
class _Table:
    """A table that may go on on the next page."""

    columns: tuple[float, ...]
    page: int
    rows: list[list[Cell]] = field(default_factory=list)


def write_pages(sheets: Sequence[Sheet]) -> Manuscript:
    """Return the manuscript of the pages."""
    parts = [(part, number > 0) for sheet in sheets for number, part in enumerate(upright(sheet))]
    pages = [_page(part) for part, is_turned in parts if not is_turned]
    turned = [(part.number, lines_of(part.fragments, part.number)) for part, is_turned in parts if is_turned]
    lines = [line for page in pages for line in page.lines]
    cells = [line for page in pages for line in _cell_lines(page)]
    few = sum(len(line.text) for line in lines) < SHARE_OF_BODY * sum(len(line.text) for line in cells)
    paper = Paper.of(lines + cells if few else lines)
    stamps = Counter(_words(stamp) for _, stamp in turned)
    new, repeated = running_lines([page.lines for page in pages], paper.size)
    bodies = [_body(page, (*fresh, *again)) for page, fresh, again in zip(pages, new, repeated, strict=True)]
    found = feet(((p.number, body, p.grids, p.rules) for p, body in zip(pages, bodies, strict=True)), paper)
    printed = [_printed(page, body, foot) for page, body, foot in zip(pages, bodies, found, strict=True)]
    writer = _Writer(paper, Hyphens.of(line.text for line in lines + cells), stamps, printed)
    for page, items, fresh, foot in zip(pages, printed, new, found, strict=True):
        writer.write(page.number, items, fresh, foot)
        writer.beside([lines for number, lines in turned if number == page.number])
    writer.finish()
    return writer.manuscript


def _page(sheet: Sheet) -> _Page:
    ruled, rest = ruled_grids(sheet.rules, sheet.fragments)
    aligned, rest = aligned_grids(rest, sheet.number)
    return _Page(sheet.number, lines_of(rest, sheet.number), ruled + aligned, sheet.rules)


def _body(page: _Page, aside: Sequence[Line]) -> list[Line]:
    left_out = {id(line) for line in aside}
    return [line for line in page.lines if id(line) not in left_out]


def _printed(page: _Page, body: Sequence[Line], foot: Foot) -> list[Item]:
    """Return the lines and tables of a page above its foot."""
    return [*(line for line in body if id(line) not in foot.taken), *page.grids]


def _margin(pages: Iterable[Sequence[Item]]) -> float | None:
    """Return where print ends on most pages."""
    ends = [max(item.x1 for item in items) for items in pages if items]
    return median(ends) if ends else None


def _words(lines: Iterable[Line]) -> str:
    return " ".join(line.text for line in lines)


def _running(line: Line) -> Paragraph:
    return Paragraph([line], line.x0, line.x1, running=True)


def _cell_lines(page: _Page) -> Iterable[Line]:
    for grid in page.grids:
        for place in (place for row in grid.rows for place in row):
            yield from lines_of(place.fragments, page.number)


class _Writer:
    """Writes page after page; the last paragraph and the last table stay open for what the next page adds."""

    def __init__(
        self, paper: Paper, hyphens: Hyphens, stamps: Mapping[str, int], pages: Sequence[Sequence[Item]]
    ) -> None:
        self.manuscript = Manuscript()
        # Words in another direction, and on how many pages they stand: a watermark says nothing page by page.
        self._stamps, self._stamped = stamps, set[str]()
        self._paper, self._hyphens = paper, hyphens
        self._gutters = gutters(pages)
        self._margin = None if self._gutters else _margin(pages)
        self._open: Paragraph | None = None
        self._table: _Table | None = None
        # Footers that stand between the halves of a paragraph or table wait for its end.
        self._waiting: list[Paragraph] = []
        self._notes = Notes(self.manuscript)
        self._in_endnotes = False

    def write(self, page: int, items: Sequence[Item], fresh: Sequence[Line], foot: Foot) -> None:
        """Write a page: what is printed on it and its foot, and of what is running only what is new on it."""
        middle = median(item.top for item in items) if items else 0.0
        top = [_running(line) for line in fresh if line.y > middle]
        self._waiting += top
        if self._open is None and self._table is None:
            self._close_paragraph()
        self._notes.expect((page, self._hyphens.joined(note.lines)) for note in foot.notes)
        for region in wheel(items) or regions(items, self._gutters):
            self._region(region, page)
        self._waiting += paragraphs(foot.rest, self._paper) if foot.rest else []
        self._waiting += [_running(line) for line in fresh if line.y <= middle]
        if self._open is None and self._table is None:
            self._close_paragraph()
            self._notes.flush()

    def beside(self, turned: Iterable[Sequence[Line]]) -> None:
        """Write what is printed in other directions on the page, once where page after page has it."""
        for lines in turned:
            words = _words(lines)
            if self._stamps[words] == 1:
                self._waiting += paragraphs(lines, self._paper)
            elif words not in self._stamped:
                self._waiting += [_running(line) for line in lines]
                self._stamped.add(words)
        if self._open is None and self._table is None:
            self._close_paragraph()

    def finish(self) -> None:
        """Write what is still open."""
        self._close_paragraph()
        self._close_table()
        self._notes.finish()

    def _region(self, region: Region, page: int) -> None:
        held: list[Line] = []
        grids = [item for item in region.items if isinstance(item, Grid)]
        beside = [grid for grid in grids if is_beside(grid, region.items)]
        for item in region.items:
            if isinstance(item, Line):
                held.append(item)
            elif all(item is not grid for grid in beside):
                self._lines(held, region)
                held = []
                self._grid(item, page)
        self._lines(held, region)
        for grid in beside:
            self._waiting += self._paragraphs(grid.rows[0][0], page)

    def _lines(self, lines: Sequence[Line], region: Region) -> None:
        above: Paragraph | None = None
        for paragraph in paragraphs(lines, self._paper, region.x0, region.x1, self._margin):
            self._add(paragraph, is_new=above is not None and self._paper.parts(above, paragraph))
            above = paragraph

    def _add(self, paragraph: Paragraph, *, is_new: bool = False) -> None:
        self._close_table()
        if not is_new and self._open is not None and self._open.goes_on_with(paragraph, self._paper):
            self._open.lines += paragraph.lines
            return
        self._close_paragraph()
        self._open = paragraph

    def _close_paragraph(self) -> None:
        for paragraph in [*([self._open] if self._open else []), *self._waiting]:
            self._write(paragraph)
        self._open, self._waiting = None, []

    def _write(self, paragraph: Paragraph) -> None:
        phrase = cited(self._hyphens.joined(paragraph.lines))
        rank = self._paper.rank(paragraph)
        self._notes.lead(max((page for page, _ in phrase.pages), default=0))
        if paragraph.running:
            self.manuscript.running(phrase)
        elif rank and phrase.is_short_title and not phrase.is_bulleted:
            self._in_endnotes = bool(ENDNOTES.fullmatch(phrase.text))
            self.manuscript.heading(phrase, rank)
        elif not (self._in_endnotes and self._notes.endnote(phrase)):
            self.manuscript.text(phrase, paragraph.level)
        self._notes.follow()

    def _grid(self, grid: Grid, page: int) -> None:
        """Write a table, or what stands in boxes that only lay out the page."""
        rows = self._rows(grid, page)
        if is_layout(rows) or self._are_boxes(grid, page):
            for place in (place for row in grid.rows for place in row):
                for paragraph in self._paragraphs(place, page):
                    self._add(paragraph)
            return
        self._close_paragraph()
        table = self._table
        if table and page - table.page <= 1 and _same_columns(table.columns, grid.columns):
            table.page = page
            table.rows = _go_on(table.rows, rows)
            return
        self._close_table()
        self._close_paragraph()
        self._table = _Table(grid.columns, page, _go_on(rows[:1], rows[1:]))

    def _close_table(self) -> None:
        if self._table:
            self._notes.lead(self._table.page)
            write_table(self.manuscript, self._table.rows)
            self._table = None
            self._notes.follow()

    def _paragraphs(self, place: Place, page: int) -> list[Paragraph]:
        lines = lines_of(place.fragments, page)
        if not lines:
            return []
        # Words keep off the right wall as they do off the left one.
        left = min(line.x0 for line in lines)
        right = max(place.x1 - (left - place.x0), *(line.x1 for line in lines), 0.0)
        return paragraphs(lines, self._paper, left, min(right, place.x1))

    def _are_boxes(self, grid: Grid, page: int) -> bool:
        """Return whether most cells are boxes with a heading of their own and text below it."""
        filled = [self._paragraphs(place, page) for row in grid.rows for place in row if place.fragments]
        headed = [p for p in filled if len(p) > 1 and self._paper.rank(p[0]) and not self._paper.rank(p[1])]
        return len(headed) > len(filled) / 2

    def _rows(self, grid: Grid, page: int) -> list[list[Cell]]:
        made: dict[tuple[int, int], Cell] = {}
        rows: list[list[Cell]] = []
        for row, places in enumerate(grid.rows):
            rows.append([])
            for column, place in enumerate(places):
                if place.root == (row, column):
                    made[place.root] = self._cell(place, page)
                    rows[-1].append(made[place.root])
                else:
                    rows[-1].append(Cell(made[place.root].statements, merged=True))
        return rows

    def _cell(self, place: Place, page: int) -> Cell:
        draft = CellDraft()
        for paragraph in self._paragraphs(place, page):
            draft.text(cited(self._hyphens.joined(paragraph.lines)))
        return draft.cell()


def _same_columns(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(abs(x - y) < 6 for x, y in zip(a, b, strict=True))


def _go_on(rows: list[list[Cell]], more: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with more of them: without a header that is printed again, a row that was cut made whole."""
    texts = [cell.text for cell in rows[0]]
    more = [_below_header(row, rows[0]) for row in more if [cell.text for cell in row] != texts]
    if more and rows and not more[0][0].text and any(cell.text for cell in more[0]) and rows[-1][0].text:
        rows = [*rows[:-1], [_one_cell(a, b) for a, b in zip(rows[-1], more[0], strict=True)]]
        more = more[1:]
    return rows + more


def _below_header(row: list[Cell], header: Sequence[Cell]) -> list[Cell]:
    """Return the row without a header that is printed again above it with no line between."""
    rest = [_rest(cell, above) for cell, above in zip(row, header, strict=True)]
    known = [cell for cell in rest if cell is not None]
    return known if len(known) == len(row) else row


def _rest(cell: Cell, header: Cell) -> Cell | None:
    """Return what a cell says behind the words of its header, None where it does not begin with them."""
    if not cell.statements or not header.statements:
        return cell if not header.statements else None
    (marker, phrase), words = cell.statements[0], header.text
    if phrase.text == words:
        return replace(cell, statements=cell.statements[1:])
    if not phrase.text.startswith(f"{words} "):
        return None
    return replace(cell, statements=((marker, phrase.after(len(words) + 1)), *cell.statements[1:]))


def _one_cell(first: Cell, second: Cell) -> Cell:
    """Return a cell that was cut by a page's end; a sentence that was cut with it is one again."""
    if not first.statements or not second.statements:
        return Cell(first.statements + second.statements, first.merged)
    (marker, phrase), (next_marker, following) = first.statements[-1], second.statements[0]
    if next_marker or phrase.text[-1:] in {".", "!", "?", ";", ":"}:
        return Cell(first.statements + second.statements, first.merged)
    joined = _one_phrase(phrase, following)
    return Cell((*first.statements[:-1], (marker, joined), *second.statements[1:]), first.merged)


def _one_phrase(first: Phrase, second: Phrase) -> Phrase:
    offset = len(first.text) + 1
    return Phrase(
        f"{first.text} {second.text}",
        first.bold + tuple((a + offset, b + offset) for a, b in second.bold),
        first.emphasis + tuple((a + offset, b + offset) for a, b in second.emphasis),
        first.pages + tuple((page, at + offset) for page, at in second.pages),
        first.cites + tuple(replace(cite, at=cite.at + offset) for cite in second.cites),
        first.unseen + second.unseen,
    )
