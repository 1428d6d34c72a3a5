"""What is printed again on page after page: running headers, footers and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.sheet import Line

DEEP = 3
FEWEST_PAGES = 3
SHARE_OF_PAGES = 0.6
# Where left pages have another header or footer than right ones.
SHARE_OF_SIDE = 0.8
FEWEST_ON_SIDE = 2
# As a share of the font size.
APART = 2.0
MUCH_LARGER = 1.08
MUCH_SMALLER = 0.9
# In points: how far up or down a running line may move.
PLACE = 8.0

_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"\bpage\s+\d", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—|•\s]*(?:(?:page|p\.?)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–—|•\s]*(?:page)?",
    re.IGNORECASE,
)


def is_page_number(line: Line) -> bool:
    """Return whether a line is a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(line.text))


def running_lines(pages: Sequence[Sequence[Line]], body_size: float) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return for each page its running lines that are new on it, and those that only repeat other ones.

    A page number is always one that repeats: nobody quotes it, and it would stand in the middle of a sentence.
    """
    edges = [_edges(lines) for lines in pages]
    counts = _counts(edges, body_size)
    left, right = _counts(edges[1::2], body_size), _counts(edges[::2], body_size)
    seen: set[str] = set()
    new: list[list[Line]] = []
    repeated: list[list[Line]] = []
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        side, sides = (left, len(edges[1::2])) if number % 2 else (right, len(edges[::2]))
        running = [
            line
            for line in lines
            if _is_running(line, counts, body_size, len(pages))
            or (_stands_apart(line, lines) and _is_of_side(line, side, body_size, sides))
            or (number and _is_small_header(line, page, body_size))
        ]
        again = [line for line in lines if is_page_number(line)]
        # What a title page says in its own place as well is not new in the header.
        said = {line.text for line in page if line not in running}
        for line in (line for line in running if line not in again):
            words = _DIGITS.sub("#", line.text)
            if words in seen or line.text in said:
                again.append(line)
            seen.add(words)
        new.append([line for line in running if line not in again])
        repeated.append(again)
    return new, repeated


def _counts(edges: Sequence[Sequence[Line]], body_size: float) -> Counter[tuple[str, int]]:
    return Counter(key for lines in edges for key in {key for line in lines for key in _keys(line, body_size)})


def _stands_apart(line: Line, edges: Sequence[Line]) -> bool:
    """Return whether a wide gap parts the line, the first or last of its page, from the next baseline."""
    others = [abs(other.y - line.y) for other in edges if abs(other.y - line.y) > 1]
    outermost = line.y >= max(e.y for e in edges) - 1 or line.y <= min(e.y for e in edges) + 1
    return outermost and min(others, default=0.0) > APART * line.size


def _is_small_header(line: Line, page: Sequence[Line], body_size: float) -> bool:
    """Return whether small print stands by itself above all of a page: a header where only the first page has none."""
    below = [other for other in page if other.y < line.y - 1]
    return (
        line.size <= body_size * MUCH_SMALLER
        and bool(below)
        and all(other.y <= line.y + 1 for other in page)
        and line.y - max(other.y for other in below) > APART * line.size
        and any(other.size > body_size * MUCH_SMALLER for other in below)
    )


def _is_of_side(line: Line, counts: Counter[tuple[str, int]], body_size: float, pages: int) -> bool:
    """Return whether a line stands on nearly all of the left, or right, pages."""
    enough = max(FEWEST_ON_SIDE, SHARE_OF_SIDE * pages)
    return not _is_prominent(line, body_size) and any(counts[key] >= enough for key in _keys(line, body_size))


def _is_running(line: Line, counts: Counter[tuple[str, int]], body_size: float, pages: int) -> bool:
    return any(counts[key] >= _enough(line, body_size, pages) for key in _keys(line, body_size))


def _enough(line: Line, body_size: float, pages: int) -> float:
    """Return on how many pages a line must stand; more for one that may be a heading which occurs twice."""
    share = SHARE_OF_PAGES * pages
    return max(FEWEST_PAGES, share) if _is_prominent(line, body_size) else max(2, min(FEWEST_PAGES, share))


def _is_prominent(line: Line, body_size: float) -> bool:
    return line.bold or line.size > body_size * MUCH_LARGER


def _edges(lines: Sequence[Line]) -> list[Line]:
    """Return the lines at the top and bottom of a page, as many baselines as headers and footers take."""
    rows: defaultdict[float, list[Line]] = defaultdict(list)
    for line in lines:
        # "Ibid." behind the raised sign of a footnote may stand at the foot of every page.
        if not line.runs[0].note:
            rows[round(line.y)].append(line)
    heights = sorted(rows, reverse=True)
    chosen = dict.fromkeys([*heights[:DEEP], *heights[-DEEP:]])
    return [line for height in chosen for line in rows[height]]


def _keys(line: Line, body_size: float) -> set[tuple[str, int]]:
    """Return what makes a line the same as another: its place, and its words; without digits if it is no heading."""
    words = {line.text}
    if _PAGE.search(line.text) or not _is_prominent(line, body_size):
        words.add(_DIGITS.sub("#", line.text))
    # Each place has two names, so that neighbours share one of them.
    places = int(line.y // PLACE), -1 - int((line.y + PLACE / 2) // PLACE)
    return {(text, place) for text in words for place in places}
