"""How well each review as a whole holds a question's words: a case is told of in one passage and judged in another."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from assistant.catalogue import Key, key_of
from vectorstore.acronyms import expand
from vectorstore.index import Index
from vectorstore.keywords import tokens

# BM25 (Robertson and Zaragoza 2009) over reviews, counted in passages: a passage holds a word or does not.
SATURATION, BY_LENGTH = 1.5, 0.75
# A review stands out where it scores nearly as well as the best, with few beside it and the next well behind.
NEARLY_THE_BEST, MOST_BESIDE, BEHIND = 0.85, 2, 0.87
# What reviews print for the words of the question counts less than those words.
PRINTED = 0.5
NOBODY = -1


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The reviews of an index: the number of each passage's review by its place, and how many passages each has."""

    keys: tuple[Key, ...]
    number: NDArray[np.intp]
    length: NDArray[np.float64]
    passages: Mapping[Key, tuple[str, ...]]


_MADE: WeakKeyDictionary[Index, _Shelf] = WeakKeyDictionary()


def review_scores(index: Index, question: str) -> Mapping[Key, float]:
    """Return how well each review matches, 0 to 1 for the best; empty where no word of the question stands anywhere."""
    shelf = _shelf(index)
    own = frozenset(tokens(question))
    printed = frozenset(tokens(expand(question))) - own
    scores = np.zeros(len(shelf.keys))
    for stem in own | printed:
        scores += _score(index, shelf, stem) * (1.0 if stem in own else PRINTED)
    best = float(scores.max(initial=0.0))
    if not best:
        return {}
    return {key: float(score) / best for key, score in zip(shelf.keys, scores, strict=True)}


def standing_out(index: Index, scores: Mapping[Key, float]) -> tuple[str, ...]:
    """Return the ids of the passages of the one or two reviews that match far better than all others, or none."""
    best = sorted(scores, key=lambda key: -scores[key])
    ahead = [key for key in best[:MOST_BESIDE] if scores[key] >= NEARLY_THE_BEST]
    following = scores[best[len(ahead)]] if len(ahead) < len(best) else 0.0
    passages = _shelf(index).passages
    return tuple(name for key in ahead for name in passages[key]) if following <= BEHIND else ()


def _score(index: Index, shelf: _Shelf, stem: str) -> NDArray[np.float64]:
    numbers = shelf.number[index.holding(stem)]
    counts = np.bincount(numbers[numbers != NOBODY], minlength=len(shelf.keys)).astype(float)
    held = int(np.count_nonzero(counts))
    rarity = log(1 + (len(shelf.keys) - held + 0.5) / (held + 0.5))
    usual = shelf.length / max(1.0, float(shelf.length.mean()))
    weighed: NDArray[np.float64] = rarity * counts / (counts + SATURATION * (1 - BY_LENGTH + BY_LENGTH * usual))
    return weighed


def _shelf(index: Index) -> _Shelf:
    made = _MADE.get(index)
    if made is None:
        made = _MADE[index] = _read(index)
    return made


def _read(index: Index) -> _Shelf:
    numbers: dict[Key, int] = {}
    names: dict[Key, list[str]] = {}
    for passage in index.passages:
        numbers.setdefault(key_of(passage), len(numbers))
        names.setdefault(key_of(passage), []).append(passage.id)
    by_place = [numbers.get(key_of(passage), NOBODY) for passage in index.stored]
    number = np.array(by_place, dtype=np.intp)
    length = np.bincount(number[number != NOBODY], minlength=len(numbers)).astype(float)
    return _Shelf(tuple(numbers), number, length, {key: tuple(ids) for key, ids in names.items()})
