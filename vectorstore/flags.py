"""What a person should look at before relying on a document: hidden words, instructions, personal details, scans."""

from collections.abc import Iterable
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


_TOLD = {
    FlagKind.HIDDEN_TEXT: "text that readers of the original do not see: {}",
    FlagKind.INVISIBLE_CHARACTERS: "invisible characters: {}",
    FlagKind.INSTRUCTION: "looks like an instruction to a program: “{}” (it is treated as text, nothing obeys it)",
    FlagKind.PERSONAL_DETAIL: "what looks like {}: look at it, then `review-learning documents approve {id} --by NAME`",
    FlagKind.NO_TEXT: "no text layer",
    FlagKind.READ_BY_OCR: "read by text recognition, which makes mistakes: check quotes against the original",
    FlagKind.UNREADABLE_PAGE: "could not be read",
}


def in_words(flags: Iterable[Flag], document_id: str = "ID") -> tuple[str, ...]:
    """Return the flags as lines for people, those that say the same on several pages as one."""
    pages: dict[str, list[int]] = {}
    for flag in flags:
        on = pages.setdefault(_TOLD[flag.kind].format(flag.detail, id=document_id), [])
        if flag.page is not None and flag.page not in on:
            on.append(flag.page)
    return tuple(f"{_pages(sorted(on))}{told}" for told, on in pages.items())


def _pages(numbers: list[int]) -> str:
    if not numbers:
        return ""
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}: "
