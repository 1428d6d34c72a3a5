"""What every loader returns: the stored text and its blocks, or a refusal. Plain values only, they cross a process."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from vectorstore.flags import Flag


class BlockKind(StrEnum):
    """What a loader knows for certain about a stretch of text from its mark-up or look."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    LABEL = "label"
    RUNNING = "running"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A span `[start, end)` of the stored text, without surrounding white space.

    ITEM: `marker` is the list marker as printed ("1.", "•", "a)") and stands outside the span; `level` is its depth.
    HEADING: `level` is 1 for the largest. Only headings by mark-up or look; headings by wording alone are paragraphs.
    CELL: `row` is the row's title and `column` the header above. LABEL is a header cell or a row title itself.
    RUNNING is a page's running header or footer, where it is printed first. NOTE is a footnote or endnote behind its
    `marker`; it belongs to the statement that cites it and is an item of no list.
    `emphasis` holds the bold or italic spans inside a block that is not emphasised as a whole.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str | None = None
    row: str | None = None
    column: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text that a reader sees, in reading order, and its blocks in the order of the text.

    Blocks never overlap and cover all of the text but white space and list markers.
    `pages` are spans of the text in code points, empty where the format has none. `title` is the file's own
    metadata title where it has one worth showing. `flags` are what a person should look at, `ocr_pages` the pages
    that text recognition read. `notes` are (place, block number): the words that end at the place in the text cite
    the footnote in that block.
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    pages: tuple[tuple[int, int], ...] = ()
    title: str | None = None
    flags: tuple[Flag, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()

    def to_record(self) -> dict[str, object]:
        """Return plain values for the document store."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Return what `to_record` and JSON turned into plain values."""
        return cls(
            text=record["text"],
            blocks=tuple(_block(block) for block in record["blocks"]),
            media_type=record["media_type"],
            pages=tuple((start, end) for start, end in record["pages"]),
            title=record["title"],
            flags=tuple(Flag.from_record(flag) for flag in record.get("flags", ())),
            ocr_pages=tuple(record.get("ocr_pages", ())),
            notes=tuple((place, block) for place, block in record.get("notes", ())),
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not loaded: a stable code for programs and one line for people (what, why, what to do)."""

    code: str
    reason: str


def _block(record: Mapping[str, Any]) -> Block:
    emphasis = tuple((start, end) for start, end in record["emphasis"])
    return Block(**{**record, "kind": BlockKind(record["kind"]), "emphasis": emphasis})
