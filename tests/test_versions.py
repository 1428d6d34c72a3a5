import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from shelf import LINES, WordEmbedder, ids, loaded

from vectorstore import versions as versions_module
from vectorstore.data import DataDirectory
from vectorstore.faults import Damaged, NoSpace, NothingToDo, Refused, UpdateRunning
from vectorstore.index import Index
from vectorstore.manifest import ManifestDocument, hash_of_text, manifest_hash, read_manifest
from vectorstore.releases import Pointer, read_pointer, read_releases, release, unread_releases
from vectorstore.versions import (
    LoadedDocument,
    build_candidate,
    candidate,
    promote,
    prune,
    rollback,
    verify,
    versions,
    writing,
)

# `make soak` asks for the full count.
KILLS = 20 if os.environ.get("SOAK") else 4
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    return DataDirectory(tmp_path / "data")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    data = DataDirectory(tmp_path_factory.mktemp("built"))
    for line in LINES[:2]:
        build(data, line)
        promote(data)
    return data


@pytest.fixture
def released(data: DataDirectory, built: DataDirectory) -> tuple[str, str]:
    """Two versions in the data directory, of which the second is live, and the first was before it."""
    shutil.copytree(built.root, data.root)
    live = read_pointer(data)
    assert live and live.previous
    return live.previous, live.version


def build(data: DataDirectory, *lines: str) -> str:
    return build_candidate(data, [loaded("brook", lines or LINES)], WordEmbedder())


def states(data: DataDirectory) -> dict[str, str]:
    return {version.name: version.state for version in versions(data)}


def test_a_candidate_is_complete_described_and_not_live(data: DataDirectory) -> None:
    progress: list[tuple[int, int]] = []
    brook, ford = loaded("brook"), loaded("ford", ["One line."])
    name = build_candidate(
        data, iter([ford, brook]), WordEmbedder(), {"sample": False}, lambda *counts: progress.append(counts)
    )
    manifest = asdict(read_manifest(data.indexes / name))
    assert (read_pointer(data), candidate(data), verify(data, name), progress[-1]) == (None, name, [], (10, 10))
    assert {key: manifest[key] for key in ("version", "model", "dimension", "documents", "passages", "settings")} == {
        "version": name,
        "model": "words",
        "dimension": 256,
        "documents": (
            asdict(ManifestDocument("brook", "brook.txt", hash_of_text(brook.text), 4)),
            asdict(ManifestDocument("ford", "ford.txt", hash_of_text(ford.text), 1)),
        ),
        "passages": 5,
        "settings": {"sample": False},
    }
    assert sorted(path.name for path in (data.indexes / name).iterdir()) == [
        "chroma",
        "documents.jsonl",
        "keywords",
        "manifest.json",
        "passages.jsonl",
        "sentences",
        "texts",
    ]
    assert list(data.staging.iterdir()) == []


def test_releases_are_swapped_and_logged(data: DataDirectory) -> None:
    first = build(data, "One line.")
    pointers = [promote(data)]
    second = build(data, "One line.", "Another line.")
    pointers += [promote(data, second), rollback(data), rollback(data)]
    hashes = {name: manifest_hash(data.indexes / name) for name in (first, second)}
    assert pointers == [
        Pointer(first, None, hashes[first]),
        Pointer(second, first, hashes[second]),
        Pointer(first, second, hashes[first]),
        Pointer(second, first, hashes[second]),
    ]
    assert json.loads(data.live.read_text()) == asdict(pointers[-1])
    assert [
        (r.action, r.version, r.previous, r.documents, r.passages, r.manifest_sha256) for r in read_releases(data)
    ] == [
        ("promote", first, None, 1, 1, hashes[first]),
        ("promote", second, first, 1, 2, hashes[second]),
        ("rollback", first, second, 1, 1, hashes[first]),
        ("rollback", second, first, 1, 2, hashes[second]),
    ]


def test_promoting_what_is_live_changes_nothing(data: DataDirectory) -> None:
    name = build(data)
    assert promote(data) == promote(data, name)
    assert len(read_releases(data)) == 1


def test_a_new_candidate_takes_the_place_of_an_unreleased_one(data: DataDirectory, released: tuple[str, str]) -> None:
    build(data, "Two lines.")
    newest = build(data, "Three lines.")
    assert states(data) == {newest: "candidate", released[1]: "live", released[0]: "previous"}


def test_prune_keeps_the_newest_and_whatever_is_in_use(data: DataDirectory, released: tuple[str, str]) -> None:
    names = [*released, build(data)]
    old = [f"2020010{day}T000000000-00000000" for day in (1, 2, 3)]
    for name in old:
        shutil.copytree(data.indexes / names[0], data.indexes / name)
    assert list(states(data).items()) == list(
        zip([*names[::-1], *old[::-1]], ["candidate", "live", "previous", "old", "old", "old"], strict=True)
    )
    assert [prune(data, keep) for keep in (9, 5, 0)] == [(), (old[0],), (old[1], old[2])]
    assert states(data) == {names[2]: "candidate", names[1]: "live", names[0]: "previous"}
    promote(data, names[0])
    assert states(data) == {names[2]: "candidate", names[1]: "previous", names[0]: "live"}


def test_unchanged_passages_are_not_embedded_again(data: DataDirectory) -> None:
    build(data)
    embedder = WordEmbedder()
    build_candidate(data, [loaded("brook", [*LINES, "A new line."]), loaded("ford")], embedder)
    assert embedder.embedded == ["A new line."]


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (promote, "There is no candidate to promote: load documents first."),
        (rollback, "There is no earlier version to go back to."),
        (verify, "There is no live index to verify."),
        (
            lambda data: promote(data, "../documents"),
            "There is no index ../documents: `index list` shows those that there are.",
        ),
    ],
    ids=["promote", "rollback", "verify", "not a version"],
)
def test_where_there_is_nothing_to_do_it_is_said(
    data: DataDirectory, act: Callable[[DataDirectory], object], line: str
) -> None:
    with pytest.raises(NothingToDo) as fault:
        act(data)
    assert str(fault.value) == line
    assert (versions(data), prune(data), candidate(data)) == ((), (), None)


def bad(**changes: object) -> LoadedDocument:
    document = loaded("brook")
    record = {name: getattr(document, name) for name in ("document", "text", "passages")}
    return LoadedDocument(**record | changes)


@pytest.mark.parametrize(
    ("documents", "reason"),
    [
        ([], "nothing to index"),
        ([bad(passages=())], "nothing to index"),
        ([bad(text="Another text.")], "Passage 'brook-0' is not where it says it is in 'brook.txt'"),
        ([bad(passages=loaded("ford").passages)], "Passage 'ford-0' is not where"),
        ([loaded("brook"), loaded("brook")], "The id 'brook' is used 2 times"),
        ([bad(passages=loaded("brook").passages * 2)], "The id 'brook-0' is used 2 times"),
        ([loaded("../brook")], "The document id '../brook' cannot be a file name"),
        ([loaded("brook", ["half a pair \ud83d here"])], "The text of 'brook.txt' is not valid Unicode"),
    ],
    ids=["no documents", "no passages", "text", "another's passage", "document", "passage", "path", "surrogate"],
)
def test_what_contradicts_itself_is_refused_before_anything_is_embedded(
    data: DataDirectory, documents: list[LoadedDocument], reason: str
) -> None:
    embedder = WordEmbedder()
    with pytest.raises(Refused, match=reason):
        build_candidate(data, documents, embedder)
    assert (versions(data), embedder.embedded) == ((), [])


def test_a_failed_build_leaves_nothing_behind(data: DataDirectory) -> None:
    live = build(data)
    promote(data)

    class Failing(WordEmbedder):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise MemoryError

    with pytest.raises(MemoryError):
        build_candidate(data, [loaded("ford", ["New."])], Failing())
    assert (states(data), list(data.staging.iterdir())) == ({live: "live"}, [])


def test_a_damaged_version_is_never_released(data: DataDirectory, released: tuple[str, str]) -> None:
    first, second = released
    before = data.live.read_bytes()
    (data.indexes / first / "passages.jsonl").write_text("{}\n")
    with pytest.raises(Damaged, match=r"does not pass verification: passages.jsonl was changed\.$"):
        rollback(data)
    assert (data.live.read_bytes(), verify(data)) == (before, [])
    (data.indexes / second / "manifest.json").write_text("{}")
    problem = f"Index {second} has no readable manifest.json: build it again."
    assert (versions(data)[0].state, versions(data)[0].problem, verify(data)) == ("live", problem, [problem])


def test_a_manifest_other_than_the_released_one_is_noticed(data: DataDirectory, released: tuple[str, str]) -> None:
    manifest = data.indexes / released[1] / "manifest.json"
    manifest.write_text(manifest.read_text() + "\n")
    assert verify(data) == ["the manifest is not the one that was released"]


def test_a_pointer_that_cannot_be_read_is_one_clear_line(data: DataDirectory, released: tuple[str, str]) -> None:
    data.live.write_text("{")
    with pytest.raises(Damaged, match="delete it, then promote a version by its name"):
        versions(data)
    data.live.unlink()
    assert promote(data, released[0]).version == released[0]


def test_a_log_line_that_was_cut_off_is_passed_over(data: DataDirectory, released: tuple[str, str]) -> None:
    pointer = Pointer(released[0], released[1], manifest_hash(data.indexes / released[0]))
    with data.releases.open("a") as log:
        log.write('{"when": "2026-')
    entry = release(data, pointer, "rollback", 1, 4)
    assert [entry.action for entry in read_releases(data)] == ["promote", "promote", "rollback"]
    assert read_releases(data)[2] == entry
    lines = data.releases.read_bytes().split(b"\n")
    assert [lines[number - 1] for number in unread_releases(data)] == [b'{"when": "2026-']


def test_a_disk_too_full_is_said_before_the_build(data: DataDirectory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions_module, "LEAST_FREE_BYTES", 10**21)
    with pytest.raises(NoSpace, match=r"The disk has \d+ MB left and a build needs 10{15} MB: free some"):
        build(data)
    assert versions(data) == ()


def child(code: str, data: DataDirectory) -> subprocess.Popen[str]:
    """Start a writer in a process of its own, and return it once it says that it is about to begin."""
    head = f"""
from pathlib import Path
from shelf import WordEmbedder, loaded
from vectorstore.data import DataDirectory
from vectorstore.versions import build_candidate, promote, writing
data = DataDirectory(Path({str(data.root)!r}))
"""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    process = subprocess.Popen(
        [sys.executable, "-c", head + code],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,
    )
    assert process.stdout and process.stdout.readline() == "begin\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a writer with what it started, as when the power fails."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_second_writer_is_told_so_and_a_killed_one_frees_the_lock_at_once(data: DataDirectory) -> None:
    holder = child("import time\nwith writing(data):\n    print('begin', flush=True); time.sleep(60)", data)
    started = time.monotonic()
    for act in (build, promote):
        with pytest.raises(UpdateRunning, match="Another update of the index runs: wait until it is done"):
            act(data)
    assert time.monotonic() - started < 2 * 2
    kill(holder)
    started = time.monotonic()
    with writing(data):
        assert time.monotonic() - started < 1


def test_a_build_killed_at_any_moment_leaves_the_live_index_answering(data: DataDirectory) -> None:
    lines = [f"Meeting {n} spoke about home {n % 37} and school {n % 41}." for n in range(1200)]
    started = time.monotonic()
    build_candidate(data, [loaded("brook", lines)], WordEmbedder())
    promote(data)
    whole = time.monotonic() - started
    code = """
print("begin", flush=True)
lines = [f"Meeting {n} spoke about home {n % 41} and school {n % 37} in round ROUND." for n in range(1200)]
build_candidate(data, [loaded("brook", lines)], WordEmbedder())
promote(data)
"""
    chance = random.Random()
    for number in range(KILLS):
        process = child(code.replace("ROUND", str(number)), data)
        time.sleep(chance.uniform(0, whole))
        kill(process)
        pointer = read_pointer(data)
        assert pointer
        index = Index.open(data, pointer.version, WordEmbedder())
        try:
            text = index.passages[77].text
            assert (ids(index.dense(text, 1)), ids(index.keywords(text, 1))) == (["brook-77"], ["brook-77"])
        finally:
            index.close()
    name = build_candidate(data, [loaded("brook", lines[::-1])], WordEmbedder())
    assert (promote(data).version, list(data.staging.iterdir())) == (name, [])
    assert set(states(data).values()) <= {"live", "previous", "old"}
