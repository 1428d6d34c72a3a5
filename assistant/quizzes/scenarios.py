"""What was known before a decision, in the review's own sentences: those that could identify a family are left out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.quizzes.material import Material
from assistant.quizzes.quiz import Quote
from assistant.quizzes.showable import identifies, printed_small
from assistant.quizzes.statements import Statement
from assistant.reviews import passages_of
from assistant.turning import together
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans
from vectorstore.themes import themes_in

KNOWN_BEFORE = (S.BACKGROUND, S.SAFEGUARDING_CONCERNS)
# In words: less is no situation, more is not read in a room.
FEWEST, MOST, SHORTEST_SENTENCE = 10, 70, 5


def scenario(material: Material, key: Statement) -> tuple[Quote, ...]:
    """Return sentences on what was known in the key's review, in their order, those on its themes before others.

    Nothing where there are too few that may be shown, or none that has to do with the key.
    """
    told = list(_tellable(material, key))
    chosen: list[Passage] = []
    for sentence in sorted(told, key=lambda one: set(key.themes).isdisjoint(themes_in(one.text))):
        if _words([*chosen, sentence]) <= MOST:
            chosen.append(sentence)
    themes = {theme for one in chosen for theme in themes_in(one.text)}
    if _words(chosen) < FEWEST or themes.isdisjoint(key.themes):
        return ()
    return tuple(material.quote_of(key.entry, one) for one in sorted(chosen, key=lambda one: one.start))


def _tellable(material: Material, key: Statement) -> Iterator[Passage]:
    small = printed_small(material.index)
    for passage in passages_of(material.index, key.entry.review):
        if passage.section in KNOWN_BEFORE and not passage.by_ocr:
            yield from (one for one in _sentences(passage) if not identifies(_unnamed(key, one.text), small))


def _sentences(passage: Passage) -> Iterator[Passage]:
    """Yield the sentences that can stand alone, as passages."""
    spans = sentence_spans(passage.text)
    texts = [passage.text[start:end] for start, end in spans]
    for number, (start, end) in enumerate(spans):
        alone = together(texts, [number]) == (number,)
        if alone and len(texts[number].split()) >= SHORTEST_SENTENCE and "?" not in texts[number]:
            yield replace(passage, start=passage.start + start, end=passage.start + end, text=texts[number])


def _unnamed(key: Statement, words: str) -> str:
    """Return the words without the review's own name, which the reader is told anyway."""
    return words.replace(key.entry.review.subject or "\n", "")


def _words(passages: Iterable[Passage]) -> int:
    return sum(len(one.text.split()) for one in passages)
