"""Boxes of a page layout: tables in which a row of headings stands above each row of what the boxes say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest import headings
from ingest.blocks import Block, BlockKind
from vectorstore.sections import SectionType as S

FEWEST_HEADS = 2
LONGEST_HEAD = 8


def box_sections(
    text: str, blocks: list[Block], rows: Sequence[Mapping[int, Sequence[int]]]
) -> Iterator[tuple[int, tuple[str, S | None]]]:
    """Yield the heading of each cell's box and the kind that it opens, by the cell's start.

    Nothing where the table is none of boxes. Headings of boxes become labels in `blocks`, and each cell has its own
    box's heading as its column.
    """
    heads = [_is_head(text, blocks, row) for row in rows]
    if not heads or not heads[0] or sum(heads) < FEWEST_HEADS:
        return
    above: dict[int, str] = {}
    for row, head in zip(rows, heads, strict=True):
        if head:
            above = {column: _printed(text, blocks[numbers[0]]) for column, numbers in row.items()}
        for column, numbers in row.items():
            for n in numbers:
                kind = BlockKind.LABEL if head else BlockKind.CELL
                blocks[n] = replace(blocks[n], kind=kind, row=None, column=None if head else above.get(column))
                if not head:
                    heading = above.get(column, "")
                    yield blocks[n].start, (heading, headings.classify_heading(heading))


def _is_head(text: str, blocks: Sequence[Block], row: Mapping[int, Sequence[int]]) -> bool:
    """Return whether every cell of a row is a heading."""
    return all(len(numbers) == 1 and _is_heading(text, blocks[numbers[0]]) for numbers in row.values())


def _is_heading(text: str, block: Block) -> bool:
    words = _words(text, block)
    numbered = bool(block.marker and block.marker[0].isdigit()) and len(words.split()) <= LONGEST_HEAD
    return numbered or headings.classify_heading(words) is not None


def _printed(text: str, block: Block) -> str:
    """Return the words with the number that is printed before them."""
    numbered = block.marker and block.marker[0].isalnum()
    return f"{block.marker} {_words(text, block)}" if numbered else _words(text, block)


def _words(text: str, block: Block) -> str:
    return text[block.start : block.end]
