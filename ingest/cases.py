"""Where the cases of a newsletter begin: headings that are a pseudonym, each with findings or learning of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from ingest import headings, introductions, pseudonyms, subjects
from ingest.blocks import BlockKind, Loaded
from ingest.likely import likely_cases
from ingest.parallel import FEWEST_CASES, parallel_cases
from ingest.taught import TAUGHT, spans, teaches
from vectorstore.sections import SectionType as S

AFTER_ALL_CASES = frozenset({S.GLOSSARY, S.RESOURCES, S.CONCLUSION})
# Where no case before had one, a section of these kinds behind the last case speaks of all.
AT_THE_END = frozenset({S.QUESTIONS})
# The same of these behind the section that every case has ended with.
AFTER_THE_LAST_SECTION = frozenset({S.LEARNING, S.RECOMMENDATIONS, S.ACTIONS, S.PROGRESS, S.IMPACT_EVIDENCE})
FEWEST_BEFORE = 2
FRONT_BLOCKS = 3
_ACROSS_CASES = re.compile(
    r"\b(?:across|common|shared|both (?:cases|reviews|children|families)"
    r"|(?:all|these) (?:the |of the )?(?:two |three |four |five |six )?(?:cases|reviews|children|families)"
    r"|the (?:two|three|four|five|six|cases|reviews)(?: (?:cases|reviews|children|families))?)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Cases:
    """The cases of a newsletter so far: how high their headings rank, and which kinds of section each has had.

    Where they `rank_alike` with the headings of their own sections, only a higher rank ends them.
    """

    total: int
    rank_alike: bool = False
    level: int = 0
    kinds: list[set[S]] = field(default_factory=list)
    worded: list[list[str]] = field(default_factory=list)

    @property
    def is_yet_to_begin(self) -> bool:
        """Return whether the document tells of several cases and none of them has begun."""
        return self.total > 0 and not self.kinds

    def begin(self, level: int) -> None:
        """Take note that the next case begins."""
        self.level = level
        self.kinds.append(set())
        self.worded.append([])

    def end_with(self, kind: S | None, heading: str, level: int) -> bool:
        """Return whether a heading stands behind all cases and not in the last one."""
        if not self.kinds:
            return False
        if 0 < level < self.level + (not self.rank_alike) or kind in AFTER_ALL_CASES or _ACROSS_CASES.search(heading):
            return True
        *before, here = self.kinds
        last = bool(before) and len(self.kinds) == self.total
        new = last and kind in AT_THE_END and not any(kind in kinds for kinds in before)
        has_taught = not here.isdisjoint(TAUGHT)
        goes_beyond = last and kind in AFTER_THE_LAST_SECTION and self._goes_beyond(heading)
        here |= {kind} if kind else set()
        self.worded[-1].append(heading.lower())
        return (new or goes_beyond) and has_taught and (level == 0 or self.rank_alike)

    def _goes_beyond(self, heading: str) -> bool:
        """Return whether the last case has had the section that ended every case before, and none had one so worded."""
        *before, here = self.worded
        ends = {worded[-1] for worded in before if worded}
        known = any(heading.lower() in worded for worded in before)
        return len(before) >= FEWEST_BEFORE and len(ends) == 1 and not known and not ends.isdisjoint(here)


def case_markers(loaded: Loaded) -> dict[int, str]:
    """Return block number -> subject for a document that tells of several cases one after the other, else nothing.

    A title that names its subject makes the document one review, whoever else has a heading in it.
    """
    parallel = parallel_cases(loaded)
    found = _pseudonyms(loaded) | parallel
    if parallel:
        rank = loaded.blocks[min(parallel)].level
        found = {number: subject for number, subject in found.items() if loaded.blocks[number].level == rank}
    found = _in_full(found | likely_cases(loaded, found))
    known = _title_subjects(loaded, found)
    if len(known) >= FEWEST_CASES:
        found = _changes(_in_full(found, known) | _named(loaded, known))
    if len(set(found.values())) < FEWEST_CASES or len(known) == 1 or (not known and _opens_a_section(loaded, found)):
        return {}
    return found if any(teaches(loaded, span) for span in spans(loaded, found)) else {}


def _in_full(found: dict[int, str], known: Iterable[str] = ()) -> dict[int, str]:
    """Return the markers in order, each with its subject's full name; one that only says it again in short is none."""
    full = {pseudonyms.bare(subject): subject for subject in (*found.values(), *known) if " " in subject}
    named: dict[int, str] = {}
    for number, subject in sorted(found.items()):
        whole = full.get(subject, subject)
        if whole == subject or not named or whole != list(named.values())[-1]:
            named[number] = whole
    return named


def _title_subjects(loaded: Loaded, found: dict[int, str]) -> tuple[str, ...]:
    """Return the subjects that the lines above the first case name, as the title does, or say that all is about."""
    below_the_title = [number for number in found if number or not _is_title(loaded, found)]
    first = min(below_the_title, default=FRONT_BLOCKS)
    if below_the_title and len(said := introductions.concerned(loaded.text[: loaded.blocks[first].start])) == 1:
        return said
    front = loaded.blocks[: min(first, FRONT_BLOCKS)]
    lines = [loaded.text[b.start : b.end] for b in front if b.kind is not BlockKind.ITEM]
    return subjects.in_title([line for line in lines if len(line) <= headings.LONGEST], loaded.text)


def _is_title(loaded: Loaded, found: dict[int, str]) -> bool:
    """Return whether the first line, which names somebody, ranks above the other cases or over a line of detail."""
    if len(loaded.blocks) < FEWEST_CASES:
        return False
    first, below = loaded.blocks[0], loaded.blocks[1]
    others = [loaded.blocks[number].level for number in found if number]
    detail = below.kind is BlockKind.PARAGRAPH and headings.looks_like_heading(loaded.text[below.start : below.end])
    return detail or (first.kind is BlockKind.HEADING and bool(others) and first.level < min(others))


def _named(loaded: Loaded, known: tuple[str, ...]) -> dict[int, str]:
    """Return the headings, below the title, that name one of the subjects of the title."""
    named = {
        number: subjects.in_heading(loaded.text[block.start : block.end], known)
        for number, block in enumerate(loaded.blocks)
        if block.kind is BlockKind.HEADING and block.end - block.start <= headings.LONGEST
    }
    return {number: subject for number, subject in named.items() if subject}


def _changes(found: dict[int, str]) -> dict[int, str]:
    """Return the markers without those that name the case they already stand in."""
    runs = groupby(sorted(found), key=lambda number: found[number])
    return {number: subject for subject, numbers in runs for number in [next(numbers)]}


def _pseudonyms(loaded: Loaded) -> dict[int, str]:
    found: dict[int, str] = {}
    for number, block in enumerate(loaded.blocks):
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and block.end - block.start <= headings.LONGEST:
            words = loaded.text[block.start : block.end]
            if subject := subjects.in_marker(words, loaded.text, block.kind is BlockKind.HEADING):
                found[number] = subject
    # A list of contents names them too, but in lines that are no headings.
    headed = {subject for number, subject in found.items() if loaded.blocks[number].kind is BlockKind.HEADING}
    return {
        number: subject
        for number, subject in found.items()
        if loaded.blocks[number].kind is BlockKind.HEADING or subject not in headed
    }


def _opens_a_section(loaded: Loaded, found: dict[int, str]) -> bool:
    """Return whether the first marker is the title: a section begins right below it.

    Where sections of the same words begin below two markers each of them is a case.
    """
    below = [loaded.text[b.start : b.end] for n in sorted(found) for b in loaded.blocks[n + 1 : n + 2]]
    first = min(found) < FRONT_BLOCKS
    return first and bool(below) and bool(headings.classify(below[0])) and below[0] not in below[1:]
