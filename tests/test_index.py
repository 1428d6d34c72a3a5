import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shelf import LINES, WordEmbedder, ids, loaded

from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.faults import NothingToDo, WrongModel, WrongVersion
from vectorstore.index import Index
from vectorstore.manifest import read_manifest, write_manifest
from vectorstore.passage import Hit
from vectorstore.versions import build_candidate

Search = Callable[[Index, str, int, Collection[str] | None], list[Hit]]

BRIEFING = loaded("briefing")
LETTER = loaded("letter", ["Midwives were not told.", "Line ends stay:\r\nas they\u2028are.", LINES[2]])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataDirectory, str]:
    data = DataDirectory(tmp_path_factory.mktemp("data"))
    return data, build_candidate(data, [LETTER, BRIEFING], WordEmbedder())


@pytest.fixture
def index(shelf: tuple[DataDirectory, str]) -> Iterator[Index]:
    opened = Index.open(*shelf, WordEmbedder())
    yield opened
    opened.close()


def test_a_version_gives_back_what_was_put_in_by_order_of_the_sources(
    shelf: tuple[DataDirectory, str], index: Index
) -> None:
    assert {
        "version": index.version,
        "documents": list(index.documents.items()),
        "passages": list(index.passages),
        "texts": [index.text("briefing"), index.text("letter")],
        "of letter": list(index.passages_of("letter")),
        "of nobody": list(index.passages_of("nobody")),
        "one": index.passage("letter-1"),
    } == {
        "version": shelf[1],
        "documents": [("briefing", BRIEFING.document), ("letter", LETTER.document)],
        "passages": [*BRIEFING.passages, *LETTER.passages],
        "texts": [BRIEFING.text, LETTER.text],
        "of letter": list(LETTER.passages),
        "of nobody": [],
        "one": LETTER.passages[1],
    }


@pytest.mark.parametrize("ask", [lambda i: i.text("no"), lambda i: i.passage("no")], ids=["text", "passage"])
def test_an_unknown_id_is_a_key_error(index: Index, ask: Callable[[Index], object]) -> None:
    with pytest.raises(KeyError):
        ask(index)


def test_dense_ranks_by_cosine_similarity_and_equal_ones_by_their_order(index: Index) -> None:
    found = index.dense("police shared the report on the same day", 3)
    assert found[:2] == [Hit(BRIEFING.passages[2], 1.0), Hit(LETTER.passages[2], 1.0)]
    assert 0 < found[2].score < 1


@pytest.mark.parametrize("k", [0, 1, 3, 7, 1000])
@pytest.mark.parametrize("query", ["midwives were not told", "who lived in the household", "zebra"])
def test_dense_among_all_passages_is_dense_among_none_given(index: Index, k: int, query: str) -> None:
    everything = [passage.id for passage in index.passages]
    assert index.dense(query, k, everything) == index.dense(query, k)
    assert len(index.dense(query, k)) == min(k, 7)


def test_keywords_ranks_only_passages_that_share_a_word(index: Index) -> None:
    assert ids(index.keywords("midwife told", 9)) == ["letter-0", "briefing-1"]
    assert index.keywords("zebra", 9) == []


@pytest.mark.parametrize("search", [Index.dense, Index.keywords])
@pytest.mark.parametrize(
    ("among", "expected"),
    [(["letter-2", "briefing-3"], "letter-2"), ({"letter-2"}, "letter-2"), (["gone", "letter-2"], "letter-2")],
    ids=["list", "set", "unknown id"],
)
def test_among_narrows_a_search(index: Index, search: Search, among: Collection[str], expected: str) -> None:
    assert ids(search(index, "police shared the report", 1, among)) == [expected]


@pytest.mark.parametrize("search", [Index.dense, Index.keywords])
@pytest.mark.parametrize("among", [[], ["gone"]], ids=["none", "unknown"])
def test_among_nothing_finds_nothing(index: Index, search: Search, among: list[str]) -> None:
    assert search(index, "police", 5, among) == []


def test_a_query_is_embedded_once(shelf: tuple[DataDirectory, str]) -> None:
    embedder = WordEmbedder()
    index = Index.open(*shelf, embedder)
    for among in (None, ["letter-0"], None):
        index.dense("police", 2, among)
    index.close()
    assert embedder.embedded == ["police"]


def test_a_vector_that_the_model_does_not_give_is_told_by_its_likeness(shelf: tuple[DataDirectory, str]) -> None:
    index = Index.open(*shelf, WordEmbedder())
    other = [replace(BRIEFING.passages[0], text=BRIEFING.passages[1].text), BRIEFING.passages[1]]
    found = index.faithfulness(other)
    index.close()
    assert found == [pytest.approx(0, abs=0.5), pytest.approx(1)]
    assert index.faithfulness([]) == []


def test_threads_share_an_index(index: Index) -> None:
    expected = index.dense("midwives", 3)
    answers: list[bool] = []
    threads = [
        threading.Thread(target=lambda: answers.extend(index.dense("midwives", 3) == expected for _ in range(50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 200


def test_two_identical_builds_answer_identically(tmp_path: Path) -> None:
    lines = [f"Meeting {n} of group {n % 7} spoke about home {n % 11} and school {n % 13}." for n in range(1100)]
    documents = [loaded(f"d{n}", lines[n * 100 : n * 100 + 100]) for n in range(11)]
    answers = []
    for name, order in (("one", documents), ("two", documents[::-1])):
        data = DataDirectory(tmp_path / name)
        index = Index.open(data, build_candidate(data, order, WordEmbedder()), WordEmbedder())
        queries = [f"home {n} of school {n % 5} in meeting {7 * n}" for n in range(40)]
        answers.append([(index.dense(query, 20), index.keywords(query, 20)) for query in queries])
        index.close()
    assert answers[0] == answers[1]


def test_the_bundled_model_finds_by_meaning(tmp_path: Path) -> None:
    data, model = DataDirectory(tmp_path), load_embedder()
    index = Index.open(data, build_candidate(data, [BRIEFING], model), model)
    found = ids(index.dense("Was anyone else staying at the family's address?", 1))
    index.close()
    assert found == ["briefing-3"]


def test_an_unknown_version_is_refused(shelf: tuple[DataDirectory, str]) -> None:
    with pytest.raises(NothingToDo, match=r"There is no index nonesuch: `index list` shows"):
        Index.open(shelf[0], "nonesuch", WordEmbedder())


def test_another_model_is_refused(shelf: tuple[DataDirectory, str]) -> None:
    with pytest.raises(WrongModel, match=r"was built with the model 'words', not 'others': set that model, or rebuild"):
        Index.open(*shelf, WordEmbedder("others"))


@pytest.mark.parametrize("changes", [{"chroma": "1.4.2"}, {"format": 99}], ids=["chroma", "format"])
def test_another_software_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    data = DataDirectory(tmp_path)
    version = build_candidate(data, [BRIEFING], WordEmbedder())
    directory = data.indexes / version
    write_manifest(directory, replace(read_manifest(directory), **changes))
    with pytest.raises(WrongVersion, match="rebuild it"):
        Index.open(data, version, WordEmbedder())
