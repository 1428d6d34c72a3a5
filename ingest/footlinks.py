"""Footnotes of a web page: links of a raised sign to a note further down."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.linked import Note
from ingest.manuscript import Run, compose
from ingest.markup import Tag, text_of
from ingest.notes import marked

_SIGN = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])]?\s*")
_NOTE_NAMES = re.compile(r"_?(?:fn|ftn|edn|end-?note|foot-?note|note|cite[-_]note|ref)[-_:]?\w*", re.IGNORECASE)
_LINE = frozenset({"a", "b", "em", "i", "small", "span", "strong", "sub", "sup"})
_BIG = ["h1", "h2", "h3", "h4", "h5", "h6", "table", "main", "article"]
_RAISED = re.compile(r"\[?\d{1,3}(?:\s*,\s*\d{1,3})*\]?|[*†‡§]{1,3}")
_BEFORE_SIGN = re.compile(r"(?:[^\W\d]{3}|[.,;:!?)”’\"'])\s*$")
_BACK = re.compile(r"\W*|\W*(?:\d{1,3}|[ivxa-f]{1,5})\W*|(?:back|return|jump)\b.*", re.IGNORECASE)


@dataclass(slots=True)
class FootLinks:
    """The footnotes of a page by number, the number that each link cites, and the elements that hold the notes."""

    notes: dict[str, Note] = field(default_factory=dict)
    citing: dict[int, str] = field(default_factory=dict)
    holders: set[int] = field(default_factory=set)


def foot_links(soup: Tag) -> FootLinks:
    """Return the footnotes that links of the page lead down to."""
    places = {id(tag): number for number, tag in enumerate(soup.find_all(True))}
    targets = {str(tag.get("id") or tag.get("name")): tag for tag in soup.select("[id], a[name]")}
    found, numbers = FootLinks(), dict[int, str]()
    for link in soup.select('a[href^="#"]'):
        sign = _SIGN.fullmatch(link.get_text())
        target = targets.get(str(link["href"])[1:])
        if sign is None or target is None or not _cites(link) or places[id(target)] < places[id(link)]:
            continue
        holder = _holder(target)
        if holder is None or any(outer is holder for outer in link.parents) or id(link) in found.holders:
            continue
        if id(holder) not in numbers:
            numbers[id(holder)] = str(len(numbers) + 1)
            _, phrase = marked(compose(_runs(holder)))
            found.notes[numbers[id(holder)]] = Note(sign[1], phrase)
            found.holders.add(id(holder))
        found.citing[id(link)] = numbers[id(holder)]
    return found


def is_loose_sign(tag: Tag, before: Iterable[Run]) -> bool:
    """Return whether a raised number cites a note that nothing ties to it; units have raised numbers too."""
    words = "".join(run.text for run in before)
    is_sign = _RAISED.fullmatch(tag.get_text().strip()) and _BEFORE_SIGN.search(words)
    return bool(is_sign) and tag.find("a") is None


def _cites(link: Tag) -> bool:
    raised = link.find_parent("sup") is not None or link.find("sup") is not None
    return raised or link.get("role") == "doc-noteref" or bool(_NOTE_NAMES.fullmatch(str(link["href"])[1:]))


def _holder(target: Tag) -> Tag | None:
    """Return the element of the whole note: where the link leads, or the paragraph around it; None for none."""
    holder: Tag | None = target
    while holder is not None and holder.name in _LINE:
        holder = holder.parent
    if holder is None or holder.name not in {"li", "p", "div", "dd", "td", "aside"} or holder.find(_BIG):
        return None
    return holder


def _runs(tag: Tag) -> Iterator[Run]:
    """Yield the words of a note but for the links back to where it is cited."""
    for child in tag.children:
        if isinstance(child, Tag):
            is_back = child.name == "a" and str(child.get("href") or "").startswith("#")
            if child.name in {"script", "style"} or (is_back and _BACK.fullmatch(child.get_text().strip())):
                continue
            if child.name not in _LINE:
                yield Run(" ")
            yield from _runs(child)
        elif (words := text_of(child)) is not None:
            yield Run(words)
