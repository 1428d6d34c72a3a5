"""The vectors of single sentences: which sentence of a passage is closest to a question, and how close."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from vectorstore.faults import StoreFailed
from vectorstore.passage import Passage
from vectorstore.sentences import sentence_spans

VECTORS, PLACES = "vectors.npy", "places.npy"


def sentences_of(passage: Passage) -> list[str]:
    """Return the sentences of a passage, in the order of its text, without its context."""
    return list(_parted(passage.text))


@lru_cache(maxsize=8_192)
def _parted(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentence_spans(text))


class SentenceVectors:
    """Vectors of unit length in half precision, passage after passage; read from the disk as they are needed."""

    def __init__(self, vectors: NDArray[np.float16], places: NDArray[np.int64]) -> None:
        self._vectors = vectors
        self._places = places

    @staticmethod
    def save(directory: Path, vectors: NDArray[np.float32], counts: Iterable[int]) -> None:
        """Write the vectors of all sentences, of which `counts` tells how many each passage has."""
        directory.mkdir()
        np.save(directory / VECTORS, vectors.astype(np.float16))
        np.save(directory / PLACES, np.concatenate([[0], np.cumsum(list(counts))]).astype(np.int64))

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Return what `save` wrote. Raise StoreFailed where it cannot be read."""
        try:
            vectors = np.load(directory / VECTORS, mmap_mode="r", allow_pickle=False)
            return cls(vectors, np.load(directory / PLACES, allow_pickle=False))
        except (ValueError, EOFError) as fault:
            raise StoreFailed(f"The sentence vectors of {directory.parent.name} cannot be read: {fault}") from fault

    @property
    def counts(self) -> list[int]:
        """Return how many sentences each passage has."""
        return [int(count) for count in np.diff(self._places)]

    def closeness(self, query: NDArray[np.float32], positions: Sequence[int]) -> list[list[float]]:
        """Return for each passage, by its position, the cosine similarity (-1 to 1) of each of its sentences."""
        return [[float(similarity) for similarity in vectors @ query] for vectors in self.of(positions)]

    def of(self, positions: Sequence[int]) -> list[NDArray[np.float32]]:
        """Return for each passage, by its position, the vectors of its sentences: one row a sentence."""
        return [self._vectors[self._places[p] : self._places[p + 1]].astype(np.float32) for p in positions]
