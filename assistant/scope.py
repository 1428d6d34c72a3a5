"""Which reviews a question is about: those it names, or those of the question that it leans on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.catalogue import Key, catalogue, key_of
from assistant.descriptions import described
from assistant.kinds import ids, of_kind
from assistant.names import named_reviews, unknown_subjects
from assistant.places import Place, documents_of, named_places, places_of
from assistant.question import read_question
from vectorstore.document import Review
from vectorstore.index import Index
from vectorstore.passage import Passage

# "how does Child X differ from what Saltmere says": the subject is compared with the place's documents.
_COMPARED = re.compile(r"\bcompar\w+|\bdiffer\w*|\bversus\b|\bvs\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """The reviews that a question is about; empty for all. `carried` says that it comes from an earlier turn.

    `unknown` are subjects that it names and that no loaded review has. `by_subject`: the reviews were named one by one,
    or described so that one or a few of them can be meant.
    """

    reviews: tuple[Review, ...] = ()
    carried: bool = False
    unknown: tuple[str, ...] = ()
    by_subject: bool = False

    def passages(self, index: Index) -> Sequence[Passage]:
        """Return the passages of the reviews, and what their documents say of no review alone."""
        if not self.reviews:
            return index.passages
        keys = {key for r in self.reviews for key in keys_of(r)}
        documents = {document for document, _ in keys}  # looked at first, since most passages are of others
        return [p for p in index.passages if p.document_id in documents and key_of(p) in keys]


def keys_of(review: Review) -> tuple[Key, Key]:
    """Return the keys of the passages that belong to a review: its own, and those of the whole document."""
    return (review.document_id, review.subject), (review.document_id, None)


def find_scope(index: Index, question: str, earlier: Sequence[str], everywhere: bool = False) -> Scope:
    """Return the reviews that the question names; of a follow-up that names none, those of the latest turn that did.

    `everywhere`: the asker wants every review to be searched.
    """
    if everywhere:
        return Scope()
    scope = named_scope(index, question)
    if not scope.reviews and not scope.unknown and read_question(question).refers_back:
        for text in reversed(earlier):
            before = named_scope(index, text)
            if before.reviews or before.unknown:
                return Scope(before.reviews, True, before.unknown, before.by_subject)
    return scope


def named_scope(index: Index, text: str) -> Scope:
    """Return the reviews that a text names by subject, place or kind of document, or describes."""
    scope = _by_subject_or_place(index, text)
    return scope if scope.unknown else _by_kind(index, text, scope)


def _by_kind(index: Index, text: str, scope: Scope) -> Scope:
    """Return the scope narrowed to the documents of a kind that the text names: "the Saltmere newsletter".

    One of another review is looked at beside it: "is the girl in the impact report Child Z's sister".
    """
    places = named_places(text, index.documents)
    there = {d.id for place in places for d in documents_of(place, index.documents, index.text)}
    meant = ids([d for d in of_kind(text, index.documents.values(), definite=not places) if not there or d.id in there])
    if not meant or _COMPARED.search(text) or (not scope.reviews and len(meant) > 1):
        return scope
    narrowed = tuple(r for r in scope.reviews if r.document_id in meant)
    if narrowed:
        return Scope(narrowed, by_subject=scope.by_subject)
    also = tuple(r for r in catalogue(index).reviews if r.document_id in meant) if len(meant) == 1 else ()
    return Scope((*scope.reviews, *also)) if also else scope


def _by_subject_or_place(index: Index, text: str) -> Scope:
    subjects = named_reviews(text, catalogue(index).reviews)
    unknown = unknown_subjects(text, subjects)
    places = named_places(text, index.documents)
    if subjects and places and not _COMPARED.search(text):
        met = met_at(subjects, places)
        apart = tuple(dict.fromkeys(f"{r.name} of {places[0].printed}" for r in subjects)) if not met else ()
        return Scope(met, unknown=(*apart, *unknown), by_subject=True)
    if unknown or (subjects and not places):
        return Scope(subjects, unknown=unknown, by_subject=True)
    documents = {d.id for place in places for d in documents_of(place, index.documents, index.text)}
    there = tuple(r for r in catalogue(index).reviews if r in subjects or r.document_id in documents)
    if not subjects and (meant := described(index, text, there or catalogue(index).reviews)):
        return Scope(meant, by_subject=True)
    return Scope(there)


def met_at(subjects: Sequence[Review], places: Sequence[Place]) -> tuple[Review, ...]:
    """Return the reviews of the subjects at the places; a place tells two of one name apart and adds nothing.

    A review that states no publisher may be of any place. None at all is returned where subject and place do not meet.
    """
    there = [r for r in subjects if r.publisher and set(places) & set(places_of(r.publisher))]
    open_ones = [r for r in subjects if not r.publisher and r.subject not in {t.subject for t in there}]
    if not there:
        return tuple(open_ones)
    told_apart = {review.subject for review in there}
    return tuple(r for r in subjects if r in there or r.subject not in told_apart)
