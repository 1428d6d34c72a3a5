"""Several versions of one document: counted as one review, words that both have shown once, the newer one named."""

import re
from collections.abc import Iterable, Mapping, Sequence
from weakref import WeakKeyDictionary

from assistant.catalogue import Key
from prompts.render import render
from vectorstore.document import Age, Document, OtherVersion, Review
from vectorstore.index import Index
from vectorstore.passage import Passage

_WORD = re.compile(r"\w+")
_REPEATS: WeakKeyDictionary[Index, Mapping[str, frozenset[str]]] = WeakKeyDictionary()
_FIRSTS: WeakKeyDictionary[Index, Mapping[str, str]] = WeakKeyDictionary()
_IS = {
    Age.NEWER: "the newer of the versions loaded",
    Age.OLDER: "an older version: a newer one is loaded too",
    Age.UNKNOWN: "one of several versions loaded; which is the newest is not stated",
    Age.SAME_TEXT: "loaded twice with the same text",
}


def without_repeats(index: Index, passages: Sequence[Passage]) -> Sequence[Passage]:
    """Return the passages without those of an older version whose words a newer one among them has too."""
    repeats = _repeats(index)
    if not repeats:
        return passages
    there = {passage.id for passage in passages}
    return [passage for passage in passages if there.isdisjoint(repeats.get(passage.id, ()))]


def older_among(index: Index, documents: Iterable[str]) -> frozenset[str]:
    """Return those of the documents of which a version to be preferred is among them too."""
    there = {name: index.documents[name] for name in documents}
    return frozenset(
        name
        for name, document in there.items()
        if any(other.document_id in there and _yields(document, other) for other in document.other_versions)
    )


def review_count(index: Index, reviews: Iterable[Review]) -> int:
    """Return how many reviews these are; the versions of one document count as one."""
    return len(one_edition(index, ((review.document_id, review.subject) for review in reviews)))


def one_edition(index: Index, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Return the keys of reviews, of the versions of one document only the first."""
    first = _firsts(index)
    return tuple({(first[document], subject): (document, subject) for document, subject in keys}.values())


def edition_words(index: Index, document: Document) -> str | None:
    """Return how a document stands among the versions loaded of it, None where it is the only one."""
    ages = {other.age for other in _loaded(index, document)}
    return next((_IS[age] for age in (Age.OLDER, Age.UNKNOWN, Age.NEWER, Age.SAME_TEXT) if age in ages), None)


def edition_notices(index: Index, documents: Iterable[str]) -> tuple[str, ...]:
    """Return what must be said of the documents of which several versions are loaded, one sentence a pair."""
    told: dict[frozenset[str], str] = {}
    for document in (index.documents[name] for name in dict.fromkeys(documents)):
        for other in _loaded(index, document):
            told.setdefault(frozenset({document.id, other.document_id}), _notice(index, document, other))
    return tuple(told.values())


def _notice(index: Index, document: Document, other: OtherVersion) -> str:
    second = index.documents[other.document_id]
    newer, older = (document, second) if other.age is not Age.OLDER else (second, document)
    return render("versions", newer=_called(newer), older=_called(older), age=other.age.value, because=other.because)


def _called(document: Document) -> str:
    return f"“{document.title}” ({document.date or 'undated'}; {document.source})"


def _loaded(index: Index, document: Document) -> list[OtherVersion]:
    return [other for other in document.other_versions if other.document_id in index.documents]


def _repeats(index: Index) -> Mapping[str, frozenset[str]]:
    """Return, by passage, those of a version to be preferred that have the same words; made once for an index."""
    made = _REPEATS.get(index)
    if made is None:
        made = _REPEATS[index] = _found(index)
    return made


def _found(index: Index) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for document in index.documents.values():
        better = [other.document_id for other in _loaded(index, document) if _yields(document, other)]
        words: dict[tuple[str, ...], set[str]] = {}
        for passage in (passage for name in better for passage in index.passages_of(name)):
            words.setdefault(_said(passage), set()).add(passage.id)
        for passage in index.passages_of(document.id) if better else ():
            if same := words.get(_said(passage)):
                found[passage.id] = frozenset(same)
    return found


def _yields(document: Document, other: OtherVersion) -> bool:
    """Return whether the other version is to be preferred: the newer one, else always the same one of the two."""
    if other.age in {Age.OLDER, Age.NEWER}:
        return other.age is Age.OLDER
    return other.document_id < document.id


def _said(passage: Passage) -> tuple[str, ...]:
    return tuple(_WORD.findall(passage.text.lower()))


def _firsts(index: Index) -> Mapping[str, str]:
    """Return the same id for all versions of one document, by each document's; made once for an index."""
    made = _FIRSTS.get(index)
    if made is None:
        made = _FIRSTS[index] = {name: _first(index, name) for name in index.documents}
    return made


def _first(index: Index, document_id: str) -> str:
    """Return the same id for all versions of one document."""
    group, waiting = {document_id}, [document_id]
    while waiting:
        for other in _loaded(index, index.documents[waiting.pop()]):
            if other.document_id not in group:
                group.add(other.document_id)
                waiting.append(other.document_id)
    return min(group)
