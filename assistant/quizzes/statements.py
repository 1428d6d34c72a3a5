"""Statements that a quiz may be built from: whole, understood alone, and giving away neither family nor board.

Left out are accounts of what happened to a child, actions about a family, and whatever names a person, a place, an age
or a date: a quiz is about practice and not about who it was.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from weakref import WeakKeyDictionary

from assistant.editions import without_repeats
from assistant.quizzes.askable import (
    FORM_OF,
    SINCE,
    Form,
    asked_as,
    ends_as_sentence,
    is_about,
    is_directive,
    is_stated,
    is_to_come,
)
from assistant.quizzes.showable import is_tellable, is_usable, printed_small
from assistant.reviews import Entry, outdated, passages_of, reviews, themes_taught
from assistant.theme_words import times_named
from assistant.turning import together
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sentences import sentence_spans

# One from the middle of a passage that points back says little alone.
_POINTS_BACK = re.compile(
    r"\b(?:this|these|those)\b(?! (?:case|review|kind|type|sort))"
    r"|\bthe (?:original |police |first |last |same )?(?:referral|incident|letter|form|call|visit|decision|guide|pilot"
    r"|template|process|audit|tool|project)\b",
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
# Where a finding is taken up stands behind it in some reviews, as a sentence or in brackets: "Recommendation 2."
_TAKEN_UP = r"(?:see )?(?:recommendations?|actions?) \d+(?:(?:,| and| to) \d+)*"
_REFERENCE = re.compile(rf"(?:(?<=[.!?])\s+{_TAKEN_UP}|\s*\({_TAKEN_UP}\))\.?\s*$", re.IGNORECASE)
# In words: the first sentence of a passage that is no longer may be its title.
LONGEST_TITLE = 8
_IT = re.compile(r"\bit\b", re.IGNORECASE)


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
        return ends_as_sentence(self.passage.text)

    @property
    def is_directive(self) -> bool:
        """Return whether it says what is to be done, and not what was."""
        return is_directive(self.passage.text)

    @property
    def judges(self) -> bool:
        """Return whether it says more than what happened: how well it went, or what is to be done."""
        return self.form is not Form.FOUND or self.is_directive or bool(_JUDGES.search(self.passage.text))

    @property
    def asked_as(self) -> str:
        """Return what a question calls the deed of the review that made it."""
        return asked_as(self.form, self.passage.text)

    def is_on(self, theme: str) -> bool:
        """Return whether it is about a theme, and does not only mention it."""
        return is_about(theme, self.passage)


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
        if passage.id in fresh and is_stated(passage)
    ]
    return Told(
        tuple(
            one for e, p in found for one in _stated(e, p, lambda words: is_usable(words, small), as_whole=not p.part)
        ),
        tuple(one for e, p in found for one in _stated(e, p, _tellable_of(p, small))),
    )


def _stated(
    entry: Entry, passage: Passage, may_be_shown: Callable[[str], bool], *, as_whole: bool = True
) -> list[Statement]:
    """Return the whole passage where it may be shown, else those of its sentences that may be and stand alone."""
    form = FORM_OF[passage.section]
    whole, *singles = _cuts(passage)
    if as_whole and may_be_shown(whole.words) and not _OF_OTHERS.search(whole.words):
        return [_cut(entry, passage, whole, themes_taught(passage))]
    themes = [(cut, _themes_in(passage, cut.words)) for cut in singles if may_be_shown(cut.words)]
    return [
        _cut(entry, passage, cut, on)
        for cut, on in themes
        if on and not _depends(cut, form) and (form is not Form.FOUND or _JUDGES.search(cut.words))
    ]


def _tellable_of(passage: Passage, small: Collection[str]) -> Callable[[str], bool]:
    return partial(is_tellable, small=small, since=FORM_OF[passage.section] in SINCE)


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
    return [_Cut(start, _REFERENCE.sub("", passage.text[start:end]).rstrip(" ;,"), which) for start, end, which in cuts]


def _cut(entry: Entry, passage: Passage, cut: _Cut, themes: tuple[str, ...]) -> Statement:
    start = passage.start + cut.start
    shown = replace(passage, start=start, end=start + len(cut.words), text=cut.words)
    return Statement(entry, shown, FORM_OF[passage.section], cut.sentences, themes)


def _themes_in(passage: Passage, words: str) -> tuple[str, ...]:
    return tuple(theme for theme in themes_taught(passage) if times_named(theme, words))


def _depends(cut: _Cut, form: Form) -> bool:
    """Return whether a sentence leans on those before it, speaks of other reviews, or of what is to come.

    What is reported since is a list of things done: each stands alone where it does not point back. Of everything else
    the first sentence alone does, where it is more than a name for what follows.
    """
    listed = form in SINCE and not _POINTS_BACK.search(cut.words) and not _IT.search(cut.words)
    alone = listed or (cut.sentences[0] == 0 and len(cut.words.split()) > LONGEST_TITLE)
    coming = form in SINCE and is_to_come(cut.words)
    return not alone or coming or bool(_OF_OTHERS.search(cut.words))


def _lead(passage: Passage) -> int:
    """Return where the statement begins behind its label ("Finding 1: …") or whom it is addressed to ("Police - …")."""
    lead = re.match(r"(?P<words>[\w’' ,&/.]{1,60}?)\s*[-–—:.)]\s+", passage.text)
    known = [words.casefold() for words in (passage.item, passage.addressee) if words]
    return lead.end() if lead and any(lead["words"].casefold() in words for words in known) else 0
