"""From the document store to a candidate index, and what "first use" does with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ingest.loading import stored_documents
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.manifest import read_manifest
from vectorstore.originals import Originals
from vectorstore.releases import read_pointer
from vectorstore.versions import build_candidate, candidate, promote


class Release(StrEnum):
    """What became of the index."""

    LIVE = "live"
    CANDIDATE = "candidate"
    UNCHANGED = "unchanged"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Built:
    """What became of the index, and the version that it is about."""

    release: Release
    version: str | None


def build(
    data: DataDirectory,
    embedder: Embedder,
    settings: Mapping[str, object],
    *,
    keep_sample: bool = False,
    promote_now: bool = False,
    always: bool = False,
    progress: Callable[[int, int], None],
) -> Built:
    """Build a candidate of all that is in the store, and make it live where that was asked for or on first use.

    First use: nothing is live, or only the sample is. The first documents of one's own then take the sample's place,
    unless it is kept. Nothing is built where the newest version holds the very same documents.
    """
    originals = Originals(data)
    documents = list(stored_documents(originals))
    own = [d for d in documents if not d.document.is_sample]
    first_use = _only_sample_is_live(data)
    wanted = own if own and first_use and not keep_sample else documents
    if not wanted:
        return Built(Release.NONE, None)
    newest = _newest(data)
    if newest and _ids(data, newest) == {d.document.id for d in wanted} and not always:
        return _already_built(data, newest, release=first_use or promote_now)
    version = build_candidate(data, wanted, embedder, settings, progress)
    if first_use or promote_now:
        promote(data, version)
        _forget(originals, [d for d in documents if d not in wanted])
        return Built(Release.LIVE, version)
    return Built(Release.CANDIDATE, version)


def _already_built(data: DataDirectory, version: str, *, release: bool) -> Built:
    pointer = read_pointer(data)
    if release and not (pointer and pointer.version == version):
        promote(data, version)
        return Built(Release.LIVE, version)
    return Built(Release.UNCHANGED, version)


def _only_sample_is_live(data: DataDirectory) -> bool:
    pointer = read_pointer(data)
    if pointer is None:
        return True
    records = Originals(data).records()
    live = [records[i] for i in _ids(data, pointer.version) if i in records]
    return all(record["collection"] for record in live)


def _newest(data: DataDirectory) -> str | None:
    pointer = read_pointer(data)
    return candidate(data) or (pointer.version if pointer else None)


def _ids(data: DataDirectory, version: str) -> set[str]:
    return {document.id for document in read_manifest(data.indexes / version).documents}


def _forget(originals: Originals, dropped: list[LoadedDocument]) -> None:
    for one in dropped:
        originals.remove(one.document.id)
