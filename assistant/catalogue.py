"""The reviews of an index and what each is called: two boards may both have a Child Q, so the name alone is no key."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.publishers import in_one_spelling, is_same
from vectorstore.document import Document, Review
from vectorstore.index import Index
from vectorstore.passage import Passage

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every review in the order of the documents, and its label by document and subject."""

    reviews: tuple[Review, ...]
    labels: Mapping[Key, str]

    def label(self, document: Document, review: str | None) -> str:
        """Return the review's name; where another has the same, with the first of these that no other of them has:
        its publisher, its title, its date; with its file where there is no such.

        What stands before the cases of a document that has several is called by the document's title.
        """
        return self.labels.get((document.id, review), review or document.title)

    def case_of(self, document: Document, review: str | None) -> Key:
        """Return what the documents of one publisher about one subject share: a review and the plan that follows it."""
        return (in_one_spelling(document.publisher), review) if document.publisher and review else (document.id, review)

    def names(self, reviews: Iterable[Review]) -> tuple[str, ...]:
        """Return the labels of the reviews, each once, in order."""
        return tuple(dict.fromkeys(self.labels[review.document_id, review.subject] for review in reviews))


_MADE: WeakKeyDictionary[Index, Catalogue] = WeakKeyDictionary()


def catalogue(index: Index) -> Catalogue:
    """Return the catalogue of an index, made once for each."""
    made = _MADE.get(index)
    if made is None:
        made = _MADE[index] = catalogued(index.documents)
    return made


def catalogued(documents: Mapping[str, Document]) -> Catalogue:
    """Return the catalogue of these documents."""
    sharing: dict[str, list[Review]] = defaultdict(list)
    for document in documents.values():
        for review in document.reviews:
            sharing[review.name].append(review)
    labels = {(r.document_id, r.subject): _label(r, same, documents) for same in sharing.values() for r in same}
    return Catalogue(tuple(review for document in documents.values() for review in document.reviews), labels)


def _label(review: Review, same: list[Review], documents: Mapping[str, Document]) -> str:
    if len(same) == 1:
        return review.name
    others = [other for other in same if other is not review]
    if review.publisher and not any(is_same(review.publisher, other.publisher or "") for other in others):
        return f"{review.name} ({review.publisher})"
    if review.subject and all(review.title != other.title for other in others):
        return f"{review.name} ({review.title})"
    document = documents[review.document_id]
    if document.date and all(document.date != documents[other.document_id].date for other in others):
        return f"{review.name} ({document.date})"
    return f"{review.name} ({document.source})"


def key_of(passage: Passage) -> Key:
    """Return what tells the passage's review from every other."""
    return passage.document_id, passage.review
