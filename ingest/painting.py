"""Painting on a page: where words and ruling lines come to stand, by the operators of PDF that place them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ingest.brush import Face, Space, State
from ingest.geometry import IDENTITY, THIN, Matrix, around, is_square, is_straight, matrix, number, point, times
from ingest.ink import BLACK, Box, Colour, Paper, Word, grey, mixed, overlap
from ingest.sheet import Fragment, Rule

MOST_RULES = 20_000
DEEPEST_STATE = 1_000
# In points: print that nobody can read.
SMALLEST = 1.5
# How much of what lies beneath must be covered for words to be seen, and for a box to hide them.
FAINTEST, OPAQUE = 0.05, 0.95
# The corners of a box that is drawn line by line, the first one twice.
LINES_OF_A_BOX = 5
# How wide the round corner of a box is at most.
ROUNDEST = 24.0

INVISIBLE_MODES = frozenset({3, 7})
FILLED_MODES = frozenset({0, 4})
STROKED = 2

Action = Callable[["Canvas", Sequence[object]], None]


@dataclass(slots=True)
class Canvas:
    """Notes words and ruling lines instead of painting them. `box` is left, bottom, right and top of the page."""

    box: tuple[float, float, float, float]
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    line: Matrix = IDENTITY
    pen: Matrix = IDENTITY
    paper: Paper = field(default_factory=Paper)
    rules: list[Rule] = field(default_factory=list)
    curves: int = 0
    _path: list[tuple[float, float, float, float]] = field(default_factory=list)
    _boxes: list[Box] = field(default_factory=list)
    _is_boxes: bool = True
    _clips: bool = False
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
        steps = [g.width * state.size + state.letter_gap + (state.word_gap if g.is_space else 0) for g in glyphs]
        width = sum(steps) * state.stretch
        letters = [(glyph.text, step) for glyph, step in zip(glyphs, steps, strict=True)]
        self._note("".join(text for text, _ in letters), width, face, letters)
        self._advance(width)

    def _advance(self, width: float) -> None:
        self.pen = times((1, 0, 0, 1, width, 0), self.pen)

    def _note(self, text: str, width: float, face: Face, letters: Sequence[tuple[str, float]]) -> None:
        """Note words where they are on the page, and why nobody can see them where that is plain."""
        matrix = times(self.pen, self.state.matrix)
        a, b, c, d, _, _ = matrix
        x, y = point(matrix, 0, self.state.rise)
        size = abs(self.state.size) * math.hypot(c, d)
        if not text:
            return
        angle = round(math.degrees(math.atan2(b, a))) % 360
        end = x + width * math.hypot(a, b)
        bold = face.bold or self.state.mode == STROKED
        fragment = Fragment(text, x, end, y, size, bold, face.italic, angle)
        left, bottom, right, top = self.box
        if not (left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1):
            self.paper.outside.append(fragment)
        elif size < SMALLEST:
            self.paper.tiny.append(fragment)
        elif self.state.mode in INVISIBLE_MODES or self.state.alpha < FAINTEST:
            self.paper.unseen.append(fragment)
        else:
            colour = self.state.colour if self.state.mode in FILLED_MODES else None
            self.paper.words.append(Word(fragment, colour, letters))

    def _set(self, name: str, value: float) -> None:
        """Set one number of the text state."""
        self.state = replace(self.state, **{name: value})  # type: ignore[arg-type]

    def _start_path(self, operands: Sequence[object]) -> None:
        self._at = point(self.state.matrix, number(operands[0]), number(operands[1]))

    def _line_to(self, operands: Sequence[object]) -> None:
        self._is_boxes = False
        end = point(self.state.matrix, number(operands[0]), number(operands[1]))
        self._path.append((*self._at, *end))
        self._at = end

    def _curve_to(self, operands: Sequence[object]) -> None:
        """Draw a round corner as a square one; of other curves only the end counts, where the next line begins."""
        self._is_boxes = False
        self.curves += 1
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
            self._boxes.append((left, low, right, high))

    def _stroke(self, operands: Sequence[object]) -> None:
        self._rule(self._path)

    def _fill_and_stroke(self, operands: Sequence[object]) -> None:
        self._fill_areas()
        self._rule(self._path)

    def _fill(self, operands: Sequence[object]) -> None:
        """Note boxes so thin that they are lines as lines; a larger one is a background, or hides what it covers."""
        self._fill_areas()
        thin = [p for p in self._path if 0 < abs(p[2] - p[0]) < THIN or 0 < abs(p[3] - p[1]) < THIN]
        self._rule(thin)

    def _rule(self, path: list[tuple[float, float, float, float]]) -> None:
        straight = (p for p in path if min(abs(p[2] - p[0]), abs(p[3] - p[1])) < THIN)
        if len(self.rules) < MOST_RULES:
            self.rules += [Rule(min(p[0], p[2]), min(p[1], p[3]), max(p[0], p[2]), max(p[1], p[3])) for p in straight]
        self._end_path(())

    def _clip(self, operands: Sequence[object]) -> None:
        self._clips = True

    def _end_path(self, operands: Sequence[object]) -> None:
        if self._clips and self._path:
            self.clip_to(around(self._path), is_box=self._is_boxes and len(self._boxes) == 1)
        self._path, self._boxes, self._is_boxes, self._clips = [], [], True, False

    def clip_to(self, box: Box, *, is_box: bool) -> None:
        """Let nothing be painted outside the box any more; `is_box` where all inside it is painted."""
        clip = overlap(self.state.clip, box) if self.state.clip else box
        self.state = replace(self.state, clip=clip, clip_is_box=self.state.clip_is_box and is_box)

    def _fill_areas(self) -> None:
        """Note what is filled; of another shape than a box, or of what shines through, the colour is not known."""
        state = self.state
        if not self._path:
            return
        boxes = self._boxes if self._is_boxes else [around(self._path)]
        drawn = not self._is_boxes and len(self._path) <= LINES_OF_A_BOX and all(map(is_straight, self._path))
        is_plain = (self._is_boxes or drawn) and state.clip_is_box and is_square(state.matrix)
        shows = state.blends or state.alpha < OPAQUE
        colour = state.colour if is_plain and not shows else None
        for box in boxes:
            self.paper.fill(overlap(box, state.clip) if state.clip else box, colour)

    def lay_over(self, box: Sequence[object], colour: Sequence[object]) -> None:
        """Lay a filled box over all that was painted; what makes no sense is passed over."""
        try:
            x0, y0, x1, y1 = (number(o) for o in box)
            inks = [number(o) for o in colour]
        except (TypeError, ValueError):
            return
        if inks:
            space = Space.GREY if len(inks) == 1 else Space.KNOWN
            self.paper.fill((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), _colour_of(inks, space))

    def shade(self, operands: Sequence[object]) -> None:
        """Paint colours that run into one another over all that is not clipped."""
        self.paper.fill(self.state.clip or self.box, None)

    def picture(self, *, masked: bool) -> None:
        """Paint a picture into the unit square of the present coordinates; parts of a masked one show what is below."""
        state = self.state
        corners = [point(state.matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = overlap((min(xs), min(ys), max(xs), max(ys)), self.box)
        is_plain = state.clip_is_box and is_square(state.matrix) and state.alpha >= OPAQUE and not state.blends
        self.paper.picture(overlap(box, state.clip) if state.clip else box, covers=is_plain and not masked)

    def see_through(self, alpha: object, blend: object) -> None:
        """Set how much of what lies beneath shows through; what is not given stays."""
        if alpha is not None:
            self.state = replace(self.state, alpha=number(alpha))
        if blend is not None:
            self.state = replace(self.state, blends=str(blend) not in {"/Normal", "/Compatible"})

    def _colour(self, operands: Sequence[object]) -> None:
        numbers = [number(o) for o in operands if isinstance(o, int | float)]
        self.state = replace(self.state, colour=_colour_of(numbers, self.state.space))

    def colour_in(self, space: Space) -> None:
        """Take colours by the numbers of a space from now on; the first is black."""
        self.state = replace(self.state, space=space, colour=None if space is Space.UNKNOWN else BLACK)

    def _grey(self, operands: Sequence[object]) -> None:
        self.state = replace(self.state, colour=grey(number(operands[0])))

    def _ink(self, operands: Sequence[object]) -> None:
        self.state = replace(self.state, colour=_colour_of([number(o) for o in operands], Space.KNOWN))


def _colour_of(numbers: Sequence[float], space: Space) -> Colour:
    match numbers:
        case _ if space is Space.UNKNOWN:
            return None
        case [level] if space is Space.GREY:
            return grey(level)
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return mixed(cyan, magenta, yellow, black)
        case _:
            return None


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
    **dict.fromkeys((b"S", b"s"), Canvas._stroke),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), Canvas._fill_and_stroke),
    **dict.fromkeys((b"f", b"F", b"f*"), Canvas._fill),
    **dict.fromkeys((b"W", b"W*"), Canvas._clip),
    b"n": Canvas._end_path,
    b"g": Canvas._grey,
    **dict.fromkeys((b"rg", b"k"), Canvas._ink),
    **dict.fromkeys((b"sc", b"scn"), Canvas._colour),
    b"sh": Canvas.shade,
}
