"""Where the gold quotes of a question set stand in an index: spans of stored text, whatever it was cut into."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from evals.questions import Kind, Question
from vectorstore.document import Age, Document
from vectorstore.index import Index

# They ask for nothing that documents say, so they may be asked of any index.
OF_ANY_INDEX = frozenset({Kind.OUT_OF_SCOPE, Kind.LIVE_CASE, Kind.IDENTIFICATION, Kind.PERSONAL_DATA, Kind.INJECTION})


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


def resolve(questions: Sequence[Question], index: Index, *, leave_out: bool = False) -> QuestionSet:
    """Return the questions with the spans of their gold. One whose document is not loaded is left out.

    A question that documents of the set do not answer is asked only where one of them is loaded. Raise Unresolved
    for a quote that cannot be found in a loaded document: the text was read otherwise, or the quote is wrong. With
    `leave_out` such a question is left out as well, since an index may hold an earlier text of the document.
    """
    places = Places(index)
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
            try:
                gold = tuple(_span(places, question.id, e.doc, e.quote) for e in question.evidence)
            except Unresolved as fault:
                if not leave_out:
                    raise
                left_out[question.id] = str(fault)
                continue
            asked.append(Asked(question, gold, _superseded(index, {span.document_id for span in gold})))
    return QuestionSet(tuple(asked), left_out)


def _superseded(index: Index, gold: Set[str]) -> frozenset[str]:
    """Return the older versions of these documents, but for those that are among them: both may be asked about."""
    documents = [index.documents[name] for name in gold]
    older = {o.document_id for one in documents for o in one.other_versions if o.age is Age.NEWER}
    replaced = {one.supersedes for one in documents if one.supersedes}
    return frozenset((older | replaced) & index.documents.keys() - gold)


def _span(places: "Places", question_id: str, name: str, quote: str) -> Span:
    found = places.find(name, quote)
    if not found:
        raise Unresolved(f"{question_id}: the quote stands nowhere in {name} as it was loaded: {quote!r}.")
    return found[0]


class Places:
    """The documents of an index by file name, and where words stand in them, whatever spaces and marks they have."""

    def __init__(self, index: Index | None) -> None:
        self._index = index
        self._named = _by_name(index.documents.values()) if index else {}
        self._folded: dict[str, Folded] = {}

    @property
    def names(self) -> Sequence[str]:
        """Return the file names, in order."""
        return sorted(self._named)

    def holds(self, name: str) -> bool:
        """Return whether a document of that file name is loaded."""
        return name in self._named

    def find(self, name: str, quote: str) -> tuple[Span, ...]:
        """Return every place where a quote stands in the documents of that name, none where it has no letters."""
        wanted = fold(quote).text
        return tuple(span for one in self._named.get(name, ()) for span in self._spans(one, wanted))

    def text(self, name: str) -> str:
        """Return what the documents of that name say, nothing where there is none."""
        return "\n".join(self._index.text(one) for one in self._named.get(name, ())) if self._index else ""

    def is_reached(self, span: Span) -> bool:
        """Return whether a passage of the index covers the span, so that a ranking can come upon it."""
        passages = self._index.passages_of(span.document_id) if self._index else ()
        return any(Span(p.document_id, p.start, p.end).covers(span) for p in passages)

    def _spans(self, document_id: str, wanted: str) -> Iterator[Span]:
        folded = self._fold(document_id)
        at = folded.text.find(wanted) if wanted else -1
        while at >= 0:
            yield Span(document_id, folded.places[at], folded.places[at + len(wanted) - 1] + 1)
            at = folded.text.find(wanted, at + len(wanted))

    def _fold(self, document_id: str) -> "Folded":
        # Kept, since a set names one document many times; and only those are folded that it names.
        if document_id not in self._folded and self._index:
            self._folded[document_id] = fold(self._index.text(document_id))
        return self._folded[document_id]


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
