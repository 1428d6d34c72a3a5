import multiprocessing
from pathlib import Path

import pytest

from vectorstore.data import DataDirectory
from vectorstore.faults import StoreFailed, UpdateRunning
from vectorstore.lock import writing
from vectorstore.originals import Originals

RECORD = {"source": "Brook.TXT", "pages": [[0, 4]], "title": "Zoë’s review"}


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(DataDirectory(tmp_path))


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_a_stored_file_is_kept_as_it_came_with_its_record(originals: Originals, tmp_path: Path) -> None:
    assert originals.store("b2", "Brook.TXT", b"\xff\r\n", RECORD)
    assert originals.store("a1", "folder/letter.docx", b"PK", {})
    assert originals.records() == {"a1": {}, "b2": RECORD}
    assert list(files(tmp_path / "documents")) == [
        "a1/loaded.json",
        "a1/original.docx",
        "b2/loaded.json",
        "b2/original.txt",
    ]
    assert originals.original("b2").read_bytes() == b"\xff\r\n"


def test_storing_again_changes_nothing(originals: Originals, tmp_path: Path) -> None:
    originals.store("a1", "x.txt", b"text", RECORD)
    before = files(tmp_path)
    assert originals.store("a1", "x.txt", b"text", RECORD) is False
    assert files(tmp_path) == before


def test_a_known_file_gets_its_latest_record_and_ending(originals: Originals) -> None:
    originals.store("a1", "x.txt", b"text", {"loader": 1})
    assert originals.store("a1", "x.md", b"text", {"loader": 2}) is False
    assert (originals.records(), originals.original("a1").name) == ({"a1": {"loader": 2}}, "original.md")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("x.PDF", "original.pdf"),
        ("x", "original.bin"),
        ("../../x.t/t", "original.bin"),
        ("x.a\0b", "original.bin"),
        ("x.verylongending", "original.bin"),
    ],
    ids=["capitals", "none", "path", "nul", "long"],
)
def test_of_a_name_only_a_plain_ending_is_used(originals: Originals, name: str, kept: str) -> None:
    originals.store("a1", name, b"text", {})
    assert originals.original("a1").name == kept


@pytest.mark.parametrize("document_id", ["../x", "", ".new", "a/b", "nul\0"])
def test_an_id_that_is_no_file_name_is_refused(originals: Originals, tmp_path: Path, document_id: str) -> None:
    with pytest.raises(KeyError):
        originals.store(document_id, "x.txt", b"text", {})
    assert files(tmp_path) == {}


def test_a_removed_document_is_gone(originals: Originals, tmp_path: Path) -> None:
    originals.store("a1", "x.txt", b"text", {})
    assert (originals.remove("a1"), originals.remove("a1"), originals.records()) == (True, False, {})
    assert files(tmp_path / "documents") == {}
    with pytest.raises(KeyError):
        originals.original("a1")
    with pytest.raises(KeyError):
        originals.record("a1")


def test_what_a_killed_process_left_is_not_a_document_and_is_cleared_up(originals: Originals, tmp_path: Path) -> None:
    for left in (".new-1x", ".gone-a1"):
        (tmp_path / "documents" / left).mkdir(parents=True)
        (tmp_path / "documents" / left / "original.txt").write_bytes(b"half")
    assert originals.records() == {}
    originals.store("a1", "x.txt", b"text", {})
    assert list(files(tmp_path / "documents")) == ["a1/loaded.json", "a1/original.txt"]


def test_a_damaged_record_is_named_and_mended_by_loading_again(originals: Originals, tmp_path: Path) -> None:
    originals.store("a1", "x.txt", b"text", RECORD)
    (tmp_path / "documents" / "a1" / "loaded.json").write_bytes(b'{"sour')
    with pytest.raises(StoreFailed, match="The record of document a1 cannot be read: load its file again"):
        originals.records()
    originals.store("a1", "x.txt", b"text", RECORD)
    assert originals.records() == {"a1": RECORD}


def _store(root: Path) -> str:
    try:
        Originals(DataDirectory(root)).store("a1", "x.txt", b"text", {})
    except UpdateRunning:
        return "told so"
    return "stored"


def test_a_second_writer_is_told_so(originals: Originals, tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with writing(DataDirectory(tmp_path)):
            assert pool.apply(_store, (tmp_path,)) == "told so"
            assert originals.store("b2", "x.txt", b"text", {}), "the holder itself may go on"
        assert pool.apply(_store, (tmp_path,)) == "stored"
