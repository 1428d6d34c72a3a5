"""Footnotes and endnotes: which words cite them, and where in the text they are written."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.manuscript import NOTE_SIGN, Cite, Manuscript, Phrase

TYPED = re.compile(r"(?P<marker>\[\d{1,3}\]|\(?\d{1,3}[.)]?|[*†‡§]{1,3}|[ivx]{1,5}[.)]?)\s+(?=\S)")
IN_TEXT = re.compile(r"\s*(?:\[(?P<digits>\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]|(?<=\w)(?P<sign>[*†‡])(?!\w))")
ENDNOTES = re.compile(r"(?:\d{1,2}\.?\s+)?(?:references|(?:end|foot)?notes|bibliography)\s*:?", re.IGNORECASE)


def key(marker: str) -> str:
    """Return a marker as all its forms have it: "[1]", "1." and a raised 1 are one."""
    return marker.strip("[]().")


def signs(match: re.Match[str]) -> Sequence[str]:
    """Return the notes that a citation printed in the text, such as "[1, 2]", names."""
    return NOTE_SIGN.findall(match["digits"] or match["sign"])


def cited(phrase: Phrase) -> Phrase:
    """Return the phrase with the citations that are printed in its words beside those that are raised."""
    matches = [match for match in IN_TEXT.finditer(phrase.text) if match.start()]
    found = [Cite(m.start(), sign, _page_at(phrase, m.start())) for m in matches for sign in signs(m)]
    return replace(phrase, cites=(*phrase.cites, *found)) if found else phrase


def marked(phrase: Phrase) -> tuple[str | None, Phrase]:
    """Return the marker at the start of a note and the words behind it; None where there is none."""
    if phrase.cites and not phrase.cites[0].at:
        return phrase.cites[0].marker, replace(phrase, cites=())
    match = TYPED.match(phrase.text)
    return (match["marker"], replace(phrase.after(match.end()), cites=())) if match else (None, phrase)


@dataclass(frozen=True, slots=True)
class _Expected:
    page: int
    marker: str
    phrase: Phrase


@dataclass(slots=True)
class Notes:
    """Writes each footnote behind the paragraph that cites it first, and notes who cites it.

    A note that is cited by a paragraph which goes on over the page stands before it: behind it, it would be told to
    stand on the next page. For the same reason a note counts to the page on which it begins.
    """

    manuscript: Manuscript
    _expected: list[_Expected] = field(default_factory=list)
    _blocks: dict[tuple[int, str], int] = field(default_factory=dict)
    _endnotes: dict[str, int] = field(default_factory=dict)
    _called: set[str] = field(default_factory=set)
    _followed: int = 0

    def expect(self, found: Iterable[tuple[int, Phrase]]) -> None:
        """Take the footnotes of a page, each with the page's number, before the page is written."""
        for page, phrase in found:
            marker, words = marked(phrase)
            if marker and words.text:
                self._expected.append(_Expected(page, marker, replace(words, pages=((page, 0),))))

    def lead(self, page: int) -> None:
        """Write the footnotes of earlier pages, before something is written that ends on a page."""
        self._write([note for note in self._expected if note.page < page])

    def follow(self) -> None:
        """Write the footnotes that were cited since."""
        cites = self.manuscript.written_cites
        for cite in cites[self._followed :]:
            self._called.add(cite.marker)
            self._write([note for note in self._expected if (note.page, key(note.marker)) == (cite.page, cite.marker)])
        self._followed = len(cites)

    def endnote(self, phrase: Phrase) -> bool:
        """Write an endnote and return True, or False where nothing cites what may be one."""
        marker, words = marked(phrase)
        if marker is None or not words.text or key(marker) not in self._called:
            return False
        self._endnotes[key(marker)] = self.manuscript.note(words, marker)
        return True

    def flush(self) -> None:
        """Write every footnote that is left; nothing cites it, or a heading does."""
        self._write(list(self._expected))

    def finish(self) -> None:
        """Write what is left and note the footnote of each citation: its own page's, an endnote, an earlier page's."""
        self.flush()
        by_marker: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for (page, marker), block in sorted(self._blocks.items()):
            by_marker[marker].append((page, block))
        for cite in self.manuscript.written_cites:
            own = self._blocks.get((cite.page, cite.marker), self._endnotes.get(cite.marker))
            earlier = (
                by_marker[cite.marker][: bisect_left(by_marker[cite.marker], (cite.page, 0))] if own is None else []
            )
            block_cited = earlier[-1][1] if earlier else own
            if block_cited is not None:
                self.manuscript.cites(cite.at, block_cited)

    def _write(self, notes: Sequence[_Expected]) -> None:
        for note in notes:
            self._blocks[note.page, key(note.marker)] = self.manuscript.note(note.phrase, note.marker)
            self._expected.remove(note)


def _page_at(phrase: Phrase, place: int) -> int:
    return max((page for page, at in phrase.pages if at <= place), default=0)
