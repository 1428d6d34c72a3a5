"""Files into the document store: found, examined, read in a child process, kept. One bad file never stops the rest."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ingest import report
from ingest.blocks import Loaded, Refused
from ingest.intake import Intake, examine
from ingest.reading import read_document
from ingest.report import FileReport, Outcome
from ingest.sandbox import Sandbox
from vectorstore.contents import LoadedDocument
from vectorstore.originals import Originals

NOTHING_TO_CITE = Refused("nothing_to_cite", "Headings only, no statement to cite. Check that the file is complete.")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files named and those in the folders named, each once; hidden ones in folders are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if not p.is_dir() or p.is_symlink()) if path.is_dir() else [path]
        found |= dict.fromkeys(p for p in inside if p == path or not _hidden(p.relative_to(path)))
    return list(found)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def load_files(
    files: Iterable[Path],
    originals: Originals,
    sandbox: Sandbox,
    collection: str | None,
    told: Callable[[FileReport], None],
) -> list[FileReport]:
    """Load the files into the store and return what became of each; `told` hears of each as it is done."""
    reports = []
    for file in files:
        reports.append(_load(file, originals, sandbox, collection))
        told(reports[-1])
    return reports


def _load(file: Path, originals: Originals, sandbox: Sandbox, collection: str | None) -> FileReport:
    intake = examine(file)
    if isinstance(intake, Refused):
        return report.of_refusal(file.name, intake)
    try:
        stored = from_record(intake.id, originals.record(intake.id))
        return report.of_document(Outcome.UNCHANGED, stored.document, stored.passages)
    except KeyError:
        return _load_new(intake, originals, sandbox, collection)


def _load_new(intake: Intake, originals: Originals, sandbox: Sandbox, collection: str | None) -> FileReport:
    loaded = sandbox.load(intake)
    if isinstance(loaded, Refused):
        return report.of_refusal(intake.name, loaded)
    record = to_record(intake.name, collection, loaded)
    read = from_record(intake.id, record)
    if not read.passages:
        return report.of_refusal(intake.name, NOTHING_TO_CITE)
    originals.store(intake.id, intake.name, intake.data, record)
    return report.of_document(Outcome.LOADED, read.document, read.passages)


def to_record(source: str, collection: str | None, loaded: Loaded) -> dict[str, object]:
    """Return what the document store keeps beside an original."""
    return {"source": source, "collection": collection, "loaded": loaded.to_record()}


def from_record(document_id: str, record: dict[str, object]) -> LoadedDocument:
    """Return the document with its passages: a pure function of what the store keeps."""
    loaded = Loaded.from_record(record["loaded"])  # type: ignore[arg-type]
    collection = record["collection"]
    document, passages = read_document(
        document_id, str(record["source"]), loaded, str(collection) if collection else None
    )
    return LoadedDocument(document, loaded.text, passages)


def stored_documents(originals: Originals) -> Iterator[LoadedDocument]:
    """Yield every document of the store."""
    for document_id, record in originals.records().items():
        yield from_record(document_id, record)


def read_again(originals: Originals, sandbox: Sandbox, told: Callable[[FileReport], None]) -> list[FileReport]:
    """Read every original again, for when loaders have changed; what is now refused keeps its old record."""
    reports = []
    for document_id, record in originals.records().items():
        reports.append(_read_again(document_id, record, originals, sandbox))
        told(reports[-1])
    return reports


def _read_again(document_id: str, record: dict[str, object], originals: Originals, sandbox: Sandbox) -> FileReport:
    source, collection = str(record["source"]), record["collection"]
    intake = examine(originals.original(document_id))
    loaded = intake if isinstance(intake, Refused) else sandbox.load(intake)
    if isinstance(loaded, Refused) or isinstance(intake, Refused):
        return report.of_refusal(source, loaded if isinstance(loaded, Refused) else NOTHING_TO_CITE)
    renewed = to_record(source, str(collection) if collection else None, loaded)
    originals.store(document_id, intake.name, intake.data, renewed)
    read = from_record(document_id, renewed)
    return report.of_document(Outcome.LOADED, read.document, read.passages)
