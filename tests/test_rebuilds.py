"""No false alarm: rebuilds of one corpus pass against each other and answer identically.

What may differ between them is the order of the files and what the cache of vectors held: a passage that was embedded
beside other passages has another vector in its last digits. SOAK=1 rebuilds the whole sample, at full count.
"""

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from evals.corpus import CORPUS
from evals.evaluation import Evaluation, evaluate
from evals.gate import Verdict, judge
from evals.integrity import broken
from evals.trial import SAMPLE_QUESTIONS, read_questions
from ingest.editions import with_other_versions
from ingest.loading import find_files, load_files, stored_documents
from ingest.sandbox import Sandbox
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.document import SAMPLE
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.index import Index
from vectorstore.versions import build_version

# Warm: the cache holds every vector. Cold: it holds none. Grown: an earlier version of half the documents filled it.
WARM, COLD, GROWN = "warm", "cold", "grown"
FEW = ("child-l-learning-summary.md", "child-w2-briefing-2030.docx", "child-w2-briefing-2031.docx")
FULL = bool(os.environ.get("SOAK"))
FILES = find_files([CORPUS]) if FULL else [CORPUS / name for name in FEW]
CACHES = (WARM, WARM, WARM, WARM, COLD, WARM, WARM, WARM, WARM, GROWN) * 2 if FULL else (WARM, COLD, GROWN)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> list[LoadedDocument]:
    """The documents of the files, as they are kept once they are read."""
    data = DataDirectory(tmp_path_factory.mktemp("stored"))
    with Sandbox() as sandbox:
        load_files(FILES, data, sandbox, SAMPLE, lambda report: None)
    documents, unread = stored_documents(data)
    assert (len(documents), unread) == (len(FILES), ())
    return documents


def rebuilt(data: DataDirectory, documents: Sequence[LoadedDocument], embedder: Embedder, cache: str) -> str:
    if cache != WARM:
        data.embeddings.unlink()
    if cache == GROWN:
        build_version(data, with_other_versions(documents[::2]), embedder)
    return build_version(data, with_other_versions(documents), embedder)


@contextmanager
def opened(data: DataDirectory, version: str, embedder: Embedder) -> Iterator[Index]:
    index = Index.open(data, version, embedder)
    try:
        yield index
    finally:
        index.close()


def asked(index: Index) -> Evaluation:
    questions = read_questions([SAMPLE_QUESTIONS])
    return evaluate([index], questions, lambda use, watching: Assistant(use, watching=watching))[0]


def test_rebuilds_pass_against_each_other_and_answer_identically(
    tmp_path: Path, embedder: Embedder, stored: list[LoadedDocument]
) -> None:
    data = DataDirectory(tmp_path / "data")
    first_name = build_version(data, with_other_versions(stored), embedder)
    with opened(data, first_name, embedder) as first:
        before = asked(first)
        for number, cache in enumerate(CACHES, 1):
            order = random.Random(number).sample(stored, len(stored))
            with opened(data, rebuilt(data, order, embedder, cache), embedder) as index:
                after = asked(index)
                judged = [
                    judge(after, before, broken(index, first, ())),
                    judge(before, after, broken(first, index, ())),
                ]
            told = [rule.line for judgement in judged for rule in judgement.against]
            print(f"rebuild {number}, {cache} cache, {len(after.outcomes)} questions: {judged[0].verdict}")
            assert [judgement.verdict for judgement in judged] == [Verdict.PASS] * 2, (number, cache, told)
            assert replace(after, index_version="", seconds=()) == replace(before, index_version="", seconds=())
