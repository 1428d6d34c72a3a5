"""Words that were divided at a line's end: made whole, unless the hyphen is the word's own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from ingest.manuscript import Phrase, Run, compose
from ingest.sheet import Line

SOFT = "\u00ad"
# What begins compounds and, unlike "high" or "child", hardly ever a longer word without a hyphen.
KEPT_AFTER = frozenset(
    {"multi", "non", "self", "co", "pre", "post", "anti", "well", "cross", "semi", "half", "two", "three"}
) | {"family", "peer", "problem", "trauma", "risk", "decision", "face", "single", "five", "year"}
# What ends compounds and hardly ever a longer word.
KEPT_BEFORE = frozenset({"term", "based", "related", "focused", "centred", "informed", "aged", "wide", "year", "old"})
SHORTEST_FIRST = 4
# A program that divides words does so more often than once in so many lines; fewer hyphens are the author's own.
FEWEST_DIVIDED = 0.01

_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_DIVIDED = re.compile(r"(?P<before>[-‐])?(?P<first>[^\W\d_]+)[-‐\u00ad]\s*$")
_BEGINS = re.compile(r"\s*(?P<second>[^\W\d_]+)")
# "2019-" and "20", "16-" and "year-old": a hyphen behind digits is always their own.
_NUMBER = re.compile(r"\d[-‐–]$")
_GOES_ON = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Hyphens:
    """The compounds and words that the document has in the middle of its lines, and whether it divides words at all."""

    compounds: frozenset[str]
    words: frozenset[str]
    divides: bool = True

    @classmethod
    def of(cls, lines: Iterable[str]) -> Self:
        """Return what the lines show of the document's spelling."""
        compounds: set[str] = set()
        words: set[str] = set()
        ends: list[bool] = []
        for line in lines:
            ends.append(bool(_DIVIDED.search(line)))
            compounds.update(m[0].lower().replace("‐", "-") for m in _COMPOUND.finditer(line))
            words.update(m[0].lower() for m in _WORD.finditer(line))
        return cls(frozenset(compounds), frozenset(words), sum(ends) >= FEWEST_DIVIDED * len(ends))

    def joined(self, lines: Sequence[Line]) -> Phrase:
        """Return the words of the lines as one phrase."""
        runs: list[Run] = []
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            runs += line.runs
            if following is None:
                break
            cut = self._cut(line, following)
            if cut is None:
                runs.append(Run(" ", line.bold and following.bold, page=line.runs[-1].page))
            elif cut:
                _shorten(runs)
        return compose(runs)

    def _cut(self, line: Line, following: Line) -> bool | None:
        """Return whether a hyphen at the line's end goes; None where a space comes between the lines."""
        raw = "".join(run.text for run in line.runs)
        if _NUMBER.search(raw) and _GOES_ON.match(following.text):
            return False
        divided, begins = _DIVIDED.search(raw), _BEGINS.match("".join(run.text for run in following.runs))
        if not divided or not begins:
            return None
        first, second = divided["first"].lower(), begins["second"].lower()
        if raw.rstrip().endswith(SOFT):
            return True
        if begins["second"][0].isupper() or divided["before"]:
            return False
        if f"{first}-{second}" in self.compounds:
            return False
        if first + second in self.words:
            return True
        return self.divides and first not in KEPT_AFTER and not (second in KEPT_BEFORE and len(first) >= SHORTEST_FIRST)


def _shorten(runs: list[Run]) -> None:
    """Take the hyphen off the end of the last run that holds words."""
    while runs and not runs[-1].text.strip():
        runs.pop()
    last = runs.pop()
    runs.append(replace(last, text=last.text.rstrip()[:-1]))
