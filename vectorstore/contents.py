"""What a version holds besides its two indexes: documents, passages and the texts that their spans were cut from."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from vectorstore.document import Document
from vectorstore.passage import Passage

DOCUMENTS = "documents.jsonl"
PASSAGES = "passages.jsonl"
TEXTS = "texts"

# An id is the name of a file or folder.
DOCUMENT_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*")


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A document with its stored text and its passages, as the loader leaves them."""

    document: Document
    text: str
    passages: tuple[Passage, ...]


def write_contents(directory: Path, loaded: Sequence[LoadedDocument]) -> None:
    """Write documents, passages and texts into a version's folder, in the order given."""
    _write_lines(directory / DOCUMENTS, (asdict(one.document) for one in loaded))
    _write_lines(directory / PASSAGES, (asdict(passage) for one in loaded for passage in one.passages))
    (directory / TEXTS).mkdir()
    for one in loaded:
        # Bytes, so that no platform turns a line end into another and moves the spans.
        _text_file(directory, one.document.id).write_bytes(one.text.encode())


def read_documents(directory: Path) -> list[Document]:
    """Return the documents of a version in their order."""
    return [Document.from_record(record) for record in _read_lines(directory / DOCUMENTS)]


def read_passages(directory: Path) -> list[Passage]:
    """Return the passages of a version in their order."""
    return [Passage.from_record(record) for record in _read_lines(directory / PASSAGES)]


def read_text(directory: Path, document_id: str) -> str:
    """Return the stored text of one document."""
    return _text_file(directory, document_id).read_bytes().decode()


def _text_file(directory: Path, document_id: str) -> Path:
    return directory / TEXTS / f"{document_id}.txt"


def _write_lines(path: Path, records: Iterable[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _read_lines(path: Path) -> Iterator[dict[str, object]]:
    # Not splitlines: that would cut at every odd line end inside a text.
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)
