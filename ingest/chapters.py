"""Which sections belong to a chapter or to one numbered finding, by what comes further on in the document."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest import headings
from ingest.blocks import BlockKind
from ingest.parts import Reading, Role
from ingest.taught import TAUGHT
from vectorstore.sections import SectionType as S

# What a report says finding by finding; a section of another kind ends the finding.
ANSWERS_A_FINDING = frozenset({S.PROGRESS, S.IMPACT_EVIDENCE, S.CASE_STUDY, S.OUTCOME})
# Kinds that stand in a chapter of findings or recommendations only as the name of a part of it.
NO_PART = frozenset(
    {
        S.INTRODUCTION,
        S.STRATEGIC_CONTEXT,
        S.BACKGROUND,
        S.SAFEGUARDING_CONCERNS,
        S.INCIDENT,
        S.REVIEW_PROCESS,
        S.RESOURCES,
    }
)
CHAPTERS = frozenset({S.FINDINGS, S.LEARNING, S.GOOD_PRACTICE, S.RECOMMENDATIONS, S.ACTIONS, S.CASE_STUDY})
# What a review may say finding by finding, where its numbered findings go on below.
PARTS_OF_A_FINDING = frozenset(
    {*ANSWERS_A_FINDING, S.QUESTIONS, S.RECOMMENDATIONS, S.ACTIONS, S.LEARNING, S.GOOD_PRACTICE}
)
PARTS_OF_A_TASK = frozenset({*ANSWERS_A_FINDING, S.ACTIONS, S.QUESTIONS})

# "The review made four recommendations", as what stands right below a heading may begin.
_RECOMMENDS = re.compile(
    r"(?:the|this|our) (?:review(?:er)?s?|report|panel|author)\b.{0,30}? (?:made|makes|sets out|gives|has made)\b"
    r".{0,30}? recommendations?\b",
    re.IGNORECASE,
)
# "Schools should …", as most items of a list of recommendations begin.
_SHOULD = re.compile(
    r"(?:(?:\d{1,2}|[a-z]{1,4})[.)] )?(?:The |All |Each |Every )?[A-Z]?[\w'’&,/ -]{1,60}? (?:should|must)\b(?! have\b)"
)
MOST_ASK = 0.6
BOXES_OF_A_WHEEL = 7
THEMES_OF_A_WHEEL = range(3, 6)


class Chapters:
    """What is known of all readings of a document before it is walked from top to bottom."""

    def __init__(self, readings: Sequence[Reading], seven_minutes: bool) -> None:
        self._headings = Counter(_words(r) for r in readings if r.role is Role.HEADING)
        numbers = {headings.number(r.printed) for r in readings if r.role is Role.HEADING}
        self._wheel = seven_minutes and set(range(1, BOXES_OF_A_WHEEL)) <= numbers
        shown = [r for r in readings if r.role in {Role.HEADING, Role.NUMBERED}]
        self._over_enquiries = {
            a.block.start
            for a, b in pairwise(shown)
            if a.role is Role.HEADING and b.label is not None and b.label.is_enquiry
        }
        self._recommending = {
            a.block.start
            for a, b in pairwise(readings)
            if a.role is Role.HEADING and b.role is Role.BODY and _RECOMMENDS.match(b.printed)
        }
        self._told = _cases(readings)
        self._asking = _asking(readings)
        self._last: dict[S, int] = {}
        seen: set[tuple[S, str]] = set()
        for reading in readings:
            if reading.role is Role.NUMBERED and reading.label:
                key = reading.label.section, reading.label.label.lower()
                if key not in seen:
                    self._last[reading.label.section] = reading.block.start
                seen.add(key)

    def is_theme_of_a_wheel(self, reading: Reading) -> bool:
        """Return whether the heading is one of the middle boxes of a seven minute briefing, which hold its themes."""
        return self._wheel and headings.number(reading.printed) in THEMES_OF_A_WHEEL

    def holds_enquiries(self, reading: Reading) -> bool:
        """Return whether the next heading below is a line of enquiry, so that what stands under it is analysis."""
        return reading.block.start in self._over_enquiries

    def recommends(self, reading: Reading) -> bool:
        """Return whether what stands right below the heading says that the review's recommendations follow."""
        return reading.block.start in self._recommending

    def asks(self, reading: Reading) -> bool:
        """Return whether what stands below the heading says, statement after statement, who should do what."""
        return reading.block.start in self._asking

    @property
    def cases_rank_alike(self) -> bool:
        """Return whether cases have headings of the same rank as the sections below them, as where all are in bold."""
        before_the_last = list(self._told.values())[:-1]
        alike = [
            any(r.section in TAUGHT and 0 < r.level <= case.level for r in below) for case, below in before_the_last
        ]
        return bool(alike) and sum(alike) * 2 >= len(alike)

    def kind_of_case(self, case: Reading) -> S:
        """Return the kind that the heading of a case opens: its story, unless it says another and stands over that."""
        kind = headings.classify_about(case.printed, case.subject) if case.subject else None
        teaches_below = any(reading.section in TAUGHT for reading in self._told[case.block.start][1])
        tells = kind in {None, S.CASE_STUDY} or (kind in TAUGHT and teaches_below)
        return S.BACKGROUND if tells or kind is None else kind

    def goes_on(self, reading: Reading, section: S) -> bool:
        """Return whether a numbered finding, lesson or recommendation comes behind it that was not given before."""
        return self._last.get(section, -1) > reading.block.start

    def repeats(self, reading: Reading) -> bool:
        """Return whether the document has a heading of these words more than once."""
        return self._headings[_words(reading)] > 1


def _asking(readings: Sequence[Reading]) -> frozenset[int]:
    """Return where the headings stand over lists of which most statements name an agency and what it should do."""
    below: dict[int, list[bool]] = {}
    here: list[bool] = []
    for reading in readings:
        if reading.role in {Role.HEADING, Role.CASE, Role.NUMBERED}:
            here = below.setdefault(reading.block.start, [])
        elif reading.role is Role.BODY and reading.block.kind is BlockKind.ITEM:
            here.append(_SHOULD.match(reading.printed) is not None)
    return frozenset(start for start, said in below.items() if len(said) >= 2 and sum(said) >= MOST_ASK * len(said))


def _cases(readings: Sequence[Reading]) -> dict[int, tuple[Reading, list[Reading]]]:
    """Return by its start the heading of each case, and the headings below it up to the next case."""
    told: dict[int, tuple[Reading, list[Reading]]] = {}
    for reading in readings:
        if reading.role is Role.CASE:
            below: list[Reading] = []
            told[reading.block.start] = reading, below
        elif told and reading.role is Role.HEADING:
            below.append(reading)
    return told


def _words(reading: Reading) -> str:
    return reading.printed.strip(" :?.").lower()
