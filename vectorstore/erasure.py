"""Erasure: what is kept of a withdrawn document is deleted, down to the vectors and the versions that hold it."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vectorstore.contents import TEXTS, LoadedDocument, read_documents, read_passages, read_text
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import IndexFault
from vectorstore.files import replace_file, sync_directory
from vectorstore.lock import writing
from vectorstore.manifest import read_manifest
from vectorstore.originals import Originals
from vectorstore.passage import Passage
from vectorstore.releases import Grounds, Pointer, read_pointer
from vectorstore.sentence_vectors import sentences_of
from vectorstore.vectors import keep_vectors
from vectorstore.versions import build_version, release_version, remove_versions, version_names
from vectorstore.withdrawals import Action, Withdrawal, log_withdrawal, read_withdrawals


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing did: the line in the list, the version now live (None: nothing is left to serve), those removed."""

    entry: Withdrawal
    live: str | None
    removed: tuple[str, ...]


def erase(data: DataDirectory, document_id: str, reason: str, by: str, embedder: Embedder) -> Erased:
    """Withdraw a document and delete its original, texts, vectors, corrections and every version that holds it.

    The live version is replaced by one of the same documents without it. Whatever interrupts this, the document is
    hidden from the first step on, and running it again completes it. Raise UpdateRunning, NoSpace, Damaged.
    """
    known = read_withdrawals(data).get(document_id)
    # Before the lock is waited for: the document is hidden also where an update runs that has to end first.
    entry = known if known and known.erased else log_withdrawal(data, document_id, Action.ERASE, reason, by)
    with writing(data):
        live = _replace_live(data, document_id, embedder, Grounds(by=by))
        removed = remove_versions(data, [name for name in version_names(data) if _holds(data, name, document_id)])
        shutil.rmtree(data.staging, ignore_errors=True)
        Originals(data).remove(document_id)
        _forget_corrections(data, document_id)
        keep_vectors(data.embeddings, _embedded(data), embedder.id)
        # Answers that quote it stand there, of whatever version; an evaluation can be made again.
        shutil.rmtree(data.evaluations, ignore_errors=True)
        _forget_uploads(data, document_id)
        return Erased(entry, live.version if live else None, removed)


def _holds(data: DataDirectory, name: str, document_id: str) -> bool:
    """Return whether a version holds the document, also where its manifest can no longer be read."""
    if (data.indexes / name / TEXTS / f"{document_id}.txt").exists():
        return True
    try:
        return document_id in {document.id for document in read_manifest(data.indexes / name).documents}
    except IndexFault:
        return True


def _replace_live(data: DataDirectory, document_id: str, embedder: Embedder, grounds: Grounds) -> Pointer | None:
    """Make live what is left of the live version, and return the new pointer; None where nothing is live then."""
    pointer = read_pointer(data)
    if pointer is None:
        return None
    if _holds(data, pointer.version, document_id):
        left = _without(data, pointer.version, document_id)
        if not any(one.passages for one in left):
            data.live.unlink()
            sync_directory(data.root)
            return None
        settings = read_manifest(data.indexes / pointer.version).settings
        return release_version(data, build_version(data, left, embedder, settings), "erase", None, grounds)
    if pointer.previous and _holds(data, pointer.previous, document_id):
        return release_version(data, pointer.version, "erase", None, grounds)
    return pointer


def _without(data: DataDirectory, version: str, document_id: str) -> list[LoadedDocument]:
    """Return what a version holds besides the document; nothing of the others names it either."""
    directory = data.indexes / version
    passages = read_passages(directory)
    return [
        LoadedDocument(
            replace(
                document,
                supersedes=None if document.supersedes == document_id else document.supersedes,
                other_versions=tuple(o for o in document.other_versions if o.document_id != document_id),
            ),
            read_text(directory, document.id),
            tuple(passage for passage in passages if passage.document_id == document.id),
        )
        for document in read_documents(directory)
        if document.id != document_id
    ]


def _embedded(data: DataDirectory) -> Sequence[str]:
    """Return what was embedded of all versions that are left; whatever else the cache holds can be computed again."""
    passages = [p for name in version_names(data) for p in _passages(data, name)]
    return [text for p in passages for text in (p.embedded, *sentences_of(p))]


def _passages(data: DataDirectory, name: str) -> Sequence[Passage]:
    """Return the passages of a version, none where it cannot be read: its vectors can be computed again."""
    try:
        return read_passages(data.indexes / name)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _forget_uploads(data: DataDirectory, document_id: str) -> None:
    """Remove the reports that tell of the document: they hold its title and the name of its file."""
    for report in data.uploads.glob("*/report.json"):
        if document_id.encode() in report.read_bytes():
            shutil.rmtree(report.parent, ignore_errors=True)


def _forget_corrections(data: DataDirectory, document_id: str) -> None:
    """Take out what people said about the document, for it may quote it, and that others replace it."""
    if not data.corrections.is_file():
        return
    lines = data.corrections.read_bytes().split(b"\n")
    kept = [line for line in lines if line.strip() and not _is_about(line, document_id)]
    replace_file(data.corrections, b"".join(line + b"\n" for line in kept))


def _is_about(line: bytes, document_id: str) -> bool:
    try:
        record = json.loads(line)
        replaces = record.get("field") == "supersedes" and record.get("value") == document_id
        return bool(record.get("document_id") == document_id or replaces)
    except (ValueError, AttributeError):
        return document_id.encode() in line
