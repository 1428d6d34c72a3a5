"""The order of the retrieved passages by features that can be explained, each with a weight fitted on questions.

`python -m evals.fitting` fits the weights; they are checked in, in `assistant/weights.py`.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer_type import AnswerType, asked_for, held_by
from assistant.question import Question
from assistant.weights import WEIGHTS
from vectorstore.acronyms import expand
from vectorstore.index import Index
from vectorstore.keywords import stems, tokens
from vectorstore.passage import Hit, Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentence_vectors import sentences_of

# How many of the retrieved passages are looked at again.
DEPTH = 60
SHORT_STATEMENT = 8
MOST_RARITY = 6.0

ASIDE = frozenset({S.QUESTIONS, S.GLOSSARY, S.RESOURCES, S.INTRODUCTION, S.UNCLASSIFIED})
TO_BE_DONE = frozenset({S.RECOMMENDATIONS, S.ACTIONS, S.LEARNING})
EXPLAINING = frozenset({S.FINDINGS, S.LEARNING})
_OUGHT = re.compile(r"\b(?:should|must|need to|supposed|meant|expected|ask|asks)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Features:
    """What is measured of a passage for a question, each about -1 to 1.

    `fused` is its share of the best fused rank, `likeness` the cosine similarity of the passage with its context and
    `closeness` that of its closest sentence; `coverage` the share of the question's words that it holds, weighted by
    rarity, and `further` the rarity of those that it holds in the reviews' words. The five answer types and the
    two agreements below are 1 where what is asked for is held, -1 where it is not, and 0 where it is not asked for.
    """

    fused: float
    likeness: float
    closeness: float
    coverage: float
    further: float
    section: float
    ought: float
    explains: float
    aside: float
    short: float
    number: float
    date: float
    person: float
    place: float
    reason: float

    @property
    def score(self) -> float:
        """Return the sum of the features by their weights; only differences between passages mean anything."""
        return sum(WEIGHTS[name] * float(getattr(self, name)) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its features, and how well each of its sentences alone matches the question.

    `reading` is what a cross-encoder that was configured adds, 0 without one; `lowered` is what an older version of a
    document gives way by to the newer.
    """

    passage: Passage
    features: Features
    sentences: tuple[float, ...]
    reading: float = 0.0
    lowered: float = 0.0

    @property
    def score(self) -> float:
        """Return the score of its features with what a cross-encoder adds and an older version loses."""
        return self.features.score + self.reading - self.lowered


def rerank(index: Index, question: Question, hits: Sequence[Hit]) -> tuple[Ranked, ...]:
    """Return the best of the hits in their new order."""
    return tuple(sorted(measured(index, question, hits), key=lambda ranked: -ranked.score))


def measured(index: Index, question: Question, hits: Sequence[Hit]) -> tuple[Ranked, ...]:
    """Return the best of the hits with their features, in the order that they come in."""
    hits = hits[:DEPTH]
    passages = [hit.passage for hit in hits]
    words = _Words.of(index, question)
    likeness = index.similarity(question.text, passages)
    closeness = index.closeness(question.text, passages)
    return tuple(
        Ranked(
            hit.passage,
            _features(words, hit.passage, hit.score / hits[0].score, alike, max(close)),
            _matches(words, hit.passage, close),
        )
        for hit, alike, close in zip(hits, likeness, closeness, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The stems of a question with their rarity, those of the reviews' words for them, and what else it asks for."""

    rarity: dict[str, float]
    further: dict[str, float]
    sections: frozenset[S]
    types: frozenset[AnswerType]
    ought: bool

    @classmethod
    def of(cls, index: Index, question: Question) -> "_Words":
        own = set(tokens(question.text))
        return cls(
            {stem: index.rarity(stem) for stem in own},
            {stem: index.rarity(stem) for stem in set(tokens(expand(question.text))) - own},
            question.sections,
            asked_for(question.text),
            bool(_OUGHT.search(question.text)),
        )


def _features(words: _Words, passage: Passage, fused: float, likeness: float, closeness: float) -> Features:
    held, own = stems(passage.embedded), stems(passage.text)
    types = {kind: _holds(words, passage.text, kind) for kind in AnswerType}
    return Features(
        fused=fused,
        likeness=likeness,
        closeness=closeness,
        coverage=_share(words.rarity, held),
        further=_further(words, own),
        section=float(passage.section in words.sections),
        ought=_agrees(words.ought, passage.section in TO_BE_DONE),
        explains=_agrees(AnswerType.REASON in words.types, passage.section in EXPLAINING),
        aside=float(passage.section in ASIDE),
        short=float(len(passage.text.split()) < SHORT_STATEMENT),
        **{kind.value: agreement for kind, agreement in types.items()},
    )


def _matches(words: _Words, passage: Passage, closeness: Sequence[float]) -> tuple[float, ...]:
    """Return the features that single sentences have, by their weights."""
    matches = []
    for sentence, close in zip(sentences_of(passage), closeness, strict=True):
        types = (WEIGHTS[kind] * _holds(words, sentence, kind) for kind in AnswerType)
        held = stems(sentence)
        coverage = WEIGHTS["coverage"] * _share(words.rarity, held) + WEIGHTS["further"] * _further(words, held)
        matches.append(WEIGHTS["closeness"] * close + coverage + sum(types))
    return tuple(matches)


def _further(words: _Words, held: frozenset[str]) -> float:
    """Return how rare the reviews' words for the question's are that are held, 0 to 1."""
    return min(sum(rarity for stem, rarity in words.further.items() if stem in held), MOST_RARITY) / MOST_RARITY


def _share(rarity: dict[str, float], held: frozenset[str]) -> float:
    whole = math.fsum(rarity.values())
    return math.fsum(value for stem, value in rarity.items() if stem in held) / whole if whole else 0.0


def _holds(words: _Words, text: str, kind: AnswerType) -> float:
    # Looked for only where it is asked for: most questions ask for none of the kinds.
    return _agrees(True, held_by(text, kind)) if kind in words.types else 0.0


def _agrees(asked: bool, held: bool) -> float:
    return (1.0 if held else -1.0) if asked else 0.0
