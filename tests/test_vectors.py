from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from shelf import WordEmbedder

from vectorstore.embedder import BATCH
from vectorstore.faults import StoreFailed
from vectorstore.vectors import embed_cached


class Killed(Exception):
    pass


def nobody(done: int, total: int) -> None:
    pass


def test_vectors_come_in_the_order_of_the_texts_whatever_their_length(tmp_path: Path) -> None:
    texts = ["a long text about schools and police", "short", "a text of middle length", "short"]
    vectors = embed_cached(tmp_path / "cache" / "v.sqlite", texts, WordEmbedder(), nobody)
    np.testing.assert_array_equal(vectors, WordEmbedder().embed(texts))


def test_only_texts_that_the_model_has_not_seen_are_embedded(tmp_path: Path) -> None:
    first, second, other_model = WordEmbedder(), WordEmbedder(), WordEmbedder("other words")
    embed_cached(tmp_path / "v", ["one", "two", "two"], first, nobody)
    embed_cached(tmp_path / "v", ["two", "three", "one"], second, nobody)
    embed_cached(tmp_path / "v", ["one"], other_model, nobody)
    assert [sorted(e.embedded) for e in (first, second, other_model)] == [["one", "two"], ["three"], ["one"]]


def test_a_build_that_was_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    texts = [f"text number {number}" for number in range(3 * BATCH)]

    class Mortal(WordEmbedder):
        def embed(self, batch: Sequence[str]) -> NDArray[np.float32]:
            if len(self.embedded) >= BATCH:
                raise Killed
            return super().embed(batch)

    with pytest.raises(Killed):
        embed_cached(tmp_path / "v", texts, Mortal(), nobody)
    rest = WordEmbedder()
    embed_cached(tmp_path / "v", texts, rest, nobody)
    assert len(rest.embedded) == 2 * BATCH


def test_progress_counts_texts_and_starts_with_what_is_known(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    embed_cached(tmp_path / "v", ["one"], WordEmbedder(), nobody)
    embed_cached(tmp_path / "v", ["one", "two", "two"], WordEmbedder(), lambda *counts: seen.append(counts))
    assert seen == [(1, 3), (3, 3)]


def test_a_damaged_cache_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"this is no database, whatever it is called" * 100)
    vectors = embed_cached(tmp_path / "v", ["one"], WordEmbedder(), nobody)
    np.testing.assert_array_equal(vectors, WordEmbedder().embed(["one"]))


@pytest.mark.parametrize(
    "vectors",
    [np.full((1, 4), np.nan, np.float32), np.ones((1, 4), np.float32), np.eye(2, 4, dtype=np.float32)],
    ids=["not numbers", "not of unit length", "too many"],
)
def test_what_is_no_vector_is_refused_and_not_kept(tmp_path: Path, vectors: NDArray[np.float32]) -> None:
    class Broken(WordEmbedder):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return vectors

    with pytest.raises(StoreFailed, match="unit length"):
        embed_cached(tmp_path / "v", ["one"], Broken(), nobody)
    sound = WordEmbedder()
    embed_cached(tmp_path / "v", ["one"], sound, nobody)
    assert sound.embedded == ["one"]
