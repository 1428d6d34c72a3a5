"""Fits the weights of the reranker on questions with gold quotes, with cross-validation over documents.

`python -m evals.fitting QUESTIONS CORPUS [QUESTIONS CORPUS …]` prints how often the first passages carry the gold, as
retrieved and as reranked on documents that the weights were not fitted on, and writes `assistant/weights.py`.
"""

import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from assistant import safety
from assistant.evidence import Basis, find_evidence
from assistant.filters import Filters
from assistant.reranker import Features, measured
from evals.questions import Question, load
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.releases import read_pointer

NAMES = tuple(one.name for one in fields(Features))
WEIGHTS = Path(__file__).parents[1] / "assistant" / "weights.py"
FOLDS = 10
# How strongly the weights are held near nothing: with some hundred questions, enough that none runs away.
PENALTY = 1.0
COVERED = 0.6
FIRST = (1, 2, 3, 5)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """The measured passages of one question, which gold quotes each carries, and the document that the gold is from."""

    document: str
    features: Array
    carried: tuple[frozenset[int], ...]
    gold: int

    @property
    def right(self) -> NDArray[np.bool_]:
        """Return which of the passages carry any of the gold."""
        return np.array([bool(one) for one in self.carried])


def examples(index: Index, questions: Sequence[Question]) -> Iterator[Example]:
    """Yield an example for each question that is answered from the best passages of all."""
    for question in questions:
        if not question.answerable or safety.route(question.question, ()):
            continue
        earlier = tuple(turn.q for turn in question.history)
        found = find_evidence(index, question.question, earlier, Filters())
        ranked = measured(index, found.question, found.retrieved.hits)
        if found.basis is not Basis.PASSAGES or not ranked:
            continue
        carried = tuple(_carried(index, question, one.passage) for one in ranked)
        values = [[float(getattr(one.features, name)) for name in NAMES] for one in ranked]
        yield Example(question.evidence[0].doc, np.array(values), carried, len(question.evidence))


def _carried(index: Index, question: Question, passage: Passage) -> frozenset[int]:
    source, words = index.documents[passage.document_id].source, squashed(passage.text)
    gold = [(number, squashed(e.quote)) for number, e in enumerate(question.evidence) if e.doc == source]
    return frozenset(number for number, quote in gold if _carries(words, quote))


def _carries(words: str, quote: str) -> bool:
    if quote in words:
        return True
    run = SequenceMatcher(None, words, quote, autojunk=False).find_longest_match().size
    return run >= COVERED * len(quote)


def squashed(text: str) -> str:
    """Return letters and digits alone, in small letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def fit(chosen: Sequence[Example]) -> Array:
    """Return the weights with which passages that carry the gold outscore those that do not, each question alike.

    A logistic model of the differences between them (pairwise ranking, Burges et al. 2005, with a linear score).
    """
    differences, shares = [], []
    for one in chosen:
        right, wrong = one.features[one.right], one.features[~one.right]
        pairs = (right[:, None, :] - wrong[None, :, :]).reshape(-1, len(NAMES))
        differences.append(pairs)
        shares.append(np.full(len(pairs), 1 / max(1, len(pairs))))
    pairs, share = np.concatenate(differences), np.concatenate(shares)
    spread = pairs.std(axis=0) + 1e-9

    def loss(weights: Array) -> tuple[float, Array]:
        margin = pairs @ (weights / spread)
        slope = -share / (1 + np.exp(margin))
        value = share @ np.logaddexp(0, -margin) + PENALTY / 2 * weights @ weights
        return float(value), (pairs / spread).T @ slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B").x
    return np.asarray(found / spread)


def cross_validated(chosen: Sequence[Example]) -> list[Array]:
    """Return the scores of every example's passages by weights that were fitted on other documents."""
    documents = sorted({one.document for one in chosen})
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    weights = [fit([one for one in chosen if fold[one.document] != number]) for number in range(FOLDS)]
    return [one.features @ weights[fold[one.document]] for one in chosen]


def recall(chosen: Sequence[Example], scores: Sequence[Array], first: int) -> float:
    """Return the share of the gold quotes that the first passages carry, a mean over the questions."""
    shares = []
    for one, values in zip(chosen, scores, strict=True):
        top = np.argsort(-values, kind="stable")[:first]
        shares.append(len(frozenset[int]().union(*(one.carried[n] for n in top))) / one.gold)
    return float(np.mean(shares))


def written(weights: Array) -> str:
    """Return the module that holds the weights."""
    rows = "".join(f'    "{name}": {value:.2f},\n' for name, value in zip(NAMES, weights, strict=True))
    return (
        '"""The weights of the reranker\'s features, as `python -m evals.fitting` fitted them."""\n\n'
        f"WEIGHTS: dict[str, float] = {{\n{rows}}}\n"
    )


def indexed(corpus: Path, root: Path) -> Index:
    """Return an index of the corpus in a directory of its own."""
    command = [sys.executable, "-m", "review_learning", "ingest", str(corpus)]
    subprocess.run(command, env=os.environ | {"REVIEW_LEARNING_DATA": str(root)}, check=True, capture_output=True)
    data = DataDirectory(root)
    pointer = read_pointer(data)
    assert pointer is not None
    return Index.open(data, pointer.version, load_embedder())


def main(sets: Sequence[tuple[Path, Path]], say: Callable[[str], None] = print) -> None:
    """Fit on all sets together, tell what that gives, and write the weights."""
    chosen: list[Example] = []
    parts: list[slice] = []
    with tempfile.TemporaryDirectory() as root:
        for number, (questions, corpus) in enumerate(sets):
            index = indexed(corpus, Path(root) / str(number))
            begin = len(chosen)
            chosen += [one for one in examples(index, load(questions)) if one.right.any()]
            parts.append(slice(begin, len(chosen)))
            index.close()
    scores = cross_validated(chosen)
    retrieved = [one.features[:, NAMES.index("fused")] for one in chosen]
    for (questions, _), part in zip(sets, parts, strict=True):
        for name, values in (("retrieved", retrieved), ("reranked", scores)):
            told = "  ".join(f"@{n} {recall(chosen[part], values[part], n):.3f}" for n in FIRST)
            say(f"{questions.name}: {part.stop - part.start} questions, gold carried as {name}: {told}")
    WEIGHTS.write_text(written(fit(chosen)), encoding="utf-8")


if __name__ == "__main__":
    paths = [Path(argument) for argument in sys.argv[1:]]
    main(list(zip(paths[::2], paths[1::2], strict=True)))
