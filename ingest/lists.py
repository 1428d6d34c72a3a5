"""Automatic lists of a word processor: the marker that it prints before each item, counted as it counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.manuscript import plain
from ingest.numbering import printed

BULLET = "•"

_PLACE = re.compile(r"%([1-9])")
_GLYPHS = {"o": "◦", "": BULLET}


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list is numbered: "%1.%2" shows the numbers of the first and second depth.

    `restarts` tells whether it begins anew below each item above, `digits` whether all its numbers are in digits;
    `linked` is the id of the style of paragraphs that are numbered at this depth.
    """

    style: str = "bullet"
    pattern: str = BULLET
    start: int = 1
    restarts: bool = True
    digits: bool = False
    linked: str | None = None


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list of the document. Lists of one `family` count on unless `restarts` gives a depth its first number."""

    family: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Lists:
    """The lists of a document by id, and how far each family has been counted."""

    kinds: Mapping[str, ListKind]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def depth_of(self, list_id: str, style: str | None, depth: int) -> int:
        """Return at which depth of a list paragraphs of a style are numbered: where it is linked, else as it says.

        A style that is a list of its own ("List Number 2") is indented deeper than the list has depths.
        """
        levels = self.kinds[list_id].levels
        linked = next((place for place, level in levels.items() if style and level.linked == style), None)
        return linked if linked is not None else depth if depth in levels else min(levels, default=depth)

    def next_marker(self, list_id: str, depth: int) -> str | None:
        """Return the marker of the next item at a depth from 0; None where the list prints nothing."""
        kind = self.kinds[list_id]
        counts = self._counts.setdefault(kind.family, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place, first in kind.restarts.items():
                counts[place] = first - 1
        level = kind.levels.get(depth, Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [place for place in counts if place > depth and kind.levels.get(place, Level()).restarts]:
            del counts[deeper]
        if level.style == "bullet":
            return _glyph(level.pattern)
        return _PLACE.sub(lambda m: _number(kind, counts, int(m[1]) - 1, level), level.pattern).strip() or None


def _glyph(pattern: str) -> str:
    """Return the bullet that is printed; symbol fonts keep theirs where Unicode leaves room for private use."""
    glyph = plain(pattern).strip()
    return BULLET if any("\ue000" <= sign <= "\uf8ff" for sign in glyph) else _GLYPHS.get(glyph, glyph)


def _number(kind: ListKind, counts: Mapping[int, int], depth: int, printed_in: Level) -> str:
    level = kind.levels.get(depth, Level("decimal"))
    if level.style == "none":
        return ""
    style = "decimal" if printed_in.digits else level.style
    return printed(counts.get(depth, level.start), style)
