"""Paragraphs of printed text: which lines belong together, and which of them look like headings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from ingest.manuscript import LONGEST_HEADING_BY_LOOK, Run
from ingest.sheet import Line
from ingest.text import LIST_MARKER

# As shares of the font size, or of the usual distance between baselines.
LARGER = 1.12
SAME_SIZE = 0.07
APART = 1.18
FARTHEST = 2.5
USUAL_LEADING = 1.2
INDENT = 0.8
NEAR = 4.0
MOST_BOLD = 0.5
FEWEST_JUSTIFIED = 3
FEWEST_FULL, FULL = 2, 0.85
MOST_BESIDE = 6

ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
_ENDS_OPEN = re.compile(r"(?:\b(?:a|an|and|at|by|for|from|in|into|of|on|or|the|to|with)|[,&–—/-])$", re.IGNORECASE)
# A label that hangs left of the words of its statement, as a list marker does: "R1", "LP2.".
_LABEL = re.compile(r"[A-Z]{1,3}\d{1,2}[.):]?\s")
_CONTENTS = re.compile(r"\.{4,}\s*\d+$|(?:\.\s){4,}\d+$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and the width that they were set in. `level` is the depth of a list item.

    `justified` tells that full lines end at the margin, `running` that it is a running header or footer by itself.
    """

    lines: list[Line]
    x0: float
    x1: float
    justified: bool = False
    level: int = 1
    running: bool = False

    @property
    def is_item(self) -> bool:
        """Return whether a list marker is printed at the start."""
        return bool(LIST_MARKER.match(self.lines[0].text))

    @property
    def look(self) -> tuple[float, bool]:
        """Return the size and boldness that all of the lines share, the boldness of the plainest of them."""
        return max(line.size for line in self.lines), all(line.bold for line in self.lines)

    def goes_on_with(self, following: "Paragraph", paper: "Paper") -> bool:
        """Return whether this one was broken off by the end of a column or page."""
        last, first = self.lines[-1], following.lines[0]
        if self.running or following.running or not _same_look(last, first) or _is_new(first):
            return False
        if paper.rank(self):
            return False
        if self.is_item and len(self.lines) > 1:
            hanging, offset = self.lines[1].x0 - self.x0, first.x0 - following.x0
            if offset > NEAR and abs(offset - hanging) < NEAR:
                return True
        if ENDS_SENTENCE.search(last.text):
            return False
        return first.text[:1].islower() or not _fits(self, first)


@dataclass(frozen=True, slots=True)
class Paper:
    """How a document is set: the size of its body, its headings' looks in order, how far apart its lines are."""

    size: float
    leading: float = USUAL_LEADING
    looks: tuple[tuple[float, bool], ...] = ()
    bold_body: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """Return what the lines show."""
        sizes: Counter[float] = Counter()
        bold = 0
        for line in lines:
            length = len(line.text)
            sizes[round(line.size * 2) / 2] += length
            bold += length if line.bold else 0
        size = sizes.most_common(1)[0][0] if sizes else 1.0
        bold_body = bold > MOST_BOLD * sum(sizes.values())
        plain = cls(size, _leading(lines), (), bold_body)
        looks = {
            _look(line)
            for line in lines
            if plain.is_prominent(line) and len(line.text.split()) <= LONGEST_HEADING_BY_LOOK
        }
        return cls(size, plain.leading, tuple(sorted(looks, reverse=True)), bold_body)

    def rank(self, paragraph: Paragraph) -> int:
        """Return the rank of a heading, 1 for the largest look; 0 for what does not look like one."""
        first = paragraph.lines[0]
        if paragraph.running or not all(self.is_prominent(line) for line in paragraph.lines):
            return 0
        look = _look(first)
        return 1 + sum(other > look for other in self.looks)

    def parts(self, above: Paragraph, below: Paragraph) -> bool:
        """Return whether a wide gap parts two paragraphs of one column."""
        last, first = above.lines[-1], below.lines[0]
        return last.y - first.y > self.leading * APART * last.size

    def is_prominent(self, line: Line) -> bool:
        """Return whether a line is larger than the body, or bold where the body is not."""
        return line.size >= self.size * LARGER or (line.bold and not self.bold_body and line.size >= self.size * 0.95)


def paragraphs(
    lines: Iterable[Line],
    paper: Paper,
    x0: float | None = None,
    x1: float | None = None,
    margin: float | None = None,
) -> list[Paragraph]:
    """Return the paragraphs of lines that were set between `x0` and `x1`, or as wide as the widest of them.

    `margin` is where body print usually ends in the document, which lines that are all short, as a list's, do not show.
    """
    rows = _rows(lines)
    if not rows:
        return []
    left = min(row.x0 for row in rows) if x0 is None else x0
    right = max(row.x1 for row in rows) if x1 is None else x1
    leading = _leading(rows) if len(rows) > 4 else paper.leading
    justified = sum(abs(row.x1 - right) < 1 for row in rows) > max(FEWEST_JUSTIFIED, len(rows) / 2)
    body = right if margin is None or _shows_margin(rows, left, right) else max(right, margin)
    found: list[Paragraph] = []
    for row in rows:
        if found and _belongs(found[-1], row, min(leading, paper.leading * 1.3)):
            found[-1].lines.append(row)
        else:
            found.append(Paragraph([row], left, right if paper.is_prominent(row) else body, justified))
    _set_levels(found)
    return found


def _shows_margin(rows: Sequence[Line], left: float, right: float) -> bool:
    """Return whether several lines end near the right edge, as where print was set to that width."""
    return sum(row.x1 - left > FULL * (right - left) for row in rows) >= FEWEST_FULL


def _rows(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with those of one baseline made one, as in tables without ruling."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (-round(line.y, 3), line.x0)):
        if rows and abs(rows[-1].y - line.y) < 0.3 * min(line.size, rows[-1].size) and line.x0 >= rows[-1].x1:
            last = rows.pop()
            gap = Run(" ", last.bold and line.bold, page=line.runs[0].page)
            # A label may be set in another size than its words.
            size = max(last, line, key=lambda one: len(one.text)).size
            rows.append(Line.of((*last.runs, gap, *line.runs), last.x0, line.x1, last.y, size))
        else:
            rows.append(line)
    return rows


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance between baselines as a share of the size: a low one, for gaps part paragraphs."""
    gaps = sorted(
        (a.y - b.y) / a.size
        for a, b in _one_under_another(lines)
        if abs(a.size - b.size) < SAME_SIZE * a.size and 0.8 * a.size < a.y - b.y < FARTHEST * a.size
    )
    return gaps[len(gaps) * 3 // 10] if gaps else USUAL_LEADING


def _one_under_another(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line with the next one under it, past those that stand beside it in another column."""
    for number, line in enumerate(lines):
        following = lines[number + 1 : number + 1 + MOST_BESIDE]
        below = next((other for other in following if other.x0 < line.x1 and other.x1 > line.x0), None)
        if below is not None:
            yield line, below


def _belongs(paragraph: Paragraph, line: Line, leading: float) -> bool:
    """Return whether a line goes on with the paragraph above it."""
    last = paragraph.lines[-1]
    if last.y - line.y > leading * APART * last.size or not _same_size(last, line) or _CONTENTS.search(last.text):
        return False
    fits = _fits(paragraph, line)
    ended = bool(ENDS_SENTENCE.search(last.text))
    if last.bold is not line.bold and (fits or ended):
        return False
    if _is_new(line) and not (_looks_wrapped(paragraph, line) and not fits and not ended):
        return False
    if _is_outdented(paragraph, line) or (_is_indented(paragraph, line) and (ended or fits)):
        return False
    if not fits:
        return True
    if _ENDS_OPEN.search(last.text):
        return True
    return not ended and line.text[:1].islower()


def _is_new(line: Line) -> bool:
    return bool(LIST_MARKER.match(line.text)) or bool(_CONTENTS.search(line.text))


def _looks_wrapped(paragraph: Paragraph, line: Line) -> bool:
    """Return whether what looks like a list marker may be a number that happens to begin a line of running text."""
    return not paragraph.is_item and line.text[:1].isalnum() and abs(line.x0 - paragraph.lines[-1].x0) < NEAR


def _fits(paragraph: Paragraph, line: Line) -> bool:
    """Return whether the line's first word would have fitted on the line before, which was ended on purpose then."""
    last, words = paragraph.lines[-1], line.text.split()
    if not words:
        return False
    letter = (line.x1 - line.x0) / max(1, len(line.text))
    centred = abs((last.x0 + last.x1) - (paragraph.x0 + paragraph.x1)) < 2 * NEAR and last.x0 > paragraph.x0 + 3 * NEAR
    free = (paragraph.x1 - paragraph.x0) - (last.x1 - last.x0) if centred else paragraph.x1 - last.x1
    return free > (NEAR if paragraph.justified else letter * (len(words[0]) + 1.5))


def _is_outdented(paragraph: Paragraph, line: Line) -> bool:
    """Return whether the line begins left of where the paragraph's later lines do."""
    second = paragraph.lines[1] if len(paragraph.lines) > 1 else None
    if second is None:
        return line.x0 < paragraph.lines[0].x0 - NEAR and not _is_centred(paragraph, line)
    return line.x0 < second.x0 - NEAR and not _is_centred(paragraph, line)


def _is_indented(paragraph: Paragraph, line: Line) -> bool:
    """Return whether the line begins like the first of a new paragraph, farther right than those above it."""
    if len(paragraph.lines) == 1 and (paragraph.is_item or _LABEL.match(paragraph.lines[0].text)):
        return False
    return line.x0 > paragraph.lines[-1].x0 + INDENT * line.size and not _is_centred(paragraph, line)


def _is_centred(paragraph: Paragraph, line: Line) -> bool:
    first = paragraph.lines[0]
    return abs((first.x0 + first.x1) - (line.x0 + line.x1)) < 2 * NEAR


def _same_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= SAME_SIZE * max(a.size, b.size)


def _same_look(a: Line, b: Line) -> bool:
    return _same_size(a, b) and a.bold is b.bold


def _look(line: Line) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold


def _set_levels(found: Sequence[Paragraph]) -> None:
    """Give list items their depth by how far they are set in; any other paragraph at their margin ends the list."""
    margins: list[float] = []
    for paragraph in found:
        start = paragraph.lines[0].x0
        if not paragraph.is_item:
            margins = [m for m in margins if m < start - NEAR]
            continue
        margins = [m for m in margins if m < start - NEAR] + [start]
        paragraph.level = len(margins)
