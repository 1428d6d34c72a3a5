"""Boxes on a printed page: the order of those that are numbered, and those that stand beside the text."""

import re
from collections.abc import Sequence

from ingest.columns import Item
from ingest.grids import Grid
from ingest.sheet import Line, lines_of

FEWEST_NUMBERED = 3
FEWEST_LINES_BESIDE = 3

_NUMBER = re.compile(r"(?:step\s+)?(\d{1,2})\b", re.IGNORECASE)


def in_order(items: Sequence[Item]) -> list[Item]:
    """Return the items of a region; boxes around the page that are numbered stand in the order of their numbers."""
    places = [at for at, item in enumerate(items) if isinstance(item, Grid)]
    numbers = {at: _number(item) for at, item in enumerate(items) if isinstance(item, Grid)}
    known = sorted(number for number in numbers.values() if number is not None)
    counted = len(known) == len(places) >= FEWEST_NUMBERED and known == list(range(known[0], known[0] + len(known)))
    if not counted or places != list(range(places[0], places[-1] + 1)):
        return list(items)
    ordered = sorted(places, key=lambda at: numbers[at] or 0)
    return [*items[: places[0]], *(items[at] for at in ordered), *items[places[-1] + 1 :]]


def _number(box: Grid) -> int | None:
    """Return the number that a box of one cell begins with."""
    if not _is_single(box):
        return None
    lines = lines_of(box.rows[0][0].fragments, 0)
    match = _NUMBER.match(lines[0].text) if lines else None
    return int(match[1]) if match else None


def is_beside(box: Grid, items: Sequence[Item]) -> bool:
    """Return whether a box of one cell stands beside running print, as a pull quote does."""
    beside = [
        item
        for item in items
        if isinstance(item, Line) and box.bottom < item.y < box.top and (item.x1 <= box.x0 or item.x0 >= box.x1)
    ]
    return _is_single(box) and len(beside) >= FEWEST_LINES_BESIDE


def _is_single(box: Grid) -> bool:
    return len(box.rows) == 1 and len(box.rows[0]) == 1
