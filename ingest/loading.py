"""Files into the document store: found, examined, read in a child process, kept. One bad file never stops the rest."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from ingest import report
from ingest.blocks import Loaded, Refused
from ingest.intake import Intake, examine
from ingest.reading import Reading
from ingest.report import FileReport, Outcome
from ingest.sandbox import Sandbox
from vectorstore.contents import DOCUMENT_ID, LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.faults import StoreFailed
from vectorstore.originals import Originals
from vectorstore.withdrawals import Withdrawal, read_withdrawals

NOTHING_TO_CITE = Refused("nothing_to_cite", "Headings only, no statement to cite. Check that the file is complete.")
DAMAGED = Refused(
    "damaged_record", "What is kept of this document is missing or damaged, so it is left out. Load its file again."
)
GONE = Refused(
    "gone",
    "It is live, but what was kept of it is no longer in the store, so the next version lacks it. Load its file again.",
)
CHANGED = Refused(
    "changed_original",
    "The stored original is missing or is not the file that was loaded, so what was read of it then stays. "
    "Load the file again.",
)

# What a record raises that is missing, was cut off, or comes from another version of the program.
_UNREADABLE = (StoreFailed, KeyError, TypeError, ValueError, AttributeError)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files named and those in the folders named, each once; hidden ones in folders are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if not p.is_dir() or p.is_symlink()) if path.is_dir() else [path]
        found |= dict.fromkeys(p for p in inside if p == path or not _hidden(p.relative_to(path)))
    return list(found)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def name_of(file: Path) -> str:
    """Return what a file is called on the disk."""
    return file.name


def load_files(
    files: Iterable[Path],
    data: DataDirectory,
    sandbox: Sandbox,
    collection: str | None,
    told: Callable[[FileReport], None],
    named: Callable[[Path], str] = name_of,
) -> list[FileReport]:
    """Load the files into the store and return what became of each; `told` hears of each as it is done.

    `named` says what a file is called where that is not its name on the disk. A withdrawn document is refused. Raise
    Damaged where the list of those cannot be read.
    """
    reports = []
    originals, withdrawn = Originals(data), read_withdrawals(data)
    for file in files:
        reports.append(_load(file, named(file), originals, sandbox, collection, withdrawn))
        told(reports[-1])
    return reports


def _load(
    file: Path,
    name: str,
    originals: Originals,
    sandbox: Sandbox,
    collection: str | None,
    withdrawn: Mapping[str, Withdrawal],
) -> FileReport:
    intake = examine(file, name)
    if isinstance(intake, Refused):
        return report.of_refusal(name, intake)
    if entry := withdrawn.get(intake.id):
        return report.of_refusal(intake.name, _withdrawn(entry))
    stored = _stored(originals, intake.id, lambda: sandbox)
    if isinstance(stored, LoadedDocument) and stored.passages and _original(originals, intake.id) == intake.data:
        return report.of_document(Outcome.UNCHANGED, stored.document, stored.passages)
    return _read(intake, originals, sandbox, intake.name, collection)


def _read(intake: Intake, originals: Originals, sandbox: Sandbox, source: str, collection: str | None) -> FileReport:
    """Read the file in a child process and keep it; what is refused leaves the store as it was."""
    read = sandbox.read(intake, source, collection)
    if isinstance(read, Refused):
        return report.of_refusal(source, read)
    if not read.passages:
        return report.of_refusal(source, NOTHING_TO_CITE)
    if _original(originals, intake.id) not in {None, intake.data}:
        # The store trusts an original that it has; one that has come to differ must make room.
        originals.remove(intake.id)
    originals.store(intake.id, intake.name, intake.data, _record(read))
    return report.of_document(Outcome.LOADED, read.document, read.passages)


def _record(read: Reading) -> dict[str, object]:
    return {"source": read.document.source, "collection": read.document.collection, **read.to_record()}


def stored_document(data: DataDirectory, document_id: str) -> LoadedDocument | None:
    """Return one document of the store as `stored_documents` does; None where there is none, or it cannot be read."""
    if document_id not in stored_ids(data):
        return None
    with ExitStack() as stack:
        sandbox = cache(lambda: stack.enter_context(Sandbox()))
        read = _stored(Originals(data), document_id, sandbox)
    return read if isinstance(read, LoadedDocument) else None


def stored_documents(data: DataDirectory) -> tuple[list[LoadedDocument], tuple[FileReport, ...]]:
    """Return the documents of the store, and a report of each that cannot be read.

    They are as they were read when they were loaded. What another version of the program has read is read again from
    what was loaded then, in a child process that is started only for that.
    """
    with ExitStack() as stack:
        sandbox = cache(lambda: stack.enter_context(Sandbox()))
        read = {document_id: _stored(Originals(data), document_id, sandbox) for document_id in stored_ids(data)}
    unread = tuple(report.of_refusal(name, one) for name, one in read.items() if isinstance(one, Refused))
    return [one for one in read.values() if isinstance(one, LoadedDocument)], unread


def read_again(data: DataDirectory, sandbox: Sandbox, told: Callable[[FileReport], None]) -> list[FileReport]:
    """Read every original again, for when loaders have changed; what is now refused keeps its old record.

    Nothing is told of a document whose record is damaged: whoever reads the store afterwards reports it.
    """
    reports = []
    for document_id in stored_ids(data):
        if (one := _read_again(document_id, Originals(data), sandbox)) is not None:
            reports.append(one)
            told(one)
    return reports


def _read_again(document_id: str, originals: Originals, sandbox: Sandbox) -> FileReport | None:
    try:
        source, collection = _name(originals.record(document_id))
    except _UNREADABLE:
        return None
    try:
        intake = examine(originals.original(document_id))
    except KeyError:
        return report.of_refusal(source, CHANGED)
    if isinstance(intake, Refused) or intake.id != document_id:
        return report.of_refusal(source, CHANGED)
    return _read(intake, originals, sandbox, source, collection)


def _withdrawn(entry: Withdrawal) -> Refused:
    how = "erased" if entry.erased else "withdrawn"
    return Refused(
        "withdrawn",
        f"This document was {how} on {entry.day} ({entry.reason}). "
        f"To load it all the same: `review-learning documents reinstate {entry.document_id} "
        '--reason "WHY"`, then load the file again.',
    )


def stored_ids(data: DataDirectory) -> list[str]:
    """Return the ids of the documents of the store, in order."""
    if not data.documents.is_dir():
        return []
    return sorted(path.name for path in data.documents.iterdir() if DOCUMENT_ID.fullmatch(path.name))


def _stored(originals: Originals, document_id: str, sandbox: Callable[[], Sandbox]) -> LoadedDocument | Refused:
    """Return the document with its passages, or why not: its record is missing or damaged, or can be read no more."""
    try:
        record = originals.record(document_id)
        source, collection = _name(record)
        loaded = Loaded.from_record(record["loaded"])  # type: ignore[arg-type]
        read = Reading.from_record(loaded, record.get("read"))  # type: ignore[arg-type]
    except _UNREADABLE:
        return DAMAGED
    if read is None:
        again = sandbox().read_loaded(document_id, loaded, source, collection)
        if isinstance(again, Refused):
            return again
        read = again
        originals.renew(document_id, _record(read))
    return LoadedDocument(read.document, loaded.text, read.passages)


def _name(record: dict[str, object]) -> tuple[str, str | None]:
    """Return the file name and the collection that a document was loaded with."""
    return str(record["source"]), str(record["collection"]) if record["collection"] else None


def _original(originals: Originals, document_id: str) -> bytes | None:
    try:
        return originals.original(document_id).read_bytes()
    except KeyError:
        return None
