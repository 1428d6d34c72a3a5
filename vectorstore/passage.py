"""The citable unit: a verbatim span of a document's stored text, and a ranked one."""

from dataclasses import dataclass
from typing import Self

from vectorstore.attribution import Added
from vectorstore.sections import Polarity, SectionType


@dataclass(frozen=True, slots=True)
class Passage:
    """One finding, recommendation, bullet, paragraph or table cell; a part of it where it is long.

    `text` is `[start, end)` of the stored text, in code points. `order` counts passages within the document.
    `item` is the label as printed ("Finding 3", "R2", "A1", "2.4") or "unnumbered, 2nd"; parts of one item share it.
    `within` is the finding that progress, impact, a case study or an outcome answers, with its statement.
    `page_end` is the page on which it ends. `notes` are the spans of the footnotes that it cites, which stand in the
    text as passages of their own. `by_ocr` where text recognition read it. `added` names what a person corrected.
    """

    id: str
    document_id: str
    review: str | None
    section: SectionType
    heading: str | None
    item: str | None
    order: int
    part: int
    start: int
    end: int
    text: str
    page: int | None = None
    addressee: str | None = None
    row: str | None = None
    column: str | None = None
    within: str | None = None
    statement: str | None = None
    themes: tuple[str, ...] = ()
    polarity: Polarity = Polarity.MENTION
    agencies: tuple[str, ...] = ()
    context: str = ""
    page_end: int | None = None
    notes: tuple[tuple[int, int], ...] = ()
    by_ocr: bool = False
    added: tuple[Added, ...] = ()

    @property
    def embedded(self) -> str:
        """Return what is embedded and indexed by keyword: the passage with its context in front."""
        return f"{self.context}: {self.text}" if self.context else self.text

    @classmethod
    def from_record(cls, record: dict[str, object]) -> Self:
        """Return the passage that `dataclasses.asdict` and JSON turned into plain values."""
        values = dict(record)
        values["section"] = SectionType(str(values["section"]))
        values["polarity"] = Polarity(str(values["polarity"]))
        values["themes"] = tuple(values["themes"])  # type: ignore[arg-type]
        values["agencies"] = tuple(values["agencies"])  # type: ignore[arg-type]
        values["notes"] = tuple((start, end) for start, end in values.get("notes", ()))  # type: ignore[attr-defined]
        values["added"] = tuple(Added(**added) for added in values.get("added", ()))  # type: ignore[attr-defined]
        return cls(**values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and how well it matched: cosine similarity, BM25 score or fused rank score, by where it comes from."""

    passage: Passage
    score: float
