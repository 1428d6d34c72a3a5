"""From the document store to a candidate index, and what "first use" does with it."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.corrected import corrected, held_back
from ingest.editions import with_other_versions, without_superseded
from ingest.first_use import is_first_use, served
from ingest.loading import GONE, load_files, name_of, stored_documents
from ingest.passages import LONGEST, WANTED
from ingest.report import FileReport, Release, of_refusal, with_held_back, with_versions
from ingest.sandbox import Limits, Sandbox
from vectorstore.contents import LoadedDocument, read_documents, read_passages
from vectorstore.corrections import Correction, read_corrections
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.embedder import Embedder
from vectorstore.lock import writing
from vectorstore.manifest import hash_of_text, read_manifest
from vectorstore.originals import Originals
from vectorstore.releases import read_pointer
from vectorstore.versions import build_candidate, candidate, promote
from vectorstore.withdrawals import read_withdrawals

# What shapes the passages, kept in the manifest of every version: a change of it is a reason to build again.
SETTINGS: dict[str, object] = {"passage_longest": LONGEST, "passage_wanted": WANTED}


@dataclass(frozen=True, slots=True)
class Built:
    """What became of the index, the version that it is about, and stored documents that could not be read for it.

    `held` are documents that wait until a person approves them, `unused` corrections that found nothing to correct.
    `documents` are those that do not wait, also such as are left out because others replace them.
    """

    release: Release
    version: str | None
    left_out: tuple[FileReport, ...] = ()
    held: tuple[Document, ...] = ()
    unused: tuple[Correction, ...] = ()
    documents: tuple[Document, ...] = ()


def load_and_build(
    files: Sequence[Path],
    data: DataDirectory,
    embedder: Embedder,
    *,
    named: Callable[[Path], str] = name_of,
    collection: str | None = None,
    keep_sample: bool = False,
    recognition: float = 0.0,
    read: Callable[[FileReport], None],
    embedded: Callable[[int, int], None],
) -> tuple[list[FileReport], Built]:
    """Load files and build what is to be built; return what became of the files and of the index.

    `recognition` is how many seconds text recognition may take for a file. `read` hears of each file, `embedded` of
    (passages embedded, passages in all). Raise UpdateRunning, NoSpace, Damaged and what else a build raises.
    """
    with writing(data), Sandbox(Limits(recognition=recognition)) as sandbox:
        reports = load_files(files, data, sandbox, collection, read, named)
        built = build(data, embedder, keep_sample=keep_sample, progress=embedded)
    told = with_held_back([*reports, *built.left_out], built.held)
    return with_versions(told, built.documents), built


def build(
    data: DataDirectory,
    embedder: Embedder,
    *,
    keep_sample: bool = False,
    always: bool = False,
    progress: Callable[[int, int], None],
) -> Built:
    """Build a candidate of all that is in the store, and make it live on first use.

    First use: nothing is live, or only the sample is. The first documents of one's own then take the sample's place
    for good, unless it is kept. Nothing is built where the newest version already holds what would be built.
    What is held back counts as not loaded, and stays in the store. Raise Damaged where a list cannot be read.
    """
    stored, left_out = stored_documents(data)
    made = corrected(stored, read_corrections(data))
    documents = [one for one in made.documents if not held_back(one.document)]
    now, withdrawn = served(data), read_withdrawals(data)
    held = tuple(d for d in (one.document for one in made.documents) if held_back(d) and d.id not in withdrawn)
    kept = _wanted(documents, keep_sample or (now.own and now.sample))
    # A document that was replaced stays out also where the one that replaced it is withdrawn.
    wanted = with_other_versions([one for one in without_superseded(kept) if one.document.id not in withdrawn])
    left_out += _gone(data, {*(one.document.id for one in stored), *withdrawn}, [one.source for one in left_out])
    if not wanted:
        return Built(Release.NONE, None, left_out, held, made.unused)
    told = {one.document.id: one.document for one in [*documents, *wanted]}
    version = None if always else _holder(data, wanted, embedder)
    is_new = version is None
    version = version or build_candidate(data, wanted, embedder, SETTINGS, progress)
    release = _release(data, version, is_new=is_new, now=is_first_use(data))
    if release in {Release.LIVE, Release.UNCHANGED}:
        _forget(data, documents, kept)
    return Built(release, version, left_out, held, made.unused, tuple(told.values()))


def _gone(data: DataDirectory, known: Container[str], told: Container[str]) -> tuple[FileReport, ...]:
    """Return a report of each document that is live but no longer in the store, so that none is lost unnoticed."""
    pointer = read_pointer(data)
    if pointer is None:
        return ()
    try:
        live = read_documents(data.indexes / pointer.version)
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    gone = (d for d in live if not d.is_sample and d.id not in known and d.id not in told)
    return tuple(of_refusal(d.source, GONE) for d in gone)


def _wanted(documents: list[LoadedDocument], keep_sample: bool) -> list[LoadedDocument]:
    own = [one for one in documents if not one.document.is_sample]
    return documents if keep_sample or not own else own


def _holder(data: DataDirectory, wanted: Sequence[LoadedDocument], embedder: Embedder) -> str | None:
    """Return the newest version, the candidate before the live one, where building would only give it again."""
    pointer = read_pointer(data)
    newest = candidate(data) or (pointer.version if pointer else None)
    return newest if newest and _holds(data, newest, wanted, embedder) else None


def _holds(data: DataDirectory, version: str, wanted: Sequence[LoadedDocument], embedder: Embedder) -> bool:
    directory = data.indexes / version
    manifest = read_manifest(directory)
    texts = {one.document.id: hash_of_text(one.text) for one in wanted}
    if (manifest.model, manifest.settings) != (embedder.id, SETTINGS):
        return False
    if {document.id: document.sha256 for document in manifest.documents} != texts:
        return False
    try:
        documents = {document.id: document for document in read_documents(directory)}
        passages = {passage.id: passage for passage in read_passages(directory)}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return documents == {one.document.id: one.document for one in wanted} and passages == {
        passage.id: passage for one in wanted for passage in one.passages
    }


def _release(data: DataDirectory, version: str, *, is_new: bool, now: bool) -> Release:
    pointer = read_pointer(data)
    if pointer and pointer.version == version:
        return Release.UNCHANGED
    if now:
        promote(data, version)
        return Release.LIVE
    return Release.CANDIDATE if is_new else Release.WAITING


def _forget(data: DataDirectory, documents: Sequence[LoadedDocument], keep: Sequence[LoadedDocument]) -> None:
    """Remove from the store what has lost its place, also where an earlier run was stopped before it could."""
    kept = {one.document.id for one in keep}
    for one in documents:
        if one.document.id not in kept:
            Originals(data).remove(one.document.id)
