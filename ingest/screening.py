"""What a person should look at in a document that has just been read: instructions to a program, personal details."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from ingest.instructions import instructions
from vectorstore.document import Section
from vectorstore.flags import Flag, FlagKind
from vectorstore.personal import personal_details

LONGEST_QUOTE = 80
# So many of a kind are told; whoever has seen these opens the document.
MOST_FLAGS = 50

Spans = Sequence[tuple[int, int]]


def screen(text: str, pages: Spans, sections: Sequence[Section]) -> tuple[Flag, ...]:
    """Return the flags of a text, those of one kind in its order. They never repeat a personal detail."""
    flags = [*islice(_instructions(text, pages), MOST_FLAGS), *islice(_details(text, pages, sections), MOST_FLAGS)]
    return tuple(dict.fromkeys(flags))


def _instructions(text: str, pages: Spans) -> Iterator[Flag]:
    for start, end in instructions(text):
        quote = " ".join(text[start : min(end + LONGEST_QUOTE, start + LONGEST_QUOTE)].split("\n\n")[0].split())
        if personal_details(quote):
            quote = f"{quote[:20]}…" if not personal_details(quote[:20]) else "…"
        yield Flag(FlagKind.INSTRUCTION, _page(start, pages), quote.lstrip(" .;:!?»”\"')]*>#—–"))


def _details(text: str, pages: Spans, sections: Sequence[Section]) -> Iterator[Flag]:
    for detail in personal_details(text):
        near = next((s.heading for s in reversed(sections) if s.start <= detail.start and s.heading), None)
        where = f", under “{near[:LONGEST_QUOTE]}”" if near and not personal_details(near) else ""
        yield Flag(FlagKind.PERSONAL_DETAIL, _page(detail.start, pages), f"{detail.kind.value}{where}")


def _page(place: int, pages: Spans) -> int | None:
    return max(1, bisect_right(pages, place, key=lambda page: page[0])) if pages else None
