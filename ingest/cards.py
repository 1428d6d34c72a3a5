"""Cards on a printed page: filled boxes that stand side by side, each with words of its own."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.ink import Box
from ingest.sheet import Fragment, Rule

# In points: how far edges that belong together may miss each other, and the gap that parts two cards but no two cells.
NEAR = 3.0
GAP = 1.5
# As shares: of the page that a card covers at most, of the lower card's height that stands beside the other.
LARGEST, BESIDE = 0.5, 0.6
# The cells of a table that are shaded hold a line each; a card has room for a sentence.
FEWEST_LINES = 2
MOST_BOXES = 200


def card_edges(boxes: Sequence[Box], words: Sequence[Fragment], page: Box) -> list[Rule]:
    """Return the edges of the cards as if they had been ruled. Shaded rows and cells of tables are no cards."""
    small = [box for box in dict.fromkeys(boxes) if _area(box) <= LARGEST * _area(page)]
    if not words or not 1 < len(small) <= MOST_BOXES:
        return []
    # Counted once for each box: a page of charts has hundreds of boxes and thousands of words.
    lines = {box: count for box in _stacked(small) if (count := _lines(box, words))}
    innermost = [box for box in lines if not any(other != box and _within(other, box) for other in lines)]
    cards = [
        box
        for box in innermost
        if any(_beside(box, other) and max(lines[box], lines[other]) >= FEWEST_LINES for other in innermost)
    ]
    return [edge for box in cards for edge in _edges(box)]


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _stacked(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes with those of one width that touch one below the other made one: a title bar and its card."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda b: (round(b[0] / NEAR), round(b[2] / NEAR), -b[3])):
        above = whole[-1] if whole else None
        if above and abs(above[0] - box[0]) < NEAR and abs(above[2] - box[2]) < NEAR and box[3] > above[1] - GAP:
            whole[-1] = (above[0], min(above[1], box[1]), above[2], max(above[3], box[3]))
        else:
            whole.append(box)
    return whole


def _lines(box: Box, words: Sequence[Fragment]) -> int:
    """Return on how many baselines words stand in a box; 0 where words run out of it, as over a mere ornament."""
    inside = [w for w in words if w.text.strip() and box[1] <= w.y <= box[3] and box[0] - NEAR <= w.x0 < box[2]]
    if any(w.angle or w.x1 > box[2] + NEAR for w in inside):
        return 0
    heights = sorted({w.y for w in inside})
    return bool(heights) + sum(b - a > NEAR for a, b in pairwise(heights))


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer[0] <= inner[0] + NEAR
        and outer[1] <= inner[1] + NEAR
        and inner[2] <= outer[2] + NEAR
        and inner[3] <= outer[3] + NEAR
    )


def _beside(a: Box, b: Box) -> bool:
    apart = max(a[0], b[0]) - min(a[2], b[2])
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return apart >= GAP and shared > BESIDE * min(a[3] - a[1], b[3] - b[1])


def _edges(box: Box) -> list[Rule]:
    left, low, right, high = box
    return [
        Rule(left, low, right, low),
        Rule(left, high, right, high),
        Rule(left, low, left, high),
        Rule(right, low, right, high),
    ]
