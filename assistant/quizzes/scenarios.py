"""What was known before a decision, in the review's own sentences: those that could identify a family are left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.quizzes.material import Material
from assistant.quizzes.quiz import Quote
from assistant.quizzes.showable import identifies, leans, printed_small
from assistant.quizzes.statements import Statement
from assistant.reviews import passages_of
from assistant.turning import together
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans

KNOWN_BEFORE = (S.BACKGROUND, S.SAFEGUARDING_CONCERNS)
# In words: less is no situation, more is not read in a room.
FEWEST, MOST, SHORTEST_SENTENCE = 15, 70, 5
# From here on a sentence has to do with the key: cosine similarity, -1 to 1.
LEAST_CLOSE = 0.34
# Characters between two sentences that follow one another.
NEAREST = 3
# A sentence with its full stop, and no quotation that begins in it and does not end.
_WHOLE = re.compile(r"[^\"“”?]*(?:(?:\"[^\"]*\"|“[^”]*”)[^\"“”?]*)*\.")
# Somebody who was told of before.
_SOMEBODY = re.compile(r"\b(?:he|she|they|him|them|his|hers?|theirs?)\b", re.IGNORECASE)
# What came after the decision, or is said with hindsight.
_LATER = re.compile(
    r"\b(?:second opinion|recalled|recovered|removed|adopt(?:ed|ion|ers?)|(?:lives?|living|placed|placement) with"
    r"|care order|following (?:this|the (?:birth|incident|injur\w+|death))|since then|afterwards?|later"
    r"|(?:the|case) review|reviewer|panel|investigation|proceedings|court|discharged|inquest"
    r"|(?:would|should|could|might) have|(?:not|never) known to|non-accidental|became apparent)\b",
    re.IGNORECASE,
)
# How many of what there were is a detail by which a family is known.
_COUNT = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|several)\b", re.IGNORECASE)


def scenario(material: Material, key: Statement) -> tuple[Quote, ...]:
    """Return sentences on what was known in the key's review, in their order, those closest to it before others.

    Nothing where there are too few that may be shown, or none that has to do with the key.
    """
    told = list(_tellable(material, key))
    close = dict(
        zip((one.start for one in told), material.wrong.closeness(key, [one.text for one in told]), strict=True)
    )
    chosen: list[Passage] = []
    for sentence in sorted(told, key=lambda one: -close[one.start]):
        # What stands in another paragraph may have been at another time.
        is_near = not chosen or sentence.id == chosen[0].id
        if is_near and _words([*chosen, sentence]) <= MOST:
            chosen.append(sentence)
    left = list(_understood(sorted(chosen, key=lambda one: one.start)))
    if _words(left) < FEWEST or max((close[one.start] for one in left), default=-1.0) < LEAST_CLOSE:
        return ()
    return tuple(material.quote_of(key.entry, one) for one in left)


def _understood(sentences: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the sentences without those that lean on one which is not told right before them."""
    end = None
    for one in sentences:
        alone = not leans(one.text) and not _SOMEBODY.search(one.text)
        if alone or (end is not None and one.start - end <= NEAREST):
            end = one.end
            yield one


def _tellable(material: Material, key: Statement) -> Iterator[Passage]:
    small = printed_small(material.index)
    for passage in passages_of(material.index, key.entry.review):
        may_be = passage.section in KNOWN_BEFORE and not passage.by_ocr and not passage.column
        if may_be and passage.id not in material.used:
            yield from (one for one in _sentences(passage) if not identifies(_unnamed(key, one.text), small))


def _sentences(passage: Passage) -> Iterator[Passage]:
    """Yield the sentences that can stand alone, as passages."""
    spans = sentence_spans(passage.text)
    texts = [passage.text[start:end] for start, end in spans]
    for number, (start, end) in enumerate(spans):
        told = _COUNT.search(texts[number]) or _LATER.search(texts[number])
        alone = together(texts, [number]) == (number,) and not told
        if alone and len(texts[number].split()) >= SHORTEST_SENTENCE and _WHOLE.fullmatch(texts[number]):
            yield replace(passage, start=passage.start + start, end=passage.start + end, text=texts[number])


def _unnamed(key: Statement, words: str) -> str:
    """Return the words without the review's own name, which the reader is told anyway."""
    return words.replace(key.entry.review.subject or "\n", "")


def _words(passages: Iterable[Passage]) -> int:
    return sum(len(one.text.split()) for one in passages)
