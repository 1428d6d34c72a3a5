"""Erasing a document: afterwards no byte of it is left in the data directory, whatever interrupted it."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from briefings import BRIEFINGS, read
from shelf import WordEmbedder

from vectorstore import erasure
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.erasure import erase
from vectorstore.faults import Refused
from vectorstore.live import LiveIndex
from vectorstore.originals import Originals
from vectorstore.releases import read_pointer, read_releases
from vectorstore.vectors import embed_cached
from vectorstore.versions import build_candidate, promote, rollback, version_names

SENTENCE = "Eleven dental appointments were missed"
TEXTS = {name.removesuffix(".txt"): text for name, text in BRIEFINGS.items()}


def documents(*names: str) -> list[LoadedDocument]:
    return [read(f"{name}.txt", TEXTS[name]) for name in names]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    """A version before the live one, the live one and a candidate: all three hold the briefing on Child On."""
    data = DataDirectory(tmp_path_factory.mktemp("three"))
    embedder = WordEmbedder()
    for names in (("child-on", "child-t"), ("child-on", "child-t", "newsletter")):
        build_candidate(data, documents(*names), embedder)
        promote(data)
    build_candidate(data, documents("child-on", "newsletter"), embedder)
    for name, text in TEXTS.items():
        Originals(data).store(name, f"{name}.txt", text.encode(), {"source": name, "loaded": {"text": text}})
    lines = [{"document_id": name, "quote": f"{name}: {SENTENCE}"} for name in ("child-on", "child-t")]
    data.corrections.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return data


@pytest.fixture
def data(tmp_path: Path, three: DataDirectory) -> DataDirectory:
    return DataDirectory(shutil.copytree(three.root, tmp_path / "data"))


def holding(data: DataDirectory, words: str) -> list[str]:
    """Return the files that hold the words, in plain sight or in a vector of them."""
    needles = [words.encode(), words.encode("utf-16-le")]
    return [
        str(path.relative_to(data.root))
        for path in sorted(data.root.rglob("*"))
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def served(data: DataDirectory) -> set[str]:
    live = LiveIndex(data, WordEmbedder)
    with live.use() as index:
        found = set(index.documents) if index else set()
    live.close()
    return found


def test_no_byte_of_an_erased_document_is_left(data: DataDirectory) -> None:
    told = [f"words\0{passage.embedded}" for passage in documents("child-on")[0].passages]
    keys = [hashlib.sha256(text.encode()).digest() for text in told]
    data.evaluations.mkdir()
    (data.evaluations / "any.runs.json").write_text(json.dumps({"answer": SENTENCE}))
    assert holding(data, SENTENCE) and all(key in data.embeddings.read_bytes() for key in keys)

    done = erase(data, "child-on", "asked by the family", "Robin", WordEmbedder())

    # The correction of another document may quote what it likes.
    assert holding(data, SENTENCE) == ["corrections.jsonl"]
    assert [json.loads(line)["document_id"] for line in data.corrections.read_text().splitlines()] == ["child-t"]
    assert not any(key in data.embeddings.read_bytes() for key in keys)
    assert version_names(data) == [done.live] and len(done.removed) == 3
    assert served(data) == {"child-t", "newsletter"}
    assert (read_releases(data)[-1].action, read_releases(data)[-1].grounds.by) == ("erase", "Robin")
    assert (pointer := read_pointer(data)) and pointer.previous is None


def test_what_is_left_answers_as_before(data: DataDirectory) -> None:
    before = LiveIndex(data, WordEmbedder)
    with before.use() as index:
        assert index
        kept = [passage for passage in index.passages if passage.document_id != "child-on"]
    before.close()

    erase(data, "child-on", "asked", "Robin", WordEmbedder())

    after = LiveIndex(data, WordEmbedder)
    with after.use() as index:
        assert index and list(index.passages) == kept
    after.close()


STEPS = ("build_version", "release_version", "remove_versions", "Originals", "_forget_corrections", "keep_vectors")


@pytest.mark.parametrize("step", STEPS)
def test_an_erasure_that_was_interrupted_hides_the_document_and_is_completed_by_another(
    data: DataDirectory, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(erasure, step, killed)
        erase(data, "child-on", "asked", "Robin", WordEmbedder())
    assert "child-on" not in served(data)

    erase(data, "child-on", "asked", "Robin", WordEmbedder())

    assert holding(data, SENTENCE) == ["corrections.jsonl"]
    assert served(data) == {"child-t", "newsletter"}


def test_where_nothing_else_is_left_nothing_is_live(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    build_candidate(data, documents("child-on"), WordEmbedder())
    promote(data)

    done = erase(data, "child-on", "asked", "Robin", WordEmbedder())

    assert done.live is None and read_pointer(data) is None and served(data) == set()
    assert holding(data, SENTENCE) == []


def test_where_only_the_version_before_holds_it_the_live_one_stays(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    for names in (("child-on", "child-t"), ("child-t",)):
        build_candidate(data, documents(*names), WordEmbedder())
        promote(data)
    live = version_names(data)[-1]

    done = erase(data, "child-on", "asked", "Robin", WordEmbedder())

    assert done.live == live and version_names(data) == [live] and holding(data, SENTENCE) == []
    with pytest.raises(Exception, match="no earlier version"):
        rollback(data)


def test_a_candidate_that_does_not_hold_it_stays(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    build_candidate(data, documents("child-on", "child-t"), WordEmbedder())
    promote(data)
    waiting = build_candidate(data, documents("child-t", "newsletter"), WordEmbedder())

    erase(data, "child-on", "asked", "Robin", WordEmbedder())

    assert waiting in version_names(data)


def test_a_version_from_a_backup_that_holds_an_erased_document_is_not_released(
    data: DataDirectory, tmp_path: Path
) -> None:
    backup = version_names(data)[0]
    shutil.copytree(data.indexes / backup, tmp_path / "backup")
    erase(data, "child-on", "asked", "Robin", WordEmbedder())
    shutil.copytree(tmp_path / "backup", data.indexes / backup)

    with pytest.raises(Refused, match="holds the document child-on, which was erased"):
        promote(data, backup)


def test_erasing_what_was_never_embedded_leaves_the_cache_usable(data: DataDirectory) -> None:
    erase(data, "unknown", "asked", "Robin", WordEmbedder())

    embedder = WordEmbedder()
    ignore: Callable[[int, int], None] = lambda done, total: None  # noqa: E731
    embed_cached(data.embeddings, [p.embedded for p in documents("child-on")[0].passages], embedder, ignore)
    assert embedder.embedded == []
