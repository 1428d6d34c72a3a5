"""The synthetic index of many documents that answers are timed on: copies that are told apart, and a sound index."""

from pathlib import Path

import numpy as np
from briefings import BRIEFINGS, open_briefings
from shelf import WordEmbedder

from evals.scale import Chance, copies
from vectorstore.data import DataDirectory
from vectorstore.versions import build_candidate, verify


def test_copies_have_names_of_their_own_and_make_a_sound_index(tmp_path: Path) -> None:
    with open_briefings(tmp_path / "few", WordEmbedder()).use() as index:
        assert index is not None
        made = list(copies(index, 2 * len(BRIEFINGS) + 1))
        texts = {index.text(document) for document in index.documents}
        before = len(index.passages)

    ids = [passage.id for one in made for passage in one.passages]
    assert (len({one.document.id for one in made}), len(set(ids)), {one.text for one in made}) == (7, len(ids), texts)
    assert len(ids) > 2 * before
    reviews = [{passage.review for passage in one.passages} - {None} for one in made]
    assert all(reviews[a].isdisjoint(reviews[b]) for a in range(7) for b in range(a))

    data = DataDirectory(tmp_path / "many")
    assert verify(data, build_candidate(data, made, Chance(32))) == []


def test_vectors_by_chance_are_of_unit_length_and_the_same_for_the_same_text() -> None:
    one, other = Chance(16), Chance(16)
    vectors = one.embed(["a", "b", "a"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.array_equal(vectors[0], vectors[2])
    assert not np.array_equal(vectors[0], vectors[1])
    assert np.array_equal(other.embed(["b"])[0], vectors[1])
