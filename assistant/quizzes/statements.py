"""Statements that a quiz may be built from: whole, understood alone, and giving away neither family nor board.

Left out are accounts of what happened to a child, actions about a family, and whatever names a person, a place, an age
or a date: a quiz is about practice and not about who it was.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from weakref import WeakKeyDictionary

from assistant.editions import without_repeats
from assistant.quizzes.showable import is_tellable, is_usable, printed_small
from assistant.reviews import Entry, outdated, passages_of, reviews, themes_taught
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
    ACTION = "set as an action"
    DONE_WELL = "recorded as good practice"
    PROGRESS = "reported as done since"
    CHANGED = "reported as changed since"


FORM_OF = {
    S.FINDINGS: Form.FOUND,
    S.LEARNING: Form.FOUND,
    S.RECOMMENDATIONS: Form.RECOMMENDED,
    S.ACTIONS: Form.ACTION,
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

_FAMILY = re.compile(
    r"\b(?:famil(?:y|ies)|mothers?|fathers?|mum|dad|parents?|child|baby|sons?|daughters?|siblings?|grand\w+)\b",
    re.IGNORECASE,
)
# What is not there yet is no change.
_NOTHING_YET = re.compile(
    r"\b(?:no evidence|not yet|not (?:been )?(?:begun|started|agreed|known)|(?:do|does|did|could|can) ?n['’o]t know"
    r"|unknown|cannot (?:yet )?(?:say|tell)|too (?:early|soon)|unclear|awaited|is delayed|(?:is|are) due)\b",
    re.IGNORECASE,
)
# None is no good practice, and what is done now was not done in the case.
_NONE_DONE_WELL = re.compile(
    r"\b(?:no (?:(?:clear |further |specific )?(?:evidence|examples?|record) of )?good practice"
    r"|none (?:was |were )?(?:recorded|identified|noted|found)|(?:is|are) now|now (?:uses?|has|have)|since then"
    r"|(?:has|have) (?:since )?been introduced)\b",
    re.IGNORECASE,
)
# What is said of other reviews is no statement of this one, and what is said of many is none of one child's.
_OF_OTHERS = re.compile(
    r"\b(?:is|was|are|were) (?:also )?a (?:recurring |common )?theme\b|\b(?:of|in|from|across) (?:\S+ ){0,3}reviews\b",
    re.IGNORECASE,
)
# A sentence of a finding that judges nothing may be what a finding begins with before it turns: "Advice was given."
_JUDGES = re.compile(
    r"\b(?:no|not|nobody|none|nothing|never|neither|nor|without|cannot|fail\w*|lack\w*|lost|missing|missed|only|too"
    r"|unclear|mixed up|assumed|easy to miss|limited|inconsistent\w*|delay\w*|overlook\w*|underestimat\w*|poor\w*|weak"
    r"|insufficient\w*|inadequate\w*|absen(?:t|ce)|should|must|ought|needs? to)\b|n['’]t\b",
    re.IGNORECASE,
)
# What is spoken of as known, in the middle of a finding, was said before.
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|when|where)\b", re.IGNORECASE)
_ADVICE = re.compile(r"\bmeans? for\b|\bfor (?:your |our )?practice\b", re.IGNORECASE)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
# In words: what is no longer, and has no full stop, is the title of a row, or the name of a finding.
LONGEST_CELL, LONGEST_NAME = 7, 10


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a review: `passage` is cut to its words, `sentences` are which of the whole passage these are."""

    entry: Entry
    passage: Passage
    form: Form
    sentences: tuple[int, ...]
    themes: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return what tells it from every other statement of the index."""
        return f"{self.passage.document_id}:{self.passage.start}-{self.passage.end}"

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
    def is_sentence(self) -> bool:
        """Return whether it ends as a sentence does, and not as the title of a row."""
        return _ends(self.passage.text)

    @property
    def is_directive(self) -> bool:
        """Return whether it says what is to be done, and not what was."""
        return bool(_DIRECTIVE.search(self.passage.text))


@dataclass(frozen=True, slots=True)
class Told:
    """What the reviews of an index say, review after review as printed.

    `statements` can be told apart by their words. `points` are longer, and may lean on their review or name it: they
    answer an open question about it, and are no options.
    """

    statements: tuple[Statement, ...]
    points: tuple[Statement, ...]


_MADE: WeakKeyDictionary[Index, Told] = WeakKeyDictionary()


def told(index: Index) -> Told:
    """Return what the reviews loaded say; made once for an index."""
    made = _MADE.get(index)
    if made is None:
        made = _MADE[index] = _read(index)
    return made


def _read(index: Index) -> Told:
    small = printed_small(index)
    fresh = {passage.id for passage in without_repeats(index, index.passages)}
    found = [
        (entry, passage)
        for entry in reviews(index)
        if entry.document.id not in outdated(index)
        for passage in passages_of(index, entry.review)
        if passage.id in fresh and _is_stated(passage)
    ]
    return Told(
        tuple(
            one for e, p in found for one in _stated(e, p, lambda words: is_usable(words, small), as_whole=not p.part)
        ),
        tuple(one for e, p in found for one in _stated(e, p, lambda words: is_tellable(words, small))),
    )


def _is_stated(passage: Passage) -> bool:
    """Return whether a passage states something that may be asked about.

    A cell on how a row of a plan stands says nothing without its row; an action on the family is not for a quiz. A row
    of a report on many reviews repeats what one of these recommended, and its good practice is of no one case. What
    learning means for practice is advice and was not found.
    """
    form = FORM_OF.get(passage.section)
    cell = form in {Form.PROGRESS, Form.CHANGED} and passage.column
    on_family = form is Form.ACTION and _FAMILY.search(passage.text)
    denied = form is Form.DONE_WELL and _NONE_DONE_WELL.search(passage.text)
    of_many = passage.review is None and (form is Form.DONE_WELL or (form is Form.RECOMMENDED and passage.column))
    advice = form is Form.FOUND and _ADVICE.search(passage.heading or "")
    open_still = form in {Form.PROGRESS, Form.CHANGED} and _NOTHING_YET.search(passage.text)
    return form is not None and not (
        passage.by_ocr or cell or on_family or denied or open_still or of_many or advice or _is_title(passage)
    )


def _is_title(passage: Passage) -> bool:
    """Return whether a passage names a row or a finding, and does not say it."""
    words = len(passage.text.split())
    is_name = FORM_OF.get(passage.section) is Form.FOUND and passage.text[:1].isupper() and words <= LONGEST_NAME
    is_cell = passage.column is not None and words <= LONGEST_CELL
    return (is_name or is_cell) and not _ends(passage.text)


def _ends(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text.rstrip("”’\"')")[-1:] in {".", "!"}


def _stated(
    entry: Entry, passage: Passage, may_be_shown: Callable[[str], bool], *, as_whole: bool = True
) -> list[Statement]:
    """Return the whole passage where it may be shown, else those of its sentences that may be and stand alone."""
    whole, *singles = _cuts(passage)
    if as_whole and may_be_shown(whole.words) and not _OF_OTHERS.search(whole.words):
        return [_cut(entry, passage, whole, themes_taught(passage))]
    themes = [(cut, _themes_in(passage, cut.words)) for cut in singles if may_be_shown(cut.words)]
    form = FORM_OF[passage.section]
    return [
        _cut(entry, passage, cut, on)
        for cut, on in themes
        if on and not _depends(cut, form) and (form is not Form.FOUND or _JUDGES.search(cut.words))
    ]


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    words: str
    sentences: tuple[int, ...]


def _cuts(passage: Passage) -> list[_Cut]:
    """Return the passage without its label, and then its sentences that may be quoted alone."""
    spans, lead = sentence_spans(passage.text), _lead(passage)
    texts = [passage.text[start:end] for start, end in spans]
    alone = [
        (max(start, lead), end, (number,))
        for number, (start, end) in enumerate(spans)
        if end > lead and together(texts, [number]) == (number,)
    ]
    cuts = [(lead, len(passage.text), tuple(range(len(spans)))), *alone]
    return [_Cut(start, passage.text[start:end].rstrip(" ;,"), sentences) for start, end, sentences in cuts]


def _cut(entry: Entry, passage: Passage, cut: _Cut, themes: tuple[str, ...]) -> Statement:
    start = passage.start + cut.start
    shown = replace(passage, start=start, end=start + len(cut.words), text=cut.words)
    return Statement(entry, shown, FORM_OF[passage.section], cut.sentences, themes)


def _themes_in(passage: Passage, words: str) -> tuple[str, ...]:
    return tuple(theme for theme in themes_taught(passage) if times_named(theme, words))


def _depends(cut: _Cut, form: Form) -> bool:
    """Return whether a sentence leans on those before it, or speaks of other reviews.

    What is reported since is a list of things done, and what is to be done mostly a list too: each stands alone where
    it does not point back.
    """
    is_listed = form in {Form.PROGRESS, Form.CHANGED} or _DIRECTIVE.search(cut.words)
    leaning = _POINTS_BACK if is_listed else _DEFINITE
    points = leaning.search(cut.words) or _IT.search(cut.words)
    return bool(cut.sentences[0] > 0 and points) or bool(_OF_OTHERS.search(cut.words))


def _lead(passage: Passage) -> int:
    """Return where the statement begins behind its label ("Finding 1: …") or whom it is addressed to ("Police - …")."""
    lead = re.match(r"(?P<words>[\w’' ,&/.]{1,60}?)\s*[-–—:.)]\s+", passage.text)
    known = [words.casefold() for words in (passage.item, passage.addressee) if words]
    return lead.end() if lead and any(lead["words"].casefold() in words for words in known) else 0
