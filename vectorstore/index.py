"""One version of the index, opened for reading: its documents, passages and texts, and the two ways to search them."""

import copy
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from vectorstore.chroma import ChromaVectors, fingerprint
from vectorstore.contents import read_documents, read_passages, read_text
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.embedder import Embedder
from vectorstore.faults import Damaged, NothingToDo, WrongVersion
from vectorstore.keywords import KeywordIndex
from vectorstore.manifest import CHROMA, KEYWORDS, SENTENCES, check_software, differences, read_manifest
from vectorstore.passage import Hit, Passage
from vectorstore.sentence_vectors import SentenceVectors, sentences_of
from vectorstore.withdrawals import Withdrawal

MOST_QUERIES = 256

# Equal passages are ranked by their order. So noise in the last digits is cut off, and Chroma is asked for a few more:
# where even the last of those equals the k-th, which of them it returned is chance, and all are compared.
DECIMALS = 6
MARGIN = 32


class Index:
    """A version that never changes. Safe to share between threads; close it when the last of them is done.

    A view of it leaves out withdrawn documents, which are not found, counted or shown in any way.
    """

    def __init__(self, directory: Path, embedder: Embedder) -> None:
        self.version = directory.name
        self.documents: Mapping[str, Document] = {one.id: one for one in read_documents(directory)}
        self.passages: Sequence[Passage] = tuple(read_passages(directory))
        self._all = self.passages
        self._by_document = _by_document(self.passages)
        self._left: Sequence[int] | None = None
        self._texts = {name: read_text(directory, name) for name in self.documents}
        self._positions = {passage.id: position for position, passage in enumerate(self.passages)}
        self._keywords = KeywordIndex.open(directory / KEYWORDS)
        self._sentences = SentenceVectors.open(directory / SENTENCES)
        self._embedder = embedder
        self._queries = _Queries(embedder)
        self._chroma = ChromaVectors.open(directory / CHROMA)
        try:
            self._vectors = self._chroma.vectors([passage.id for passage in self.passages])
        except BaseException:
            self._chroma.close()
            raise

    @classmethod
    def open(cls, data: DataDirectory, version: str, embedder: Embedder) -> Self:
        """Return a version once its files agree with its manifest: what is damaged is refused, never served.

        Raise NothingToDo where there is no such version, WrongModel, WrongVersion, Damaged or StoreFailed.
        """
        directory = data.indexes / version
        if not directory.is_dir():
            raise NothingToDo(f"There is no index {version}: `index list` shows those that there are.")
        manifest = read_manifest(directory)
        check_software(manifest, embedder.id)
        # First, since Chroma takes the whole process down when some of its files are damaged.
        problems = differences(directory, manifest)
        if not problems and fingerprint(directory / CHROMA) != manifest.database_sha256:
            problems = ["Chroma's database was changed"]
        if problems:
            raise Damaged(f"Index {version} is damaged ({problems[0]}): build it again, or roll back.")
        return cls(directory, embedder)

    def without(self, withdrawn: Mapping[str, Withdrawal]) -> Self:
        """Return a view of the version without these documents; it shares its files with it and closes with it."""
        view = copy.copy(self)
        view.documents = {
            name: _without(one, withdrawn) for name, one in self.documents.items() if name not in withdrawn
        }
        view.passages = tuple(passage for passage in self._all if passage.document_id in view.documents)
        view._by_document = _by_document(view.passages)
        view._left = [n for n, passage in enumerate(self._all) if passage.document_id in view.documents]
        return view if len(view.documents) < len(self.documents) else self

    def close(self) -> None:
        """Release Chroma's files and threads; nothing may be searched afterwards."""
        self._chroma.close()

    def text(self, document_id: str) -> str:
        """Return the stored text that the document's passages are spans of. Raise KeyError for an unknown id."""
        if document_id not in self.documents:
            raise KeyError(document_id)
        return self._texts[document_id]

    def passage(self, passage_id: str) -> Passage:
        """Return the passage. Raise KeyError for an unknown id."""
        passage = self._all[self._positions[passage_id]]
        if passage.document_id not in self.documents:
            raise KeyError(passage_id)
        return passage

    def passage_at(self, document_id: str, start: int) -> str | None:
        """Return the id of the passage in which a place of the document's text stands, None where there is none."""
        found = (one.id for one in self.passages_of(document_id) if one.start <= start < one.end)
        return next(found, None)

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """Return the document's passages in the order of its text, none for an unknown id."""
        return self._by_document.get(document_id, ())

    def dense(self, query: str, k: int, among: Collection[str] | None = None) -> list[Hit]:
        """Return the `k` passages most alike in meaning, best first; the score is their cosine similarity (-1 to 1).

        `among` narrows the search to these passage ids; ids that the version does not hold match nothing.
        """
        if k < 1 or (among is not None and not among):
            return []
        vector = self._queries.vector(query)
        if among is None and self._left is None:
            return self._hits(self._nearest(vector, k))
        # Chroma's own filter costs more than looking at every vector, and is not exact.
        return self._hits(self._compared(vector, k, self._chosen(among)))

    def keywords(self, query: str, k: int, among: Collection[str] | None = None) -> list[Hit]:
        """Return the `k` passages that share the rarest words, best first; the score is BM25 and above 0.

        `among` narrows the search to these passage ids; ids that the version does not hold match nothing.
        """
        chosen = None if among is None and self._left is None else self._chosen(among)
        return self._hits(self._keywords.search(query, k, chosen))

    def similarity(self, query: str, passages: Sequence[Passage]) -> list[float]:
        """Return how alike each passage with its context is to the query in meaning: cosine similarity, -1 to 1."""
        vector = self._queries.vector(query)
        return [float(self._vectors[self._positions[passage.id]] @ vector) for passage in passages]

    def faithfulness(self, passages: Sequence[Passage]) -> list[float]:
        """Return how alike the kept vector of each passage is to the one that the model gives it: 1 where the same."""
        if not passages:
            return []
        given = self._embedder.embed([passage.embedded for passage in passages])
        kept = self._vectors[[self._positions[passage.id] for passage in passages]]
        return [float(one) for one in (kept * given).sum(axis=1)]

    def closeness(self, query: str, passages: Sequence[Passage]) -> list[list[float]]:
        """Return for each passage the cosine similarity of each of its sentences to the query, without context.

        Raise WrongVersion where the program has come to part sentences otherwise since the index was built.
        """
        vector = self._queries.vector(query)
        close = self._sentences.closeness(vector, [self._positions[passage.id] for passage in passages])
        if any(len(row) != len(sentences_of(p)) for row, p in zip(close, passages, strict=True)):
            raise WrongVersion(
                f"Index {self.version} was built by a program that parts sentences otherwise: rebuild it."
            )
        return close

    def sentence_vectors(self, passages: Sequence[Passage]) -> list[NDArray[np.float32]]:
        """Return for each passage the vectors of its sentences, of unit length: one row a sentence, without context.

        A passage may be cut: what counts is its id.
        """
        return self._sentences.of([self._positions[passage.id] for passage in passages])

    def embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts that the version does not hold, of unit length: one row a text."""
        return self._embedder.embed(texts)

    def rarity(self, stem: str) -> float:
        """Return how rare a stem is among the passages: 0 for one that all hold."""
        return self._keywords.rarity(stem)

    @property
    def stored(self) -> Sequence[Passage]:
        """Return every passage by its place, those of withdrawn documents too: never to be shown."""
        return self._all

    def holding(self, stem: str) -> NDArray[np.intp]:
        """Return the places of the stored passages that hold a stem, in their text or their context."""
        return self._keywords.holding(stem)

    def _nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        found = self._chroma.query(vector, k + MARGIN)
        nearest = [(self._positions[name], round(score, DECIMALS)) for name, score in found]
        if len(nearest) == k + MARGIN and nearest[-1][1] == nearest[k - 1][1]:
            return self._compared(vector, k)
        return sorted(nearest, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _compared(
        self, vector: NDArray[np.float32], k: int, chosen: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        vectors = self._vectors if chosen is None else self._vectors[chosen]
        scores = (vectors @ vector).astype(float).round(DECIMALS)
        best = np.argsort(-scores, kind="stable")[:k].tolist()
        return [(place if chosen is None else chosen[place], float(scores[place])) for place in best]

    def _chosen(self, among: Collection[str] | None) -> Sequence[int]:
        """Return the places of these passages, of all where None, that belong to a document which is not withdrawn."""
        if among is None:
            return self._left or ()
        places = {self._positions[name] for name in among if name in self._positions}
        return sorted(places if self._left is None else places.intersection(self._left))

    def _hits(self, found: Iterable[tuple[int, float]]) -> list[Hit]:
        return [Hit(self._all[position], score) for position, score in found]


def _by_document(passages: Iterable[Passage]) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.document_id, []).append(passage)
    return {name: tuple(own) for name, own in found.items()}


def _without(document: Document, withdrawn: Mapping[str, Withdrawal]) -> Document:
    """Return the document with nothing said of withdrawn ones, whose file names a proposal may tell."""
    left = tuple(other for other in document.other_versions if other.document_id not in withdrawn)
    return document if len(left) == len(document.other_versions) else replace(document, other_versions=left)


class _Queries:
    """The vectors of the latest queries: one question is searched several times with different filters."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def vector(self, query: str) -> NDArray[np.float32]:
        with self._lock:
            known = self._vectors.get(query)
        vector = self._embedder.embed([query])[0] if known is None else known
        with self._lock:
            self._vectors[query] = vector
            self._vectors.move_to_end(query)
            while len(self._vectors) > MOST_QUERIES:
                self._vectors.popitem(last=False)
        return vector
