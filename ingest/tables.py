"""Tables: which cells are titles and headers, and what each of the others says under them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind
from ingest.headers import are_headers
from ingest.manuscript import Manuscript, Phrase, split_marker, statements

LONGEST_ROW_TITLE = 60
LONGEST_HEADER = 8
WIDEST = 60

_NUMBER = re.compile(r"\W*[A-Z]{0,2}\s?\d{1,3}(?:\.\d{1,2})*[.):]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's statements with their list markers. A merged cell is printed where it begins and `merged` elsewhere."""

    statements: tuple[tuple[str | None, Phrase], ...] = ()
    merged: bool = False

    @property
    def text(self) -> str:
        """Return the cell's words without list markers."""
        return " ".join(phrase.text for _, phrase in self.statements)

    @property
    def is_bold(self) -> bool:
        """Return whether all of the cell stands in bold."""
        return all(phrase.bold == ((0, len(phrase.text)),) for _, phrase in self.statements)


@dataclass(slots=True)
class CellDraft:
    """Takes what a loader reads in a cell. It has the manuscript's methods, so that one walk serves both."""

    level: int = 0
    statements: list[tuple[str | None, Phrase]] = field(default_factory=list)
    has_heading: bool = False

    def heading(self, phrase: Phrase, level: int) -> None:
        """Note a heading by mark-up, which makes the cell a box of a page layout."""
        self.has_heading = True
        self.text(phrase, level)

    def paragraph(self, phrase: Phrase, level: int = 1) -> None:
        """Take a paragraph."""
        self.text(phrase, level)

    def text(self, phrase: Phrase, level: int = 1) -> None:
        """Take a paragraph; several statements where bullets are typed inside it."""
        for piece in statements(phrase):
            marker, words = split_marker(piece)
            self.item(words, marker, level)

    def item(self, phrase: Phrase, marker: str | None, level: int) -> None:
        """Take a list item."""
        if phrase.text:
            self.statements.append((marker, phrase))

    def cell(self, *, merged: bool = False) -> Cell:
        """Return the cell that was read."""
        return Cell(tuple(self.statements), merged)


def spread(rows: Sequence[Sequence[tuple[Cell, int, int]]]) -> list[list[Cell]]:
    """Return rows of equal columns for cells given with how many columns and rows each one spans."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line, hanging = _spread_row(row, hanging)
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    return [line + [Cell()] * (width - len(line)) for line in grid]


def _spread_row(
    row: Sequence[tuple[Cell, int, int]], hanging: dict[int, tuple[Cell, int]]
) -> tuple[list[Cell], dict[int, tuple[Cell, int]]]:
    """Return the row with the cells that hang into it, and those that hang into the next one, by column."""
    line: list[Cell] = []
    below: dict[int, tuple[Cell, int]] = {}
    cells, last = iter(row), max(hanging, default=-1)
    while True:
        column = len(line)
        if column in hanging:
            cell, width, height = Cell(hanging[column][0].statements, merged=True), 1, hanging[column][1]
        elif (given := next(cells, None)) is not None:
            cell, width, height = given[0], max(1, min(given[1], WIDEST)), given[2]
        elif column <= last:
            cell, width, height = Cell(), 1, 1
        else:
            return line, below
        if height > 1:
            below |= {column + n: (cell, height - 1) for n in range(width)}
        line += [cell, *[Cell(cell.statements, merged=True)] * (width - 1)]


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a table only places things on the page: one row or one column."""
    filled = [row for row in rows if any(cell.statements for cell in row)]
    columns = {number for row in filled for number, cell in enumerate(row) if cell.statements and not cell.merged}
    return len(filled) < 2 or len(columns) < 2


def write_table(
    manuscript: Manuscript, rows: Sequence[Sequence[Cell]], headers: int | None = None, titled: bool | None = None
) -> None:
    """Write the rows. `headers` counts header rows and `titled` tells of row titles; None: judged by their look."""
    rows = [row for row in rows if any(cell.statements for cell in row)]
    count = _header_rows(rows) if headers is None else min(headers, len(rows))
    names = _names(rows[:count])
    if titled is None:
        titled = _has_titles(rows[:count], rows[count:])
    # A header that is printed again at the top of a page is no row of its own.
    headers_said = {tuple(cell.text for cell in row) for row in rows[:count]}
    for row in rows:
        manuscript.row(_row(row, tuple(cell.text for cell in row) in headers_said, titled, names))
    manuscript.end_table()


def _row(row: Sequence[Cell], is_header: bool, titled: bool, names: Sequence[str]) -> list[list[tuple[Block, Phrase]]]:
    title = row[0].text if titled and not is_header else None
    out = []
    for column, cell in enumerate(row):
        is_label = is_header or (titled and not column)
        kind = BlockKind.LABEL if is_label else BlockKind.CELL
        name = names[column] or None if names and not is_label else None
        out.append(
            [
                (Block(kind, 0, 0, marker=marker, row=None if is_label else title or None, column=name), phrase)
                for marker, phrase in (() if cell.merged else cell.statements)
            ]
        )
    return out


def _names(headers: Sequence[Sequence[Cell]]) -> list[str]:
    """Return what stands above each column, from the top header row down."""
    columns = zip(*headers, strict=True)
    return [", ".join(dict.fromkeys(cell.text for cell in column if cell.text)) for column in columns]


def _header_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Return 1 where the first row looks like column headers: an empty corner, or bold, or short words over longer."""
    first, body = rows[0], rows[1:]
    if not body or any(not cell.text for cell in first[1:]):
        return 0
    if not first[0].text or are_headers([cell.text for cell in first]):
        return 1
    bold_first = all(cell.is_bold for cell in first)
    bold_title = all(row[0].is_bold for row in body)
    if bold_first or bold_title:
        return int(bold_first and not (bold_title and len(first) == 2 and not any(row[1].is_bold for row in rows)))
    longer = any(len(cell.statements) > 1 or not is_header_text(cell.text) for row in body for cell in row)
    return int(longer and all(is_header_text(cell.text) for cell in first))


def is_header_text(text: str) -> bool:
    """Return whether words may name a column: few, without a number, and not ended like a sentence."""
    return (
        len(text.split()) <= LONGEST_HEADER and text[-1:] not in {".", ";", ","} and not any(c.isdigit() for c in text)
    )


def _has_titles(headers: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first column names its rows: an empty corner above it, or numbers or short titles in it."""
    if headers and not any(row[0].text for row in headers):
        return True
    titles = [row[0].text for row in body if row[0].text]
    return bool(titles) and all(_NUMBER.fullmatch(t) or (len(t) <= LONGEST_ROW_TITLE and t[-1] != ".") for t in titles)
