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
from assistant.reviews import Entry, passages_of, reviews, themes_taught
from assistant.theme_words import times_named
from assistant.turning import together
from vectorstore.acronyms import ACRONYMS
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans

# In words. Longer ones are no option that a room can read, shorter ones say too little.
SHORTEST, LONGEST = 6, 40


class Form(StrEnum):
    """What a review did with a statement: only statements of one form can be told apart by what they say."""

    FOUND = "found"
    RECOMMENDED = "recommended"
    DONE_WELL = "recorded as good practice"
    CHANGED = "reported as changed since"


FORM_OF = {
    S.FINDINGS: Form.FOUND,
    S.LEARNING: Form.FOUND,
    S.RECOMMENDATIONS: Form.RECOMMENDED,
    S.GOOD_PRACTICE: Form.DONE_WELL,
    S.IMPACT_EVIDENCE: Form.CHANGED,
    S.PROGRESS: Form.CHANGED,
}
# Accounts of what happened, which are nothing to be asked about.
_ACCOUNT = re.compile(
    r"\b(?:die[sd]?|dead|dying|drown\w*|killed|killing|murder\w*|fatal\w*|stabb\w*|fractur\w*|hang(?:ed|ing)|overdos\w*"
    r"|ligature|skull|rape[sd]?|tragic\w*|post[- ]mortem|convict\w*|sentenced|arrest\w*|charged with|news(?:paper\w*)?"
    r"|intel|firearms?)\b",
    re.IGNORECASE,
)
# Harm that may be told of, where what is said is how people worked with it.
_HARM = re.compile(
    r"\b(?:death|injur\w*|bruis\w*|burn(?:s|t|ed)?|suicid\w*|self-harm\w*|bath|assault\w*|sexual\w*|inquest|media)\b",
    re.IGNORECASE,
)
# A statement that leans on the one before it is none alone.
_LEANS = re.compile(
    r"\W*(?:this|these|those|that|it|its|he|she|they|his|her|hers|their|theirs|him|them|however|but|also|and|or"
    r"|further|furthermore|in addition|additionally|as (?:above|a result|such)|therefore|thus|hence|so|similarly"
    r"|likewise|another|other|both|such|the (?:latter|former|above|following|same|first|second|third|other)"
    r"|following (?:this|that)|at (?:this|that) (?:point|time)|for (?:example|instance)|again|instead|here|there (?:it|he|she|they)|which|who"
    r"|see|e\.g|i\.e|later|then|within (?:this|that|these))\b",
    re.IGNORECASE,
)
# Nor is one from the middle that points back within itself.
_POINTS_BACK = re.compile(
    r"\b(?:this|these|those)\b(?! (?:case|review|kind|type|sort))"
    r"|\bthe (?:original |police |first |last |same )?(?:referral|incident|letter|form|call|visit|decision|guide|pilot"
    r"|template|process|audit|tool|project)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:(?:Child(?:ren)?|Baby|Adult|Family|Young Person|Sibling Group) (?:[A-Z]\w?\d?|[A-Z][a-z]+)"
    r"|(?:Mr|Mrs|Ms|Dr) \w+)\b"
)
_COUNTS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|several|many"
)
_COUNTED = r"days?|weeks?|months?|years?|children|times|occasions|referrals|calls?|moves|homes|schools|admissions"
_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter"
_NUMBER = re.compile(rf"\d|\b(?i:{_COUNTS}) (?:\w+ )?(?:{_COUNTED})\b|\b(?:{_MONTHS})\b|\b\w+teen\b")
# Who a child was.
_WHO = re.compile(
    r"\b(?:twins?|triplets?|nationality|polish|romanian|somali|pakistani|bangladeshi|indian|nigerian|lithuanian|latvian"
    r"|albanian|vietnamese|chinese|irish|traveller|gypsy|roma|muslim|christian|jewish|sikh|hindu|asylum|refugee)\b",
    re.IGNORECASE,
)
# One child, or one of the family, of whom a statement on practice does not tell.
_ONE = re.compile(r"\b(?:siblings?|eldest|youngest|cousins?|he|she|him|his|hers?)\b", re.IGNORECASE)
# What is told of a member of the family and not of those who worked with them.
_OF_FAMILY = re.compile(
    r"\b(?:mother|father|mum|dad|parents?|grand\w+|son|daughter|partner|boyfriend|uncle|aunt)\b(?:['’]s?)?.{0,80}"
    r"\b(?:history|violen\w+|drugs?|alcohol|drink\w*|cannabis|mental|smok\w+|prison|gangs?|dealing|firearms?|depress\w+"
    r"|abus\w+|convictions?|offen[cd]\w+|illness|unwell|pregnan\w+|relationships?)\b",
    re.IGNORECASE,
)
_WORKER = re.compile(
    r"\b(?:agenc\w+|professionals?|practitioners?|records?|referrals?|staff|workers?|meetings?|plans?|assessments?|services?"
    r"|minutes|conferences?|visitors?|midwi\w+|police|schools?|gps?|teams?|managers?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_DIRECTIVE = re.compile(
    r"\b(?:should|must|ought|needs? to|to (?:be|ensure|consider|reassure|review|reinforce|ask)|will)\b", re.IGNORECASE
)
_ODD = re.compile(r"https?:|www\.|@|\?|[|•]|\n\s*\n|:$|\[|\]|\.\.\.|…")


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
    printed_small = _printed_small(index.passages)
    fresh = {passage.id for passage in without_repeats(index, index.passages)}
    for entry in reviews(index):
        own = [passage for passage in passages_of(index, entry.review) if passage.id in fresh]
        wholes = [passage for passage in own if _is_stated(passage)]
        for passage in _unparted(wholes):
            if statement := _statement(entry, passage, printed_small):
                yield statement


def _is_stated(passage: Passage) -> bool:
    """Return whether a passage states something: a cell on how a row of a plan stands says nothing without its row."""
    form = FORM_OF.get(passage.section)
    return form is not None and not passage.by_ocr and not (form is Form.CHANGED and passage.column)


def _unparted(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages that are no part of a longer one."""
    for _, group in groupby(passages, key=lambda passage: passage.order - passage.part):
        parts = list(group)
        if len(parts) == 1:
            yield parts[0]


def _statement(entry: Entry, passage: Passage, printed_small: Collection[str]) -> Statement | None:
    """Return the whole passage as a statement, else the first of its sentences on its themes that is one."""
    spans = sentence_spans(passage.text)
    texts = [passage.text[start:end] for start, end in spans]
    themes = themes_taught(passage)
    whole = _Cut(_without_addressee(passage), len(passage.text), tuple(range(len(texts))))
    singles = [
        _Cut(start, end, (number,))
        for number, (start, end) in enumerate(spans)
        if together(texts, [number]) == (number,)
    ]
    for cut in [whole, *singles]:
        words = passage.text[cut.start : cut.end]
        on_theme = tuple(theme for theme in themes if times_named(theme, words)) or (themes if cut is whole else ())
        back = cut.sentences[0] > 0 and _POINTS_BACK.search(words)
        if is_usable(words, printed_small) and (on_theme or not themes) and not back:
            shown = replace(passage, start=passage.start + cut.start, end=passage.start + cut.end, text=words)
            return Statement(entry, shown, FORM_OF[passage.section], cut.sentences, on_theme)
    return None


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    sentences: tuple[int, ...]


def _without_addressee(passage: Passage) -> int:
    """Return where the statement begins behind whom it is addressed to, as "Police - if there is …"."""
    lead = re.match(r"(?P<who>[A-Z][\w’' ,&/]{1,60}?)\s*[-–—:]\s+", passage.text)
    addressed = passage.addressee and lead and lead["who"].casefold() in passage.addressee.casefold()
    return lead.end() if lead and addressed else 0


def is_usable(words: str, printed_small: Collection[str]) -> bool:
    """Return whether words can be shown alone: of a fit length, on practice, nothing that names, counts or leans."""
    return (
        SHORTEST <= len(words.split()) <= LONGEST
        and not _LEANS.match(words)
        and not any(pattern.search(words) for pattern in (_SUBJECT, _ONE, _ODD))
        and not _tells_of_family(words)
        and not identifies(words, printed_small)
        and (not _HARM.search(words) or bool(_WORKER.search(words)))
    )


def identifies(words: str, printed_small: Collection[str]) -> bool:
    """Return whether words could help to find out about whom they are, or tell what was done to a child."""
    return any(pattern.search(words) for pattern in (_ACCOUNT, _NUMBER, _WHO)) or _names(words, printed_small)


def _tells_of_family(words: str) -> bool:
    told = _OF_FAMILY.search(words)
    return told is not None and not _WORKER.search(words[: told.start()])


def _names(words: str, printed_small: Collection[str]) -> bool:
    """Return whether a word with a capital, but for the first, names: no acronym of the field, never printed small."""
    for place, found in enumerate(_WORD.finditer(words)):
        word = found[0].removesuffix("'s").removesuffix("’s")
        if place and word[0].isupper() and word.upper() not in ACRONYMS and word.lower() not in printed_small:
            return True
    return False


def _printed_small(passages: Sequence[Passage]) -> frozenset[str]:
    return frozenset(
        word.removesuffix("'s").removesuffix("’s")
        for passage in passages
        for word in _WORD.findall(passage.text)
        if word[0].islower()
    )
