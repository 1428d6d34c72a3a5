"""A loaded document: one source file, what it says about itself, and where its sections lie."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from vectorstore.attribution import Added, attribution
from vectorstore.flags import Flag
from vectorstore.sections import SectionType

SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch `[start, end)` of the stored text under one heading, in code points.

    A section that is continued under a second heading is two stretches with the same heading.
    """

    type: SectionType
    heading: str | None
    review: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Review:
    """A case that a document reports on. The subject alone is never a key: two boards may both have a Child Q."""

    document_id: str
    subject: str | None
    title: str
    publisher: str | None

    @property
    def name(self) -> str:
        """Return the subject as printed, or the document's title where no subject is named."""
        return self.subject or self.title


class Age(StrEnum):
    """How a document stands in time to another version of it."""

    NEWER = "newer"
    OLDER = "older"
    UNKNOWN = "unknown"
    SAME_TEXT = "same_text"


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """Another loaded document that reads like a version of this one. `age` is this one's; `because` says what shows it.

    A proposal that nobody has confirmed: both documents stay until a person says which replaces which.
    """

    document_id: str
    age: Age
    because: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source file. `None` means "not stated in the document"; nothing here is guessed.

    `pages` are spans `[start, end)` of the stored text in code points; empty where the format has no pages.
    `supersedes` is the id of the document that a person said this one replaces, `other_versions` are proposals.
    `ocr_pages` were read by text recognition. `added` names the values that a person gave.
    """

    id: str
    source: str
    media_type: str
    title: str
    publisher: str | None = None
    kind_titled: str | None = None
    kind_stated: str | None = None
    date: str | None = None
    year: int | None = None
    population: str = "children"
    subjects: tuple[str, ...] = ()
    collection: str | None = None
    pages: tuple[tuple[int, int], ...] = ()
    sections: tuple[Section, ...] = ()
    area: str | None = None
    nation: str | None = None
    url: str | None = None
    supersedes: str | None = None
    other_versions: tuple[OtherVersion, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    flags: tuple[Flag, ...] = ()
    added: tuple[Added, ...] = ()

    @property
    def is_sample(self) -> bool:
        """Return whether the document belongs to the fictional sample corpus."""
        return self.collection == SAMPLE

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Return the reviews that the document reports on, at least one."""
        return tuple(Review(self.id, s, self.title, self.publisher) for s in self.subjects or (None,))

    def attribution(self, field: str) -> str | None:
        """Return who says the value of a field, in words; None where it has none."""
        return attribution(field, getattr(self, field), self.added)

    @classmethod
    def from_record(cls, record: dict[str, object]) -> Self:
        """Return the document that `dataclasses.asdict` and JSON turned into plain values."""
        values = dict(record)
        values["subjects"] = tuple(values["subjects"])  # type: ignore[arg-type]
        values["pages"] = tuple((a, b) for a, b in values["pages"])  # type: ignore[attr-defined]
        values["sections"] = tuple(
            Section(**{**s, "type": SectionType(s["type"])})
            for s in values["sections"]  # type: ignore[attr-defined]
        )
        values["other_versions"] = tuple(
            OtherVersion(**{**other, "age": Age(other["age"])})
            for other in values.get("other_versions", ())  # type: ignore[attr-defined]
        )
        values["ocr_pages"] = tuple(values.get("ocr_pages", ()))  # type: ignore[arg-type]
        values["flags"] = tuple(Flag.from_record(flag) for flag in values.get("flags", ()))  # type: ignore[attr-defined]
        values["added"] = tuple(Added(**added) for added in values.get("added", ()))  # type: ignore[attr-defined]
        return cls(**values)  # type: ignore[arg-type]
