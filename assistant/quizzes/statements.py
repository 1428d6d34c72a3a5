"""Statements that a quiz may be built from: whole, understood alone, and giving away neither family nor board.

Left out are accounts of what happened to a child, actions about a family, and whatever names a person, a place, an age
or a date: a quiz is about practice and not about who it was.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from weakref import WeakKeyDictionary

from assistant.editions import without_repeats
from assistant.quizzes.showable import is_usable, printed_small
from assistant.reviews import Entry, passages_of, reviews, themes_taught
from assistant.theme_words import times_named
from assistant.turning import together
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans


class Form(StrEnum):
    """What a review did with a statement: only statements of one form can be told apart by what they say."""

    FOUND = "found"
    RECOMMENDED = "recommended"
    DONE_WELL = "recorded as good practice"
    PROGRESS = "reported as done since"
    CHANGED = "reported as changed since"


FORM_OF = {
    S.FINDINGS: Form.FOUND,
    S.LEARNING: Form.FOUND,
    S.RECOMMENDATIONS: Form.RECOMMENDED,
    S.GOOD_PRACTICE: Form.DONE_WELL,
    S.IMPACT_EVIDENCE: Form.CHANGED,
    S.PROGRESS: Form.PROGRESS,
}
_DIRECTIVE = re.compile(
    r"\b(?:should|must|ought|needs? to|to (?:be|ensure|consider|reassure|review|reinforce|ask)|will)\b", re.IGNORECASE
)
# One from the middle of a passage that points back says little alone.
_POINTS_BACK = re.compile(
    r"\b(?:this|these|those)\b(?! (?:case|review|kind|type|sort))"
    r"|\bthe (?:original |police |first |last |same )?(?:referral|incident|letter|form|call|visit|decision|guide|pilot"
    r"|template|process|audit|tool|project)\b",
    re.IGNORECASE,
)

# What is said of other reviews is no statement of this one.
_OF_OTHERS = re.compile(r"\b(?:is|was|are|were) (?:also )?a (?:recurring |common )?theme\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a review: `passage` is cut to its words, `sentences` are which of the whole passage these are."""

    entry: Entry
    passage: Passage
    form: Form
    sentences: tuple[int, ...]
    themes: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return its words on one line."""
        return " ".join(self.passage.text.split())

    @property
    def length(self) -> int:
        """Return how many words it has."""
        return len(self.passage.text.split())

    @property
    def themes_in_words(self) -> tuple[str, ...]:
        """Return every theme that its passage shows, whatever it says of it."""
        return self.passage.themes

    @property
    def is_directive(self) -> bool:
        """Return whether it says what is to be done, and not what was."""
        return bool(_DIRECTIVE.search(self.passage.text))


_MADE: WeakKeyDictionary[Index, tuple[Statement, ...]] = WeakKeyDictionary()


def statements(index: Index) -> tuple[Statement, ...]:
    """Return every statement of the reviews loaded, review after review as printed; made once for an index."""
    made = _MADE.get(index)
    if made is None:
        made = _MADE[index] = tuple(_all(index))
    return made


def _all(index: Index) -> Iterator[Statement]:
    small = printed_small(index)
    fresh = {passage.id for passage in without_repeats(index, index.passages)}
    for entry in reviews(index):
        own = [passage for passage in passages_of(index, entry.review) if passage.id in fresh]
        wholes = [passage for passage in own if _is_stated(passage)]
        for passage in _unparted(wholes):
            if statement := _statement(entry, passage, small):
                yield statement


def _is_stated(passage: Passage) -> bool:
    """Return whether a passage states something: a cell on how a row of a plan stands says nothing without its row."""
    form = FORM_OF.get(passage.section)
    return form is not None and not passage.by_ocr and not (form in {Form.PROGRESS, Form.CHANGED} and passage.column)


def _unparted(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages that are no part of a longer one."""
    for _, group in groupby(passages, key=lambda passage: passage.order - passage.part):
        parts = list(group)
        if len(parts) == 1:
            yield parts[0]


def _statement(entry: Entry, passage: Passage, small: Collection[str]) -> Statement | None:
    """Return the whole passage as a statement, else the first of its sentences on its themes that is one."""
    spans = sentence_spans(passage.text)
    texts = [passage.text[start:end] for start, end in spans]
    themes = themes_taught(passage)
    lead = _lead(passage)
    whole = _Cut(lead, len(passage.text), tuple(range(len(texts))))
    singles = [
        _Cut(max(start, lead), end, (number,))
        for number, (start, end) in enumerate(spans)
        if end > lead and together(texts, [number]) == (number,)
    ]
    for cut in [whole, *singles]:
        words = passage.text[cut.start : cut.end].rstrip(" ;,")
        on_theme = tuple(theme for theme in themes if times_named(theme, words)) or (themes if cut is whole else ())
        back = (cut.sentences[0] > 0 and _POINTS_BACK.search(words)) or _OF_OTHERS.search(words)
        if is_usable(words, small) and (on_theme or not themes) and not back:
            shown = replace(
                passage, start=passage.start + cut.start, end=passage.start + cut.start + len(words), text=words
            )
            return Statement(entry, shown, FORM_OF[passage.section], cut.sentences, on_theme)
    return None


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    sentences: tuple[int, ...]


def _lead(passage: Passage) -> int:
    """Return where the statement begins behind its label ("Finding 1: …") or whom it is addressed to ("Police - …")."""
    lead = re.match(r"(?P<words>[\w’' ,&/.]{1,60}?)\s*[-–—:.)]\s+", passage.text)
    known = [words.casefold() for words in (passage.item, passage.addressee) if words]
    return lead.end() if lead and any(lead["words"].casefold() in words for words in known) else 0
