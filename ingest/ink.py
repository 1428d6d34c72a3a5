"""Whether printed words can be seen: their colour, what lies beneath them, and what was painted over them later."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.sheet import Fragment

# Colours are red, green and blue from 0 to 1; None is one that is not known, as in a picture or a pattern.
Colour = tuple[float, float, float] | None
Box = tuple[float, float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
# How far two colours must lie apart, as a share of the whole range, for a reader to tell words from paper.
APART = 0.06
# Charts are made of thousands of boxes; what covers words is larger than this, in points.
SMALLEST_COVER = 5.0
MOST_AREAS = 5_000
# In points: areas are looked up by the bands of the page that they touch.
BAND = 20.0
DARK = 0.3

INVISIBLE_INK = "in invisible ink"
COLOUR_OF_PAPER = "in the colour of the paper"
TINY = "too small to read"
COVERED = "under a box that was painted over it"
BLACKED = "under a black box"
BOX_IN_A_LINE = "███"
UNDER_PICTURE = "under a picture"
OUTSIDE = "outside the page"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that a reader of the page cannot see, and why, in words."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Word:
    """Words that were painted in one go, their colour, and each letter with its width in any unit."""

    fragment: Fragment
    colour: Colour
    letters: Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class _Area:
    """A filled box or a picture: after how many words it was painted, and why nobody sees what it is painted over."""

    box: Box
    colour: Colour
    after: int
    covers: str | None


@dataclass(slots=True)
class Paper:
    """What was painted on a page in its order: words, and the areas beneath and above them. Ask when all is painted."""

    words: list[Word] = field(default_factory=list)
    unseen: list[Fragment] = field(default_factory=list)
    tiny: list[Fragment] = field(default_factory=list)
    outside: list[Fragment] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: float = 0.0
    _areas: int = 0
    _last_cover: int = 0
    _known: list[tuple[Fragment, str | None]] | None = None
    _bands: dict[int, list[_Area]] = field(default_factory=lambda: defaultdict(list))

    def fill(self, box: Box, colour: Colour) -> None:
        """Note a filled area; where its colour is not known something may show through."""
        why = None if colour is None else BLACKED if max(colour) <= DARK else COVERED
        if len(self.boxes) < MOST_AREAS:
            self.boxes.append(box)
        self._note(_Area(box, colour, len(self.words), why))

    def picture(self, box: Box, *, covers: bool) -> None:
        """Note a picture, whose colours are not known."""
        self.pictures += max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
        self._note(_Area(box, None, len(self.words), UNDER_PICTURE if covers else None))

    def _note(self, area: _Area) -> None:
        left, low, right, high = area.box
        large = min(right - left, high - low) >= SMALLEST_COVER
        if large and self._areas < MOST_AREAS:
            self._areas += 1
            self._last_cover = area.after if area.covers else self._last_cover
            for band in range(_band(low), min(_band(high), _band(low) + MOST_AREAS) + 1):
                self._bands[band].append(area)

    def seen(self) -> list[Fragment]:
        """Return the words that a reader can see, in the order of painting."""
        judged = self._judged()
        lines = {_line_of(fragment) for fragment, why in judged if why is None and fragment.text.strip()}
        shown = [fragment if why is None else _blacked(fragment) for fragment, why in judged if why in {None, BLACKED}]
        return [f for f in shown if f.text != BOX_IN_A_LINE or _line_of(f) in lines]

    def layer(self) -> list[Fragment]:
        """Return the words that lie unseen over or under pictures, as text recognition leaves them.

        Words under a picture count only where there are no others: a small picture may have been laid over a name.
        """
        return self.unseen or [fragment for fragment, why in self._judged() if why == UNDER_PICTURE]

    def hidden(self, *, layer: bool) -> list[Hidden]:
        """Return the words that a reader cannot see, joined where they were painted one after the other.

        Those of a text recognition are among them where `layer` is said.
        """
        judged = [(fragment, why) for fragment, why in self._judged() if why and (layer or why != UNDER_PICTURE)]
        judged += [(fragment, INVISIBLE_INK) for fragment in self.unseen if layer]
        judged += [(fragment, TINY) for fragment in self.tiny]
        judged += [(fragment, OUTSIDE) for fragment in self.outside]
        return list(_joined([(f, why) for f, why in judged if any(c.isalnum() for c in f.text)]))

    def _judged(self) -> list[tuple[Fragment, str | None]]:
        """Return the words with why each is unseen, in pieces: a box may hide one name in the middle of a line."""
        if self._known is None:
            self._known = [piece for number, word in enumerate(self.words) for piece in self._pieces(number, word)]
        return self._known

    def _pieces(self, number: int, word: Word) -> Iterator[tuple[Fragment, str | None]]:
        if not self._may_be_covered(number, word.fragment):
            yield word.fragment, self._why_faint(number, word.fragment, word.colour)
            return
        for why, letters in groupby(_placed(word), key=lambda letter: self._why_covered(number, letter[1])):
            fragment = _piece(word.fragment, list(letters))
            yield fragment, why or self._why_faint(number, fragment, word.colour)

    def _may_be_covered(self, number: int, fragment: Fragment) -> bool:
        """Return whether a box was painted later where the words are; looking at every letter takes long."""
        if self._last_cover <= number:
            return False
        middle = _along(fragment, 0)[1]
        later = (a for a in self._bands.get(_band(middle), ()) if a.after > number and a.covers)
        return bool(fragment.angle) or any(a.box[0] <= fragment.x1 and fragment.x0 <= a.box[2] for a in later)

    def _why_covered(self, number: int, at: tuple[float, float]) -> str | None:
        areas = self._bands.get(_band(at[1]), ())
        return next((a.covers for a in areas if a.after > number and a.covers and _holds(a.box, at)), None)

    def _why_faint(self, number: int, fragment: Fragment, colour: Colour) -> str | None:
        at = _along(fragment, (fragment.x1 - fragment.x0) / 2)
        under = [a for a in self._bands.get(_band(at[1]), ()) if a.after <= number and _holds(a.box, at)]
        return COLOUR_OF_PAPER if _alike(colour, under[-1].colour if under else WHITE) else None


def _blacked(fragment: Fragment) -> Fragment:
    """Return what a reader sees of words under a black box; it keeps the words on both sides in one line."""
    return replace(fragment, text=BOX_IN_A_LINE)


def _line_of(fragment: Fragment) -> tuple[int, int]:
    return fragment.angle, round(fragment.y)


def _band(y: float) -> int:
    return int(max(-1e6, min(1e6, y)) // BAND)


def _along(fragment: Fragment, way: float) -> tuple[float, float]:
    """Return the middle of a letter that stands so far along the words."""
    cos, sin = math.cos(math.radians(fragment.angle)), math.sin(math.radians(fragment.angle))
    rise = fragment.size / 4
    return fragment.x0 + way * cos - rise * sin, fragment.y + way * sin + rise * cos


def _placed(word: Word) -> Iterator[tuple[tuple[str, float, float], tuple[float, float]]]:
    """Yield each letter with where it begins and ends along the words, and the place of its middle on the page."""
    whole = sum(width for _, width in word.letters)
    scale = (word.fragment.x1 - word.fragment.x0) / whole if whole else 0.0
    begin = 0.0
    for text, width in word.letters:
        end = begin + width * scale
        yield (text, begin, end), _along(word.fragment, (begin + end) / 2)
        begin = end


def _piece(fragment: Fragment, letters: Sequence[tuple[tuple[str, float, float], tuple[float, float]]]) -> Fragment:
    text = "".join(letter[0] for letter, _ in letters)
    if text == fragment.text:
        return fragment
    (_, begin, _), (_, _, end) = letters[0][0], letters[-1][0]
    x = fragment.x0 + begin * math.cos(math.radians(fragment.angle))
    y = fragment.y + begin * math.sin(math.radians(fragment.angle))
    return replace(fragment, text=text, x0=x, x1=x + end - begin, y=y)


def _holds(box: Box, at: tuple[float, float]) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _alike(colour: Colour, below: Colour) -> bool:
    if colour is None or below is None:
        return False
    return max(abs(a - b) for a, b in zip(colour, below, strict=True)) < APART


def _joined(words: Sequence[tuple[Fragment, str]]) -> Iterator[Hidden]:
    held: list[str] = []
    for number, (fragment, why) in enumerate(words):
        held.append(fragment.text)
        if number + 1 == len(words) or words[number + 1][1] != why:
            yield Hidden(" ".join("".join(_spaced(held)).split()), why)
            held = []


def _spaced(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts; single letters were painted one by one and are words together."""
    for number, text in enumerate(texts):
        yield text
        if number + 1 < len(texts) and max(len(text), len(texts[number + 1])) > 1:
            yield " "


def grey(level: float) -> Colour:
    """Return a grey from black, 0, to white, 1."""
    return level, level, level


def mixed(cyan: float, magenta: float, yellow: float, black: float) -> Colour:
    """Return what four inks give (PDF 32000-1:2008, 10.3.5)."""
    return 1 - min(1.0, cyan + black), 1 - min(1.0, magenta + black), 1 - min(1.0, yellow + black)


def overlap(a: Box, b: Box) -> Box:
    """Return what two boxes have in common; it has no size where that is nothing."""
    left, low = max(a[0], b[0]), max(a[1], b[1])
    return left, low, max(left, min(a[2], b[2])), max(low, min(a[3], b[3]))
