"""Which documents read like versions of one another, and which of them is the newer. Proposals: a person confirms them.

Texts are compared by their shingles, runs of words that both have (Broder, "On the resemblance and containment of
documents", 1997); a sketch of each text finds the few pairs that are worth comparing in full.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import combinations

from vectorstore.contents import LoadedDocument
from vectorstore.document import Age, Document, OtherVersion
from vectorstore.periods import Period, period_of

SHINGLE = 4
SKETCH = 128
# Shares of the shingles of both texts. Two briefings of one board have a few lines in common, two versions of one most.
WORTH_COMPARING = 0.1
ALIKE = 0.45
ALIKE_IF_TITLED_ALIKE = 0.25
# Two files of one text differ in how a list or a table was written down, and in nothing else.
SAME = 0.97

_WORD = re.compile(r"[^\W_]+")
_VERSION = re.compile(r"(?<![^\W_])v(?:ersion|er)?[ ._-]?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)", re.IGNORECASE)
_VERSION_IN_TEXT = re.compile(r"\b(?:version|revision|edition) (?P<number>\d{1,2}(?:\.\d{1,2})?)\b", re.IGNORECASE)
_NOT_OF_THE_TITLE = re.compile(r"\b(?:v(?:ersion)?|edition|updated|revised|final|draft)\b|\d+", re.IGNORECASE)
FRONT_LETTERS = 600


@dataclass(frozen=True, slots=True)
class _Print:
    """A document with what is compared of it."""

    one: LoadedDocument
    shingles: frozenset[int]
    sketch: frozenset[int]


def with_other_versions(documents: Sequence[LoadedDocument]) -> list[LoadedDocument]:
    """Return the documents, each with the others that read like a version of it; a pure function of them all.

    Of a document of which a person has said that it replaces nothing, only newer versions are proposed.
    """
    prints = [_printed(one) for one in sorted(documents, key=lambda one: (one.document.source, one.document.id))]
    proposed: defaultdict[str, list[OtherVersion]] = defaultdict(list)
    for a, b in _worth_comparing(prints):
        if _are_versions(a, b):
            age, because = _age(a, b)
            if _is_settled(a.one.document, age) or _is_settled(b.one.document, _OPPOSITE[age]):
                continue
            proposed[a.one.document.id].append(OtherVersion(b.one.document.id, age, because))
            proposed[b.one.document.id].append(OtherVersion(a.one.document.id, _OPPOSITE[age], because))
    return [_with(one, proposed.get(one.document.id, [])) for one in documents]


def without_superseded(documents: Sequence[LoadedDocument]) -> list[LoadedDocument]:
    """Return the documents that no other of them replaces, as persons have said."""
    replaced = {one.document.supersedes for one in documents}
    return [one for one in documents if one.document.id not in replaced]


_OPPOSITE = {Age.NEWER: Age.OLDER, Age.OLDER: Age.NEWER, Age.UNKNOWN: Age.UNKNOWN, Age.SAME_TEXT: Age.SAME_TEXT}


def _is_settled(document: Document, age: Age) -> bool:
    """Return whether a person has said that the document replaces nothing, and it is not the older of two versions."""
    decided = any(added.field == "supersedes" for added in document.added)
    return decided and document.supersedes is None and age is not Age.OLDER


def _with(one: LoadedDocument, others: Iterable[OtherVersion]) -> LoadedDocument:
    versions = tuple(sorted(others, key=lambda other: other.document_id))
    return replace(one, document=replace(one.document, other_versions=versions))


def _printed(one: LoadedDocument) -> _Print:
    words = [word.lower() for word in _WORD.findall(one.text)]
    runs = zip(*(words[n:] for n in range(SHINGLE)), strict=False)
    shingles = frozenset(_number(" ".join(run)) for run in runs)
    return _Print(one, shingles, frozenset(nsmallest(SKETCH, shingles)))


def _number(shingle: str) -> int:
    """Return the same number for the same words in every process, unlike `hash`."""
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest())


def _worth_comparing(prints: Sequence[_Print]) -> Iterator[tuple[_Print, _Print]]:
    """Yield the pairs whose sketches share enough."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(prints):
        for number in one.sketch:
            holders[number].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        shared.update(combinations(places, 2))
    for (a, b), count in sorted(shared.items()):
        if count >= WORTH_COMPARING * min(len(prints[a].sketch), len(prints[b].sketch)):
            yield prints[a], prints[b]


def _are_versions(a: _Print, b: _Print) -> bool:
    """Return whether two documents are about the same and mostly in the same words."""
    first, second = a.one.document, b.one.document
    if set(first.subjects) != set(second.subjects) or first.population != second.population:
        return False
    if first.publisher and second.publisher and first.publisher != second.publisher:
        return False
    titled_alike = _title(first) == _title(second)
    return _resemblance(a, b) >= (ALIKE_IF_TITLED_ALIKE if titled_alike else ALIKE)


def _title(document: Document) -> str:
    return " ".join(_WORD.findall(_NOT_OF_THE_TITLE.sub(" ", document.title.lower())))


def _resemblance(a: _Print, b: _Print) -> float:
    return len(a.shingles & b.shingles) / max(1, len(a.shingles | b.shingles))


def _age(a: _Print, b: _Print) -> tuple[Age, str]:
    """Return how the first stands in time to the second, and what shows it."""
    first, second = a.one, b.one
    if _resemblance(a, b) >= SAME:
        return Age.SAME_TEXT, "their words"
    if age := _later(period_of(first.document.date), period_of(second.document.date)):
        return age, f"the dates in their texts: {_in_order(age, first.document.date, second.document.date)}"
    if age := _higher(_VERSION_IN_TEXT, first.text[:FRONT_LETTERS], second.text[:FRONT_LETTERS]):
        return age, "the version numbers in their texts"
    names = first.document.source, second.document.source
    if age := _later(period_of(names[0]), period_of(names[1])) or _higher(_VERSION, *names):
        return age, f"their file names: {_in_order(age, *names)}"
    return Age.UNKNOWN, "their words"


def _in_order(age: Age, first: str | None, second: str | None) -> str:
    """Return what shows the age of two documents, that of the older one first."""
    return f"{first} and {second}" if age is Age.OLDER else f"{second} and {first}"


def _later(first: Period | None, second: Period | None) -> Age | None:
    """Return how two periods lie; None where one is not known or they overlap, as 2022 and May 2022 do."""
    if first is None or second is None:
        return None
    if first.start > second.end:
        return Age.NEWER
    return Age.OLDER if second.start > first.end else None


def _higher(pattern: re.Pattern[str], first: str, second: str) -> Age | None:
    found = pattern.search(first), pattern.search(second)
    numbers = [tuple(map(int, match["number"].split("."))) if match else (1,) for match in found]
    if not any(found) or numbers[0] == numbers[1]:
        return None
    return Age.NEWER if numbers[0] > numbers[1] else Age.OLDER
