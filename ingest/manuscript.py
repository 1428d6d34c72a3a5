"""The stored text in the making: a loader says what it reads, the manuscript writes it down and notes the blocks."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.blocks import Block, BlockKind, Loaded, Refused
from ingest.invisible import INVISIBLE, invisible_flags, suspicious
from ingest.text import LIST_MARKER
from vectorstore.flags import Flag

LONGEST_HEADING_BY_LOOK = 14
LONGEST_METADATA_TITLE = 200

# Interlinear marks and half characters beside what a text file may hold.
_UNSEEN = re.compile(f"{INVISIBLE.pattern}|[\ufff9-\ufffb\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_BULLET_INSIDE = re.compile(r"(?<=\S)\s+(?=[•▪◦‣]\s+\S)")
_SPACE = re.compile(r"\s+")
# Symbol fonts keep their bullets where Unicode leaves room for private use.
_SYMBOLS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\u25cf\uf06f", "•"))
# A raised "1,2" cites two footnotes.
NOTE_SIGN = re.compile(r"\d+|[ivx]+|[*†‡§]+")
_FILE_LIKE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|word document|untitled|document\d*|slide \d+"
    r"|presentation\d*|\(?anonymous\)?|unspecified)\b.*|.*\.(?:docx?|pdf|pptx?|rtf|odt|indd|pub|html?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one look. `page` counts from 1; 0 where the format has no pages.

    A run without words whose `note` is set stands for the sign of a footnote, as it is printed.
    """

    text: str
    bold: bool = False
    italic: bool = False
    page: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """The words before offset `at` of a phrase cite the footnote `marker`; the citation stands on `page`."""

    at: int
    marker: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one block on one line: single spaces, no mark-up. Spans and page starts are offsets into `text`.

    `unseen` are the suspicious invisible characters that stood among the words.
    """

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    cites: tuple[Cite, ...] = ()
    unseen: str = ""

    @property
    def is_heading_by_look(self) -> bool:
        """Return whether the words stand alone in bold, are few, and end as no sentence does."""
        return self.is_short_title and self.bold == ((0, len(self.text)),)

    @property
    def is_short_title(self) -> bool:
        """Return whether the words are few and end as no sentence does."""
        few = len(self.text.split()) <= LONGEST_HEADING_BY_LOOK
        return few and self.text[-1:] not in {".", ",", ";"} and any(c.isalpha() for c in self.text)

    @property
    def is_bulleted(self) -> bool:
        """Return whether a bullet is typed before the words, as before no heading."""
        match = LIST_MARKER.match(self.text)
        return match is not None and not any(c.isalnum() for c in match["marker"])

    def before(self, end: int) -> "Phrase":
        """Return the first `end` characters of the phrase."""
        pages = tuple((page, at) for page, at in self.pages if at < end)
        cites = tuple(cite for cite in self.cites if cite.at <= end)
        return Phrase(self.text[:end], _cut(self.bold, end), _cut(self.emphasis, end), pages, cites)

    def after(self, length: int) -> "Phrase":
        """Return the phrase without its first `length` characters."""
        return Phrase(
            self.text[length:],
            _shifted(self.bold, -length),
            _shifted(self.emphasis, -length),
            tuple((page, max(0, at - length)) for page, at in self.pages),
            tuple(Cite(cite.at - length, cite.marker, cite.page) for cite in self.cites if cite.at >= length),
            self.unseen,
        )


def compose(runs: Iterable[Run]) -> Phrase:
    """Return the words of the runs as a reader sees them."""
    parts: list[str] = []
    bold: list[tuple[int, int]] = []
    emphasis: list[tuple[int, int]] = []
    pages: list[tuple[int, int]] = []
    cites: list[Cite] = []
    unseen, length = "", 0
    for run in runs:
        at = length - (length > 0 and parts[-1].endswith(" "))
        cites += [Cite(at, sign, run.page) for sign in NOTE_SIGN.findall(run.note)]
        unseen += suspicious(run.text)
        words = _SPACE.sub(" ", plain(run.text))
        if not length or parts[-1].endswith(" "):
            words = words.removeprefix(" ")
        if not words:
            continue
        span = (length + len(words) - len(words.lstrip()), length + len(words.rstrip()))
        if run.page and (not pages or pages[-1][0] < run.page):
            pages.append((run.page, span[0]))
        _extend(bold, span, run.bold)
        _extend(emphasis, span, run.bold or run.italic)
        parts.append(words)
        length += len(words)
    text = "".join(parts).rstrip()
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        cites = [Cite(min(cite.at, len(text)), cite.marker, cite.page) for cite in cites]
        return Phrase(text, pages=tuple((page, 0) for page, _ in pages), cites=tuple(cites), unseen=unseen)
    return Phrase(text, tuple(bold), tuple(emphasis), tuple(pages), tuple(cites), unseen)


def plain(text: str) -> str:
    """Return the text composed (NFC), without characters that no reader sees; control characters become spaces."""
    seen = _CONTROL.sub(" ", _UNSEEN.sub("", text.translate(_SYMBOLS)))
    return unicodedata.normalize("NFC", seen)


def title_worth_showing(title: str | None) -> str | None:
    """Return a file's metadata title, or None where a program made it up from a file name or a default."""
    words = compose([Run(title or "")]).text
    if not words or len(words) > LONGEST_METADATA_TITLE or _FILE_LIKE.fullmatch(words):
        return None
    return words


def split_marker(phrase: Phrase) -> tuple[str | None, Phrase]:
    """Return a list marker that is typed at the start ("1.1", "•", "(a)") and the words behind it."""
    match = LIST_MARKER.match(phrase.text)
    return (match["marker"], phrase.after(match.end())) if match else (None, phrase)


def statements(phrase: Phrase) -> list[Phrase]:
    """Return the phrase in parts that begin where a bullet is typed inside it."""
    parts, rest = [], phrase
    while match := _BULLET_INSIDE.search(rest.text):
        parts.append(rest.before(match.start()))
        rest = rest.after(match.end())
    return [*parts, rest]


@dataclass(slots=True)
class Manuscript:
    """Collects blocks in reading order, and flags. `level` is that of the last heading by mark-up."""

    level: int = 0
    flags: list[Flag] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _page_starts: dict[int, int] = field(default_factory=dict)
    _length: int = 0
    _last: BlockKind | None = None
    _cites: list[Cite] = field(default_factory=list)
    _notes: list[tuple[int, int]] = field(default_factory=list)
    _unseen: dict[int | None, str] = field(default_factory=dict)

    def heading(self, phrase: Phrase, level: int) -> None:
        """Write a heading of known rank."""
        self.level = level
        self._block(BlockKind.HEADING, phrase, level)

    def heading_by_look(self, phrase: Phrase, rank: int = 1) -> None:
        """Write a heading that ranks below the last one by mark-up: 1 right below it."""
        self._block(BlockKind.HEADING, phrase, self.level + rank)

    def paragraph(self, phrase: Phrase, level: int = 1) -> None:
        """Write a paragraph; a heading where it looks like one, an item where a list marker is typed before it."""
        if phrase.is_heading_by_look:
            self.heading_by_look(phrase)
        else:
            self.text(phrase, level)

    def text(self, phrase: Phrase, level: int = 1) -> None:
        """Write a paragraph that is no heading whatever it looks like; an item where a marker is typed before it."""
        for part in statements(phrase):
            marker, words = split_marker(part)
            if marker:
                self.item(words, marker, level)
            else:
                self._block(BlockKind.PARAGRAPH, part)

    def running(self, phrase: Phrase) -> None:
        """Write a running header or footer."""
        self._block(BlockKind.RUNNING, phrase)

    def took_out(self, phrase: Phrase) -> None:
        """Note the invisible characters of a phrase, which may have had nothing else."""
        if phrase.unseen:
            page = phrase.pages[0][0] if phrase.pages else None
            self._unseen[page] = self._unseen.get(page, "") + phrase.unseen

    def note(self, phrase: Phrase, marker: str) -> int:
        """Write a footnote behind its marker and return the number of its block."""
        self._block(BlockKind.NOTE, phrase, 0, marker)
        return len(self._blocks) - 1

    def cites(self, place: int, block: int) -> None:
        """Note that the words which end at a place of the text cite the footnote in a block."""
        self._notes.append((place, block))

    @property
    def written_cites(self) -> list[Cite]:
        """Return the citations of footnotes in what was written so far, `at` places of the text."""
        return self._cites

    def item(self, phrase: Phrase, marker: str | None, level: int) -> None:
        """Write a list item behind its marker."""
        self._block(BlockKind.ITEM, phrase, level, marker)

    def row(self, cells: Sequence[Sequence[tuple[Block, Phrase]]]) -> None:
        """Write a table row. Every cell holds its statements: a block that says what each is, without its place."""
        while cells and not cells[-1]:
            cells = cells[:-1]
        if not cells:
            return
        self._separate(BlockKind.CELL)
        for number, cell in enumerate(cells):
            if number:
                self._write("\t")
            for place, (block, phrase) in enumerate(cell):
                if place:
                    self._write(" ")
                self._words(block.kind, phrase, block.level, block.marker, block.row, block.column)

    def end_table(self) -> None:
        """Keep the next table's rows apart from this one's."""
        self._last = None

    def loaded(self, media_type: str, title: str | None = None, pages: int = 0) -> Loaded | Refused:
        """Return what was written, or a refusal where that is nothing."""
        if not self._blocks:
            return Refused("empty", "The file holds no text. Check that the right file was chosen.")
        text = "".join(self._parts)
        starts = [self._length] * (pages + 1)
        for page in range(pages, 0, -1):
            starts[page - 1] = min(self._page_starts.get(page, starts[page]), starts[page])
        spans = tuple(pairwise([0, *starts[1:]]))
        notes = tuple(dict.fromkeys(sorted(self._notes)))
        unseen = [flag for page, found in self._unseen.items() for flag in invisible_flags(found, page)]
        shown, flags = title_worth_showing(title), (*self.flags, *unseen)
        return Loaded(text, tuple(self._blocks), media_type, spans, shown, flags, notes=notes)

    def _block(self, kind: BlockKind, phrase: Phrase, level: int = 0, marker: str | None = None) -> None:
        if phrase.text:
            self._separate(kind)
            self._words(kind, phrase, level, marker)
        else:
            self.took_out(phrase)

    def _separate(self, kind: BlockKind) -> None:
        """Begin a new line: right below in a list or table, else with a blank line between."""
        if self._parts:
            together = kind in {BlockKind.ITEM, BlockKind.CELL} and self._last is kind
            self._write("\n" if together else "\n\n")
        self._last = kind

    def _words(
        self,
        kind: BlockKind,
        phrase: Phrase,
        level: int = 0,
        marker: str | None = None,
        row: str | None = None,
        column: str | None = None,
    ) -> None:
        self.took_out(phrase)
        begin = self._length
        if marker:
            self._write(f"{marker} ")
        start, end = self._length, self._length + len(phrase.text)
        for page, at in phrase.pages:
            self._page_starts.setdefault(page, start + at if at else begin)
        emphasis = _shifted(phrase.emphasis, start)
        emphasis = () if emphasis == ((start, end),) else emphasis
        self._write(phrase.text)
        self._cites += [Cite(start + cite.at, cite.marker, cite.page) for cite in phrase.cites]
        self._blocks.append(Block(kind, start, end, level, marker, row, column, emphasis))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _extend(spans: list[tuple[int, int]], span: tuple[int, int], wanted: bool) -> None:
    """Add a span to those found, joined to the last one where only a space lies between."""
    if not wanted or span[0] >= span[1]:
        return
    if spans and span[0] - spans[-1][1] <= 1:
        span = (spans.pop()[0], span[1])
    spans.append(span)


def _shifted(spans: Iterable[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    moved = ((max(0, a + by), b + by) for a, b in spans)
    return tuple((a, b) for a, b in moved if a < b)


def _cut(spans: Iterable[tuple[int, int]], end: int) -> tuple[tuple[int, int], ...]:
    return tuple((a, min(b, end)) for a, b in spans if a < end)
