"""What part each block plays, before anything is known of its place: heading, numbered label, case marker, body."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import addressees, headings
from ingest.addressees import TASKS
from ingest.blocks import Block, BlockKind, Loaded
from ingest.boilerplate import contents_list, is_boilerplate
from ingest.cases import case_markers
from ingest.details import detail_line
from ingest.headers import SINCE
from ingest.headings import Numbered
from ingest.leads import announced
from ingest.parts import Reading, Role
from vectorstore.sections import SectionType as S

FEWEST_MARKED_HEADINGS = 3
LONGEST_RUN_IN = 8
# So many paragraphs that begin with the name of a section show that the document is written so.
FEWEST_RUN_INS = 3
SHORTEST_RUN_IN_BODY = 10
NOT_STATED = frozenset({BlockKind.LABEL, BlockKind.RUNNING})
ASIDE = frozenset({BlockKind.NOTE, BlockKind.RUNNING})
ASKING = frozenset({S.QUESTIONS, *TASKS})
# Single words that begin a sentence as often as a box.
_CHAPTER = re.compile(r"(\d{1,2})[.)]?\s+\S")
NO_RUN_IN = frozenset({S.RESOURCES, S.OUTCOME, S.REVIEW_PROCESS})
BEFORE_THE_ANALYSIS = frozenset({None, S.INTRODUCTION, S.REVIEW_PROCESS, S.STRATEGIC_CONTEXT, S.BACKGROUND})
MOST_WORDS_OF_A_BODY = 4
# What is recommended there is told of, or is of the section's own kind.
SAYS_FOR_ITSELF = frozenset({*TASKS, *SINCE, S.CASE_STUDY, S.OUTCOME, S.QUESTIONS, S.GLOSSARY, S.RESOURCES})
WITHOUT_HEADINGS_BY_LOOK = frozenset({S.GLOSSARY, S.RESOURCES})

_RUN_IN = re.compile(r"(?P<heading>[A-Z][^:–—\n]{2,60}?)\s*[:–—]\s+(?=\S)")
# One paragraph that lists what a review says, as library summaries print it: "Learning includes: a; b; c".
_INCLUDES = re.compile(
    r"(?P<heading>(?P<noun>(?:key )?learning|lessons|recommendations?|actions?|findings?|good practice)"
    r"(?: (?:points?|includes?|focus(?:es)? on|are))?)\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"Recommendations? (?:to|for) (?:the )?[A-Z][\w'’&, ]{2,80} ?[-–—:] ?(?=\S)")
_GOOD = re.compile(r"Good practice(?:[.:] ?(?=[A-Z])|: (?=\S))")
_SEGMENT = re.compile(r"[^;]+(?:;|$)")


def read_roles(loaded: Loaded, first: int) -> list[Reading]:
    """Return the part of every block from `first` on, which is behind the title."""
    return _Reader(loaded, first).read()


class _Reader:
    """Reads one document's blocks; what it holds does not change while it reads, but for the latest section."""

    def __init__(self, loaded: Loaded, first: int) -> None:
        self.text, self.blocks, self.first = loaded.text, loaded.blocks, first
        self.marked = sum(b.kind is BlockKind.HEADING for b in loaded.blocks[first:]) >= FEWEST_MARKED_HEADINGS
        self.markers = case_markers(loaded)
        self.contents = contents_list(self.blocks, self.words, first)
        self.runs_in = sum(self._plain_run_in(n) is not None for n in range(first, len(self.blocks))) >= FEWEST_RUN_INS
        self.latest: S | None = None
        self.announced: S | None = None
        self.chapters: dict[int, int] = {}
        self.begun = first - 1

    def read(self) -> list[Reading]:
        readings: list[Reading] = []
        for number in range(self.first, len(self.blocks)):
            for reading in self._read(number):
                reading = self._as_announced(reading)
                readings.append(reading)
                if reading.role is Role.HEADING or (reading.label and not reading.label.statement):
                    self.begun = self.begun if reading.addressee else number
                if reading.role is Role.HEADING and not reading.addressee:
                    self.latest = reading.section
                elif reading.label:
                    self.latest = reading.label.section
        return [_stated(readings, n) for n in range(len(readings))]

    def _as_announced(self, reading: Reading) -> Reading:
        """Return the reading; an item of a list that the words above it announce is of the kind announced."""
        block = reading.block
        says = reading.role is Role.BODY and block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
        kind = announced(reading.printed) if says and self.latest not in SAYS_FOR_ITSELF else None
        # A numbered paragraph, which is an item too, ends what the one before it has announced.
        goes_on = says and block.kind is BlockKind.ITEM and headings.depth(reading.printed) <= 1
        if kind is not None or not goes_on:
            self.announced = kind
            return reading
        return replace(reading, section=reading.section or self.announced)

    def words(self, number: int) -> str:
        block = self.blocks[number]
        return self.text[block.start : block.end]

    def printed(self, number: int) -> str:
        """Return the block's words with the number that is printed before them."""
        marker = self.blocks[number].marker
        return f"{marker} {self.words(number)}" if marker and marker[0].isalnum() else self.words(number)

    def _read(self, number: int) -> list[Reading]:
        block, words, printed = self.blocks[number], self.words(number), self.printed(number)
        if number in self.markers:
            return [Reading(block, Role.CASE, words, block.level, subject=self.markers[number])]
        if number in self.contents or block.kind in NOT_STATED or is_boilerplate(block, words):
            return [Reading(block, Role.LEFT_OUT, printed)]
        if block.kind in {BlockKind.CELL, BlockKind.NOTE}:
            return [Reading(block, Role.BODY, printed)]
        if (label := headings.numbered(words)) and not self._asks(block, label):
            orphan = block.kind is BlockKind.ITEM and not label.statement
            return [
                Reading(block, Role.LEFT_OUT if orphan else Role.NUMBERED, printed, self._level(number), label=label)
            ]
        if self.runs_in and self._plain_run_in(number) and (parts := self._includes(number) or self._run_in(number)):
            return parts
        if who := self._addresses(number):
            return [Reading(block, Role.HEADING, printed.rstrip(" :"), self._level(number), addressee=who)]
        if self._is_heading(number):
            known = headings.classify if block.kind is BlockKind.PARAGRAPH else headings.classify_heading
            section = known(words) or headings.classify(printed)
            leads = _plain_number(self.blocks[number + 1]) is not None if number + 1 < len(self.blocks) else False
            return [Reading(block, Role.HEADING, printed, self._level(number), section, leads_list=leads)]
        if stated := _ADDRESSED.match(words) or _GOOD.match(words):
            section = S.GOOD_PRACTICE if stated.re is _GOOD else S.RECOMMENDATIONS
            return [Reading(block, Role.BODY, printed, section=section)]
        return self._includes(number) or self._run_in(number) or [Reading(block, Role.BODY, printed)]

    def _asks(self, block: Block, label: Numbered) -> bool:
        """Return whether the label names a question that the review was to answer, where its terms are told."""
        return label.is_enquiry and block.kind is not BlockKind.HEADING and self.latest in BEFORE_THE_ANALYSIS

    def _addresses(self, number: int) -> str | None:
        """Return the body that a line over recommendations or actions names, by which they are grouped."""
        block, words = self.blocks[number], self.words(number)
        last = number + 1 >= len(self.blocks)
        stated = block.kind is BlockKind.ITEM or headings.classify(words) or self._is_detail(number)
        if last or self.latest not in TASKS or stated:
            return None
        below = self.blocks[number + 1]
        shown = block.kind is BlockKind.HEADING or below.kind is BlockKind.ITEM or words.endswith(":")
        short = len(words.split()) <= MOST_WORDS_OF_A_BODY and self._stands_alone(number)
        return addressees.headed(words) if shown or short else None

    def _is_detail(self, number: int) -> bool:
        """Return whether the line says who does what stands above it, or by when.

        Where the first line below the heading is such a one, each stands above a group instead.
        """
        if self.latest not in TASKS or not detail_line(self.words(number)):
            return False
        below = self.begun + 1
        while below < number and self.blocks[below].kind in ASIDE:
            below += 1
        return not detail_line(self.words(below))

    def _level(self, number: int) -> int:
        block = self.blocks[number]
        return self._rank(number) if block.kind is BlockKind.HEADING else headings.depth(self.printed(number))

    def _rank(self, number: int) -> int:
        """Return a heading's level: that of the number before its own, where it looks lower than that one does."""
        level, match = self.blocks[number].level, _CHAPTER.match(self.printed(number))
        if match:
            level = min(level, self.chapters.get(int(match[1]) - 1, level))
            self.chapters[int(match[1])] = level
        return level

    def _is_heading(self, number: int) -> bool:
        block, words = self.blocks[number], self.words(number)
        if block.kind is BlockKind.ITEM and not (block.marker and block.marker[0].isdigit()):
            return False
        if block.kind is BlockKind.HEADING:
            return True
        if self._is_one_of_a_list(number) or self._is_detail(number):
            return False
        if headings.classify(words):
            return True
        asks = words.endswith("?") and self.latest in ASKING
        if self.marked or asks or self.latest in WITHOUT_HEADINGS_BY_LOOK:
            return False
        return self._stands_alone(number) and headings.looks_like_heading(self.printed(number))

    def _is_one_of_a_list(self, number: int) -> bool:
        """Return whether the item before or behind it has the number before or behind its own."""
        mine = _plain_number(self.blocks[number])
        return mine is not None and any(self._number_at(number, step) == mine + step for step in (-1, 1))

    def _number_at(self, number: int, step: int) -> int | None:
        """Return the number of the item before or behind a block; notes and running lines do not part a list."""
        number += step
        while self.first <= number < len(self.blocks) and self.blocks[number].kind in ASIDE:
            number += step
        listed = self.first <= number < len(self.blocks) and number not in self.contents
        return _plain_number(self.blocks[number]) if listed else None

    def _stands_alone(self, number: int) -> bool:
        """Return whether blank lines part the block from its neighbours and body text follows it."""
        if number + 1 >= len(self.blocks):
            return False
        block, following = self.blocks[number], self.blocks[number + 1]
        before = self.text[self.blocks[number - 1].end : block.start] if number else "\n\n"
        if "\n\n" in before and not block.marker and following.kind is BlockKind.ITEM:
            return True
        one_of_a_list = bool(block.marker) and following.marker is not None and headings.depth(self.printed(number)) < 2
        return "\n\n" in before and "\n\n" in self.text[block.end : following.start] and not one_of_a_list

    def _includes(self, number: int) -> list[Reading]:
        """Return heading and single statements of a paragraph that lists them behind semicolons."""
        block, words = self.blocks[number], self.words(number)
        match = _INCLUDES.match(words)
        section = headings.classify(match["noun"]) if match else None
        if not match or section is None or block.kind is not BlockKind.PARAGRAPH:
            return []
        head = Block(block.kind, block.start, block.start + match.end("heading"))
        parts = [
            Reading(part, Role.BODY, self.text[part.start : part.end]) for part in self._segments(block, match.end())
        ]
        return [Reading(head, Role.HEADING, match["heading"], 0, section, run_in=True), *parts]

    def _segments(self, block: Block, start: int) -> list[Block]:
        """Return the stretches between semicolons, each without the white space around it."""
        found = []
        for piece in _SEGMENT.finditer(self.text, block.start + start, block.end):
            words = piece[0].strip()
            if words.strip(";"):
                begin = piece.start() + piece[0].index(words)
                found.append(Block(BlockKind.ITEM, begin, begin + len(words), 1, ";"))
        return found

    def _run_in(self, number: int) -> list[Reading]:
        """Return heading and body of a paragraph that begins with its heading ("Background: The family …")."""
        block, words = self.blocks[number], self.words(number)
        numbered = bool(block.marker and block.marker[0].isdigit())
        end, behind = self._run_in_end(block, words, numbered)
        heading = words[:end].strip()
        section = headings.classify(heading) if end else None
        in_a_list = block.kind is BlockKind.ITEM and (not numbered or self.latest in TASKS)
        if in_a_list or (section in NO_RUN_IN and len(heading.split()) < 2):
            return []
        if (
            not end
            or (len(words) - behind < SHORTEST_RUN_IN_BODY and section not in SINCE)
            or (section is None and not (numbered and heading.endswith("?")))
        ):
            return []
        printed = f"{block.marker} {heading}" if numbered else heading
        head = Block(block.kind, block.start, block.start + end, marker=block.marker)
        body = Block(BlockKind.PARAGRAPH, block.start + behind, block.end)
        return [
            Reading(head, Role.HEADING, printed, headings.depth(printed), section, run_in=True),
            Reading(body, Role.BODY, words[behind:]),
        ]

    def _plain_run_in(self, number: int) -> re.Match[str] | None:
        """Return the heading that a paragraph begins with without any mark ("Action taken: …")."""
        match = _RUN_IN.match(self.words(number)) if self.blocks[number].kind is BlockKind.PARAGRAPH else None
        known = match and len(match["heading"].split()) <= LONGEST_RUN_IN and headings.classify(match["heading"])
        return match if known else None

    def _run_in_end(self, block: Block, words: str, numbered: bool) -> tuple[int, int]:
        """Return where the words of a run-in heading end and where its body begins, 0 where there is none."""
        if block.kind is BlockKind.HEADING:
            return 0, 0
        if block.emphasis and block.emphasis[0][0] == block.start:
            end = block.emphasis[0][1] - block.start
            rest = words[end:]
            behind = end + len(rest) - len(rest.lstrip(" \n:–—-"))
            parted = words[:end].rstrip()[-1:] in tuple(":?.–-") or words[end:].lstrip(" ")[:1] in tuple(":–-\n")
            return (end, behind) if parted and len(words[:end].split()) <= LONGEST_RUN_IN else (0, 0)
        match = _RUN_IN.match(words) if numbered or (self.runs_in and block.kind is BlockKind.PARAGRAPH) else None
        return (
            (match.end("heading"), match.end()) if match and len(match["heading"].split()) <= LONGEST_RUN_IN else (0, 0)
        )


def _stated(readings: Sequence[Reading], number: int) -> Reading:
    """Return the reading; a line that only looks like a heading and opens nothing is a statement."""
    reading = readings[number]
    by_look = reading.role is Role.HEADING and reading.section is None and reading.block.kind is not BlockKind.HEADING
    opens = number + 1 < len(readings) and readings[number + 1].role in {Role.BODY, Role.NUMBERED}
    return replace(reading, role=Role.BODY) if by_look and not opens else reading


def _plain_number(block: Block) -> int | None:
    """Return the number of a list item that is numbered 1, 2, 3 …"""
    match = re.fullmatch(r"(\d{1,2})[.)]", block.marker or "")
    return int(match[1]) if match and block.kind is BlockKind.ITEM else None
