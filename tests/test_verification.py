"""Every damage to a version that was ever seen, and some that were not, is refused before it is served."""

import json
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shelf import WordEmbedder, loaded

from vectorstore import verification
from vectorstore.chroma import fingerprint
from vectorstore.data import DataDirectory
from vectorstore.faults import IndexFault
from vectorstore.index import Index
from vectorstore.manifest import CHROMA, hash_files, read_manifest, write_manifest
from vectorstore.verification import self_search, verify_directory
from vectorstore.versions import build_candidate

# More than a thousand passages, so that Chroma has written its vector files.
LINES = [f"Meeting {n} spoke about home {n % 37} and school {n % 41} of family {n * n % 1009}." for n in range(300)]


@pytest.fixture(scope="module", autouse=True)
def verified_afresh() -> Iterator[None]:
    """Start the processes that verify as the program does, since they are what is tried here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verification, "subprocess", subprocess)
        yield


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = DataDirectory(tmp_path_factory.mktemp("sound"))
    documents = [loaded(name, [f"{name} {line}" for line in LINES]) for name in ("brook", "ford", "mill", "weir")]
    return data.indexes / build_candidate(data, documents, WordEmbedder())


@pytest.fixture
def version(sound: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(sound, DataDirectory(tmp_path).indexes / sound.name))


def segment_file(version: Path, name: str) -> Path:
    (found,) = version.glob(f"{CHROMA}/*/{name}")
    return found


def cut(path: Path, part: float = 0.5) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])


def flip(path: Path, count: int) -> None:
    content, chance = bytearray(path.read_bytes()), random.Random(count)
    for place in chance.sample(range(len(content)), min(count, len(content))):
        content[place] ^= 0xFF
    path.write_bytes(content)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def change_rows(version: Path, statement: str) -> None:
    with closing(sqlite3.connect(version / CHROMA / "chroma.sqlite3")) as database, database:
        assert database.execute(statement).rowcount > 0


DAMAGES: dict[str, Callable[[Path], object]] = {
    "vector folder deleted": lambda v: shutil.rmtree(segment_file(v, "header.bin").parent),
    "vector metadata deleted": lambda v: segment_file(v, "index_metadata.pickle").unlink(),
    "vector metadata cut": lambda v: cut(segment_file(v, "index_metadata.pickle")),
    "vectors emptied": lambda v: cut(segment_file(v, "data_level0.bin"), 0),
    "vectors cut": lambda v: cut(segment_file(v, "data_level0.bin")),
    "64 bytes of vectors flipped": lambda v: flip(segment_file(v, "data_level0.bin"), 64),
    "5000 bytes of vectors flipped": lambda v: flip(segment_file(v, "data_level0.bin"), 5000),
    "links emptied": lambda v: cut(segment_file(v, "link_lists.bin"), 0),
    "vector header flipped": lambda v: flip(segment_file(v, "header.bin"), 20),
    "database deleted": lambda v: (v / CHROMA / "chroma.sqlite3").unlink(),
    "database emptied": lambda v: cut(v / CHROMA / "chroma.sqlite3", 0),
    "database cut": lambda v: cut(v / CHROMA / "chroma.sqlite3"),
    "database header flipped": lambda v: (v / CHROMA / "chroma.sqlite3").write_bytes(
        b"\0" * 100 + (v / CHROMA / "chroma.sqlite3").read_bytes()[100:]
    ),
    "200 bytes of database flipped": lambda v: flip(v / CHROMA / "chroma.sqlite3", 200),
    "collection told to run code": lambda v: change_rows(v, "UPDATE collections SET schema_str = '{}'"),
    "queued vector changed": lambda v: change_rows(v, "UPDATE embeddings_queue SET vector = zeroblob(1024)"),
    "text changed": lambda v: edit(v / "texts" / "ford.txt", "family", "famous"),
    "text deleted": lambda v: (v / "texts" / "ford.txt").unlink(),
    "passages cut": lambda v: cut(v / "passages.jsonl"),
    "documents changed": lambda v: edit(v / "documents.jsonl", "mill", "bill"),
    "keywords changed": lambda v: flip(v / "keywords" / "data.csc.index.npy", 1),
    "keywords deleted": lambda v: shutil.rmtree(v / "keywords"),
    "manifest deleted": lambda v: (v / "manifest.json").unlink(),
    "manifest cut": lambda v: cut(v / "manifest.json"),
    "another Chroma": lambda v: write_manifest(v, replace(read_manifest(v), chroma="0.4.0")),
}


def test_a_sound_version_passes_and_still_does_after_being_opened(version: Path) -> None:
    before = verify_directory(version)
    Index.open(DataDirectory(version.parents[1]), version.name, WordEmbedder()).close()
    assert (before, verify_directory(version)) == ([], [])


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_refused_by_the_serving_process_before_chroma_sees_it(
    version: Path, damage: Callable[[Path], object]
) -> None:
    damage(version)
    with pytest.raises(IndexFault) as fault:
        Index.open(DataDirectory(version.parents[1]), version.name, WordEmbedder())
    assert str(fault.value).startswith((f"Index {version.name} ", f"The vectors of {version.name} "))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("vectors emptied", "data_level0.bin was changed"),
        ("vector folder deleted", "data_level0.bin is missing"),
        ("collection told to run code", "Chroma's database was changed"),
        ("database cut", "database"),
        ("text changed", "ford.txt was changed"),
        ("manifest cut", "has no readable manifest.json"),
        ("another Chroma", "was built with Chroma 0.4.0"),
    ],
)
def test_verification_says_what_is_wrong(version: Path, name: str, reason: str) -> None:
    DAMAGES[name](version)
    problems = verify_directory(version)
    assert any(reason in problem for problem in problems), problems
    assert all("\n" not in problem for problem in problems)


def sign_again(version: Path) -> None:
    """Write a manifest that agrees with the files as they are: what is left to find is only found by asking."""
    manifest = read_manifest(version)
    write_manifest(version, replace(manifest, files=hash_files(version), database_sha256=fingerprint(version / CHROMA)))


def move_a_passage(version: Path) -> None:
    record = json.loads((version / "passages.jsonl").read_text(encoding="utf-8").splitlines()[0])
    edit(version / "passages.jsonl", f'"end": {record["end"]}', f'"end": {record["end"] + 1}')


@pytest.mark.parametrize(
    ("damage", "reasons"),
    [
        pytest.param(DAMAGES["vector folder deleted"], ["cannot be read"], id="folder"),
        pytest.param(DAMAGES["vectors emptied"], ["cannot be read"], id="emptied"),
        pytest.param(
            DAMAGES["5000 bytes of vectors flipped"],
            ["crashed the process (signal 11)", "cannot be read"],
            id="flipped",
        ),
        pytest.param(DAMAGES["vector metadata deleted"], ["cannot be read"], id="metadata"),
        pytest.param(move_a_passage, ["passage brook-0 is not where it says it is"], id="passage moved"),
        pytest.param(DAMAGES["text changed"], ["texts differ from the manifest"], id="text"),
        pytest.param(
            lambda v: change_rows(v, "DELETE FROM embeddings WHERE embedding_id = 'mill-7'"), ["not those"], id="id"
        ),
    ],
)
def test_what_the_hashes_do_not_show_is_found_by_asking(
    version: Path, damage: Callable[[Path], object], reasons: list[str]
) -> None:
    damage(version)
    sign_again(version)
    problems = verify_directory(version)
    assert any(reason in problem for problem in problems for reason in reasons), problems


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        (range(0), []),
        (range(3), []),
        (range(1950, 2000), ["only 487 of 500 passages find themselves"]),
        (range(2000), ["only 0 of 500 passages find themselves"]),
    ],
    ids=["none", "fewer than one in a hundred", "only at one end", "all"],
)
def test_passages_that_search_does_not_find_are_noticed_wherever_they_are(lost: range, expected: list[str]) -> None:
    vectors = np.eye(2000, dtype=np.float32)
    found = {place: (f"id-{place}", 1.0) for place in range(2000) if place not in lost}
    problems = self_search(
        lambda vector, k: [found[int(vector.argmax())]] if int(vector.argmax()) in found else [],
        [f"id-{place}" for place in range(2000)],
        vectors,
    )
    assert problems == expected


def test_an_exact_double_counts_as_found() -> None:
    vectors = np.ones((2, 1), dtype=np.float32)
    assert self_search(lambda vector, k: [("first", 1.0)], ["first", "second"], vectors) == []
