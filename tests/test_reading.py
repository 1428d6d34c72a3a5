"""What the store keeps of a reading: builds use it as it is, and only another state of the program reads again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from briefings import SALTMERE, read

from ingest.blocks import Refused
from ingest.intake import Intake
from ingest.loading import load_files, stored_documents
from ingest.reading import Reading, reader
from ingest.sandbox import Limits, Sandbox
from ingest.text import load_text
from vectorstore.data import DataDirectory


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


def _kept(tmp_path: Path, sandbox: Sandbox) -> tuple[DataDirectory, Path]:
    (tmp_path / "a.txt").write_text(SALTMERE)
    data = DataDirectory(tmp_path / "kept")
    (report,) = load_files([tmp_path / "a.txt"], data, sandbox, None, lambda _: None)
    return data, data.documents / str(report.document_id) / "loaded.json"


def test_a_reading_is_the_same_after_the_store() -> None:
    loaded = load_text(SALTMERE.encode())
    assert not isinstance(loaded, Refused)
    one = read("a.txt", SALTMERE)
    reading = Reading(loaded, one.document, one.passages)
    assert Reading.from_record(loaded, json.loads(json.dumps(reading.to_record()))["read"]) == reading


def test_what_was_read_is_not_read_again(tmp_path: Path, sandbox: Sandbox) -> None:
    data, record = _kept(tmp_path, sandbox)
    told = json.loads(record.read_text())
    told["read"]["document"]["title"] = "As it was read"
    record.write_text(json.dumps(told))

    documents, left_out = stored_documents(data)

    assert ([one.document.title for one in documents], left_out) == (["As it was read"], ())


@pytest.mark.parametrize("read_by", [None, {"by": "another state of the program"}], ids=["before", "another"])
def test_what_another_state_of_the_program_has_read_is_read_again_and_kept(
    tmp_path: Path, sandbox: Sandbox, read_by: dict[str, object] | None
) -> None:
    data, record = _kept(tmp_path, sandbox)
    whole = json.loads(record.read_text())
    old = {key: value for key, value in whole.items() if key != "read"} | ({"read": read_by} if read_by else {})
    record.write_text(json.dumps(old))

    documents, left_out = stored_documents(data)

    assert (len(documents), left_out, whole["read"]["by"]) == (1, (), reader())
    assert json.loads(record.read_text()) == whole


def test_the_structure_of_a_text_is_read_within_the_time_of_its_file() -> None:
    long = Intake("1" * 16, "a.txt", "text", "text/plain", b"Finding 1\n\nIt was so.\n\n" * 200_000)
    with Sandbox(Limits(seconds=0.5, children=1)) as sandbox:
        result = sandbox.read(long, "a.txt", None)
    assert isinstance(result, Refused)
    assert result.code == "timeout"
