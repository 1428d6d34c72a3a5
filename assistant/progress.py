"""Progress that documents report on a numbered recommendation or action. What none reports is not called undone."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.catalogue import Key, key_of
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S

Named = tuple[S, int]

_REPORTS = (S.PROGRESS, S.IMPACT_EVIDENCE)
_ITEM = re.compile(r"(?:R|Rec\.?|Recommendation)\s?(\d{1,2})|(?:A|Action)\s?(\d{1,2})")
_NAMED = re.compile(
    r"\b(?P<kind>recommendation|rec|action)s?\.? (?P<numbers>\d{1,2}\b(?:(?:, | and | & |, and )\d{1,2}\b)*)", re.I
)


def numbered(item: str | None) -> Named | None:
    """Return what an item is called by its number, None where it has none that another passage could name."""
    match = _ITEM.fullmatch(item or "")
    return None if match is None else (S.RECOMMENDATIONS, int(match[1])) if match[1] else (S.ACTIONS, int(match[2]))


class ProgressReports:
    """The passages of an index that report progress, by the numbers that they name."""

    def __init__(self, index: Index, items: Mapping[Key, Sequence[Named]]) -> None:
        self._documents = index.documents
        self._items = {key: Counter(names) for key, names in items.items()}
        self._reports = [
            (passage, named) for passage in index.passages if passage.section in _REPORTS and (named := _names(passage))
        ]

    def on(self, key: Key, named: Named | None) -> tuple[Passage, ...]:
        """Return the passages that report on the item; none where two lists of its review have an item of its name."""
        if named is None or self._items[key][named] > 1:
            return ()
        return tuple(passage for passage, names in self._reports if named in names and self._is_on(key, named, passage))

    def _is_on(self, key: Key, named: Named, passage: Passage) -> bool:
        """Return whether the passage speaks of that review: of its own document, else of the same board and subject."""
        document_id, subject = key
        if passage.document_id == document_id:
            return passage.review in {subject, None}
        mine, other = self._documents[document_id], self._documents[passage.document_id]
        has_its_own = self._items.get(key_of(passage), Counter())[named] > 0
        return subject is not None and subject == passage.review and _same_board(mine, other) and not has_its_own


def _names(passage: Passage) -> frozenset[Named]:
    within = numbered(passage.within)
    said = _NAMED.finditer(f"{passage.statement or ''} {passage.within or ''} {passage.text}")
    named = {
        (S.ACTIONS if match["kind"].lower() == "action" else S.RECOMMENDATIONS, int(number))
        for match in said
        for number in re.findall(r"\d+", match["numbers"])
    }
    return frozenset(named | {within} if within else named)


def _same_board(mine: Document, other: Document) -> bool:
    return mine.publisher is not None and mine.publisher == other.publisher and mine.population == other.population
