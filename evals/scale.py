"""How long an answer and a quiz take with many documents, as ratios to plain nearest-five search in the same run.

`python -m evals.scale [DOCUMENTS]` (2,000 by default) loads the sample corpus, copies its documents under other names
until there are as many as asked for, asks the sample questions, and drafts quizzes of ten items. The copies' vectors
are chance, since only their number counts here; the questions are embedded by the real model.
"""

import hashlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import from_index
from assistant.filters import Filters
from assistant.quizzes.building import Wish, build
from assistant.quizzes.quiz import Quiz
from evals.benchmark import CORPUS, MOST_QUESTIONS, QUESTIONS, interleaved, milliseconds
from evals.fitting import indexed
from evals.questions import load
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.embedder import DEFAULT_MODEL, load_embedder
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.versions import LoadedDocument, build_candidate

DOCUMENTS = 2_000
QUIZZES = 6
SYLLABLES = ("ka", "lo", "mi", "ren", "tas", "vel", "dor", "win", "bar", "ses")
EVERYTHING = Filters()


class Chance:
    """Vectors by the hash of a text: of the model's length and name, without its cost."""

    id = DEFAULT_MODEL

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector of unit length per text."""
        seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little") for text in texts)
        drawn = np.stack([np.random.default_rng(seed).standard_normal(self._dimension) for seed in seeds])
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def copies(index: Index, count: int) -> Iterator[LoadedDocument]:
    """Yield so many documents: those of the index in turn, each under a name and subjects of its own."""
    chance = random.Random(1)
    documents = list(index.documents.values())
    for number in range(count):
        document = documents[number % len(documents)]
        tag = "".join(chance.choice(SYLLABLES) for _ in range(3))
        names = {subject: f"{subject.rpartition(' ')[0]} {tag.title()}".strip() for subject in document.subjects}
        yield _copy(index, document, f"{number}", tag, names)


def _copy(index: Index, document: Document, number: str, tag: str, names: dict[str, str]) -> LoadedDocument:
    new = _id(number, document.id)
    sections = tuple(replace(s, review=names.get(s.review or "", s.review)) for s in document.sections)
    passages = tuple(_renamed(p, new, number, tag, names) for p in index.passages_of(document.id))
    copied = replace(
        document, id=new, source=f"{number}.txt", subjects=tuple(names.values()), sections=sections, other_versions=()
    )
    return LoadedDocument(copied, index.text(document.id), passages)


def _renamed(passage: Passage, document: str, number: str, tag: str, names: dict[str, str]) -> Passage:
    review = names.get(passage.review or "", passage.review)
    new = _id(number + passage.id, passage.id)
    return replace(passage, id=new, document_id=document, review=review, context=f"{passage.context} {tag}")


def _id(seed: str, like: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()[: len(like)]


def plain(vectors: NDArray[np.float32]) -> Callable[[str], object]:
    """Return the search that one would write first: the five nearest of all passages."""
    embedder = load_embedder()
    return lambda question: np.argsort(-(vectors @ embedder.embed([question])[0]))[:5]


def quiz_seconds(index: Index) -> list[float]:
    """Return how long quizzes of ten items took to be drafted, the first of which reads what the reviews say."""
    taken = []
    for seed in range(QUIZZES):
        began = time.perf_counter()
        made = build(index, Wish(items=10, seed=seed), date.today())
        taken.append(time.perf_counter() - began)
        if not isinstance(made, Quiz) or len(made.items) < 10:
            raise ValueError(f"seed {seed} gave no quiz of ten items")
    return taken


def main(count: int) -> None:
    """Print the figures as one JSON object."""
    questions = [one.question for one in load(QUESTIONS) if not one.history][:MOST_QUESTIONS]
    with tempfile.TemporaryDirectory() as root:
        sample = indexed(CORPUS, Path(root) / "sample")
        dimension = load_embedder().embed(["A question."]).shape[1]
        data = DataDirectory(Path(root) / "many")
        began = time.perf_counter()
        name = build_candidate(data, list(copies(sample, count)), Chance(dimension))
        built = time.perf_counter() - began
        sample.close()
        index = Index.open(data, name, load_embedder())
        vectors = Chance(dimension).embed([passage.id for passage in index.passages])
        ours, theirs = interleaved(questions, lambda q: from_index(index, q, (), EVERYTHING)[0], plain(vectors))
        quizzes = quiz_seconds(index)
        figures = {
            "documents": count,
            "passages": len(index.passages),
            "build_s": round(built, 1),
            "answer_p50_ms": milliseconds(statistics.median(ours)),
            "answer_p95_ms": milliseconds(statistics.quantiles(ours, n=20)[-1]),
            "plain_search_p50_ms": milliseconds(statistics.median(theirs)),
            "ratio_p50": round(statistics.median(ours) / statistics.median(theirs), 2),
            "quiz_first_ms": milliseconds(quizzes[0]),
            "quiz_warm_p50_ms": milliseconds(statistics.median(quizzes[1:])),
            "quiz_ratio_p50": round(statistics.median(quizzes[1:]) / statistics.median(theirs), 2),
        }
        index.close()
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
