"""Where the words of a passage stand on the picture of a page: found letter by letter, or not marked at all.

Another program read the page for the picture, so both texts are compared by their letters and digits alone: it spells
ligatures, hyphens at the ends of lines, quotation marks and white space in its own way.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vectorstore.page_pictures import Box, Lettering

# How far round a passage the two texts are compared, where its words stand on the page more than once.
CONTEXT = 60
# Letters: what is shorter may be part of other words, and counts only where its neighbours are the same.
SHORT = 12
# The number of a footnote stands on the page and is left out of the stored text.
_NUMBER_OF_A_NOTE = r"\d{0,3}"
# Characters: no quote is as long, and what somebody typed into the address is not looked for piece by piece.
MOST_IN_PIECES = 4_000
_PART = re.compile(r"[\n\t]+|(?<=[.!?;:])\s+")
# As a share of the lower of two boxes: so far letters of one line overlap.
_ONE_LINE = 0.3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placement:
    """A box for each line of the words that were found, and whether those are all."""

    boxes: tuple[Box, ...]
    is_whole: bool


def placed(lettering: Lettering, page: str, start: int, end: int) -> Placement:
    """Return where `[start, end)` of a page's stored text stands on its picture; no boxes where that is not sure."""
    printed = _Letters(lettering.letters)
    if span := printed.find(page, start, end):
        return Placement(_lines(lettering.boxes[slice(*span)]), True)
    in_pieces = _parts(page, start, end) if end - start <= MOST_IN_PIECES else ()
    parts = [part for part in in_pieces if _bare(page[slice(*part)])]
    found = [span for part in parts if (span := printed.find(page, *part))]
    boxes = tuple(box for span in found for box in _lines(lettering.boxes[slice(*span)]))
    return Placement(boxes, bool(parts) and len(found) == len(parts))


class _Letters:
    """What the picture's letters are to a comparison, and which letter of the picture each of them comes from."""

    def __init__(self, letters: str) -> None:
        bare = [(one, place) for place, letter in enumerate(letters) for one in _bare(letter)]
        self._text = "".join(one for one, _ in bare)
        self._places = [place for _, place in bare]

    def find(self, page: str, start: int, end: int) -> Span | None:
        """Return which letters of the picture the stretch of the stored text is; None where that is not sure."""
        words = [bare for word in page[start:end].split() if (bare := _bare(word))]
        if not words:
            return None
        before, after = _bare(page[max(0, start - 2 * CONTEXT) : start]), _bare(page[end : end + 2 * CONTEXT])
        likeness = {hit: self._likeness(hit, before, after) for hit in self._hits(words)}
        best = max(likeness.values(), default=-1)
        hits = [hit for hit, score in likeness.items() if score == best]
        if len(hits) != 1 or (not best and len("".join(words)) < SHORT and before + after):
            return None
        first, last = hits[0]
        return self._places[first], self._places[last - 1] + 1

    def _hits(self, words: Sequence[str]) -> Iterator[Span]:
        whole = "".join(words)
        at = self._text.find(whole)
        if at < 0 and len(whole) <= MOST_IN_PIECES:
            yield from (match.span() for match in _with_notes(words).finditer(self._text))
        while at >= 0:
            yield at, at + len(whole)
            at = self._text.find(whole, at + 1)

    def _likeness(self, hit: Span, before: str, after: str) -> int:
        """Return how many letters before and after are the same, counted from the words outwards."""
        ahead, behind = self._text[max(0, hit[0] - CONTEXT) : hit[0]], self._text[hit[1] : hit[1] + CONTEXT]
        return _common(ahead[::-1], before[::-1]) + _common(behind, after)


def _bare(text: str) -> str:
    """Return letters and digits alone, small, ligatures and accents taken apart."""
    return "".join(one for one in unicodedata.normalize("NFKD", text).casefold() if one.isalnum())


def _with_notes(words: Sequence[str]) -> re.Pattern[str]:
    """Return the words with room for a number wherever they end and begin with letters, so that it fits in one way."""
    gaps = ["" if a[-1].isdecimal() or b[0].isdecimal() else _NUMBER_OF_A_NOTE for a, b in pairwise(words)]
    return re.compile("".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True)))


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _parts(page: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines, cells and sentences: the other program may have read them in another order."""
    gaps = [match.span() for match in _PART.finditer(page, start, end)]
    for (_, first), (last, _) in pairwise([(start, start), *gaps, (end, end)]):
        yield first, last


def _lines(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Return one box for each line of the letters, also where the lines run up or down the page."""
    steps = [(abs(b[0] + b[2] - a[0] - a[2]), abs(b[1] + b[3] - a[1] - a[3])) for a, b in pairwise(boxes)]
    if sum(across < down for across, down in steps) * 2 <= len(steps):
        return tuple(_joined(boxes))
    return tuple((y0, x0, y1, x1) for x0, y0, x1, y1 in _joined([(b[1], b[0], b[3], b[2]) for b in boxes]))


def _joined(boxes: Sequence[Box]) -> Iterator[Box]:
    line: Box | None = None
    for box in boxes:
        if line and _in_one_line(line, box):
            line = min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3])
            continue
        if line:
            yield line
        line = box
    if line:
        yield line


def _in_one_line(line: Box, box: Box) -> bool:
    shared = min(line[3], box[3]) - max(line[1], box[1])
    return shared >= _ONE_LINE * min(line[3] - line[1], box[3] - box[1])
