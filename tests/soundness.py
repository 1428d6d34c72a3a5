"""What holds for everything that a loader returns, whatever the file was."""

import re
import unicodedata

from ingest.blocks import Block, BlockKind, Loaded, Refused

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def words(loaded: Loaded, block: Block) -> str:
    """Return what the block says."""
    return loaded.text[block.start : block.end]


def said(loaded: Loaded | Refused) -> list[tuple[object, ...]]:
    """Return the blocks as a reader would note them: kind, marker, words, and for a cell its row and column."""
    assert isinstance(loaded, Loaded), loaded
    found: list[tuple[object, ...]] = []
    for block in loaded.blocks:
        if block.kind is BlockKind.CELL:
            found.append(("cell", block.marker, words(loaded, block), block.row, block.column))
        else:
            found.append((block.kind.value, block.marker, words(loaded, block)))
    return found


def headings(loaded: Loaded | Refused) -> list[tuple[int, str]]:
    """Return the headings with their levels."""
    assert isinstance(loaded, Loaded), loaded
    return [(b.level, words(loaded, b)) for b in loaded.blocks if b.kind is BlockKind.HEADING]


def assert_sound(loaded: Loaded) -> None:
    """Fail unless the blocks cover the text but for white space and list markers, and nothing unseen is in it."""
    at, outside = 0, ""
    for block in loaded.blocks:
        assert at <= block.start < block.end <= len(loaded.text)
        assert words(loaded, block) == words(loaded, block).strip()
        outside += f"{loaded.text[at : block.start]}"
        at = block.end
        assert all(block.start <= a < b <= block.end for a, b in block.emphasis)
        assert (block.start, block.end) not in block.emphasis
    outside += loaded.text[at:]
    assert "".join(outside.split()) == "".join("".join((b.marker or "").split()) for b in loaded.blocks)
    assert not FORBIDDEN.search(loaded.text)
    assert unicodedata.is_normalized("NFC", loaded.text)
    if loaded.pages:
        assert loaded.pages[0][0] == 0 and loaded.pages[-1][1] == len(loaded.text)
        assert all(a[1] == b[0] for a, b in zip(loaded.pages, loaded.pages[1:], strict=False))
