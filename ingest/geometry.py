"""Places and boxes on a page, and the matrices of PDF that move them (PDF 32000-1:2008, 8.3)."""

import math
from collections.abc import Sequence

from ingest.ink import Box

# In points: a box thinner than this is a line.
THIN = 3.0

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def number(value: object) -> float:
    """Return an operand that must be a number; TypeError for anything else."""
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    raise TypeError(value)


def matrix(operands: Sequence[object]) -> Matrix:
    """Return the last six operands."""
    a, b, c, d, e, f = (number(o) for o in operands[-6:])
    return a, b, c, d, e, f


def times(m: Matrix, n: Matrix) -> Matrix:
    """Return what one matrix does after the other."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def point(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where the matrix puts a point."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def around(path: Sequence[Box]) -> Box:
    """Return the box around lines."""
    xs = [x for line in path for x in (line[0], line[2])]
    ys = [y for line in path for y in (line[1], line[3])]
    return min(xs), min(ys), max(xs), max(ys)


def is_straight(line: Box) -> bool:
    """Return whether a line runs across or down the page."""
    return abs(line[2] - line[0]) < THIN or abs(line[3] - line[1]) < THIN


def is_square(m: Matrix) -> bool:
    """Return whether boxes stay upright boxes."""
    return (m[1] == m[2] == 0) or (m[0] == m[3] == 0)
