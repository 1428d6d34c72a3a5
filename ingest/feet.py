"""The foot of a printed page: small print, or print under a short rule, that the words above it cite as notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.grids import Grid
from ingest.manuscript import NOTE_SIGN
from ingest.notes import IN_TEXT, TYPED, key, signs
from ingest.paragraphs import ENDS_SENTENCE, Paper
from ingest.sheet import Line, Rule, lines_of

# How much smaller than the body print is that is no body, and print that may be where a citation points to it.
NOTE_SIZE = 0.9
CITED_NOTE_SIZE = 0.97
RULED_NOTE_SIZE = 1.02
# In points: how long the rule above footnotes is, and how far print may touch a line above or beside it.
SHORTEST_RULE, LONGEST_RULE = 40.0, 260.0
NEAR = 1.0
# No page that a person set has more.
MOST_LINES = 500


@dataclass(slots=True)
class Note:
    """A footnote and the page on which it begins."""

    page: int
    lines: list[Line]


@dataclass(slots=True)
class Foot:
    """What stands below the body of a page: its footnotes, and small print that is none. `taken` are the lines' ids."""

    notes: list[Note] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    taken: frozenset[int] = frozenset()


def feet(pages: Iterable[tuple[int, Sequence[Line], Sequence[Grid], Sequence[Rule]]], paper: Paper) -> list[Foot]:
    """Return the foot of each page, given as number, lines, tables and rules; a note that runs on is whole."""
    found: list[Foot] = []
    last: Note | None = None
    for number, lines, grids, rules in pages:
        ordered = sorted(lines, key=lambda line: (-line.y, line.x0))
        foot = _Finder(number, ordered, grids, rules, paper).foot()
        if foot.rest and last and last.page == number - 1 and _runs_on(last, foot.rest[0]):
            last.lines += foot.rest
            foot.rest = []
        found.append(foot)
        last = foot.notes[-1] if foot.notes else None
    return found


def _runs_on(note: Note, line: Line) -> bool:
    return not ENDS_SENTENCE.search(note.lines[-1].text) or line.text[:1].islower()


@dataclass(frozen=True, slots=True)
class _Finder:
    """Looks for the footnotes of one page, whose lines it knows from top to bottom."""

    number: int
    lines: Sequence[Line]
    grids: Sequence[Grid]
    rules: Sequence[Rule]
    paper: Paper

    def foot(self) -> Foot:
        """Return the foot of the page."""
        # Small print above the end of a table or box is no foot of the page.
        deepest = min((grid.bottom for grid in self.grids), default=float("inf"))
        small = [line for line in small_print(self.lines, self.paper) if line.y < deepest + NEAR]
        called = self._cited()
        starts = [line for line in self.lines[1:MOST_LINES] if self._begins(line, called, small)]
        below = {id(line) for line in small}
        below |= {id(line) for start in starts for line in self.lines if line is start or _is_below(line, start)}
        notes = {id(line): Note(self.number, []) for line in starts}
        rest: list[Line] = []
        for line in (line for line in self.lines if id(line) in below):
            above = [start for start in starts if start is line or _is_below(line, start)]
            (notes[id(above[-1])].lines if above else rest).append(line)
        return Foot(list(notes.values()), rest, frozenset(below))

    def _cited(self) -> frozenset[str]:
        """Return the footnotes that the page cites, in its text and in its tables."""
        inside = [line for grid in self.grids for line in _cell_lines(grid)]
        return frozenset(sign for line in (*self.lines, *inside) for sign in _cited(line))

    def _begins(self, line: Line, called: frozenset[str], small: Sequence[Line]) -> bool:
        """Return whether a footnote begins here, with nothing but footnotes below it."""
        raised = NOTE_SIGN.match(line.runs[0].note) if line.runs else None
        typed = TYPED.match(line.text)
        marker = raised[0] if raised else typed["marker"] if typed else None
        if marker is None or not (key(marker) in called or (raised and any(line is other for other in small))):
            return False
        if any(g.top < line.y and g.x0 < line.x1 and g.x1 > line.x0 for g in self.grids):
            return False
        below = [line, *(other for other in self.lines if _is_below(other, line))]
        largest = RULED_NOTE_SIZE if self._is_under_a_rule(line) else CITED_NOTE_SIZE
        return all(other.size <= self.paper.size * largest for other in below)

    def _is_under_a_rule(self, line: Line) -> bool:
        """Return whether a short line parts the foot of the page, where this line stands, from the body."""
        middle = self.lines[len(self.lines) // 2].y
        return any(
            rule.across
            and SHORTEST_RULE <= rule.x1 - rule.x0 <= LONGEST_RULE
            and line.y < rule.y0 < max(middle, line.y + 3 * line.size)
            and abs(rule.x0 - line.x0) < 3 * line.size
            and not any(grid.bottom - NEAR <= rule.y0 <= grid.top + NEAR for grid in self.grids)
            for rule in self.rules
        )


def small_print(ordered: Sequence[Line], paper: Paper) -> list[Line]:
    """Return the smaller print at the bottom of a page, of lines from top to bottom; none where all is small."""
    first = len(ordered)
    while first and ordered[first - 1].size <= paper.size * NOTE_SIZE:
        first -= 1
    return list(ordered[first:]) if first else []


def _cell_lines(grid: Grid) -> Iterator[Line]:
    for place in (place for row in grid.rows for place in row):
        yield from lines_of(place.fragments, 0)


def _cited(line: Line) -> Iterator[str]:
    """Yield the footnotes that a line cites."""
    for run in line.runs[1:]:
        yield from NOTE_SIGN.findall(run.note)
    for match in IN_TEXT.finditer(line.text):
        yield from signs(match) if match.start() else ()


def _is_below(line: Line, start: Line) -> bool:
    """Return whether a line stands under another, or behind it on its baseline."""
    if abs(line.y - start.y) < NEAR:
        return 0 <= line.x0 - start.x1 < 2 * start.size
    return line.y < start.y and line.x0 < start.x1 and line.x1 > start.x0
