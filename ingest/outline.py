"""The outline of a document: which case, section and numbered finding every statement of its body belongs to."""

import re
from dataclasses import dataclass, field, replace

from ingest import headings
from ingest.blocks import Block, BlockKind, Loaded
from ingest.headings import Numbered
from ingest.roles import Reading, Role, read_roles
from vectorstore.document import Section
from vectorstore.sections import SectionType as S

# Under these, headings of unknown wording and unknown rank are the names of single findings or lessons.
NAMED_WITHIN = frozenset({S.FINDINGS, S.LEARNING})
# What a report says finding by finding; a section of another kind ends the finding.
ANSWERS_A_FINDING = frozenset({S.PROGRESS, S.IMPACT_EVIDENCE, S.CASE_STUDY, S.OUTCOME})
TASKS = frozenset({S.RECOMMENDATIONS, S.ACTIONS})
AFTER_ALL_CASES = frozenset({S.GLOSSARY, S.RESOURCES, S.CONCLUSION})
SHORTEST_STATEMENT = 7

_BARE_URL = re.compile(r"(?:https?://|www\.)\S+")
_ACROSS_CASES = re.compile(
    r"\b(?:across|common|shared"
    r"|all (?:the |of the )?(?:two|three|four|five|six)? ?(?:cases|reviews|children|families))\b",
    re.IGNORECASE,
)
# A column's heading names a kind of statement, but an "outcome" in a table is no case study's.
_COLUMN_SECTIONS = {S.OUTCOME: S.PROGRESS, S.CASE_STUDY: None, S.BACKGROUND: None, S.QUESTIONS: None}


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of the body and where it stands. Units of one `run` are the items of one list or section.

    `named` is the heading that gives a single finding or lesson its name; all that stands under it is one item.
    """

    block: Block
    review: str | None
    section: S
    heading: str | None
    run: int
    finding: Numbered | None = None
    named: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document, the statements of its body, and what stands in the text but is not cited."""

    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    left_out: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """An open heading: its rank (0 unknown), its kind and its words."""

    level: int
    section: S
    heading: str | None
    names_item: bool = False


@dataclass(slots=True)
class _Walk:
    """The headings that are open while a document is read from top to bottom, and what was collected."""

    text: str
    review: str | None
    several_cases: bool
    is_plan: bool
    case_level: int = 0
    open: list[_Open] = field(default_factory=list)
    finding: Numbered | None = None
    finding_level: int = 0
    list_headings: dict[S, _Open] = field(default_factory=dict)
    run: int = 0
    named_run: int = 0
    sections: list[Section] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    left_out: list[Block] = field(default_factory=list)

    def take(self, reading: Reading) -> None:
        """Give one block its place."""
        match reading.role:
            case Role.LEFT_OUT:
                self.left_out.append(reading.block)
            case Role.CASE:
                self._start_case(reading)
            case Role.NUMBERED:
                self._start_numbered(reading)
            case Role.HEADING:
                self._start_section(reading)
            case Role.BODY:
                self._add(reading.block, reading.section)

    def _start_case(self, reading: Reading) -> None:
        self.review, self.finding, self.case_level = reading.subject, None, reading.level
        self.list_headings.clear()
        self._push(_Open(reading.level, S.BACKGROUND, reading.printed), reading.block)
        self.left_out.append(reading.block)

    def _start_numbered(self, reading: Reading) -> None:
        label = reading.label
        assert label is not None
        if self._reports_on(label):
            self.finding = label
            self._add(reading.block)
            return
        # A learning point within an analysis is one statement; what follows goes on with the analysis.
        before = list(self.open), self.finding
        within_another = bool(self.open) and self.open[-1].section is not S.LEARNING
        by_itself = label.section is S.LEARNING and within_another and reading.block.kind is BlockKind.PARAGRAPH
        stands_by_itself = by_itself and len(label.statement.split()) >= SHORTEST_STATEMENT
        parent = self._list_heading(label, reading.level)
        self.finding, self.finding_level = label, reading.level
        if parent:
            self.list_headings[label.section] = parent
        heading = parent.heading if parent else label.label
        self._push(_Open(reading.level, label.section, heading), reading.block, within=parent)
        if not label.statement:
            self.left_out.append(reading.block)
            return
        self._add(reading.block)
        if stands_by_itself:
            self.open, self.finding = before

    def _reports_on(self, label: Numbered) -> bool:
        """Return whether the label only names the recommendation that a section of progress speaks of."""
        here = self.open[-1].section if self.open else None
        named_before = self.finding is not None and self.finding.section in TASKS
        progress = here in {S.PROGRESS, S.IMPACT_EVIDENCE} and not named_before
        return label.section in TASKS and progress and bool(label.statement)

    def _list_heading(self, label: Numbered, level: int) -> _Open | None:
        """Return the heading that the numbered statements stand under, also behind what was said on the one before."""
        above = [o for o in reversed(self.open) if o.heading != label.label and (o.level < level or not level)]
        own = next((o for o in above if o.section is label.section), None)
        return (
            own
            or self.list_headings.get(label.section)
            or next((o for o in above if o.section is S.UNCLASSIFIED), None)
        )

    def _start_section(self, reading: Reading) -> None:
        kind, heading, level = reading.section, reading.printed.strip(), reading.level
        ends_case = 0 < level <= self.case_level or kind in AFTER_ALL_CASES or _ACROSS_CASES.search(heading)
        if self.several_cases and ends_case:
            self.review = None
        self.left_out.append(reading.block)
        if kind is None:
            self._start_unknown(reading)
        elif same := self._continued(kind, heading):
            self._push(same, reading.block, new_run=False)
        else:
            if not (
                0 < self.finding_level < level
                or (kind in ANSWERS_A_FINDING and not 0 < level <= max(self.finding_level, 1))
            ):
                self.finding = None
                self.list_headings.clear()
            self._push(_Open(level, kind, heading), reading.block)

    def _continued(self, kind: S, heading: str) -> _Open | None:
        """Return the open section that this heading goes on with."""
        repeated = bool(self.open) and self.open[-1].heading == heading and self.finding is None
        if repeated or headings.is_continuation(heading):
            return next((o for o in reversed(self.open) if o.section is kind), None)
        return None

    def _start_unknown(self, reading: Reading) -> None:
        """Open a heading of unknown wording: a part of the section above where it ranks lower, else unclassified."""
        heading, level = reading.printed.strip(), reading.level
        while level and self.open and self.open[-1].level >= level:
            self.open.pop()
        parent = self._parent_of_unknown(level)
        kind = parent.section if parent and not self._answers_a_task(level) else S.UNCLASSIFIED
        if parent is None:
            self._end_finding(level)
        self.named_run = self.run if parent else 0
        self._push(_Open(level, kind, heading, names_item=kind in NAMED_WITHIN), reading.block, within=parent)
        if kind in NAMED_WITHIN and len(heading.split()) > SHORTEST_STATEMENT:
            self.left_out.pop()
            self._add(reading.block)

    def _parent_of_unknown(self, level: int) -> _Open | None:
        """Return the heading that one of unknown wording belongs to, None where it stands by itself.

        That is one that ranks above it, or, ranks unknown, one whose findings have had names from the start.
        """
        parent = self.open[-1] if self.open else None
        if parent is None or 0 < parent.level < level:
            return parent
        named = parent.level == 0 and level != 1 and parent.section in NAMED_WITHIN
        before = [u for u in self.units if u.run == self.run]
        opening = len(before) <= 1 and not any(u.block.marker for u in before)
        return parent if named and (opening or self.named_run == self.run) else None

    def _answers_a_task(self, level: int) -> bool:
        """Return whether the heading stands below one numbered recommendation or action: what it opens is none."""
        below = not level or level > self.finding_level
        return self.finding is not None and self.finding.section in TASKS and below

    def _end_finding(self, level: int) -> None:
        if not level or level <= self.finding_level or not self.finding_level:
            self.finding = None

    def _push(self, opened: _Open, block: Block, *, within: _Open | None = None, new_run: bool = True) -> None:
        """Open a heading and close those that it ends: all of its rank or lower; without a rank all but its parent."""
        if opened.level:
            self.open = [o for o in self.open if o.level < opened.level]
        else:
            self.open = [within] if within else []
        self.open.append(opened)
        self.run += new_run and within is None
        self.sections.append(Section(opened.section, opened.heading, self.review, block.start, block.end))

    def _add(self, block: Block, stated: S | None = None) -> None:
        if not self.sections:
            self.sections.append(Section(S.INTRODUCTION, None, self.review, block.start, block.end))
        self._stretch(block)
        here = self.open[-1] if self.open else _Open(0, S.INTRODUCTION, None)
        by_itself = block.kind in {BlockKind.CELL, BlockKind.NOTE}
        if self.units and _BARE_URL.fullmatch(self.text[block.start : block.end]) and not by_itself:
            self._join(block)
            return
        if not self.open and block.kind is BlockKind.CELL and self.is_plan:
            here = _Open(0, S.ACTIONS, None)  # a plan that is nothing but a table
        section = stated or _column_section(block) or _row_section(block) or here.section
        if section is S.RECOMMENDATIONS and block.kind is BlockKind.CELL and self._recommended():
            section = here.section
        named = here.heading if here.names_item and section is here.section else None
        self.units.append(Unit(block, self.review, section, here.heading, self.run, self.finding, named))

    def _recommended(self) -> bool:
        """Return whether the recommendations stand further up in full, so that a table only refers to them."""
        return any(
            u.section is S.RECOMMENDATIONS and u.review == self.review and u.block.kind is not BlockKind.CELL
            for u in self.units
        )

    def _join(self, block: Block) -> None:
        """Add a bare web address to the statement before it, which it belongs to."""
        last = self.units[-1]
        self.units[-1] = replace(last, block=replace(last.block, end=block.end))

    def _stretch(self, block: Block) -> None:
        last = self.sections[-1]
        self.sections[-1] = Section(last.type, last.heading, last.review, last.start, max(last.end, block.end))


def outline(loaded: Loaded, first: int, subject: str | None) -> Outline:
    """Return the outline of the blocks from `first` on; they are about `subject` until a case marker comes."""
    readings = read_roles(loaded, first)
    is_plan = any(headings.classify(b.column) in TASKS for b in loaded.blocks if b.column)
    walk = _Walk(loaded.text, subject, any(r.role is Role.CASE for r in readings), is_plan)
    for reading in readings:
        walk.take(reading)
    return Outline(tuple(walk.sections), tuple(walk.units), tuple(walk.left_out))


def _column_section(block: Block) -> S | None:
    """Return the kind of statement that a table cell's column names."""
    if block.kind is not BlockKind.CELL or not block.column:
        return None
    named = headings.classify(block.column)
    return _COLUMN_SECTIONS.get(named, named) if named else None


def _row_section(block: Block) -> S | None:
    """Return the section that a box opens whose title stands beside it: a table of two columns without a header."""
    return headings.classify(block.row) if block.kind is BlockKind.CELL and block.row and not block.column else None
