"""What the assistant returns: an Answer with its status and its verified citations."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How a question ended. Every expected outcome is one of these; an exception is a fault."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    OUT_OF_SCOPE = "out_of_scope"
    LIVE_CASE = "live_case"
    IDENTIFICATION = "identification"
    PERSONAL_DATA = "personal_data"
    UNAVAILABLE = "unavailable"


READ_BY_OCR = "Read by text recognition: check the original page."


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote that was found word for word at `[start, end)` of the document's stored text.

    `page_end` is the page on which it ends; `notes` are the footnotes that it cites, each in its own words.
    `read_by_ocr` where text recognition read it from a picture of the page, whose letters may differ.
    """

    number: int
    quote: str
    source: str
    document_id: str
    title: str
    publisher: str | None
    review: str | None
    section: str
    heading: str | None
    item: str | None
    page: int | None
    start: int
    end: int
    url: str
    page_end: int | None = None
    notes: tuple[str, ...] = ()
    read_by_ocr: bool = False


@dataclass(frozen=True, slots=True)
class ReviewsSearched:
    """The reviews that the answer rests on, by name, and how many were searched.

    `chosen` are those that the question was taken to be about, by name; none where every review was searched.
    """

    matched: tuple[str, ...] = ()
    searched: int = 0
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `answerability` (0-1) is for evaluation and never shown on a page."""

    status: Status
    answer: str
    answerability: float = 0.0
    citations: tuple[Citation, ...] = ()
    reviews: ReviewsSearched = ReviewsSearched()
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    conversation_id: str | None = None
    index_version: str | None = None
    model: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)

    @property
    def abstained(self) -> bool:
        """Return whether the question was not answered, not even in part."""
        return self.status not in {Status.ANSWERED, Status.PARTIAL}

    def to_record(self) -> dict[str, object]:
        """Return the answer as plain values in the order of the published contract."""
        record = asdict(self)
        head = {"status": self.status.value, "answer": self.answer, "abstained": self.abstained}
        return head | {key: value for key, value in record.items() if key not in head}
