"""From printed pages to text: reading order, tables, what repeats, and paragraphs that go on over a page's end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest.aligned import aligned_grids
from ingest.columns import Region, regions
from ingest.furniture import running_lines
from ingest.grids import Grid, Place, ruled_grids
from ingest.hyphens import Hyphens
from ingest.manuscript import Manuscript, Phrase
from ingest.paragraphs import Paper, Paragraph, paragraphs
from ingest.sheet import Line, Sheet, lines_of, upright
from ingest.tables import Cell, CellDraft, is_layout, write_table

# How much smaller than the body the print of footnotes is.
NOTE_SIZE = 0.9
# Print outside tables and boxes is the body, unless nearly everything stands inside them.
SHARE_OF_BODY = 0.3


@dataclass(slots=True)
class _Page:
    """One page in one direction of print, taken apart."""

    number: int
    lines: list[Line]
    grids: list[Grid]


@dataclass(slots=True)
class _Table:
    """A table that may go on on the next page."""

    columns: tuple[float, ...]
    page: int
    rows: list[list[Cell]] = field(default_factory=list)


def write_pages(sheets: Sequence[Sheet]) -> Manuscript:
    """Return the manuscript of the pages."""
    pages = [_page(part) for sheet in sheets for part in upright(sheet)]
    lines = [line for page in pages for line in page.lines]
    cells = [line for page in pages for line in _cell_lines(page)]
    few = sum(len(line.text) for line in lines) < SHARE_OF_BODY * sum(len(line.text) for line in cells)
    paper = Paper.of(lines + cells if few else lines)
    writer = _Writer(paper, Hyphens.of(line.text for line in lines + cells))
    new, repeated = running_lines([page.lines for page in pages], paper.size)
    for page, fresh, again in zip(pages, new, repeated, strict=True):
        writer.write(page, fresh, again)
    writer.finish()
    return writer.manuscript


def _page(sheet: Sheet) -> _Page:
    ruled, rest = ruled_grids(sheet.rules, sheet.fragments)
    aligned, rest = aligned_grids(rest, sheet.number)
    return _Page(sheet.number, lines_of(rest, sheet.number), ruled + aligned)


def _running(line: Line) -> Paragraph:
    return Paragraph([line], line.x0, line.x1, running=True)


def _cell_lines(page: _Page) -> Iterable[Line]:
    for grid in page.grids:
        for place in (place for row in grid.rows for place in row):
            yield from lines_of(place.fragments, page.number)


class _Writer:
    """Writes page after page; the last paragraph and the last table stay open for what the next page adds."""

    def __init__(self, paper: Paper, hyphens: Hyphens) -> None:
        self.manuscript = Manuscript()
        self._paper, self._hyphens = paper, hyphens
        self._open: Paragraph | None = None
        self._table: _Table | None = None
        # Footnotes and footers that stand between the halves of a paragraph wait for its end.
        self._waiting: list[Paragraph] = []

    def write(self, page: _Page, fresh: Sequence[Line], repeated: Sequence[Line]) -> None:
        """Write a page without what only repeats on it."""
        aside = {id(line) for line in (*fresh, *repeated)}
        body = [line for line in page.lines if id(line) not in aside]
        notes = _notes(body, self._paper)
        middle = median(line.y for line in body) if body else 0.0
        self._print([line for line in fresh if line.y > middle])
        kept = {id(line) for line in notes}
        for region in regions([*(line for line in body if id(line) not in kept), *page.grids]):
            self._region(region, page.number)
        self._aside(notes)
        self._waiting += [_running(line) for line in fresh if line.y <= middle]
        if self._open is None:
            self._close_paragraph()

    def finish(self) -> None:
        """Write what is still open."""
        self._close_paragraph()
        self._close_table()

    def _print(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._add(_running(line))

    def _aside(self, lines: Sequence[Line]) -> None:
        self._waiting += paragraphs(lines, self._paper) if lines else []
        if self._open is None:
            self._close_paragraph()

    def _region(self, region: Region, page: int) -> None:
        held: list[Line] = []
        for item in region.items:
            if isinstance(item, Line):
                held.append(item)
                continue
            self._lines(held, region)
            held = []
            self._grid(item, page)
        self._lines(held, region)

    def _lines(self, lines: Sequence[Line], region: Region) -> None:
        for paragraph in paragraphs(lines, self._paper, region.x0, region.x1):
            self._add(paragraph)

    def _add(self, paragraph: Paragraph) -> None:
        self._close_table()
        if self._open is not None and self._open.goes_on_with(paragraph, self._paper):
            self._open.lines += paragraph.lines
            return
        self._close_paragraph()
        self._open = paragraph

    def _close_paragraph(self) -> None:
        for paragraph in [*([self._open] if self._open else []), *self._waiting]:
            self._write(paragraph)
        self._open, self._waiting = None, []

    def _write(self, paragraph: Paragraph) -> None:
        phrase = self._hyphens.joined(paragraph.lines)
        rank = self._paper.rank(paragraph)
        if paragraph.running:
            self.manuscript.running(phrase)
        elif rank and phrase.is_short_title:
            self.manuscript.heading(phrase, rank)
        else:
            self.manuscript.text(phrase, paragraph.level)

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
            _go_on(table.rows, rows)
            return
        self._close_table()
        self._table = _Table(grid.columns, page, rows)

    def _close_table(self) -> None:
        if self._table:
            write_table(self.manuscript, self._table.rows)
            self._table = None

    def _paragraphs(self, place: Place, page: int) -> list[Paragraph]:
        lines = lines_of(place.fragments, page)
        return paragraphs(lines, self._paper, min((line.x0 for line in lines), default=place.x0), place.x1)

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
            draft.text(self._hyphens.joined(paragraph.lines))
        return draft.cell()


def _notes(lines: Sequence[Line], paper: Paper) -> list[Line]:
    """Return the footnotes: smaller print at the bottom of a page."""
    ordered = sorted(lines, key=lambda line: (-line.y, line.x0))
    first = len(ordered)
    while first and ordered[first - 1].size <= paper.size * NOTE_SIZE:
        first -= 1
    return ordered[first:] if first else []


def _same_columns(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(abs(x - y) < 6 for x, y in zip(a, b, strict=True))


def _go_on(rows: list[list[Cell]], more: list[list[Cell]]) -> None:
    """Add rows from the next page: without a header that is printed again, a row that was cut made whole."""
    texts = [cell.text for cell in rows[0]]
    more = [row for row in more if [cell.text for cell in row] != texts]
    if more and rows and not more[0][0].text and any(cell.text for cell in more[0]) and rows[-1][0].text:
        rows[-1] = [_one_cell(a, b) for a, b in zip(rows[-1], more.pop(0), strict=True)]
    rows += more


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
    )
