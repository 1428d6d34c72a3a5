"""The outline of a document: which case, section and numbered finding every statement of its body belongs to."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ingest import addressees, headings
from ingest.addressees import TASKS
from ingest.blocks import Block, BlockKind, Loaded
from ingest.cases import Cases
from ingest.chapters import ANSWERS_A_FINDING, NO_PART, PARTS_OF_A_FINDING, PARTS_OF_A_TASK, Chapters
from ingest.headings import Numbered
from ingest.hints import kind_by_hint
from ingest.opened import Open, Opened
from ingest.parts import Reading, Role
from ingest.plans import Plans, read_plans
from ingest.roles import read_roles
from ingest.units import Outline, Unit
from vectorstore.document import Section
from vectorstore.sections import SectionType as S

# Under these, headings of unknown wording and unknown rank are the names of single findings or lessons.
NAMED_WITHIN = frozenset({S.FINDINGS, S.LEARNING})
SHORTEST_STATEMENT = 7
OPENING = 400

_SEVEN_MINUTES = re.compile(r"\b(?:7|seven)[ -](?:minute|point|step)\b", re.IGNORECASE)
_BARE_URL = re.compile(r"(?:https?://|www\.)\S+")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_SINGLE = re.compile(r"single|individual|agency", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:local|national|regional|multi-agency|single[- ]agency|partnership|strategic|operational)\b.{0,20}",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Walk:
    """The headings that are open while a document is read from top to bottom, and what was collected."""

    text: str
    review: str | None
    plans: Plans
    chapters: Chapters
    cases: Cases
    opened: Opened = field(default_factory=Opened)
    finding: Numbered | None = None
    finding_level: int = 0
    list_headings: dict[S, Open] = field(default_factory=dict)
    in_a_row: int = 0
    in_full: Counter[str | None] = field(default_factory=Counter)
    begun: dict[int, int] = field(default_factory=dict)
    interrupted: tuple[list[Open], Numbered | None] | None = None
    named_run: int = 0
    named_number: int = 0
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
        self.review, self.finding = reading.subject, None
        self.list_headings.clear()
        self.cases.begin(reading.level)
        self.interrupted = None
        kind = self.chapters.kind_of_case(reading)
        self._push(Open(reading.level, kind, reading.printed), reading.block)
        self.left_out.append(reading.block)

    def _start_numbered(self, reading: Reading) -> None:
        label = reading.label
        assert label is not None
        self.in_a_row += 1
        if self._reports_on(label):
            self.finding = label
            self._add(reading.block)
            return
        # A learning point within an analysis is one statement; what follows goes on with the analysis.
        before = list(self.opened.stack), self.finding
        if label.section is S.FINDINGS:
            self.interrupted = None
        else:
            self._interrupt()
        within_another = self.opened.last is not None and self.opened.last.section is not S.LEARNING
        by_itself = label.section is S.LEARNING and within_another and reading.block.kind is BlockKind.PARAGRAPH
        stands_by_itself = by_itself and len(label.statement.split()) >= SHORTEST_STATEMENT
        parent = self._list_heading(label, reading.level)
        self.finding, self.finding_level = label, reading.level
        if parent:
            self.list_headings[label.section] = parent
        heading = reading.printed.strip() if label.is_enquiry else parent.heading if parent else label.label
        self._push(Open(reading.level, label.section, heading), reading.block, within=parent)
        if not label.statement or label.is_enquiry:
            self.left_out.append(reading.block)
            return
        self._add(reading.block)
        if stands_by_itself:
            (self.opened.stack, self.finding), self.interrupted = before, None

    def _reports_on(self, label: Numbered) -> bool:
        """Return whether the label only names the recommendation that a section of progress speaks of."""
        here = self.opened.last.section if self.opened.last else None
        named_before = self.finding is not None and self.finding.section in TASKS
        progress = here in {S.PROGRESS, S.IMPACT_EVIDENCE} and not named_before
        return label.section in TASKS and progress and bool(label.statement)

    def _list_heading(self, label: Numbered, level: int) -> Open | None:
        """Return the heading that the numbered statements stand under, also behind what was said on the one before."""
        above = self.opened.above(label.label, level)
        own = next((o for o in above if o.section is label.section), None)
        return (
            own
            or self.list_headings.get(label.section)
            or next((o for o in above if o.section is S.UNCLASSIFIED), None)
        )

    def _start_section(self, reading: Reading) -> None:
        kind, heading, level = self._kind(reading), reading.printed.strip(), reading.level
        if self.cases.end_with(kind, heading, level):
            self.review = None
        self.left_out.append(reading.block)
        stated, self.in_a_row = self.in_a_row, 0
        if reading.run_in:
            self._interrupt()
        else:
            self.interrupted = None
        if reading.addressee:
            self._start_group(reading)
        elif kind is None or (kind in NO_PART and self.opened.is_part(level)) or self._is_told_again(kind, reading):
            self._start_unknown(reading)
        elif same := self._continued(kind, heading):
            self._push(same, reading.block)
        else:
            if not self._answers(kind, level, reading, stated):
                self.finding = None
                self.list_headings.clear()
            self._push(Open(level, kind, heading, addressee=addressees.in_title(heading)), reading.block)

    def _kind(self, reading: Reading) -> S | None:
        """Return the kind that a heading opens; a "summary" above what it sums up is no conclusion."""
        if reading.section is S.REVIEW_PROCESS and self.chapters.holds_enquiries(reading):
            return S.FINDINGS
        if reading.section is S.ACTIONS and self.chapters.recommends(reading):
            return S.RECOMMENDATIONS
        if reading.section is None and self.review:
            return headings.classify_about(reading.printed, self.review)
        if reading.section is not S.CONCLUSION or "conclu" in reading.printed.lower():
            return reading.section
        if self.cases.kinds and (not self.units or self.units[-1].review != self.review):
            return S.BACKGROUND
        return reading.section if self.units else S.INTRODUCTION

    def _answers(self, kind: S, level: int, reading: Reading, stated: int) -> bool:
        """Return whether the section is about the numbered finding above, which stays open."""
        if self.finding is None:
            return False
        if 0 < self.finding_level < level:
            return True
        if 0 < level < self.finding_level:
            return False
        parts = PARTS_OF_A_TASK if self.finding.section in TASKS else PARTS_OF_A_FINDING
        again = self.chapters.goes_on(reading, self.finding.section) or self.chapters.repeats(reading)
        return (kind in parts and again) or (kind in ANSWERS_A_FINDING and stated <= 1 and level == 0)

    def _interrupt(self) -> None:
        """Note the analysis that a lesson or recommendation stands in; its next numbered paragraph goes on with it."""
        last = self.units[-1].block.marker if self.units else None
        if (
            self.opened.stack
            and self.opened.stack[-1].section is S.FINDINGS
            and last
            and _PARAGRAPH_NUMBER.fullmatch(last)
        ):
            self.interrupted = list(self.opened.stack), self.finding

    def _start_group(self, reading: Reading) -> None:
        """Open the statements for one body within a list of recommendations or actions."""
        self.opened.close(reading.level)
        parent = self.opened.tasks(for_anybody=True) or self.opened.tasks()
        heading = reading.printed.strip()
        section = parent.section if parent else kind_by_hint(heading) or S.UNCLASSIFIED
        opened = Open(reading.level, section, heading, addressee=reading.addressee)
        self._push(opened, reading.block, within=parent)

    def _continued(self, kind: S, heading: str) -> Open | None:
        """Return the section that this heading goes on with, wherever it stands."""
        if headings.is_continuation(heading):
            return self.opened.latest.get((self.review, kind))
        last = self.opened.last
        repeated = last is not None and last.heading == heading and self.finding is None
        return last if last and repeated and last.section is kind else None

    def _start_unknown(self, reading: Reading) -> None:
        """Open a heading of unknown wording: a part of the section above where it ranks lower, else unclassified."""
        heading, level = reading.printed.strip(), reading.level
        if not level and self.finding and self.finding.section in NAMED_WITHIN and self._asked_again(reading):
            above = (
                self.opened.stack[0]
                if self.opened.stack and self.opened.stack[0].section is self.finding.section
                else None
            )
            self._push(Open(0, self.finding.section, heading, is_part=True), reading.block, within=above)
            return
        self.opened.close(level)
        parent = self._parent_of_unknown(level, headings.number(heading))
        parent = parent or self._list_above(reading)
        kind = parent.section if parent and not self._answers_a_task(level) else S.UNCLASSIFIED
        if parent is None:
            ends = not level or level <= self.finding_level or not self.finding_level
            self.finding = None if ends else self.finding
            hinted = kind_by_hint(heading) or (S.RECOMMENDATIONS if self.chapters.asks(reading) else None)
            if self.cases.is_yet_to_begin:
                hinted = hinted or S.INTRODUCTION
            kind = S.FINDINGS if self.chapters.is_theme_of_a_wheel(reading) else hinted or kind
        self.named_run = self.opened.run if parent else 0
        self.named_number = headings.number(heading) or 0
        told = parent is not None and self.opened.named is not None and reading.section is not None
        names = parent is not None and kind in NAMED_WITHIN and not told
        self._push(
            Open(level, kind, heading, names_item=names, is_part=told),
            reading.block,
            within=parent,
        )
        says = len(heading.split()) > SHORTEST_STATEMENT and not heading.endswith("?")
        if kind in NAMED_WITHIN and says and not self.chapters.repeats(reading):
            self.left_out.pop()
            self._add(reading.block)

    def _is_told_again(self, kind: S, reading: Reading) -> bool:
        """Return whether the heading ("What we saw") is a part of the finding above, as it is of others."""
        here = self.opened.last
        named = self.opened.named is not None and here is not None and here.section is kind and reading.level > 0
        numbered = self.finding is not None and self.finding.section is kind and not reading.level
        return (named or numbered) and kind in NAMED_WITHIN and self.chapters.repeats(reading)

    def _asked_again(self, reading: Reading) -> bool:
        """Return whether the heading is one that the document has for finding after finding."""
        assert self.finding is not None
        return self.chapters.repeats(reading) or self.chapters.goes_on(reading, self.finding.section)

    def _parent_of_unknown(self, level: int, number: int | None) -> Open | None:
        """Return the heading that one of unknown wording belongs to, None where it stands by itself.

        That is one that ranks above it, or, ranks unknown, one whose findings have had names from the start.
        """
        parent = self.opened.last
        if parent is None or 0 < parent.level < level:
            return parent
        opening = self.begun.get(self.opened.run, 0) <= 1
        goes_on = self.named_run == self.opened.run
        # Chapters are numbered too: those of a section count from one right below its heading.
        counts = number == (self.named_number + 1 if goes_on else 1)
        ranks = level != 1 or (counts and headings.number(parent.heading or "") is None)
        named = parent.level == 0 and ranks and parent.section in NAMED_WITHIN
        return parent if named and (opening or goes_on) else None

    def _list_above(self, reading: Reading) -> Open | None:
        """Return the recommendations or actions that the heading groups, where its rank is unknown."""
        above = self.opened.tasks()
        if above is None or reading.level or self.finding is not None:
            return None
        begins = self.opened.run not in self.begun
        return above if begins or reading.leads_list or _LEVEL.fullmatch(reading.printed.strip()) else None

    def _answers_a_task(self, level: int) -> bool:
        """Return whether the heading stands below one numbered recommendation or action: what it opens is none."""
        below = not level or level > self.finding_level
        return self.finding is not None and self.finding.section in TASKS and below

    def _push(self, opened: Open, block: Block, *, within: Open | None = None) -> None:
        """Open a heading, with which a section of the document begins."""
        opened = self.opened.push(opened, self.review, within)
        self.sections.append(Section(opened.section, opened.heading, self.review, block.start, block.end))

    def _add(self, block: Block, stated: S | None = None) -> None:
        if not self.sections:
            self.sections.append(Section(S.INTRODUCTION, None, self.review, block.start, block.end))
        if self.interrupted and _PARAGRAPH_NUMBER.fullmatch(block.marker or ""):
            self._resume(block)
        place = self.plans.place_of(block)
        if place.heading and (self.opened.last is None or self.opened.last.heading != place.heading):
            self._push(Open(0, place.section or S.UNCLASSIFIED, place.heading), block)
        self._stretch(block)
        here = self.opened.last or Open(0, S.INTRODUCTION, None)
        joins = block.kind not in {BlockKind.CELL, BlockKind.NOTE}
        if self.units and joins and _BARE_URL.fullmatch(self.text[block.start : block.end]):
            self._join(block)
            return
        if self.opened.last is None and block.kind is BlockKind.CELL and self.plans.tasks:
            here = Open(0, S.ACTIONS, None)  # a plan that is nothing but a table
        own = block.kind is not BlockKind.CELL or _SINGLE.search(here.heading or "")
        if place.section is S.RECOMMENDATIONS and not own and self.in_full[self.review] > 1:
            place = replace(place, counted=False)  # the recommendations stand further up, the table refers to them
        section = stated or place.section or here.section
        named = self.opened.named if section is here.section else None
        who = place.addressee or (here.addressee if section in TASKS else None)
        counted = place.counted and block.kind is not BlockKind.NOTE
        if section is S.RECOMMENDATIONS and block.kind is not BlockKind.CELL and stated is None:
            self.in_full[self.review] += 1  # a single one may only lead up to the table
        run = here.run or self.opened.run
        self.begun[run] = self.begun.get(run, 0) + (2 if block.marker else 1)
        self.units.append(
            Unit(
                block, self.review, section, named or here.heading, run, self.finding, named, who, counted, place.about
            )
        )

    def _resume(self, block: Block) -> None:
        """Go on with the analysis that a lesson or recommendation stood in."""
        assert self.interrupted is not None
        (self.opened.stack, self.finding), self.interrupted = self.interrupted, None
        here = self.opened.stack[-1]
        self.opened.run = here.run
        self.sections.append(Section(here.section, here.heading, self.review, block.start, block.end))

    def _join(self, block: Block) -> None:
        """Add a bare web address to the statement before it, which it belongs to."""
        last = self.units[-1]
        self.units[-1] = replace(last, block=replace(last.block, end=block.end))

    def _stretch(self, block: Block) -> None:
        last = self.sections[-1]
        self.sections[-1] = Section(last.type, last.heading, last.review, last.start, max(last.end, block.end))


def outline(loaded: Loaded, first: int, subject: str | None) -> Outline:
    """Return the outline of the blocks from `first` on; they are about `subject` until a case marker comes."""
    plans = read_plans(loaded)
    readings = read_roles(replace(loaded, blocks=plans.blocks), first)
    chapters = Chapters(readings, _SEVEN_MINUTES.search(loaded.text[:OPENING]) is not None)
    cases = Cases(sum(r.role is Role.CASE for r in readings), chapters.cases_rank_alike)
    walk = _Walk(loaded.text, subject, plans, chapters, cases)
    for reading in readings:
        walk.take(reading)
    return Outline(tuple(walk.sections), tuple(walk.units), tuple(walk.left_out))
