"""Tables of findings, recommendations and actions: what each column states, and whom a row is addressed to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest import headings
from ingest.addressees import TASKS
from ingest.blocks import Block, BlockKind, Loaded
from ingest.boxes import box_sections
from ingest.headers import SINCE, STATING, Detail, kinds_of
from ingest.hints import kind_by_hint
from vectorstore.sections import SectionType as S

ROW_LABEL = re.compile(
    r"[A-Z]{1,3}\d{0,2}[-. ]?\d{1,2}[a-z]?|\d{1,2}(?:(?:\.\d{1,2})*|[a-z])[.):]?|(?:Recommendation|Action|Finding) \d{1,2}"
)
_OF_A_FORM = re.compile(
    r"details?|contents?|information|summary|responses?|descriptions?|comments?|text|answers?|learning summary",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?:(?:action|recommendation) )?(?:ref(?:erence)?|no|number|id)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """What a table says of a cell: the kind of its statement, whether it counts as one, whom its row is addressed to.

    `about` is the kind of the statement that its row makes, `heading` that of the box which the cell is.
    """

    section: S | None
    counted: bool
    addressee: str | None = None
    about: S | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Plans:
    """The blocks, those titles of rows among the statements that are ones, and the places of cells by their start."""

    blocks: tuple[Block, ...]
    places: Mapping[int, Place]
    tasks: bool

    def place_of(self, block: Block) -> Place:
        """Return what the table around a cell says of it; a row may also be a box with its title beside it."""
        if block.kind is not BlockKind.CELL:
            return Place(None, True)
        if place := self.places.get(block.start):
            return place
        box = block.row and (not block.column or _OF_A_FORM.fullmatch(block.column))
        title = block.row or ""
        return Place(headings.classify(title) or kind_by_hint(title) if box else None, True)


def read_plans(loaded: Loaded) -> Plans:
    """Return what the tables state whose columns name findings, learning, recommendations or actions."""
    blocks = list(loaded.blocks)
    places: dict[int, Place] = {}
    tables = []
    for rows in _tables(loaded):
        boxes = dict(box_sections(loaded.text, blocks, rows))
        places |= {start: Place(section, True, heading=heading) for start, (heading, section) in boxes.items()}
        if not boxes:
            tables.append(_Table(loaded.text, blocks, rows))
    for table in tables:
        table.state_titles()
        table.take_references()
        places |= dict(table.places())
    return Plans(tuple(blocks), places, any(kind in TASKS for table in tables for kind in table.kinds.values()))


def _tables(loaded: Loaded) -> Iterator[list[dict[int, list[int]]]]:
    """Yield the rows of each table: numbers of blocks by column. A line end parts two rows, a blank line two tables."""
    rows: list[dict[int, list[int]]] = []
    end = column = 0
    for number, block in enumerate(loaded.blocks):
        inside = block.kind in {BlockKind.CELL, BlockKind.LABEL}
        gap = loaded.text[end : block.start]
        end = block.end
        if rows and (not inside or "\n\n" in gap):
            yield rows
            rows = []
        if inside:
            if not rows or "\n" in gap:
                rows.append({})
                column, gap = 0, gap.rpartition("\n")[2]
            column += gap.count("\t")
            rows[-1].setdefault(column, []).append(number)
    if rows:
        yield rows


class _Table:
    """One table: its rows of block numbers by column, the names of its columns and what those hold."""

    def __init__(self, text: str, blocks: list[Block], rows: list[dict[int, list[int]]]) -> None:
        self.text, self.blocks, self.rows = text, blocks, rows
        self.names = self._names()
        self.kinds = kinds_of(self.names)
        held = set(self.kinds.values())
        self.states = bool(held & STATING)
        # The "outcome" of an action is progress on it; in another table it is no case study's.
        outcome = S.PROGRESS if held & TASKS else None
        self.kinds |= {column: outcome for column, kind in self.kinds.items() if kind is S.OUTCOME}

    def words(self, number: int) -> str:
        block = self.blocks[number]
        return self.text[block.start : block.end]

    def _names(self) -> dict[int, str]:
        first = {column: numbers[0] for column, numbers in self.rows[0].items()}
        headed = all(self.blocks[n].kind is BlockKind.LABEL for n in first.values())
        names = {column: self.words(n) for column, n in first.items()} if headed else {}
        for row in self.rows:
            names |= {c: self.blocks[ns[0]].column or "" for c, ns in row.items() if self.blocks[ns[0]].column}
        return names

    def state_titles(self) -> None:
        """Make statements of the titles of rows where their column is one of recommendations, actions …"""
        titles = [n for row in self.rows[1:] for n in row.get(0, ()) if self.blocks[n].kind is BlockKind.LABEL]
        if self.kinds.get(0) in STATING and _states([self.words(n) for n in titles]):
            for n in titles:
                self.blocks[n] = replace(self.blocks[n], kind=BlockKind.CELL, column=self.names[0])

    def take_references(self) -> None:
        """Name the cells behind a reference ("1a") by it, where a row has one of its own beside its title."""
        columns = [c for c, name in self.names.items() if c and _REFERENCE.fullmatch(name.strip(" .:"))]
        for row in self.rows[1:] if columns else ():
            numbers = row.get(columns[0], [])
            words = self.words(numbers[0]) if len(numbers) == 1 else ""
            if not ROW_LABEL.fullmatch(words):
                continue
            self.blocks[numbers[0]] = replace(self.blocks[numbers[0]], kind=BlockKind.LABEL, row=None, column=None)
            for n in (n for column, cells in row.items() if column > columns[0] for n in cells):
                self.blocks[n] = replace(self.blocks[n], row=words)

    def places(self) -> Iterator[tuple[int, Place]]:
        """Yield the places of cells by their start: of all where the table states something, else of progress alone."""
        tasks = [kind for kind in (S.ACTIONS, S.RECOMMENDATIONS) if kind in self.kinds.values()]
        main = next((kind for kind in (*tasks, *self.kinds.values()) if kind in STATING), None)
        about = main if isinstance(main, S) else None
        for row in self.rows:
            led = [self.words(n) for column, ns in row.items() if self.kinds.get(column) is Detail.LEAD for n in ns]
            lead = "; ".join(" ".join(words.split()) for words in led) or None
            for column, numbers in row.items():
                kind = self.kinds.get(column)
                if not self.states and not isinstance(kind, S):
                    continue
                # When a finding was answered is none; of a column without a known name only its place is known.
                detail = next(iter(tasks), S.UNCLASSIFIED) if isinstance(kind, Detail) else None
                section = kind if isinstance(kind, S) else detail
                place = Place(section, kind in STATING or kind in SINCE, lead if kind in TASKS else None, about)
                yield from ((self.blocks[n].start, place) for n in numbers if self.blocks[n].kind is BlockKind.CELL)


def _states(titles: Sequence[str]) -> bool:
    """Return whether these titles of rows say something and are not only numbers."""
    return bool(titles) and not any(ROW_LABEL.fullmatch(title) for title in titles)
