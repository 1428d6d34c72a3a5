"""What part each block plays, before anything is known of its place: heading, numbered label, case marker, body."""

import re
from dataclasses import dataclass
from enum import Enum

from ingest import headings, subjects
from ingest.blocks import Block, BlockKind, Loaded
from ingest.headings import Numbered
from vectorstore.sections import SectionType as S

FEWEST_MARKED_HEADINGS = 3
FEWEST_CONTENTS_LINES = 3
LONGEST_RUN_IN = 6
WITHOUT_HEADINGS_BY_LOOK = frozenset({S.GLOSSARY, S.RESOURCES})

_BOILERPLATE = re.compile(
    r"do you receive|why not sign up|sign up (?:to|for)|register (?:here|now|for)|subscribe|unsubscribe|for a comprehensive range of information"
    r"|view this (?:e-?mail|newsletter)|follow us|share this|print this|back to top|click here|page \d+(?: of \d+)?$|©|copyright"
    r"|was this page (?:useful|helpful)|accept (?:all )?cookies",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"(?P<heading>[A-Z][^:–—\n]{2,60}?)\s*[:–—]\s+(?=\S)")


class Role(Enum):
    """The part a block plays."""

    LEFT_OUT = "in the text, but nothing to cite: boilerplate, contents, table labels, orphan references"
    CASE = "begins the next case of a newsletter"
    NUMBERED = "a numbered finding, lesson, recommendation or action"
    HEADING = "opens a section"
    BODY = "says something"


@dataclass(frozen=True, slots=True)
class Reading:
    """A block and its part. `level` is 0 where a heading's rank is unknown; `section` None where its wording is."""

    block: Block
    role: Role
    printed: str
    level: int = 0
    section: S | None = None
    label: Numbered | None = None
    subject: str | None = None


def read_roles(loaded: Loaded, first: int) -> list[Reading]:
    """Return the part of every block from `first` on, which is behind the title."""
    return _Reader(loaded, first).read()


def case_markers(loaded: Loaded) -> dict[int, str]:
    """Return block number -> subject for a document that marks at least two different cases, else nothing."""
    found: dict[int, str] = {}
    for number, block in enumerate(loaded.blocks):
        words = loaded.text[block.start : block.end]
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and len(words) <= headings.LONGEST:
            certain = block.kind is BlockKind.HEADING
            if subject := subjects.in_marker(words, loaded.text[block.end :], certain):
                found[number] = subject
    return found if len(set(found.values())) > 1 else {}


class _Reader:
    """Reads one document's blocks; what it holds does not change while it reads, but for the latest section."""

    def __init__(self, loaded: Loaded, first: int) -> None:
        self.text, self.blocks, self.first = loaded.text, loaded.blocks, first
        self.marked = sum(b.kind is BlockKind.HEADING for b in loaded.blocks[first:]) >= FEWEST_MARKED_HEADINGS
        self.markers = case_markers(loaded)
        self.contents = self._contents()
        self.latest: S | None = None

    def read(self) -> list[Reading]:
        readings: list[Reading] = []
        for number in range(self.first, len(self.blocks)):
            for reading in self._read(number):
                readings.append(reading)
                if reading.role is Role.HEADING:
                    self.latest = reading.section
        return readings

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
        if number in self.contents or block.kind is BlockKind.LABEL or _BOILERPLATE.match(words):
            return [Reading(block, Role.LEFT_OUT, printed)]
        if block.kind is BlockKind.CELL:
            return [Reading(block, Role.BODY, printed)]
        if label := headings.numbered(words):
            orphan = block.kind is BlockKind.ITEM and not label.statement
            return [
                Reading(block, Role.LEFT_OUT if orphan else Role.NUMBERED, printed, self._level(number), label=label)
            ]
        if self._is_heading(number):
            section = headings.classify(words) or headings.classify(printed)
            return [Reading(block, Role.HEADING, printed, self._level(number), section)]
        return self._run_in(number) or [Reading(block, Role.BODY, printed)]

    def _level(self, number: int) -> int:
        block = self.blocks[number]
        return block.level if block.kind is BlockKind.HEADING else headings.depth(self.printed(number))

    def _is_heading(self, number: int) -> bool:
        block, words = self.blocks[number], self.words(number)
        if block.kind is BlockKind.ITEM and not (block.marker and block.marker[0].isdigit()):
            return False
        if block.kind is BlockKind.HEADING or headings.classify(words):
            return True
        if self.marked or self.latest in WITHOUT_HEADINGS_BY_LOOK:
            return False
        return self._stands_alone(number) and headings.looks_like_heading(self.printed(number))

    def _stands_alone(self, number: int) -> bool:
        """Return whether blank lines part the block from its neighbours and body text follows it."""
        if number + 1 >= len(self.blocks):
            return False
        block, following = self.blocks[number], self.blocks[number + 1]
        before = self.text[self.blocks[number - 1].end : block.start] if number else "\n\n"
        one_of_a_list = bool(block.marker) and following.marker is not None and headings.depth(self.printed(number)) < 2
        return "\n\n" in before and "\n\n" in self.text[block.end : following.start] and not one_of_a_list

    def _run_in(self, number: int) -> list[Reading]:
        """Return heading and body of a paragraph that begins with its heading ("Background: The family …")."""
        block = self.blocks[number]
        match = _RUN_IN.match(self.words(number))
        if not match or block.kind is BlockKind.HEADING or len(match["heading"].split()) > LONGEST_RUN_IN:
            return []
        emphasised = any(start == block.start for start, _ in block.emphasis)
        numbered = bool(block.marker and block.marker[0].isdigit())
        section = headings.classify(match["heading"])
        if section is None or not (emphasised or numbered):
            return []
        head = Block(block.kind, block.start, block.start + match.end("heading"), marker=block.marker)
        body = Block(BlockKind.PARAGRAPH, block.start + match.end(), block.end)
        heading = f"{block.marker} {match['heading']}" if numbered else match["heading"]
        return [
            Reading(head, Role.HEADING, heading, headings.depth(heading), section),
            Reading(body, Role.BODY, self.words(number)[match.end() :]),
        ]

    def _contents(self) -> frozenset[int]:
        """Return the lines of a list of contents: headings one after the other that all come again further down."""
        last = {_contents_key(self.words(n)): n for n in range(self.first, len(self.blocks)) if self._may_be_heading(n)}
        listed: set[int] = set()
        run: list[int] = []
        for number in range(self.first, len(self.blocks) + 1):
            ends = number == len(self.blocks)
            if (
                not ends
                and self._may_be_heading(number)
                and (headings.is_contents(self.words(number)) or last[_contents_key(self.words(number))] > number)
            ):
                run.append(number)
                continue
            comes_again = all(last[_contents_key(self.words(n))] >= number or n == run[0] for n in run)
            if len(run) >= FEWEST_CONTENTS_LINES and comes_again:
                listed.update(run)
            run = []
        return frozenset(listed)

    def _may_be_heading(self, number: int) -> bool:
        block, words = self.blocks[number], self.words(number)
        return (
            block.kind not in {BlockKind.CELL, BlockKind.LABEL}
            and len(words) <= headings.LONGEST
            and bool(_contents_key(words))
        )


def _contents_key(words: str) -> str:
    return re.sub(r"[\W\d]+", " ", headings.without_number(words)).strip().lower()
