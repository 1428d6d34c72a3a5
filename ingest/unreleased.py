"""Documents that nobody is answered from yet, for whoever decides on them: held back, waiting, or only stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.corrected import corrected, held_back
from ingest.loading import stored_document, stored_ids
from vectorstore.contents import LoadedDocument, read_documents, read_passages, read_text
from vectorstore.corrections import read_corrections
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.faults import Damaged
from vectorstore.manifest import read_manifest
from vectorstore.releases import read_pointer
from vectorstore.versions import candidate
from vectorstore.withdrawals import read_withdrawals


class Standing(StrEnum):
    """How a document stands: in the waiting candidate, held back until a person approves it, or only stored."""

    CANDIDATE = "candidate"
    HELD_BACK = "held back"
    STORED = "stored"


WORDS = {
    Standing.CANDIDATE: "It is in the candidate that waits to be released. Nobody is answered from this reading yet.",
    Standing.HELD_BACK: "It is held back, and in no index, until a person has looked at it and approved it.",
    Standing.STORED: "It is stored, and in no index: the next candidate has it, unless another document replaces it.",
}


@dataclass(frozen=True, slots=True)
class Unreleased:
    """A document as it was read and as people corrected it. `is_live` where what is served holds it too."""

    loaded: LoadedDocument
    standing: Standing
    is_live: bool = False

    @property
    def document(self) -> Document:
        """Return what is known of it."""
        return self.loaded.document


def unreleased(data: DataDirectory, document_id: str) -> Unreleased | None:
    """Return the document as the candidate has it, else as it is stored where nothing that is served holds it.

    None where it is withdrawn, unknown, or only live. Raise Damaged where a list or a version cannot be read.
    """
    if document_id in read_withdrawals(data):
        return None
    pointer = read_pointer(data)
    is_live = pointer is not None and document_id in _held(data, pointer.version)
    waiting = candidate(data)
    if waiting and document_id in _held(data, waiting):
        return Unreleased(_of_version(data, waiting, document_id), Standing.CANDIDATE, is_live)
    found = None if is_live and not waiting else _stored(data, document_id)
    return Unreleased(found.loaded, found.standing, is_live) if found else None


def left_out(data: DataDirectory) -> tuple[Unreleased, ...]:
    """Return the stored documents that neither the candidate holds, or where none waits the live version, in order.

    Withdrawn ones are none of them. Raise Damaged as `unreleased` does.
    """
    pointer = read_pointer(data)
    newest = candidate(data) or (pointer.version if pointer else None)
    known = {*read_withdrawals(data), *(_held(data, newest) if newest else ())}
    found = (_stored(data, name) for name in stored_ids(data) if name not in known)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.standing, one.document.source)))


def only_in(data: DataDirectory, version: str) -> Iterator[Document]:
    """Yield the documents of a version that are not in what is served, in its order. Raise Damaged."""
    pointer, withdrawn = read_pointer(data), read_withdrawals(data)
    live = _held(data, pointer.version) if pointer else frozenset()
    for document in _documents(data, version):
        if document.id not in live and document.id not in withdrawn:
            yield document


def _held(data: DataDirectory, version: str) -> frozenset[str]:
    return frozenset(one.id for one in read_manifest(data.indexes / version).documents)


def _documents(data: DataDirectory, version: str) -> list[Document]:
    try:
        return read_documents(data.indexes / version)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Damaged(f"Index {version} cannot be read: build it again.") from fault


def _of_version(data: DataDirectory, version: str, document_id: str) -> LoadedDocument:
    directory = data.indexes / version
    document = next(one for one in _documents(data, version) if one.id == document_id)
    try:
        passages = tuple(one for one in read_passages(directory) if one.document_id == document_id)
        return LoadedDocument(document, read_text(directory, document_id), passages)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Damaged(f"Index {version} cannot be read: build it again.") from fault


def _stored(data: DataDirectory, document_id: str) -> Unreleased | None:
    loaded = stored_document(data, document_id)
    if loaded is None:
        return None
    said = (one for one in read_corrections(data) if one.document_id == document_id)
    (made,) = corrected([loaded], said).documents
    return Unreleased(made, Standing.HELD_BACK if held_back(made.document) else Standing.STORED)
