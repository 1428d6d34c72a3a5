"""Cases told in like sections one after the other: headings of one rank that each stand over a story and its lessons.

What a case is called need not look like a pseudonym then ("The Harbour Children"), but it must be a name: a heading
whose words the text also has in small letters ("Information sharing") is a theme.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import headings, subjects
from ingest.blocks import BlockKind, Loaded
from ingest.taught import TAUGHT
from vectorstore.sections import SectionType as S

FEWEST_CASES, FEWEST_SHARED = 2, 2
MOST_WORDS = 6
TOLD = frozenset({S.BACKGROUND, S.SAFEGUARDING_CONCERNS, S.INCIDENT})

_OF_SOMEBODY = re.compile(r"\b[\w-]+['’]s? ")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}\b")
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_LEADING = re.compile(r"^(?:the|our|case|review|story) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Over:
    """A heading, the number of its block, and the wording of the headings below it."""

    number: int
    words: str
    below: frozenset[str]

    @property
    def kinds(self) -> frozenset[S]:
        """Return the kinds of section that those open, where their wording tells."""
        return frozenset(kind for words in self.below if (kind := headings.classify(words)))


def parallel_cases(loaded: Loaded) -> dict[int, str]:
    """Return block number -> name for headings of one rank over like sections, nothing where there are none."""
    small = frozenset(_SMALL.findall(loaded.text))
    levels = sorted({b.level for b in loaded.blocks if b.kind is BlockKind.HEADING and b.level})
    for level in levels:
        over = [one for one in _of_level(loaded, level) if one.below]
        named = [one for one in over if _is_name(one.words, loaded.text, small)]
        found = [one for one in named if any(_alike(one, other) for other in named if other is not one)]
        if len({one.words for one in found}) >= FEWEST_CASES:
            return {one.number: _name_in(one.words, loaded.text) or one.words for one in found}
    return {} if levels else _above_a_story(loaded, small)


def _above_a_story(loaded: Loaded, small: frozenset[str]) -> dict[int, str]:
    """Return the lines that stand right above the first section of a case, where no heading has a rank.

    Each is a name, and before the next of them lessons are drawn.
    """
    lines = [loaded.text[b.start : b.end].strip() for b in loaded.blocks]
    short = [
        line if b.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and len(line) <= headings.LONGEST else ""
        for line, b in zip(lines, loaded.blocks, strict=True)
    ]
    above = [n for n in range(len(short) - 1) if short[n] and headings.classify(short[n + 1]) in TOLD]
    named = {n: name for n in above if _is_name(name := _in_small_letters(short[n]), loaded.text, small)}
    if len(set(named.values())) < FEWEST_CASES:
        return {}
    ends = [*list(named)[1:], len(short)]
    taught = [any(headings.classify(s) in TAUGHT for s in short[a:b] if s) for a, b in zip(named, ends, strict=True)]
    return named if all(taught) else {}


def _in_small_letters(words: str) -> str:
    """Return a heading that is all in capitals as the text would write it."""
    return words.title() if words.isupper() else words


def _of_level(loaded: Loaded, level: int) -> Sequence[_Over]:
    """Return the headings of a level with the wording of those between each and the next of its level or above."""
    blocks = [(n, b) for n, b in enumerate(loaded.blocks) if b.kind is BlockKind.HEADING and b.level]
    found: list[_Over] = []
    for place, (number, block) in enumerate(blocks):
        if block.level != level:
            continue
        below: set[str] = set()
        for _, lower in blocks[place + 1 :]:
            if lower.level <= level:
                break
            below.add(_wording(loaded.text[lower.start : lower.end]))
        found.append(_Over(number, loaded.text[block.start : block.end].strip(), frozenset(below)))
    return found


def _wording(heading: str) -> str:
    """Return the words of a heading without whose it is: "Reece’s story" and "Wren’s story" are one."""
    return _OF_SOMEBODY.sub("", headings.without_number(heading).lower()).strip(" :.")


def _alike(one: _Over, other: _Over) -> bool:
    shared = one.below & other.below
    if len(shared) >= FEWEST_SHARED and any(headings.classify(words) in TAUGHT for words in shared):
        return True
    kinds = one.kinds & other.kinds
    return not kinds.isdisjoint(TOLD) and not kinds.isdisjoint(TAUGHT)


def _is_name(words: str, text: str, small: frozenset[str]) -> bool:
    """Return whether a heading is a name: no section or label, and a capital that is not among the `small` words."""
    if _name_in(words, text):
        return True
    if not headings.looks_like_heading(words.rstrip(":")):
        return False
    if len(words.split()) > MOST_WORDS or headings.classify_heading(words) or headings.numbered(words):
        return False
    said = _CAPITALISED.findall(_LEADING.sub("", words))
    return any(name.lower() not in small for name in said)


def _name_in(words: str, text: str) -> str | None:
    return subjects.in_marker(words, text, certain=True) or subjects.in_study(words, text)
