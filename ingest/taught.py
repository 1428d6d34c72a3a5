"""Where a case teaches: the sections of findings, learning or recommendations below each of several markers."""

import re
from collections.abc import Iterable

from ingest import headings
from ingest.blocks import BlockKind, Loaded
from ingest.hints import kind_of_heading
from vectorstore.sections import SectionType as S

TAUGHT = frozenset({S.FINDINGS, S.LEARNING, S.RECOMMENDATIONS, S.ACTIONS, S.GOOD_PRACTICE})

_SUMMARY = re.compile(r"(?:learning|recommendations|lessons)\b.{0,20}:", re.IGNORECASE)


def spans(loaded: Loaded, markers: Iterable[int]) -> list[range]:
    """Return the numbers of the blocks from each marker up to the next, in order."""
    starts = sorted(markers)
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(loaded.blocks)], strict=True)]


def teaches(loaded: Loaded, span: range) -> bool:
    """Return whether a section of findings, learning or recommendations stands among these blocks."""
    return any(_opens_learning(loaded, number) for number in span)


def taught_wording(loaded: Loaded, span: range) -> frozenset[str]:
    """Return the wording of the headings of such sections among these blocks."""
    taught = (number for number in span if _kind(loaded, number) in TAUGHT)
    return frozenset(_words(loaded, number).strip(" :").lower() for number in taught)


def _opens_learning(loaded: Loaded, number: int) -> bool:
    words, column = _words(loaded, number), loaded.blocks[number].column
    short = len(words) <= headings.LONGEST
    if _kind(loaded, number) in TAUGHT:
        return True
    label = headings.numbered(words) if short else None
    return bool(label or _SUMMARY.match(words) or (column and headings.classify(column) in TAUGHT))


def _kind(loaded: Loaded, number: int) -> S | None:
    """Return the kind that a block opens; of a line that is no heading for certain only its whole wording tells."""
    words = _words(loaded, number)
    return kind_of_heading(words) if loaded.blocks[number].kind is BlockKind.HEADING else headings.classify(words)


def _words(loaded: Loaded, number: int) -> str:
    block = loaded.blocks[number]
    return loaded.text[block.start : block.end]
