"""Corrections that no release has yet, and that the waiting candidate does not have either: it has to be rebuilt."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.corrected import is_usable
from ingest.loading import stored_ids
from vectorstore.contents import read_passages
from vectorstore.corrections import Correction, passage_keys, read_corrections
from vectorstore.data import DataDirectory
from vectorstore.facts import APPROVED
from vectorstore.faults import Damaged
from vectorstore.manifest import ManifestCorrection, read_manifest
from vectorstore.releases import read_pointer
from vectorstore.versions import candidate
from vectorstore.withdrawals import read_withdrawals

# Document, passage or None for all of it, and field; and what was said of it, by whom and when.
_About = tuple[str, str | None, str]
_Said = tuple[object, str, str]


@dataclass(frozen=True, slots=True)
class Outstanding:
    """How many corrections of each document the newest version lacks, or has though they were taken back.

    `waits` is whether that version is a candidate; else it is what is served.
    """

    waits: bool
    by_document: Mapping[str, int]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return sum(self.by_document.values())

    def of(self, document_id: str) -> "Outstanding":
        """Return those of one document."""
        return Outstanding(self.waits, {document_id: self.by_document.get(document_id, 0)})


def outstanding(data: DataDirectory) -> Outstanding:
    """Return what the candidate lacks, or what is served where none waits. Raise Damaged where it cannot be read.

    What no build could use counts for nothing: corrections whose passage is gone, and those of documents that are
    left out for other reasons than that nobody had approved them.
    """
    waiting, pointer = candidate(data), read_pointer(data)
    version = waiting or (pointer.version if pointer else None)
    manifest = read_manifest(data.indexes / version) if version else None
    withdrawn = read_withdrawals(data)
    has = {_about(one): _said(one) for one in manifest.corrections} if manifest else {}
    held = frozenset(one.id for one in manifest.documents) if manifest else frozenset()
    standing = [one for one in read_corrections(data) if one.document_id not in withdrawn and is_usable(one)]
    wanted = dict(_wanted(data, version, held, standing))
    differ = {about for about in {*has, *wanted} if about[0] not in withdrawn and has.get(about) != wanted.get(about)}
    return Outstanding(waiting is not None, Counter(about[0] for about in differ))


def _wanted(
    data: DataDirectory, version: str | None, held: frozenset[str], standing: list[Correction]
) -> Iterator[tuple[_About, _Said]]:
    """Yield what a build would put into its documents."""
    replaced = {str(one.value) for one in standing if one.field == "supersedes"}
    stored = {*stored_ids(data)}
    about_passages = {one.document_id for one in standing if one.passage and one.document_id in held}
    ids = _passages(data, version, about_passages) if version and about_passages else {}
    for one in standing:
        said = _plain(one.field, one.value), one.by, one.day
        key = one.passage and (one.document_id, one.passage.sha256, one.passage.occurrence)
        if one.document_id in held and (key is None or key in ids):
            yield (one.document_id, ids[key] if key else None, one.field), said
        elif one.field == APPROVED and one.document_id in stored.difference(held, replaced):
            yield (one.document_id, None, one.field), said


def _passages(data: DataDirectory, version: str, documents: set[str]) -> dict[tuple[str, str, int], str]:
    """Return the ids of the passages of these documents by the words that corrections know them by."""
    try:
        passages = [one for one in read_passages(data.indexes / version) if one.document_id in documents]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Damaged(f"Index {version} cannot be read: build it again.") from fault
    found: dict[tuple[str, str, int], str] = {}
    for name in documents:
        keys = passage_keys([one for one in passages if one.document_id == name])
        found |= {(name, key.sha256, key.occurrence): passage for passage, key in keys.items()}
    return found


def _about(one: ManifestCorrection) -> _About:
    return one.document_id, one.passage_id, one.field


def _said(one: ManifestCorrection) -> _Said:
    return _plain(one.field, one.value), one.by, one.when


def _plain(field: str, value: object) -> object:
    if field == APPROVED:
        return True
    return tuple(value) if isinstance(value, list) else value or None
