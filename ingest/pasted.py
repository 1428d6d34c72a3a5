"""Text that was copied out of pages: form feeds between them, and what is printed on each of them again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_REPEATS = 3
EDGE = 2
LONGEST = 100

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s+of\s+\d{1,4}", re.IGNORECASE)
_UNFINISHED = re.compile(r"[^.!?:;]\s*\Z")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line, the page that it stands on (from 1), and whether it is printed on other pages too."""

    text: str
    page: int = 1
    running: bool = False


def paged_lines(text: str) -> list[PastedLine]:
    """Return the lines of a text. What is printed on every page is kept where it stands first, page numbers nowhere.

    A paragraph that goes on over a page's end is whole; else a page's end is an empty line.
    """
    pages = [page.split("\n") for page in text.split("\f")]
    repeated = _repeated(pages)
    out: list[PastedLine] = []
    waiting: list[PastedLine] = []
    seen: set[str] = set()
    at_break = False
    for number, lines in enumerate(pages, 1):
        at_break = at_break or number > 1
        for line in lines:
            key = _key(line)
            if key in repeated:
                if key not in seen and not _PAGE_NUMBER.fullmatch(line.strip()) and key != "#":
                    waiting.append(PastedLine(line.strip(), number, running=True))
                seen.add(key)
                at_break = True
            elif not at_break or line.strip():
                if at_break:
                    _mend(out, line)
                if waiting and not (out and out[-1].text.strip()):
                    out += [*waiting, PastedLine("", number)]
                    waiting.clear()
                out.append(PastedLine(line, number))
                at_break = False
    return [*out, *waiting]


def _mend(out: list[PastedLine], line: str) -> None:
    """Leave nothing between a paragraph and its rest after a page's end, and an empty line between any others."""
    while out and not out[-1].text.strip():
        out.pop()
    goes_on = out and _UNFINISHED.search(out[-1].text) and line.lstrip()[:1].islower()
    if out and not goes_on:
        out.append(PastedLine("", out[-1].page))


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return the keys of lines that belong to pages and not to what is written on them."""
    counts: Counter[str] = Counter()
    if len(pages) > 1:
        for page in pages:
            filled = [line for line in page if line.strip()]
            counts.update({_key(line) for line in (*filled[:EDGE], *filled[-EDGE:]) if len(line) <= LONGEST})
        enough = min(FEWEST_REPEATS, len(pages))
    else:
        filled = [line for line in pages[0] if line.strip()]
        numbers = [n for n, line in enumerate(filled) if _PAGE_NUMBER.fullmatch(line.strip())]
        beside = {n + step for n in numbers for step in (-1, 0, 1) if 0 <= n + step < len(filled)}
        counts.update(_key(filled[n]) for n in beside if len(filled[n]) <= LONGEST)
        enough = min(FEWEST_REPEATS, max(2, len(numbers)))
    return {key for key, count in counts.items() if count >= enough and key}


def _key(line: str) -> str:
    return _NUMBER.sub("#", line.strip()).casefold()
