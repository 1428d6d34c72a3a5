"""The writer's side of the index: build a candidate, release it, go back, clear up. One writer at a time."""

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from vectorstore.chroma import ChromaVectors
from vectorstore.contents import DOCUMENT_ID, LoadedDocument, write_contents
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import Damaged, IndexFault, NoSpace, NothingToDo, Refused, StoreFailed
from vectorstore.files import sync_directory, sync_tree
from vectorstore.keywords import KeywordIndex
from vectorstore.lock import writing
from vectorstore.manifest import CHROMA, KEYWORDS, SENTENCES, describe, manifest_hash, read_manifest, write_manifest
from vectorstore.releases import NONE, Grounds, Pointer, grounds_of, read_pointer, read_releases, release
from vectorstore.sentence_vectors import SentenceVectors, sentences_of
from vectorstore.vectors import embed_cached
from vectorstore.verification import verify_directory
from vectorstore.withdrawals import read_withdrawals

__all__ = [
    "LoadedDocument",
    "Version",
    "build_candidate",
    "build_version",
    "candidate",
    "known_documents",
    "promote",
    "prune",
    "release_version",
    "remove_versions",
    "rollback",
    "verify",
    "version_names",
    "versions",
    "writing",
]

LEAST_FREE_BYTES = 50_000_000
TIMES_LIVE = 3
FULL_BYTES = 10_000_000
KEPT = 2

_NAME = re.compile(r"\d{8}T\d{9}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Version:
    """A version on disk. `state` is live, previous, candidate or old; `built` is UTC.

    `problem` says why the manifest cannot be read; the rest is then empty.
    """

    name: str
    state: str
    built: str
    documents: int
    passages: int
    model: str
    problem: str | None = None


def _no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def build_candidate(
    data: DataDirectory,
    documents: Iterable[LoadedDocument],
    embedder: Embedder,
    settings: Mapping[str, object] | None = None,
    progress: Callable[[int, int], None] = _no_progress,
) -> str:
    """Build, verify and publish a version that is not live yet, and return its name.

    The same documents and settings give the same answers, in whatever order they come. The new candidate takes the
    place of older ones that were never released. `progress` gets (passages embedded, passages in all).
    Raise UpdateRunning, NoSpace, Refused, ModelMissing, StoreFailed or Damaged; then nothing has changed.
    """
    with writing(data):
        name = build_version(data, documents, embedder, settings, progress)
        remove_versions(data, [older for older in _unreleased(data) if older != name])
        return name


def build_version(
    data: DataDirectory,
    documents: Iterable[LoadedDocument],
    embedder: Embedder,
    settings: Mapping[str, object] | None = None,
    progress: Callable[[int, int], None] = _no_progress,
) -> str:
    """Build, verify and publish a version beside all others, as `build_candidate` does, and return its name."""
    with writing(data):
        loaded = sorted(documents, key=lambda one: (one.document.source, one.document.id))
        _check(loaded)
        _clear_staging(data)
        _check_space(data)
        name, built = _new_name(data, loaded)
        staging = data.staging / name
        try:
            _write(data, staging, built, loaded, embedder, settings or {}, progress)
            _refuse_damaged(staging)
            sync_tree(staging)
            staging.rename(data.indexes / name)
            sync_directory(data.indexes)
        except StoreFailed as fault:
            # Chroma does not always say that the disk was full.
            if shutil.disk_usage(data.indexes).free < FULL_BYTES:
                raise NoSpace(NoSpace.FULL) from fault
            raise
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        return name


def promote(data: DataDirectory, version: str | None = None, grounds: Grounds = NONE) -> Pointer:
    """Verify a version, by default the candidate, and make it live. Return the new pointer.

    Whether it may go live is for the caller to know, who says so in `grounds`: `evals.release` asks the gate.
    Raise NothingToDo where there is none, Damaged where it does not pass, UpdateRunning.
    """
    with writing(data):
        name = version or candidate(data)
        if name is None:
            raise NothingToDo("There is no candidate to promote: load documents first.")
        live = read_pointer(data)
        if live and live.version == name:
            return live
        return release_version(data, name, "promote", live.version if live else None, grounds)


def rollback(data: DataDirectory, by: str | None = None, away_from: str | None = None) -> Pointer:
    """Verify the version that was live before, and make it live again. Return the new pointer.

    `away_from` is the version that somebody saw served: where another is by now, nothing is done.
    Raise NothingToDo where there is none, Refused for that, Damaged where it does not pass, UpdateRunning.
    """
    with writing(data):
        live = read_pointer(data)
        if live is None or live.previous is None:
            raise NothingToDo("There is no earlier version to go back to.")
        if away_from not in (None, live.version):
            raise Refused(
                f"Index {away_from} is not served any more, {live.version} is: look again before you go back."
            )
        grounds = replace(grounds_of(data, live.previous), by=by)
        return release_version(data, live.previous, "rollback", live.version, grounds)


def prune(data: DataDirectory, keep: int = KEPT) -> tuple[str, ...]:
    """Remove all but the newest `keep` versions, and return the names of those removed.

    What is live, what was live before it and the candidate are never removed, whatever their age.
    """
    with writing(data):
        names = version_names(data)
        kept = {*_states(data), *(names[-keep:] if keep > 0 else [])}
        return remove_versions(data, [name for name in names if name not in kept])


def verify(data: DataDirectory, version: str | None = None) -> list[str]:
    """Return what is wrong with a version, by default the live one, one line each; none where it may be served."""
    pointer = read_pointer(data)
    name = version or (pointer.version if pointer else None)
    if name is None:
        raise NothingToDo("There is no live index to verify.")
    problems = verify_directory(_directory(data, name))
    if problems or pointer is None or pointer.version != name:
        return problems
    released = manifest_hash(data.indexes / name) == pointer.manifest_sha256
    return [] if released else ["the manifest is not the one that was released"]


def versions(data: DataDirectory) -> tuple[Version, ...]:
    """Return what is on disk, newest first."""
    states = _states(data)
    return tuple(_version(data, name, states.get(name, "old")) for name in reversed(version_names(data)))


def candidate(data: DataDirectory) -> str | None:
    """Return the newest version that was never live, None where there is none."""
    return max(_unreleased(data), default=None)


def _check(loaded: Sequence[LoadedDocument]) -> None:
    """Refuse what would be found damaged only after all of it was embedded."""
    passages = Counter(passage.id for one in loaded for passage in one.passages)
    ids = Counter(one.document.id for one in loaded)
    if not passages:
        raise Refused("There is nothing to index: no document has a passage.")
    for name, count in [*ids.items(), *passages.items()]:
        if count > 1:
            raise Refused(f"The id {name!r} is used {count} times.")
    for one in loaded:
        if not DOCUMENT_ID.fullmatch(one.document.id):
            raise Refused(f"The document id {one.document.id!r} cannot be a file name.")
        _check_unicode(one)
        for passage in one.passages:
            if passage.document_id != one.document.id or one.text[passage.start : passage.end] != passage.text:
                raise Refused(f"Passage {passage.id!r} is not where it says it is in {one.document.source!r}.")


def _check_unicode(one: LoadedDocument) -> None:
    try:
        one.text.encode()
    except UnicodeEncodeError as fault:
        raise Refused(f"The text of {one.document.source!r} is not valid Unicode.") from fault


def _clear_staging(data: DataDirectory) -> None:
    """Remove what a killed build left behind. Whoever left it is gone: the lock is ours."""
    shutil.rmtree(data.staging, ignore_errors=True)
    data.staging.mkdir(parents=True)


def _check_space(data: DataDirectory) -> None:
    pointer = read_pointer(data)
    live = data.indexes / pointer.version if pointer else data.staging
    size = sum(file.stat().st_size for file in live.rglob("*") if file.is_file())
    needed = max(LEAST_FREE_BYTES, TIMES_LIVE * size)
    free = shutil.disk_usage(data.indexes).free
    if free < needed:
        raise NoSpace(f"The disk has {free // 10**6} MB left and a build needs {needed // 10**6} MB: free some.")


def _new_name(data: DataDirectory, loaded: Sequence[LoadedDocument]) -> tuple[str, str]:
    """Return a version name that sorts by time, and that time."""
    digest = hashlib.sha256(repr(loaded).encode()).hexdigest()[:8]
    while True:
        now = datetime.now(UTC)
        name = f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}-{digest}"
        if not (data.indexes / name).exists():
            return name, now.isoformat(timespec="milliseconds")


def _write(
    data: DataDirectory,
    staging: Path,
    built: str,
    loaded: Sequence[LoadedDocument],
    embedder: Embedder,
    settings: Mapping[str, object],
    progress: Callable[[int, int], None],
) -> None:
    passages = [passage for one in loaded for passage in one.passages]
    texts = [passage.embedded for passage in passages]
    sentences = [sentences_of(passage) for passage in passages]
    said = [sentence for one in sentences for sentence in one]
    every = embed_cached(data.embeddings, [*texts, *said], embedder, progress)
    vectors = every[: len(texts)]
    staging.mkdir()
    write_contents(staging, loaded)
    ids, owners = [passage.id for passage in passages], [passage.document_id for passage in passages]
    ChromaVectors.build(staging / CHROMA, ids, owners, vectors)
    KeywordIndex.build(texts).save(staging / KEYWORDS)
    SentenceVectors.save(staging / SENTENCES, every[len(texts) :], map(len, sentences))
    manifest = describe(staging, staging.name, built, embedder.id, vectors.shape[1], loaded, settings)
    write_manifest(staging, manifest)


def release_version(
    data: DataDirectory, name: str, action: str, previous: str | None, grounds: Grounds = NONE
) -> Pointer:
    """Verify a version and make it live; `previous` is what a rollback goes back to. Return the new pointer.

    Raise NothingToDo where there is no such version, Damaged where it does not pass, Refused where it holds a document
    that was erased, as one does that was put back from a backup.
    """
    directory = _directory(data, name)
    _refuse_damaged(directory)
    manifest = read_manifest(directory)
    erased = {one for one, entry in read_withdrawals(data).items() if entry.erased}
    if held := erased.intersection(document.id for document in manifest.documents):
        raise Refused(f"Index {name} holds the document {min(held)}, which was erased: build a new one.")
    pointer = Pointer(name, previous, manifest_hash(directory))
    release(data, pointer, action, len(manifest.documents), manifest.passages, grounds)
    return pointer


def _refuse_damaged(directory: Path) -> None:
    problems = verify_directory(directory)
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        raise Damaged(f"Index {directory.name} does not pass verification: {problems[0]}{more}.")


def _states(data: DataDirectory) -> dict[str, str]:
    """Return the versions that must not be removed, with the reason."""
    newest, pointer = candidate(data), read_pointer(data)
    states = {newest: "candidate"} if newest else {}
    if pointer and pointer.previous:
        states[pointer.previous] = "previous"
    if pointer:
        states[pointer.version] = "live"
    return states


def known_documents(data: DataDirectory) -> set[str]:
    """Return the ids of all documents that are stored or that a version holds."""
    stored = {path.name for path in data.documents.glob("*") if DOCUMENT_ID.fullmatch(path.name)}
    for name in version_names(data):
        try:
            stored |= {document.id for document in read_manifest(data.indexes / name).documents}
        except IndexFault:
            continue
    return stored


def _version(data: DataDirectory, name: str, state: str) -> Version:
    try:
        manifest = read_manifest(data.indexes / name)
    except IndexFault as fault:
        return Version(name, state, "", 0, 0, "", str(fault))
    return Version(name, state, manifest.built, len(manifest.documents), manifest.passages, manifest.model)


def version_names(data: DataDirectory) -> list[str]:
    """Return the versions on disk, oldest first."""
    if not data.indexes.is_dir():
        return []
    return sorted(path.name for path in data.indexes.iterdir() if path.is_dir() and _NAME.fullmatch(path.name))


def _unreleased(data: DataDirectory) -> list[str]:
    pointer = read_pointer(data)
    released = {entry.version for entry in read_releases(data)}
    released |= {pointer.version, pointer.previous or ""} if pointer else set()
    return [name for name in version_names(data) if name not in released]


def _directory(data: DataDirectory, name: str) -> Path:
    if name not in version_names(data):
        raise NothingToDo(f"There is no index {name}: `index list` shows those that there are.")
    return data.indexes / name


def remove_versions(data: DataDirectory, names: Sequence[str]) -> tuple[str, ...]:
    """Remove versions; a half removed one is never seen. Whoever has one open goes on reading it."""
    data.staging.mkdir(parents=True, exist_ok=True)
    for name in names:
        (data.indexes / name).rename(data.staging / name)
        shutil.rmtree(data.staging / name, ignore_errors=True)
    return tuple(names)
