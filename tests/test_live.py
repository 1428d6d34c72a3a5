import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from shelf import WordEmbedder, ids, loaded

from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import ModelMissing
from vectorstore.live import LiveIndex
from vectorstore.manifest import manifest_hash
from vectorstore.releases import Pointer, read_pointer, release
from vectorstore.versions import build_candidate, promote, prune, rollback, versions

ROOT = Path(__file__).resolve().parents[1]


WORDS = ("first", "second", "third")


def build(data: DataDirectory, word: str) -> str:
    """Build a version of which every passage holds the word."""
    lines = [f"{word} meeting {number} with the school." for number in range(30)]
    return build_candidate(data, [loaded("brook", lines)], WordEmbedder())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    data = DataDirectory(tmp_path_factory.mktemp("built"))
    for word in WORDS:
        point(data, build(data, word))
    return data


@pytest.fixture
def data(tmp_path: Path, built: DataDirectory) -> DataDirectory:
    shutil.copytree(built.indexes, tmp_path / "indexes")
    return DataDirectory(tmp_path)


@pytest.fixture
def names(data: DataDirectory) -> list[str]:
    """The versions that hold the first, the second and the third word; none is live."""
    return [version.name for version in reversed(versions(data))]


def point(data: DataDirectory, name: str) -> str:
    """Make a version live, unverified."""
    live = read_pointer(data)
    release(data, Pointer(name, live.version if live else None, manifest_hash(data.indexes / name)), "promote", 1, 30)
    return name


@pytest.fixture
def follow(data: DataDirectory) -> Iterator[Callable[..., LiveIndex]]:
    with ExitStack() as open_ones:

        def start(embedder: Callable[[], Embedder] = WordEmbedder) -> LiveIndex:
            live = LiveIndex(data, embedder)
            open_ones.callback(live.close)
            return live

        yield start


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def served(live: LiveIndex) -> str | None:
    with live.use() as index:
        return index.version if index else None


def wait_for(live: LiveIndex, version: str | None, seconds: float = 5) -> None:
    deadline = time.monotonic() + seconds
    while served(live) != version:
        assert time.monotonic() < deadline, f"{served(live)} is served, {live.degraded}"
        time.sleep(0.02)


def test_nothing_is_served_until_something_is_released(
    data: DataDirectory, names: list[str], follow: Callable[..., LiveIndex]
) -> None:
    made: list[WordEmbedder] = []

    def embedder() -> WordEmbedder:
        made.append(WordEmbedder())
        return made[-1]

    live = follow(embedder)
    assert (served(live), live.degraded, made) == (None, None, [])
    wait_for(live, point(data, names[0]))
    wait_for(live, point(data, names[1]))
    assert len(made) == 1


def test_a_version_in_use_stays_open_when_another_is_released_and_it_is_removed(
    data: DataDirectory, names: list[str], follow: Callable[..., LiveIndex]
) -> None:
    first = point(data, names[0])
    live = follow()
    with live.use() as index:
        point(data, names[1])
        third = point(data, names[2])
        assert prune(data, 0) == (first,)
        wait_for(live, third)
        assert index
        assert (index.version, ids(index.dense("meeting 7", 1)), index.text("brook")[:5]) == (
            first,
            ["brook-7"],
            "first",
        )
    live.close()
    assert served(live) is None


def test_a_version_that_cannot_be_opened_leaves_the_old_one_served(
    data: DataDirectory, names: list[str], follow: Callable[..., LiveIndex]
) -> None:
    first = point(data, names[0])
    live = follow()
    wait_for(live, first)
    second = names[1]
    shutil.rmtree(data.indexes / second / "keywords")
    point(data, second)
    live.refresh()
    assert served(live) == first
    assert live.degraded == (
        f"Index {second} is damaged (keywords/data.csc.index.npy is missing): build it again, or roll back."
    )
    third = point(data, names[2])
    wait_for(live, third)
    assert live.degraded is None


def test_at_the_start_the_version_before_is_served_where_the_live_one_cannot_be(
    data: DataDirectory, names: list[str], follow: Callable[..., LiveIndex]
) -> None:
    first, second = point(data, names[0]), point(data, names[1])
    (data.indexes / second / "manifest.json").write_text("{}")
    live = follow()
    assert served(live) == first
    assert live.degraded == (
        f"Index {second} is not the one that was released: promote a version again. Served instead: {first}."
    )


def test_where_nothing_can_be_opened_it_is_said_why(
    data: DataDirectory, names: list[str], follow: Callable[..., LiveIndex]
) -> None:
    point(data, names[0])

    def missing() -> Embedder:
        raise ModelMissing("The model is not here.")

    live = follow(missing)
    assert (served(live), live.degraded) == (None, "The model is not here.")


def test_another_model_is_not_served(data: DataDirectory, names: list[str], follow: Callable[..., LiveIndex]) -> None:
    name = point(data, names[0])
    live = follow(lambda: WordEmbedder("others"))
    assert served(live) is None
    assert live.degraded == (
        f"Index {name} was built with the model 'words', not 'others': set that model, or rebuild the index."
    )


def test_versions_switch_under_load_without_an_error_or_a_mixed_answer(
    data: DataDirectory, names: list[str], follow: Callable[..., LiveIndex]
) -> None:
    words = {point(data, names[0]): "first"}
    live = follow()
    wait_for(live, next(iter(words)))
    seen: list[str] = []
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        number = 0
        while not done.wait(0.002):
            number += 1
            try:
                with live.use() as index:
                    assert index
                    query = f"meeting {number % 30} with the school"
                    found = [*index.dense(query, 5), *index.dense(query, 2, ["brook-3"]), *index.keywords(query, 5)]
                    texts = {hit.passage.text.split()[0] for hit in found} | {index.text("brook").split()[0]}
                    seen.append(index.version)
                    if texts != {words[index.version]}:
                        wrong.append((index.version, texts))
            except Exception as fault:
                wrong.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    before = open_files(), threading.active_count()
    for thread in threads:
        thread.start()
    try:
        for word in ("second", "third", "fourth", "fifth", "sixth"):
            name = build(data, word)
            words[name] = word
            promote(data)
            wait_for(live, name)
        rolled_back = rollback(data).version
        wait_for(live, rolled_back)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    after = open_files(), threading.active_count()
    assert wrong == []
    assert set(seen) == set(words)
    assert (after[0] - before[0] <= 10, after[1] - before[1] <= 4) == (True, True), (before, after)


def test_a_process_that_forgets_to_close_ends_all_the_same(data: DataDirectory, names: list[str]) -> None:
    point(data, names[0])
    code = f"""
from pathlib import Path
from shelf import WordEmbedder
from vectorstore.data import DataDirectory
from vectorstore.live import LiveIndex
live = LiveIndex(DataDirectory(Path({str(data.root)!r})), WordEmbedder)
with live.use() as index:
    print(len(index.dense("meeting", 3)))
"""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=20,
        env=os.environ | {"PYTHONPATH": path},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "3\n", "")
