"""What was known before a decision, in the review's own words: what could identify a family is left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.quizzes.material import Material
from assistant.quizzes.redaction import without_details
from assistant.quizzes.showable import identifies, leans, printed_small
from assistant.quizzes.statements import Statement
from assistant.reviews import passages_of
from assistant.turning import together
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans

KNOWN_BEFORE = (S.BACKGROUND, S.SAFEGUARDING_CONCERNS)
# In words: less is no situation, more is not read in a room.
FEWEST, MOST, SHORTEST_SENTENCE = 22, 90, 4
# The decision is at most so many sentences behind the one that is closest to the key.
SOON = 3
# From here on a sentence has to do with the key: cosine similarity, -1 to 1.
LEAST_NEAR = 0.33
# So many sentences are tried as the one that the decision is about.
MOST_TRIED = 3
# A sentence with its full stop, and no quotation that begins in it and does not end.
_WHOLE = re.compile(r"[^\"“”?]*(?:(?:\"[^\"]*\"|“[^”]*”)[^\"“”?]*)*\.")
# Somebody who was told of before.
_SOMEBODY = re.compile(r"\b(?:he|she|they|him|them|his|hers?|theirs?)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:child|baby|boy|girl|man|woman|mother|father|parents|family|person|siblings?|couple|grand\w+|twins"
    r"|people|visitor|worker|teacher|nurse|doctor|midwife|gp"
    r"|(?-i:(?!When|Whe|After|Although|While|Because|Once|Before|Since|Until|Though|They|Then|Their)[A-Z][a-z]{3,}))\b",
    re.IGNORECASE,
)
# What came after the decision, or is said with hindsight.
_LATER = re.compile(
    r"\b(?:second opinion|recalled|recovered|removed|adopt(?:ed|ion|ers?)|(?:lives?|living|placed|placement) with"
    r"|care order|following (?:this|the (?:birth|incident|injur\w+|death))|since then|afterwards?|later"
    r"|(?:the|case) review|reviewer|panel|investigation|proceedings|court|discharged|inquest"
    r"|(?:would|should|could|might) have|(?:asked|helped|told|tells?) us|ambulance|no further|in the end"
    r"|(?:not|never) known to|non-accidental|became apparent)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that may be shown, in the pieces that stay of it, and which of the review's it is."""

    pieces: tuple[Passage, ...]
    number: int

    @property
    def passage(self) -> str:
        """Return the id of its passage."""
        return self.pieces[0].id

    @property
    def heading(self) -> str | None:
        """Return the heading that it stands under."""
        return self.pieces[0].heading

    @property
    def words(self) -> str:
        """Return what stays of it."""
        return " ".join(piece.text for piece in self.pieces)


def situations(material: Material, key: Statement) -> Iterator[Sequence[Told]]:
    """Yield accounts of what was known in the key's review, each up to a sentence that has to do with the key.

    The closest in meaning come first. None where there is too little that may be shown.
    """
    told = list(_tellable(material, key))
    close = dict(zip(told, material.wrong.closeness(key, [one.words for one in told]), strict=True))
    near = sorted((one for one in told if close[one] >= LEAST_NEAR), key=lambda one: -close[one])
    for closest in near[:MOST_TRIED]:
        behind = [one for one in _beside(closest, told) if one in near and _is_soon(closest, one)]
        for last in (closest, behind[-1]):
            situation = list(_understood(_up_to(last, told)))
            if closest in situation and _length(situation) >= FEWEST:
                yield situation


def _is_soon(closest: Told, one: Told) -> bool:
    return one.number - closest.number <= SOON


def _beside(sentence: Told, told: Sequence[Told]) -> list[Told]:
    """Return what is told with the sentence: the whole section where it is a short account, else its paragraph.

    What stands in another paragraph may have been at another time.
    """
    section = [one for one in told if one.heading == sentence.heading]
    return section if _length(section) <= MOST else [one for one in section if one.passage == sentence.passage]


def _up_to(last: Told, told: Sequence[Told]) -> list[Told]:
    """Return the sentence, where a decision has to be made, with as many of those before it as a room can read."""
    chosen: list[Told] = []
    for one in reversed([one for one in _beside(last, told) if one.number <= last.number]):
        if _length([one, *chosen]) > MOST:
            break
        chosen.insert(0, one)
    return chosen


def _understood(sentences: Sequence[Told]) -> Iterator[Told]:
    """Yield the sentences without those that lean on one which is not told right before them."""
    before = None
    for one in sentences:
        if before == one.number - 1 or not (leans(one.words) or _is_of_somebody(one.words)):
            before = one.number
            yield one


def _is_of_somebody(words: str) -> bool:
    """Return whether somebody is spoken of who was told of before, and not in these words."""
    spoken_of = _SOMEBODY.search(words)
    return spoken_of is not None and not _PERSON.search(words[: spoken_of.start()])


def _tellable(material: Material, key: Statement) -> Iterator[Told]:
    small, before = printed_small(material.index), 0
    for passage in passages_of(material.index, key.entry.review):
        may_be = passage.section in KNOWN_BEFORE and not passage.by_ocr and not passage.column
        for told in _sentences(passage, before) if may_be and passage.id not in material.used else ():
            if not identifies(_unnamed(key, told.words), small):
                yield told
        before += len(sentence_spans(passage.text))


def _sentences(passage: Passage, before: int) -> Iterator[Told]:
    """Yield the sentences that can stand alone, without when, how old and how many; `before` are those before it."""
    spans = sentence_spans(passage.text)
    texts = [passage.text[start:end] for start, end in spans]
    for number, (start, _) in enumerate(spans):
        alone = together(texts, [number]) == (number,) and not _LATER.search(texts[number])
        pieces = tuple(
            replace(passage, start=passage.start + start + first, end=passage.start + start + last, text=words)
            for first, last in without_details(texts[number])
            if (words := texts[number][first:last])
        )
        long_enough = sum(len(piece.text.split()) for piece in pieces) >= SHORTEST_SENTENCE
        if alone and long_enough and _WHOLE.fullmatch(texts[number]):
            yield Told(pieces, before + number)


def _unnamed(key: Statement, words: str) -> str:
    """Return the words without the review's own name, which the reader is told anyway."""
    return words.replace(key.entry.review.subject or "\n", "")


def _length(told: Iterable[Told]) -> int:
    return sum(len(one.words.split()) for one in told)
