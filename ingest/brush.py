"""What painting is done with: the font and its letters, and the state that stays set until it is put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from ingest.geometry import IDENTITY, Matrix
from ingest.ink import BLACK, Box, Colour


class Space(Enum):
    """What the numbers of a colour mean: one is a grey, several are light or inks, or nothing that is known here."""

    GREY = "grey"
    KNOWN = "known"
    UNKNOWN = "unknown"


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
    colour: Colour = BLACK
    space: Space = Space.KNOWN
    alpha: float = 1.0
    blends: bool = False
    clip: Box | None = None
    clip_is_box: bool = True
