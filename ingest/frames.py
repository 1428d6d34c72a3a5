"""Boxes on a printed page: those that are numbered around its middle, and those that stand beside the text."""

import re
from collections.abc import Sequence

from ingest.columns import Item, Region, regions
from ingest.grids import Grid
from ingest.sheet import Line, lines_of

FEWEST_NUMBERED = 3
FEWEST_LINES_BESIDE = 3

_NUMBER = re.compile(r"(?:step\s+)?(\d{1,2})\b", re.IGNORECASE)


def wheel(items: Sequence[Item]) -> list[Region] | None:
    """Return the regions of a page whose boxes are numbered and stand around its middle, which is read first.

    None where the page has no such boxes, or where they and nothing else stand in the order of their numbers.
    """
    numbers = {id(item): _number(item) for item in items if isinstance(item, Grid)}
    boxes = sorted((i for i in items if isinstance(i, Grid) and numbers[id(i)]), key=lambda box: numbers[id(box)] or 0)
    known = [numbers[id(box)] or 0 for box in boxes]
    if len(known) < FEWEST_NUMBERED or known != list(range(known[0], known[0] + len(known))):
        return None
    others = [item for item in items if not any(item is box for box in boxes)]
    if any(isinstance(item, Grid) and not _is_single(item) for item in others):
        return None
    if boxes == sorted(boxes, key=lambda box: (-box.top, box.x0)) and not any(_is_enclosed(i, boxes) for i in others):
        return None
    highest = max(box.top for box in boxes)
    above = [item for item in others if _middle(item) > highest]
    hub = [item for item in others if _middle(item) <= highest and _is_in_hub(item, boxes)]
    rest = [item for item in others if not any(item is other for other in (*above, *hub))]
    around = Region(min(box.x0 for box in boxes), max(box.x1 for box in boxes), tuple(boxes))
    return [*regions(above), *regions(hub), around, *regions(rest)]


def _middle(item: Item) -> float:
    return (item.top + item.bottom) / 2


def _is_enclosed(item: Item, boxes: Sequence[Grid]) -> bool:
    """Return whether boxes stand on both sides of an item."""
    beside = [box for box in boxes if box.bottom < _middle(item) < box.top]
    return any(box.x1 <= item.x0 for box in beside) and any(box.x0 >= item.x1 for box in beside)


def _is_in_hub(item: Item, boxes: Sequence[Grid]) -> bool:
    """Return whether an item stands between boxes: on both sides of it, or above and below."""
    middle = _middle(item)
    if any(box.bottom < middle < box.top for box in boxes):
        return _is_enclosed(item, boxes)
    return middle > min(box.top for box in boxes)


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
