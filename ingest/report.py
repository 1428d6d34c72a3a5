"""What became of each file: loaded, unchanged, held back or refused, with the reason; and of the index."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from ingest.blocks import Refused
from vectorstore.document import Age, Document, OtherVersion
from vectorstore.flags import Flag
from vectorstore.passage import Passage


class Outcome(StrEnum):
    """How loading one file ended."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    HELD_BACK = "held back"


class Release(StrEnum):
    """What became of the index. Unchanged and waiting: nothing was built, the live version or the candidate has it."""

    LIVE = "live"
    CANDIDATE = "candidate"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of the closing report. `versions` says in words which other documents are versions of this one."""

    source: str
    outcome: Outcome
    reason: str | None = None
    document_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    kind: str | None = None
    subjects: tuple[str, ...] = ()
    sections: int = 0
    passages: int = 0
    flags: tuple[Flag, ...] = ()
    versions: tuple[str, ...] = ()

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Self:
        """Return the line that `to_record` and JSON turned into plain values. Raise KeyError or ValueError."""
        lists = {name: tuple(record[name]) for name in ("subjects", "versions")}
        flags = tuple(Flag.from_record(one) for one in record["flags"])
        return cls(**record | lists | {"outcome": Outcome(record["outcome"]), "flags": flags})

    def to_record(self) -> dict[str, object]:
        """Return plain values for `--json`."""
        return asdict(self)


def of_document(outcome: Outcome, document: Document, passages: tuple[Passage, ...]) -> FileReport:
    """Return the line for a file that is in the store."""
    return FileReport(
        source=document.source,
        outcome=outcome,
        document_id=document.id,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        kind=document.kind_titled or document.kind_stated,
        subjects=document.subjects,
        sections=len(document.sections),
        passages=len(passages),
        flags=document.flags,
    )


def of_refusal(source: str, refused: Refused) -> FileReport:
    """Return the line for a file that was not loaded."""
    return FileReport(source, Outcome.REFUSED, refused.reason)


def with_held_back(reports: Sequence[FileReport], held: Iterable[Document]) -> list[FileReport]:
    """Return the lines, those of documents that wait for a person saying so."""
    waiting = {document.id for document in held}
    return [_held(one) if one.document_id in waiting else one for one in reports]


def _held(report: FileReport) -> FileReport:
    reason = (
        "It seems to hold personal details, so it is not served until a person has looked at it. To release it: "
        f"`review-learning documents approve {report.document_id} --by NAME`."
    )
    return replace(report, outcome=Outcome.HELD_BACK, reason=reason)


MOST_NAMED = 3

_IS_LOADED = {
    Age.NEWER: "An older version of it",
    Age.OLDER: "A newer version of it",
    Age.UNKNOWN: "Another version of it",
    Age.SAME_TEXT: "The same text in another file",
}


def with_versions(reports: Sequence[FileReport], documents: Iterable[Document]) -> list[FileReport]:
    """Return the lines, each with what replaces which as persons have said, and with what looks like a version."""
    by_id = {document.id: document for document in documents}
    replaced_by = {document.supersedes: document for document in by_id.values() if document.supersedes}
    return [
        replace(one, versions=_versions(by_id[one.document_id], by_id, replaced_by.get(one.document_id)))
        if one.document_id in by_id
        else one
        for one in reports
    ]


def _versions(document: Document, by_id: dict[str, Document], newer: Document | None) -> tuple[str, ...]:
    if newer:
        return (f"{newer.source} replaces it, as a person has said, so it is left out.",)
    older = by_id.get(document.supersedes or "")
    confirmed = [f"It replaces {older.source}, as a person has said; that one is left out."] if older else []
    return (*confirmed, *_proposals(document, by_id))


def _proposals(document: Document, by_id: dict[str, Document]) -> tuple[str, ...]:
    """Return one notice at the most: of one other version all that is known, of several their names."""
    others = document.other_versions
    if len(others) < 2:
        return tuple(_proposal(document, other, by_id) for other in others)
    names = [by_id[one.document_id].source if one.document_id in by_id else one.document_id for one in others]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return (
        f"{len(names)} other versions of it seem to be loaded: {', '.join(names[:MOST_NAMED])}{more}. All stay until a "
        f"person confirms which replaces which: `review-learning documents show {document.id}` names each.",
    )


def _proposal(document: Document, other: OtherVersion, by_id: dict[str, Document]) -> str:
    name = by_id[other.document_id].source if other.document_id in by_id else other.document_id
    newer, older = document.id, other.document_id
    if other.age is Age.OLDER:
        newer, older = older, newer
    return (
        f"{_IS_LOADED[other.age]} seems to be loaded: {name}. This is read from {other.because}. Both stay until a "
        f"person confirms which replaces which: `review-learning documents correct {newer} --supersedes {older}`."
    )
