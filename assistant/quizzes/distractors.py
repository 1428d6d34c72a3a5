"""Which statements of other reviews a review does not make: a wrong option must not happen to be true.

Unlike words do not show that a statement is untrue of a review, and like words do not show the opposite. So two things
have to hold: the statement is of themes that the review touches nowhere, and nothing that the review says is close to
it in meaning. A statement of no theme that is known is never taken, since it is what most reviews have in other words.
The limit is the highest at which the labelled pairs in `evals/questions/distractors.jsonl` that it was chosen on came
out as the release gate wants them.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary, ref

import numpy as np
from numpy.typing import NDArray

from assistant.publishers import is_same
from assistant.quizzes.askable import FORM_OF, Form
from assistant.quizzes.statements import Statement, told
from assistant.reviews import Entry, outdated, passages_of, reviews
from assistant.scope import keys_of
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans
from vectorstore.themes import themes_in

# Cosine similarity of two sentences, -1 to 1.
MOST_ALIKE = 0.3
# What says nothing of the review itself.
_BESIDE = frozenset({S.GLOSSARY, S.RESOURCES})

Vectors = NDArray[np.float32]


class Doubt(StrEnum):
    """Why a statement may be true of a review."""

    SAME_CASE = "it may be about the same case"
    NO_THEME = "it is of no theme that is known"
    THEME = "the review touches one of its themes"
    ALIKE = "the review says something close to it"


class Said:
    """What a review says: the themes that it touches, and the vectors of its sentences.

    The vectors are read where they are asked for: for most statements the themes decide.
    """

    def __init__(self, own: Sequence[Passage], read: Callable[[Sequence[Passage]], Sequence[Vectors]]) -> None:
        self._own, self._read = own, read
        self.themes = frozenset(theme for passage in own for theme in passage.themes)

    @cached_property
    def vectors(self) -> Vectors:
        """Return the vectors of its sentences, one row each."""
        rows = self._read(self._own)
        return np.concatenate(rows) if rows else np.zeros((0, 1), np.float32)

    def closest(self, vectors: Vectors) -> NDArray[np.float32]:
        """Return for each of these vectors, one row each, the similarity of the closest sentence of the review."""
        if not len(self.vectors):
            return np.full(len(vectors), -1, np.float32)
        return np.asarray((vectors @ self.vectors.T).max(axis=1), np.float32)


class Distractors:
    """The statements of an index as wrong options for one another's reviews."""

    def __init__(self, index: Index) -> None:
        self._lent = ref(index)
        self._forms: dict[Form, list[Statement]] = {form: [] for form in Form}
        for one in told(index).statements:
            self._forms[one.form].append(one)
        self._entries: dict[Form, tuple[Entry, ...]] = {}
        self._rows: dict[str, Vectors] = {}
        self._embedded: dict[str, Vectors] = {}
        self._said: dict[str, Said] = {}

    @property
    def _index(self) -> Index:
        """Return the index, which is not held: it would stay open as long as what is known of it."""
        index = self._lent()
        assert index is not None
        return index

    def doubt(self, entry: Entry, statement: Statement) -> Doubt | None:
        """Return why a statement of another review may be true of this one too, None where it can be a wrong option."""
        if not are_other_cases(entry, statement.entry):
            return Doubt.SAME_CASE
        return self._by_themes(entry, statement.themes_in_words) or self._by_closeness(entry, self.vectors(statement))

    def doubt_of_words(self, entry: Entry, words: str) -> Doubt | None:
        """Return why words that somebody wrote may be true of the review, None where they can be a wrong option."""
        sentences = [words[start:end] for start, end in sentence_spans(words)]
        return self._by_themes(entry, themes_in(words)) or self._by_closeness(entry, self.embedded(sentences))

    def _by_themes(self, entry: Entry, themes: Sequence[str]) -> Doubt | None:
        # First, for it costs next to nothing and decides on most.
        if not themes:
            return Doubt.NO_THEME
        return None if self.said(entry).themes.isdisjoint(themes) else Doubt.THEME

    def _by_closeness(self, entry: Entry, vectors: Vectors) -> Doubt | None:
        """Return the doubt where a sentence with one of these vectors, one row each, is close to what is said."""
        return Doubt.ALIKE if float(self.said(entry).closest(vectors).max(initial=-1)) > MOST_ALIKE else None

    def of_form(self, form: Form) -> Sequence[Statement]:
        """Return every statement of the form, in the order of the index."""
        return self._forms[form]

    def entries(self, form: Form) -> Sequence[Entry]:
        """Return the reviews that have a section of the form, whether or not any of it may be shown."""
        if form not in self._entries:
            of_form = {
                (one.document_id, one.review) for one in self._index.passages if FORM_OF.get(one.section) is form
            }
            known = [one for one in reviews(self._index) if one.document.id not in outdated(self._index)]
            keys = ((one, keys_of(one.review)) for one in known)
            self._entries[form] = tuple(one for one, own in keys if not of_form.isdisjoint(own))
        return self._entries[form]

    def vectors(self, statement: Statement) -> Vectors:
        """Return the vectors of the statement's sentences, one row each."""
        known = self._rows.get(statement.id)
        if known is None:
            [row] = self._index.sentence_vectors([statement.passage])
            known = self._rows[statement.id] = row[list(statement.sentences)]
        return known

    def alike(self, one: Statement, other: Statement) -> float:
        """Return how close two statements are in meaning: the cosine similarity of their closest sentences."""
        return float((self.vectors(one) @ self.vectors(other).T).max())

    def closest(self, entry: Entry, statement: Statement) -> float:
        """Return how close the review comes to a statement in meaning anywhere: cosine similarity, -1 to 1."""
        return float(self.said(entry).closest(self.vectors(statement)).max(initial=-1))

    def closeness(self, statement: Statement, texts: Sequence[str]) -> list[float]:
        """Return how close each text is to the statement in meaning: the cosine similarity of its closest sentence."""
        if not texts:
            return []
        return [float(one) for one in (self.embedded(texts) @ self.vectors(statement).T).max(axis=1)]

    def embedded(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts, one row each; the same text is embedded once."""
        if unknown := [text for text in dict.fromkeys(texts) if text not in self._embedded]:
            self._embedded.update(zip(unknown, self._index.embedded(unknown), strict=True))
        return np.stack([self._embedded[text] for text in texts])

    def said(self, entry: Entry) -> Said:
        """Return what the review says."""
        made = self._said.get(entry.id)
        if made is None:
            own = [one for one in passages_of(self._index, entry.review) if one.section not in _BESIDE]
            made = self._said[entry.id] = Said(own, lambda passages: self._index.sentence_vectors(passages))
        return made


_MADE: WeakKeyDictionary[Index, Distractors] = WeakKeyDictionary()
_MAKING = Lock()


def distractors(index: Index) -> Distractors:
    """Return the wrong options of an index, made once for each."""
    with _MAKING:
        made = _MADE.get(index)
        if made is None:
            made = _MADE[index] = Distractors(index)
        return made


def are_other_cases(one: Entry, other: Entry) -> bool:
    """Return whether two reviews are surely not about one case, and of one population; the sample is apart from all.

    A report on many reviews may be on any of its own board's. A subject of the same name may be the same child.
    """
    if (one.document.population, one.document.is_sample) != (other.document.population, other.document.is_sample):
        return False
    subjects = one.review.subject, other.review.subject
    if None not in subjects or one.document.id == other.document.id:
        return subjects[0] != subjects[1]
    board, of_other = one.document.publisher, other.document.publisher
    return board is not None and of_other is not None and not is_same(board, of_other)
