"""Tables without ruling lines: a bold header row, and below it words that begin under the headers."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.columns import are_columns
from ingest.grids import Grid, open_grid
from ingest.sheet import Fragment, Line, lines_of
from ingest.tables import is_header_text
from ingest.text import LIST_MARKER

FEWEST_ROWS = 2
# Where the header is not bold.
FEWEST_PLAIN_COLUMNS, FEWEST_PLAIN_ROWS = 3, 3
# In points: how far from the header's edge a cell may begin.
NEAR = 6.0
# As shares of the font size and of the smallest distance between baselines.
FARTHEST, FARTHEST_ROW = 3.5, 6.0
APART = 1.25

Row = Sequence[Line]


def aligned_grids(fragments: Sequence[Fragment], page: int) -> tuple[list[Grid], list[Fragment]]:
    """Return the tables, and the words outside them. Columns of running print are no table."""
    rows = _by_baseline(lines_of(fragments, page))
    grids: list[Grid] = []
    rest = list(fragments)
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end > at:
            grid, rest = _grid(rows[at:end], rest)
            grids.append(grid)
        at = max(end, at + 1)
    return grids, rest


def _by_baseline(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].y - line.y) < 0.3 * line.size and line.x0 > rows[-1][-1].x0:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _table_end(rows: Sequence[Row], start: int) -> int:
    """Return where the table ends whose header row is at the start; the start itself where there is none."""
    header = rows[start]
    is_bold = all(line.bold for line in header)
    if len(header) < 2 or not (is_bold or _could_be_header(header)):
        return start
    starts = [line.x0 for line in header]
    end = start + 1
    while end < len(rows) and _is_under(rows[end], starts) and _is_near(rows[end - 1], rows[end]):
        end += 1
    body = rows[start + 1 : end]
    full = [row for row in body if len(row) > 1]
    if len(full) < FEWEST_ROWS or (len(starts) == 2 and _is_running_print(body, starts[1])):
        return start
    if all(LIST_MARKER.match(line.text) for line in (line for row in full for line in row)):
        return start  # lists side by side under a heading each
    even = len(full) >= FEWEST_PLAIN_ROWS and all(len(row) == len(header) for row in body)
    return end if is_bold or even else start


def _could_be_header(header: Row) -> bool:
    """Return whether plain words may name columns: three of them at least, each in few words without a number."""
    return len(header) >= FEWEST_PLAIN_COLUMNS and all(is_header_text(line.text) for line in header)


def _is_under(row: Row, starts: Sequence[float]) -> bool:
    if len(row) == 1 and row[0].bold:
        return False
    ends = [*starts[1:], float("inf")]
    return all(any(abs(line.x0 - a) < NEAR and line.x1 < b for a, b in zip(starts, ends, strict=True)) for line in row)


def _is_near(above: Row, row: Row) -> bool:
    """Return whether a row may follow another; one that fills more than one column may stand farther off."""
    farthest = FARTHEST_ROW if len(row) > 1 else FARTHEST
    return above[0].y - row[0].y < farthest * row[0].size


def _is_running_print(body: Sequence[Row], gutter: float) -> bool:
    flat = [line for row in body for line in row]
    return are_columns([line for line in flat if line.x0 < gutter - NEAR], [x for x in flat if x.x0 >= gutter - NEAR])


def _grid(rows: Sequence[Row], fragments: Sequence[Fragment]) -> tuple[Grid, list[Fragment]]:
    header, body = rows[0], rows[1:]
    gaps = [above[0].y - below[0].y for above, below in pairwise(body)]
    usual = min(gaps, default=0.0)
    even = all(gap < APART * usual for gap in gaps)
    first = header[0].x0
    tops = [_top(header), _top(body[0])]
    for gap, row in zip(gaps, body[1:], strict=True):
        if row[0].x0 < first + NEAR and (even or gap >= APART * usual):
            tops.append(_top(row))
    bottom = min(line.bottom for line in rows[-1])
    right = max(line.x1 for row in rows for line in row) + NEAR
    return open_grid([*(line.x0 - NEAR for line in header), right], [bottom, *reversed(tops)], fragments)


def _top(row: Row) -> float:
    return max(line.y + line.size * 0.85 for line in row)
