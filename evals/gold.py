"""Where the gold quotes of a question set stand in an index: spans of stored text, whatever it was cut into."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from evals.questions import Kind, Question
from vectorstore.document import Age, Document
from vectorstore.index import Index

# They ask for nothing that documents say, so they may be asked of any index.
OF_ANY_INDEX = frozenset({Kind.OUT_OF_SCOPE, Kind.LIVE_CASE, Kind.IDENTIFICATION, Kind.INJECTION})


class Unresolved(ValueError):
    """Raised where a gold quote stands in no document of the name that it gives, or in none of them alone."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `[start, end)` of a document's stored text, in code points."""

    document_id: str
    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Return whether at least half of the other span lies within this one."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return self.document_id == other.document_id and 2 * shared >= other.end - other.start


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that applies to an index, with the spans of its gold quotes there, in the order of the quotes.

    `superseded` are the documents of the index that are older versions of those which the gold stands in.
    """

    question: Question
    gold: tuple[Span, ...]
    superseded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of a set that apply to an index, and the ids of those that are left out, with the reason."""

    asked: tuple[Asked, ...]
    left_out: Mapping[str, str]


def resolve(questions: Sequence[Question], index: Index) -> QuestionSet:
    """Return the questions with the spans of their gold. One whose document is not loaded is left out.

    A question that documents of the set do not answer is asked only where one of them is loaded. Raise Unresolved
    for a quote that cannot be found in a loaded document: the text was read otherwise, or the quote is wrong.
    """
    places = _Places(index)
    is_loaded = any(places.holds(one.doc) for question in questions for one in question.evidence)
    asked: list[Asked] = []
    left_out: dict[str, str] = {}
    for question in questions:
        absent = [one.doc for one in question.evidence if not places.holds(one.doc)]
        if absent:
            left_out[question.id] = f"{absent[0]} is not loaded"
        elif not (question.evidence or is_loaded or question.kind in OF_ANY_INDEX):
            left_out[question.id] = "none of the documents of its set is loaded"
        else:
            gold = tuple(places.span(question.id, e.doc, e.quote) for e in question.evidence)
            asked.append(Asked(question, gold, _superseded(index, {span.document_id for span in gold})))
    return QuestionSet(tuple(asked), left_out)


def _superseded(index: Index, gold: Set[str]) -> frozenset[str]:
    """Return the older versions of these documents, but for those that are among them: both may be asked about."""
    documents = [index.documents[name] for name in gold]
    older = {o.document_id for one in documents for o in one.other_versions if o.age is Age.NEWER}
    replaced = {one.supersedes for one in documents if one.supersedes}
    return frozenset((older | replaced) & index.documents.keys() - gold)


class _Places:
    """The documents of an index by file name, with their texts folded."""

    def __init__(self, index: Index) -> None:
        self._named = _by_name(index.documents.values())
        self._folded = {one: fold(index.text(one)) for ids in self._named.values() for one in ids}

    def holds(self, name: str) -> bool:
        return name in self._named

    def span(self, question_id: str, name: str, quote: str) -> Span:
        wanted = fold(quote).text
        for document_id in self._named[name]:
            folded = self._folded[document_id]
            at = folded.text.find(wanted) if wanted else -1
            if at >= 0:
                return Span(document_id, folded.places[at], folded.places[at + len(wanted) - 1] + 1)
        raise Unresolved(f"{question_id}: the quote stands nowhere in {name} as it was loaded: {quote!r}.")


def _by_name(documents: Iterable[Document]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for document in documents:
        named.setdefault(document.source, []).append(document.id)
    return named


@dataclass(frozen=True, slots=True)
class Folded:
    """The letters and digits of a text in lower case, and the place of each in that text."""

    text: str
    places: Sequence[int]


def fold(text: str) -> Folded:
    """Return the text so that spaces, line ends, hyphens and the look of quotation marks make no difference."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", character)).lower():
            letters.append(letter)
            places.append(place)
    return Folded("".join(letters), places)
