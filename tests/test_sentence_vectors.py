"""Vectors of single sentences: kept with the index, looked up by passage, and the reranking that uses them."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from briefings import open_briefings
from shelf import WordEmbedder, loaded

from assistant.question import read_question
from assistant.reranker import measured, rerank
from assistant.retriever import retrieve
from vectorstore.data import DataDirectory
from vectorstore.faults import StoreFailed, WrongVersion
from vectorstore.index import Index
from vectorstore.manifest import SENTENCES
from vectorstore.sentence_vectors import PLACES, VECTORS, SentenceVectors, sentences_of
from vectorstore.verification import problems_of
from vectorstore.versions import build_candidate, candidate, verify

TWO = "The school told nobody. Midwives came on Monday."
ONE = "Police shared the report."


def test_each_sentence_is_as_close_as_its_own_vector_says(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    vectors = embedder.embed([*sentences_of(loaded("a", [TWO]).passages[0]), ONE])
    SentenceVectors.save(tmp_path / "s", vectors, [2, 1])
    held = SentenceVectors.open(tmp_path / "s")
    query = embedder.embed(["Midwives came on Monday"])[0]

    close = held.closeness(query, [1, 0])

    assert (held.counts, [len(one) for one in close]) == ([2, 1], [1, 2])
    assert np.allclose([close[1][0], close[1][1], close[0][0]], [vectors[n] @ query for n in range(3)], atol=1e-3)
    assert close[1][1] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("name", [VECTORS, PLACES])
def test_vectors_that_cannot_be_read_are_a_fault_with_the_name_of_the_index(tmp_path: Path, name: str) -> None:
    directory = tmp_path / "20310101" / SENTENCES
    directory.parent.mkdir()
    SentenceVectors.save(directory, WordEmbedder().embed([ONE]), [1])
    (directory / name).write_bytes(b"rubbish")
    with pytest.raises(StoreFailed, match="sentence vectors of 20310101"):
        SentenceVectors.open(directory)


def test_an_index_whose_sentence_vectors_are_missing_or_of_others_does_not_pass_verification(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    build_candidate(data, [loaded("a", [TWO, ONE])], WordEmbedder())
    name = candidate(data)
    assert name is not None
    assert verify(data, name) == []
    (data.indexes / name / SENTENCES / VECTORS).unlink()
    assert verify(data, name) == [f"{SENTENCES}/{VECTORS} is missing"]


def test_reranking_measures_each_passage_and_orders_by_the_weighted_sum(tmp_path: Path) -> None:
    with open_briefings(tmp_path, WordEmbedder()).use() as index:
        assert isinstance(index, Index)
        question = read_question("should dental services ring the school nurse after missed appointments")
        hits = retrieve(index, question.text).hits
        found = measured(index, question, hits)
        ordered = rerank(index, question, hits)

        assert [one.passage for one in found] == [hit.passage for hit in hits[: len(found)]]
        assert [one.score for one in ordered] == sorted((one.score for one in found), reverse=True)
        assert ordered[0].passage.text.startswith("Dental services to use 'was not brought'")
        top = ordered[0].features
        assert (top.ought, top.fused, top.section, top.short) == (1.0, top.fused, 0.0, 0.0)
        assert top.coverage == pytest.approx(max(one.features.coverage for one in found))
        assert all(-1 <= value <= 1.001 for one in found for value in vars_of(one.features))
        assert replace(top, fused=0.0).score < top.score


def vars_of(features: object) -> list[float]:
    return [float(getattr(features, name)) for name in features.__slots__]  # type: ignore[attr-defined]


def test_a_stem_that_few_passages_hold_is_rarer_than_one_that_many_do(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    build_candidate(data, [loaded("a", ["The school rang.", "The school wrote.", "The nurse rang."])], WordEmbedder())
    name = candidate(data)
    assert name is not None
    index = Index.open(data, name, WordEmbedder())
    try:
        assert 0 < index.rarity("school") < index.rarity("nurs") < index.rarity("unheard")
    finally:
        index.close()


def test_an_index_whose_sentences_the_program_would_part_otherwise_has_to_be_rebuilt(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    name = build_candidate(data, [loaded("a", [TWO, ONE])], WordEmbedder())
    directory = data.indexes / name
    vectors = WordEmbedder().embed([TWO, ONE])
    shutil.rmtree(directory / SENTENCES)
    SentenceVectors.save(directory / SENTENCES, vectors, [1, 1])
    index = Index(directory, WordEmbedder())
    try:
        with pytest.raises(WrongVersion, match="rebuild it"):
            index.closeness("midwives", index.passages)
    finally:
        index.close()
    assert problems_of(directory) != []
