"""What stands in a document and is never cited: sign-up lines, page furniture, lists of contents."""

import re
from collections.abc import Callable, Sequence

from ingest import headings
from ingest.blocks import Block, BlockKind

FEWEST_CONTENTS_LINES = 3
# How far behind the title a list of contents may begin.
FRONT_BLOCKS = 8

_ALWAYS = re.compile(
    r"do you receive|why not sign up|unsubscribe|for a comprehensive range of information|view this (?:e-?mail|newsletter)|back to top"
    r"|page \d+(?: of \d+)?$|©|was this page (?:useful|helpful)|accept (?:all )?cookies|key ?words?:|model:"
    r"|read the (?:overview|full|executive)\b.{0,40}$|page last (?:reviewed|updated)|next (?:update|review)(?: due)?:|have you published"
    r"|(?:issue|edition|volume)\s*\d{1,3}\s*[|·•,–—-]\s*(?:[a-z]+ )?(?:19|20)\d\d$",
    re.IGNORECASE,
)
_WITH_A_PLACE = re.compile(
    r"(?:sign up|register|subscribe|follow us|share this|print this|click here|copyright)\b"
    r".*\b(?:here|newsletters?|bulletins?|e-?mails?|mailing list|websites?|web ?page|page|twitter|facebook|x|linkedin|social media|reserved|(?:19|20)\d\d)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_boilerplate(block: Block, words: str) -> bool:
    """Return whether the words belong to the mailing and not to the review; an item of a list never does."""
    return block.kind is not BlockKind.ITEM and bool(_ALWAYS.match(words) or _WITH_A_PLACE.match(words))


def contents_list(blocks: Sequence[Block], words: Callable[[int], str], first: int) -> frozenset[int]:
    """Return the lines of a list of contents: lines near the title or under "Contents" that come again as headings."""
    last = {_key(words(n)): n for n in range(first, len(blocks)) if _may_be_heading(blocks[n], words(n))}
    listed: set[int] = set()
    run: list[int] = []
    for number in range(first, len(blocks) + 1):
        if number < len(blocks) and _is_listed(blocks[number], words(number), number, last):
            run.append(number)
            continue
        if _is_contents(run, number, words, last, first):
            listed.update(run)
        run = []
    return frozenset(listed)


def _is_listed(block: Block, words: str, number: int, last: dict[str, int]) -> bool:
    return _may_be_heading(block, words) and (headings.is_contents(words) or last[_key(words)] > number)


def _is_contents(run: list[int], end: int, words: Callable[[int], str], last: dict[str, int], first: int) -> bool:
    if len(run) < FEWEST_CONTENTS_LINES:
        return False
    titled = headings.is_contents(words(run[0]))
    again = all(last[_key(words(n))] >= end or n == run[0] for n in run)
    return again and (titled or run[0] < first + FRONT_BLOCKS)


def _may_be_heading(block: Block, words: str) -> bool:
    bulleted = block.kind is BlockKind.ITEM and not (block.marker or " ")[0].isalnum()
    shown = block.kind not in {BlockKind.CELL, BlockKind.LABEL, BlockKind.RUNNING, BlockKind.NOTE}
    return shown and not bulleted and len(words) <= headings.LONGEST and bool(_key(words))


def _key(words: str) -> str:
    """Return a line as it comes again: without the number before it and the page behind it."""
    line = re.sub(r"[\s.…]+\d{1,3}$", "", headings.without_number(words))
    return re.sub(r"\W+", " ", line).strip().lower()
