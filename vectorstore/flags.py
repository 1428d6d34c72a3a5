"""What a person should look at before relying on a document: hidden words, instructions, personal details, scans."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class FlagKind(StrEnum):
    """Why a stretch of a document is worth a look."""

    HIDDEN_TEXT = "hidden_text"
    INVISIBLE_CHARACTERS = "invisible_characters"
    INSTRUCTION = "instruction"
    PERSONAL_DETAIL = "personal_detail"
    NO_TEXT = "no_text"
    READ_BY_OCR = "read_by_ocr"
    UNREADABLE_PAGE = "unreadable_page"


# A document with one of these waits until a person has looked at it and approved it.
HOLD_BACK = frozenset({FlagKind.PERSONAL_DETAIL})


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at: its page, from 1, where there are pages, and in a few words what it is."""

    kind: FlagKind
    page: int | None
    detail: str

    @classmethod
    def from_record(cls, record: dict[str, object]) -> Self:
        """Return the flag that `dataclasses.asdict` and JSON turned into plain values."""
        page = record["page"]
        return cls(FlagKind(str(record["kind"])), page if isinstance(page, int) else None, str(record["detail"]))
