"""What a review says of itself first: asked how two differ and no more, each is told by its own opening."""

from collections.abc import Sequence

from assistant.catalogue import Key, key_of
from assistant.question import Question
from assistant.turning import together
from vectorstore.document import Review
from vectorstore.keywords import tokens
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans

# Who and what it is about, or else what it is.
_OPENINGS = (frozenset({S.BACKGROUND, S.INCIDENT}), frozenset({S.INTRODUCTION, S.REVIEW_PROCESS}))
_COMPARING = frozenset(
    tokens(
        "compare comparison contrast differ different difference similar alike same versus between each other whats who"
    )
)
MOST, SHORTEST = 2, 5
# In words: what is quoted of each review.
LENGTH = 60


def asks_for_nothing_else(question: Question) -> bool:
    """Return whether the words compare reviews and say nothing of what in them."""
    return not any(_COMPARING.isdisjoint(tokens(word)) for word in question.subject_matter)


def openings(reviews: Sequence[Review], passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the first statements of each review: of the family and what happened, where it tells of them."""
    return tuple(passage for review in reviews for passage in _of(review, passages))


def beginnings(passages: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """Return the first sentences of each opening, by the passage's id; none of what is too long beside them."""
    quoted: dict[str, tuple[str, ...]] = {}
    words: dict[Key, int] = {}
    for passage in passages:
        spans = sentence_spans(passage.text)
        ends = [end for _, end in spans]
        left = LENGTH - words.get(key_of(passage), 0)
        fitting = [end for end in ends if len(passage.text[:end].split()) <= left] or ends[: left == LENGTH]
        last = together([passage.text[a:b] for a, b in spans], range(len(fitting)))[-1] if fitting else 0
        quoted[passage.id] = (passage.text[: ends[last]],) if fitting else ()
        words[key_of(passage)] = LENGTH - left + sum(len(piece.split()) for piece in quoted[passage.id])
    return quoted


def _of(review: Review, passages: Sequence[Passage]) -> Sequence[Passage]:
    own = [p for p in passages if key_of(p) == (review.document_id, review.subject) and not _is_short(p)]
    told = ([p for p in own if p.section in sections] for sections in _OPENINGS)
    return sorted(next((found for found in told if found), []), key=lambda p: p.order)[:MOST]


def _is_short(passage: Passage) -> bool:
    return len(passage.text.split()) < SHORTEST
