"""The keyword index: BM25 over stemmed words. The only module that knows bm25s and the stemmer."""

import math
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Self

import bm25s  # type: ignore[import-untyped]
import numpy as np
import snowballstemmer  # type: ignore[import-untyped]
from numpy.typing import NDArray

from vectorstore.faults import StoreFailed
from vectorstore.word_forms import in_digits, one_form

# Words that questions and passages are held together by. Single letters are left out on purpose, "a" and "i" apart:
# "x", "q" or "ag" names a child. So are "no" and "not", which turn a statement round.
_STOP_WORDS = """a about after all also am an and any are as at be been before being both but by can could did do does
doing during each for from had has have having he her here hers him his how i if in into is it its itself just may me
might more most must my of on once only or other our out over own same shall she should so some such than that the
their theirs them then there these they this those through to too under until up upon us very was we were what when
where whether which while who whom whose why will with would you your"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# A token of no word stands in where no text holds one, since bm25s divides by the number of words.
_NOTHING = "\0"

_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    with _stemming:  # the stemmer keeps the word that it works on
        return str(_stemmer.stemWord(one_form(word)))


def tokens(text: str) -> list[str]:
    """Return the stems that a text is indexed and searched by: lower case, stop words dropped, numbers kept."""
    words = _WORD.findall(in_digits(text.lower().replace("’", "'")))
    return [_stem(word) for word in words if word not in STOP_WORDS]


@lru_cache(maxsize=8_192)
def stems(text: str) -> frozenset[str]:
    """Return the stems of a text, each once. The latest are kept: questions look at the same passages again."""
    return frozenset(tokens(text))


class KeywordIndex:
    """BM25 scores of texts by their position. Read only once built."""

    def __init__(self, ranking: bm25s.BM25) -> None:
        self._ranking = ranking
        self.size = int(ranking.scores["num_docs"])

    @classmethod
    def build(cls, texts: Iterable[str]) -> Self:
        """Return the index of the texts, each found again by its position."""
        ranking = bm25s.BM25(k1=1.5, b=0.75, method="lucene", backend="numpy")
        ranking.index([tokens(text) or [_NOTHING] for text in texts], show_progress=False)
        return cls(ranking)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Return the index that `save` wrote. Raise StoreFailed where it cannot be read."""
        with _translated(directory):
            return cls(bm25s.BM25.load(directory, load_corpus=False, show_progress=False))

    def save(self, directory: Path) -> None:
        """Write the index into a folder."""
        with _translated(directory):
            self._ranking.save(directory, show_progress=False)

    def search(self, query: str, k: int, among: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """Return (position, score) of the best `k` texts, best first, equal ones in their order; only scores above 0.

        `among` narrows the search to these positions.
        """
        scores = self._scores(tokens(query))
        positions = np.flatnonzero(scores) if among is None else np.array(sorted(among), dtype=np.intp)
        found = positions[scores[positions] > 0]
        best = found[np.argsort(-scores[found], kind="stable")][:k]
        return [(int(position), float(scores[position])) for position in best]

    def rarity(self, stem: str) -> float:
        """Return how rare a stem is, by in how many texts it stands: 0 for one in all, the highest for one in none.

        The inverse document frequency of BM25 (Robertson and Zaragoza 2009).
        """
        known = self._ranking.vocab_dict.get(stem)
        places = self._ranking.scores["indptr"]
        held = 0 if known is None else int(places[known + 1] - places[known])
        return math.log(1 + (self.size - held + 0.5) / (held + 0.5))

    def holding(self, stem: str) -> NDArray[np.intp]:
        """Return the positions of the texts that hold the stem, none for an unknown one."""
        known = self._ranking.vocab_dict.get(stem)
        if known is None:
            return np.zeros(0, dtype=np.intp)
        begin, end = self._ranking.scores["indptr"][known : known + 2]
        return np.asarray(self._ranking.scores["indices"][begin:end], dtype=np.intp)

    def _scores(self, query: list[str]) -> NDArray[np.float32]:
        known = self._ranking.get_tokens_ids(query)
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        scores: NDArray[np.float32] = self._ranking.get_scores_from_ids(known)
        return scores


@contextmanager
def _translated(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise
    except Exception as fault:  # bm25s has no errors of its own: damage shows as KeyError, ValueError, EOFError ...
        raise StoreFailed(f"The keyword index of {directory.parent.name} cannot be read: {fault}") from fault
