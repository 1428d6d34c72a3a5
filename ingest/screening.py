"""What a person should look at in a document that has just been read: instructions to a program, personal details."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from itertools import islice, takewhile

from ingest.instructions import instructions
from vectorstore.document import Section
from vectorstore.flags import Flag, FlagKind
from vectorstore.personal import Detail, personal_details

LONGEST_QUOTE = 80
# So many of a kind are told; whoever has seen these opens the document.
MOST_FLAGS = 50

Spans = Sequence[tuple[int, int]]


def screen(text: str, pages: Spans, sections: Sequence[Section]) -> tuple[Flag, ...]:
    """Return the flags of a text, those of one kind in its order. They never repeat a personal detail."""
    details = personal_details(text)
    secrets = frozenset(" ".join(text[detail.start : detail.end].split()) for detail in details)
    found = (_instructions(text, pages, secrets), _details(details, pages, sections, secrets))
    return tuple(dict.fromkeys(flag for kind in found for flag in islice(kind, MOST_FLAGS)))


def _instructions(text: str, pages: Spans, secrets: Set[str]) -> Iterator[Flag]:
    for start, end in instructions(text):
        quote = " ".join(text[start : min(end + LONGEST_QUOTE, start + LONGEST_QUOTE)].split("\n\n")[0].split())
        if _tells(quote, secrets):
            quote = f"{' '.join(takewhile(_is_plain, quote.split()))[:20]}…"
        yield Flag(FlagKind.INSTRUCTION, _page(start, pages), quote.lstrip(" .;:!?»”\"')]*>#—–"))


def _details(details: Sequence[Detail], pages: Spans, sections: Sequence[Section], secrets: Set[str]) -> Iterator[Flag]:
    for detail in details:
        near = next((s.heading for s in reversed(sections) if s.start <= detail.start and s.heading), None)
        where = f", under “{near[:LONGEST_QUOTE]}”" if near and not _tells(near, secrets) else ""
        yield Flag(FlagKind.PERSONAL_DETAIL, _page(detail.start, pages), f"{detail.kind.value}{where}")


def _tells(words: str, secrets: Set[str]) -> bool:
    """Return whether words repeat a detail, which may be known as one only by the label on the line before them."""
    return bool(personal_details(words)) or any(secret in words for secret in secrets)


def _is_plain(word: str) -> bool:
    # Every kind of detail has a figure or an @ in it.
    return not any(character.isdigit() or character == "@" for character in word)


def _page(place: int, pages: Spans) -> int | None:
    return max(1, bisect_right(pages, place, key=lambda page: page[0])) if pages else None
