"""Progress on a review that another document of its board reports: the review itself was written before it."""

from collections.abc import Iterator

from assistant.progress import prints_subject
from assistant.question import Question
from assistant.scope import Scope
from vectorstore.document import Document, Review
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S

_REPORTS = frozenset({S.PROGRESS, S.IMPACT_EVIDENCE})


def reported_elsewhere(index: Index, question: Question, scope: Scope) -> tuple[Passage, ...]:
    """Return what documents of the same boards that print the reviews' names report, where progress is asked for."""
    if S.PROGRESS not in question.sections or not scope.by_subject:
        return ()
    return tuple(dict.fromkeys(passage for review in scope.reviews for passage in _reports_on(index, review)))


def _reports_on(index: Index, review: Review) -> Iterator[Passage]:
    mine = index.documents[review.document_id]
    for other in index.documents.values():
        if _may_report(mine, other) and prints_subject(index.text(other.id), review.subject):
            yield from (p for p in index.passages_of(other.id) if p.review is None and p.section in _REPORTS)


def _may_report(mine: Document, other: Document) -> bool:
    same = mine.publisher is not None and (mine.publisher, mine.population) == (other.publisher, other.population)
    return same and other.id != mine.id
