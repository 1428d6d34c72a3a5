"""What became of each file: loaded, unchanged, held back or refused, with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from ingest.blocks import Refused
from vectorstore.document import Document
from vectorstore.flags import Flag
from vectorstore.passage import Passage


class Outcome(StrEnum):
    """How loading one file ended."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    HELD_BACK = "held back"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line of the closing report."""

    source: str
    outcome: Outcome
    reason: str | None = None
    document_id: str | None = None
    kind: str | None = None
    subjects: tuple[str, ...] = ()
    sections: int = 0
    passages: int = 0
    flags: tuple[Flag, ...] = ()

    def to_record(self) -> dict[str, object]:
        """Return plain values for `--json`."""
        return asdict(self)


def of_document(outcome: Outcome, document: Document, passages: tuple[Passage, ...]) -> FileReport:
    """Return the line for a file that is in the store."""
    return FileReport(
        source=document.source,
        outcome=outcome,
        document_id=document.id,
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
