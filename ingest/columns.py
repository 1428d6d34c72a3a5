"""Reading order on a printed page: columns of print one after the other, what stands across them in between."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.grids import Grid
from ingest.sheet import Line

FEWEST_LINES = 4
# Where another page shows that print stands in columns here.
FEWEST_LINES_KNOWN = 2
NARROWEST = 0.22
FILLED = 0.55
GUTTER = 8.0
NEAR = 2.0
DEEPEST = 3

Item = Line | Grid


@dataclass(frozen=True, slots=True)
class Region:
    """Print of one width, from top to bottom."""

    x0: float
    x1: float
    items: tuple[Item, ...]


def gutters(pages: Iterable[Sequence[Item]]) -> frozenset[float]:
    """Return where gaps run down between columns on any of the pages."""
    found = (_best_gutter(ordered, _starts(ordered), FEWEST_LINES) for ordered in map(_ordered, pages))
    return frozenset(gutter for gutter in found if gutter is not None)


def regions(items: Sequence[Item], known: frozenset[float] = frozenset(), depth: int = 0) -> list[Region]:
    """Return the regions in reading order. A column may be short where it stands beside one of the `known` gutters."""
    ordered = _ordered(items)
    fewest = FEWEST_LINES
    gutter = _best_gutter(ordered, _starts(ordered), fewest) if depth < DEEPEST else None
    if gutter is None and not depth:
        fewest = FEWEST_LINES_KNOWN
        gutter = _best_gutter(ordered, sorted(known), fewest)
    if gutter is None:
        return [_region(ordered)] if ordered else []
    found: list[Region] = []
    across: list[Item] = []
    for band in _bands(ordered, gutter):
        left, right = _sides(band, gutter)
        if are_columns(left, right, fewest):
            found += [_region(across)] if across else []
            across = []
            found += regions(left, known, depth + 1) + regions(right, known, depth + 1)
        else:
            across += band
    return found + ([_region(across)] if across else [])


def _region(items: Sequence[Item]) -> Region:
    return Region(min(i.x0 for i in items), max(i.x1 for i in items), tuple(items))


def _ordered(items: Sequence[Item]) -> list[Item]:
    # Baselines are sums of fractions: what differs in the thirteenth digit stands on one line.
    return sorted(items, key=lambda i: (-round(i.top, 3), i.x0))


def _starts(items: Sequence[Item]) -> list[float]:
    """Return the places before which a gutter may run: those where the most lines begin."""
    if not items:
        return []
    left, right = min(i.x0 for i in items), max(i.x1 for i in items)
    starts = Counter(round(i.x0) for i in items if isinstance(i, Line) and i.x0 > left + NARROWEST * (right - left))
    return [start - NEAR * 2 for start, _ in starts.most_common(8)]


def _best_gutter(items: Sequence[Item], places: Iterable[float], fewest: int) -> float | None:
    """Return at which of the places a gap runs down between the most lines of two columns, None where none does."""
    best, most = None, 0
    for gutter in places:
        bands = [band for band in _bands(items, gutter) if are_columns(*_sides(band, gutter), fewest)]
        count = sum(len(band) for band in bands)
        if count > most:
            best, most = gutter, count
    return best


def _bands(items: Sequence[Item], gutter: float) -> list[list[Item]]:
    """Return runs of items that leave the gutter free, and each run of items that cross it."""
    bands: list[list[Item]] = []
    crossing: bool | None = None
    for item in items:
        crosses = item.x0 < gutter - NEAR and item.x1 > gutter + NEAR
        if crosses is crossing:
            bands[-1].append(item)
        else:
            bands.append([item])
        crossing = crosses
    return bands


def _sides(band: Sequence[Item], gutter: float) -> tuple[list[Item], list[Item]]:
    return [i for i in band if i.x1 <= gutter + NEAR], [i for i in band if i.x1 > gutter + NEAR]


def are_columns(left: Sequence[Item], right: Sequence[Item], fewest: int = FEWEST_LINES) -> bool:
    """Return whether both sides are running print side by side, not the columns of a table."""
    if min(len(left), len(right)) < fewest:
        return False
    if min(i.x0 for i in right) - max(i.x1 for i in left) < GUTTER:
        return False
    shared = min(left[0].top, right[0].top) - max(left[-1].bottom, right[-1].bottom)
    shorter = min(left[0].top - left[-1].bottom, right[0].top - right[-1].bottom)
    whole = max(i.x1 for i in right) - min(i.x0 for i in left)
    return shared > shorter / 2 and all(_is_print(side, whole) for side in (left, right))


def _is_print(side: Sequence[Item], whole: float) -> bool:
    width = max(i.x1 for i in side) - min(i.x0 for i in side)
    return width >= NARROWEST * whole and median(i.x1 - i.x0 for i in side) >= FILLED * width
