"""Ruled tables on a printed page: cells between the lines, and the words that stand in each."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.sheet import Fragment, Rule

# In points: how far lines that meet may miss each other.
NEAR = 3.0
MOST_PARALLELS = 400
MOST_FRAMED = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its walls, its words, and whether it only goes on with the cell to its left or above it."""

    x0: float
    x1: float
    fragments: tuple[Fragment, ...] = ()
    root: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table between its outer lines. `rows` run from top to bottom."""

    x0: float
    x1: float
    top: float
    bottom: float
    rows: tuple[tuple[Place, ...], ...]

    @property
    def columns(self) -> tuple[float, ...]:
        """Return where the columns begin."""
        return tuple(place.x0 for place in self.rows[0])


def ruled_grids(rules: Sequence[Rule], fragments: Sequence[Fragment]) -> tuple[list[Grid], list[Fragment]]:
    """Return the tables and boxes that lines enclose, and the words outside them."""
    grids, rest = [], list(fragments)
    for group in _touching(_joined(rules)):
        xs, ys = _walls(group)
        if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MOST_PARALLELS:
            continue
        inside = [f for f in rest if _holds(xs, ys, f)]
        # A frame around the whole page is an ornament.
        if inside and not (len(xs) == len(ys) == 2 and len(inside) > MOST_FRAMED * len(fragments)):
            rest = [f for f in rest if not _holds(xs, ys, f)]
            grids.append(_grid(group, xs, ys, inside))
    return grids, rest


def open_grid(xs: list[float], ys: list[float], fragments: Sequence[Fragment]) -> tuple[Grid, list[Fragment]]:
    """Return the table between walls that nobody drew, left to right and bottom to top, and the words outside it."""
    walls = [Rule(x, ys[0], x, ys[-1]) for x in xs] + [Rule(xs[0], y, xs[-1], y) for y in ys]
    grid = _grid(walls, xs, ys, [f for f in fragments if _holds(xs, ys, f)])
    return grid, [f for f in fragments if not _holds(xs, ys, f)]


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Return the lines with those that go on from one another, as cell borders do, made one."""
    joined: list[Rule] = []
    for across in (True, False):
        lines = [_flat(rule, across) for rule in rules if rule.across is across]
        open_lines: list[tuple[float, float, float]] = []
        for at, start, end in sorted(lines, key=lambda line: (round(line[0] / NEAR), line[1])):
            last = open_lines[-1] if open_lines else None
            if last and abs(last[0] - at) < NEAR and start <= last[2] + NEAR:
                open_lines[-1] = (last[0], last[1], max(last[2], end))
            else:
                open_lines.append((at, start, end))
        joined += [Rule(a, at, b, at) if across else Rule(at, a, at, b) for at, a, b in open_lines]
    return [rule for rule in joined if max(rule.x1 - rule.x0, rule.y1 - rule.y0) > NEAR]


def _flat(rule: Rule, across: bool) -> tuple[float, float, float]:
    if across:
        return (rule.y0 + rule.y1) / 2, rule.x0, rule.x1
    return (rule.x0 + rule.x1) / 2, rule.y0, rule.y1


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the lines in groups that touch one another."""
    groups: list[list[Rule]] = []
    for rule in rules[: MOST_PARALLELS * 2]:
        meeting = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is m for m in meeting)]
        groups.append([rule, *(other for group in meeting for other in group)])
    return groups


def _meet(a: Rule, b: Rule) -> bool:
    if a.across is b.across:
        return False
    return a.x0 - NEAR <= b.x1 and b.x0 - NEAR <= a.x1 and a.y0 - NEAR <= b.y1 and b.y0 - NEAR <= a.y1


def _walls(group: Sequence[Rule]) -> tuple[list[float], list[float]]:
    """Return where the columns' and rows' walls stand, left to right and bottom to top."""
    if not any(r.across for r in group) or all(r.across for r in group):
        return [], []
    xs = [r.x0 for r in group] + [r.x1 for r in group if r.across]
    ys = [r.y0 for r in group] + [r.y1 for r in group if not r.across]
    return _clustered(xs), _clustered(ys)


def _clustered(values: Iterable[float]) -> list[float]:
    clustered: list[float] = []
    for value in sorted(values):
        if not clustered or value - clustered[-1] > 2 * NEAR:
            clustered.append(value)
    return clustered


def _holds(xs: Sequence[float], ys: Sequence[float], fragment: Fragment) -> bool:
    middle = fragment.y + fragment.size * 0.3
    return xs[0] - NEAR <= fragment.x0 < xs[-1] and ys[0] <= middle <= ys[-1]


def _grid(group: Sequence[Rule], xs: list[float], ys: list[float], fragments: Sequence[Fragment]) -> Grid:
    roots = _roots(group, xs, ys)
    last = len(ys) - 2
    words: dict[tuple[int, int], list[Fragment]] = {}
    for fragment in fragments:
        column = min(max(bisect_right(xs, fragment.x0 + NEAR) - 1, 0), len(xs) - 2)
        row = last - min(max(bisect_right(ys, fragment.y + fragment.size * 0.3) - 1, 0), last)
        words.setdefault(roots[row][column], []).append(fragment)
    rows = tuple(
        tuple(
            Place(xs[column], _right(roots, row, column, xs), tuple(words.get((row, column), ())), roots[row][column])
            for column in range(len(xs) - 1)
        )
        for row in range(len(ys) - 1)
    )
    return Grid(xs[0], xs[-1], ys[-1], ys[0], rows)


def _right(roots: list[list[tuple[int, int]]], row: int, column: int, xs: Sequence[float]) -> float:
    end = column
    while end + 1 < len(roots[row]) and roots[row][end + 1] == roots[row][column]:
        end += 1
    return xs[end + 1]


def _roots(group: Sequence[Rule], xs: Sequence[float], ys: Sequence[float]) -> list[list[tuple[int, int]]]:
    """Return for each cell the one in which its words are kept: itself, or where no wall parts it, its neighbour."""
    across = [r for r in group if r.across]
    down = [r for r in group if not r.across]
    roots: list[list[tuple[int, int]]] = []
    for row in range(len(ys) - 1):
        low, high = ys[len(ys) - 2 - row], ys[len(ys) - 1 - row]
        line: list[tuple[int, int]] = []
        for column in range(len(xs) - 1):
            middle_x, middle_y = (xs[column] + xs[column + 1]) / 2, (low + high) / 2
            walled_left = any(abs(r.x0 - xs[column]) < 2 * NEAR and r.y0 <= middle_y <= r.y1 for r in down)
            walled_above = any(abs(r.y0 - high) < 2 * NEAR and r.x0 <= middle_x <= r.x1 for r in across)
            if column and not walled_left:
                line.append(line[column - 1])
            elif row and not walled_above:
                line.append(roots[row - 1][column])
            else:
                line.append((row, column))
        roots.append(line)
    return roots
