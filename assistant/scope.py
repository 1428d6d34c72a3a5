"""Which reviews a question is about: those it names, or those of the question that it leans on."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.names import named_documents, named_reviews
from assistant.question import read_question
from vectorstore.document import Review
from vectorstore.index import Index
from vectorstore.passage import Passage


@dataclass(frozen=True, slots=True)
class Scope:
    """The reviews that a question is about; empty for all. `carried` says that it comes from an earlier turn."""

    reviews: tuple[Review, ...] = ()
    carried: bool = False

    def holds(self, passage: Passage) -> bool:
        """Return whether the passage belongs to the scope."""
        return not self.reviews or any(
            r.document_id == passage.document_id and passage.review in {r.subject, None} for r in self.reviews
        )


def find_scope(index: Index, question: str, earlier: Sequence[str]) -> Scope:
    """Return the reviews that the question names; of a follow-up that names none, those of the latest turn that did."""
    if reviews := reviews_named(index, question):
        return Scope(reviews)
    if read_question(question).refers_back:
        for text in reversed(earlier):
            if reviews := reviews_named(index, text):
                return Scope(reviews, carried=True)
    return Scope()


def reviews_named(index: Index, text: str) -> tuple[Review, ...]:
    """Return the reviews that a text names by subject or by the place of their publisher."""
    everything = [review for document in index.documents.values() for review in document.reviews]
    by_subject = named_reviews(text, everything)
    by_place = [r for d in named_documents(text, index.documents, index.text) for r in d.reviews]
    narrowed = [r for r in by_place if r in by_subject]
    if narrowed and len({r.subject for r in by_subject}) == 1:
        return tuple(narrowed)
    return tuple(dict.fromkeys([*by_subject, *by_place]))


def scope_names(reviews: Sequence[Review]) -> tuple[str, ...]:
    """Return the names of the reviews, each once, in order."""
    return tuple(dict.fromkeys(review.name for review in reviews))
