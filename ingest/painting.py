"""Painting on a page: where words and ruling lines come to stand, by the operators of PDF that place them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from ingest.sheet import Fragment, Rule

MOST_RULES = 20_000
DEEPEST_STATE = 1_000
# In points: print that nobody can read, and boxes that are lines.
SMALLEST = 1.0
THIN = 3.0
# How wide the round corner of a box is at most.
ROUNDEST = 24.0

INVISIBLE_MODES = frozenset({3, 7})
STROKED = 2

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Action = Callable[["Canvas", Sequence[object]], None]


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one code of a font shows, and how wide it is as a share of the font size."""

    text: str
    width: float
    is_space: bool


class Face(Protocol):
    """A font as far as painting needs it."""

    bold: bool
    italic: bool

    def glyphs(self, codes: bytes) -> Sequence[Glyph]:
        """Return what the codes show."""


@dataclass(frozen=True, slots=True)
class State:
    """What stays set while a page is painted, until q and Q put it back."""

    matrix: Matrix = IDENTITY
    face: Face | None = None
    size: float = 0.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class Canvas:
    """Notes words and ruling lines instead of painting them. `box` is left, bottom, right and top of the page."""

    box: tuple[float, float, float, float]
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    line: Matrix = IDENTITY
    pen: Matrix = IDENTITY
    seen: list[Fragment] = field(default_factory=list)
    unseen: list[Fragment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    _path: list[tuple[float, float, float, float]] = field(default_factory=list)
    _at: tuple[float, float] = (0.0, 0.0)

    def take(self, operator: bytes, operands: Sequence[object]) -> None:
        """Follow one operator; one that places nothing is passed over, and so is one whose operands make no sense."""
        action = _ACTIONS.get(operator)
        if action is not None:
            try:
                action(self, operands)
            except (TypeError, ValueError, IndexError, OverflowError):
                return

    def _save(self, operands: Sequence[object]) -> None:
        """Q and q keep at most as many states as a sane page needs."""
        if len(self.stack) < DEEPEST_STATE:
            self.stack.append(self.state)

    def _restore(self, operands: Sequence[object]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def _transform(self, operands: Sequence[object]) -> None:
        self.state = replace(self.state, matrix=times(matrix(operands), self.state.matrix))

    def _begin(self, operands: Sequence[object]) -> None:
        self.line = self.pen = IDENTITY

    def write_with(self, face: Face, size: object) -> None:
        """Take up a font."""
        self.state = replace(self.state, face=face, size=number(size))

    def _move(self, operands: Sequence[object]) -> None:
        x, y = number(operands[0]), number(operands[1])
        self.line = self.pen = times((1, 0, 0, 1, x, y), self.line)

    def _move_and_lead(self, operands: Sequence[object]) -> None:
        self.state = replace(self.state, leading=-number(operands[1]))
        self._move(operands)

    def _place(self, operands: Sequence[object]) -> None:
        self.line = self.pen = matrix(operands)

    def _next_line(self, operands: Sequence[object]) -> None:
        self._move((0, -self.state.leading))

    def _show_one(self, operands: Sequence[object]) -> None:
        self._show(operands[0])

    def _show_spaced(self, operands: Sequence[object]) -> None:
        parts = operands[0]
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, int | float):
                self._advance(-number(part) / 1000 * self.state.size * self.state.stretch)
            else:
                self._show(part)

    def _show_next(self, operands: Sequence[object]) -> None:
        self._next_line(operands)
        self._show(operands[-1])

    def _show_next_spaced(self, operands: Sequence[object]) -> None:
        self.state = replace(self.state, word_gap=number(operands[0]), letter_gap=number(operands[1]))
        self._show_next(operands)

    def _show(self, codes: object) -> None:
        state, face = self.state, self.state.face
        if face is None or not isinstance(codes, bytes | str):
            return
        glyphs = face.glyphs(codes if isinstance(codes, bytes) else codes.encode("latin-1", "replace"))
        width = sum(g.width * state.size + state.letter_gap + (state.word_gap if g.is_space else 0) for g in glyphs)
        self._note("".join(g.text for g in glyphs), width * state.stretch, face)
        self._advance(width * state.stretch)

    def _advance(self, width: float) -> None:
        self.pen = times((1, 0, 0, 1, width, 0), self.pen)

    def _note(self, text: str, width: float, face: Face) -> None:
        """Note words where they are on the page, unless they are off it or too small for any reader."""
        matrix = times(self.pen, self.state.matrix)
        a, b, c, d, _, _ = matrix
        x, y = point(matrix, 0, self.state.rise)
        size = abs(self.state.size) * math.hypot(c, d)
        left, bottom, right, top = self.box
        if not text or size < SMALLEST or not (left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1):
            return
        angle = round(math.degrees(math.atan2(b, a))) % 360
        end = x + width * math.hypot(a, b)
        fragment = Fragment(text, x, end, y, size, face.bold or self.state.mode == STROKED, face.italic, angle)
        hidden = self.state.mode in INVISIBLE_MODES
        (self.unseen if hidden else self.seen).append(fragment)

    def _set(self, name: str, value: float) -> None:
        """Set one number of the text state."""
        self.state = replace(self.state, **{name: value})  # type: ignore[arg-type]

    def _start_path(self, operands: Sequence[object]) -> None:
        self._at = point(self.state.matrix, number(operands[0]), number(operands[1]))

    def _line_to(self, operands: Sequence[object]) -> None:
        end = point(self.state.matrix, number(operands[0]), number(operands[1]))
        self._path.append((*self._at, *end))
        self._at = end

    def _curve_to(self, operands: Sequence[object]) -> None:
        """Draw a round corner as a square one; of other curves only the end counts, where the next line begins."""
        points = [number(o) for o in operands]
        (ax, ay), end = self._at, point(self.state.matrix, points[-2], points[-1])
        towards = point(self.state.matrix, points[0], points[1])
        if max(abs(end[0] - ax), abs(end[1] - ay)) <= ROUNDEST:
            corner = (ax, end[1]) if abs(towards[0] - ax) < abs(towards[1] - ay) else (end[0], ay)
            self._path += [(ax, ay, *corner), (*corner, *end)]
        self._at = end

    def _rectangle(self, operands: Sequence[object]) -> None:
        x, y, width, height = (number(o) for o in operands[:4])
        ax, ay = point(self.state.matrix, x, y)
        bx, by = point(self.state.matrix, x + width, y + height)
        left, right, low, high = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if right - left < THIN or high - low < THIN:
            self._path.append((left, low, right, high))
        else:
            edges = (
                (left, low, right, low),
                (left, high, right, high),
                (left, low, left, high),
                (right, low, right, high),
            )
            self._path += edges

    def _stroke(self, operands: Sequence[object]) -> None:
        self._rule(self._path)

    def _fill(self, operands: Sequence[object]) -> None:
        """Note only boxes so thin that they are lines; a filled area is a background."""
        thin = [p for p in self._path if 0 < abs(p[2] - p[0]) < THIN or 0 < abs(p[3] - p[1]) < THIN]
        self._rule(thin)

    def _rule(self, path: list[tuple[float, float, float, float]]) -> None:
        straight = (p for p in path if min(abs(p[2] - p[0]), abs(p[3] - p[1])) < THIN)
        if len(self.rules) < MOST_RULES:
            self.rules += [Rule(min(p[0], p[2]), min(p[1], p[3]), max(p[0], p[2]), max(p[1], p[3])) for p in straight]
        self._path = []

    def _end_path(self, operands: Sequence[object]) -> None:
        self._path = []


def _setter(name: str, scale: float = 1.0) -> Action:
    def action(canvas: Canvas, operands: Sequence[object]) -> None:
        canvas._set(name, number(operands[0]) * scale)

    return action


_ACTIONS: dict[bytes, Action] = {
    b"q": Canvas._save,
    b"Q": Canvas._restore,
    b"cm": Canvas._transform,
    b"BT": Canvas._begin,
    b"Td": Canvas._move,
    b"TD": Canvas._move_and_lead,
    b"Tm": Canvas._place,
    b"T*": Canvas._next_line,
    b"Tj": Canvas._show_one,
    b"TJ": Canvas._show_spaced,
    b"'": Canvas._show_next,
    b'"': Canvas._show_next_spaced,
    b"Tc": _setter("letter_gap"),
    b"Tw": _setter("word_gap"),
    b"Tz": _setter("stretch", 0.01),
    b"TL": _setter("leading"),
    b"Ts": _setter("rise"),
    b"Tr": _setter("mode"),
    b"m": Canvas._start_path,
    b"l": Canvas._line_to,
    b"re": Canvas._rectangle,
    **dict.fromkeys((b"c", b"v", b"y"), Canvas._curve_to),
    **dict.fromkeys((b"S", b"s", b"B", b"B*", b"b", b"b*"), Canvas._stroke),
    **dict.fromkeys((b"f", b"F", b"f*"), Canvas._fill),
    b"n": Canvas._end_path,
}


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
