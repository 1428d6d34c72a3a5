"""The last check of an item before anybody sees it. What fails is dropped, never repaired."""

import re
from collections.abc import Iterator, Sequence

from assistant.personal_question import details
from assistant.quizzes.distractors import Distractors, are_other_cases, distractors
from assistant.quizzes.edited_answer import faults_of_answer
from assistant.quizzes.edited_question import faults_of_question
from assistant.quizzes.quiz import Item, ItemKind, Option, Quote
from assistant.reviews import Entry, by_name
from assistant.verifier import is_verbatim
from vectorstore.index import Index

LONGEST_STEM, LONGEST_OPTION = 800, 400
FEWEST_OPTIONS = 3
# A trainer may take an option out of an item; with one left there is nothing to choose.
FEWEST_LEFT = 2
# Below this a right answer that was worded anew says something else: cosine similarity, -1 to 1.
LEAST_CLOSE = 0.5
_QUOTED = re.compile(r"“([^”]*)”")
CHOICES = frozenset({ItemKind.SINGLE, ItemKind.SCENARIO, ItemKind.MULTIPLE, ItemKind.WHICH_REVIEW, ItemKind.TRUE_FALSE})
STATEMENTS = frozenset({ItemKind.SINGLE, ItemKind.SCENARIO, ItemKind.MULTIPLE})


def faults(index: Index, item: Item) -> tuple[str, ...]:
    """Return what is wrong with an item, a sentence each; nothing where it may be shown."""
    return tuple(_Check(index, item).faults())


def is_sound(index: Index, item: Item) -> bool:
    """Return whether an item may be shown."""
    return not faults(index, item)


class _Check:
    def __init__(self, index: Index, item: Item) -> None:
        self._index, self._item = index, item
        self._named = by_name(index)

    def faults(self) -> Iterator[str]:
        # What a person typed is looked at before anything else is done with it.
        if typed := tuple(self._words()):
            yield from typed
            return
        yield from self._quotes()
        if any(self._entry(quote) is None for quote in self._item.quotes):
            return
        if self._item.kind in CHOICES and not self._is_open_scenario():
            yield from self._options()
        elif self._item.options:
            yield "An item of this kind has no options."
        if self._item.kind is ItemKind.MATCH:
            yield from self._pairs()
        if self._item.kind is ItemKind.ORDER:
            yield from self._stages()
        yield from self._truth()

    def _words(self) -> Iterator[str]:
        item = self._item
        edited = [option.words for option in item.options if option.by_trainer]
        if not item.stem.strip() or len(item.stem) > LONGEST_STEM:
            yield f"The question is empty, or longer than {LONGEST_STEM} characters."
        if any(not words.strip() or len(words) > LONGEST_OPTION for words in edited):
            yield f"An option is empty, or longer than {LONGEST_OPTION} characters."
        if any(details(self._unnamed(words)) for words in [*([item.stem] if item.by_trainer else []), *edited]):
            yield "It has what looks like a person's details: take them out."
        if item.by_trainer and not _quotes_truly(item):
            yield "What the question has in quotation marks is not a review's own words: leave it as it was."

    def _unnamed(self, words: str) -> str:
        """Return the words without the published names of the reviews that the item is about."""
        for name in sorted({self._item.about or "", *(quote.review for quote in self._item.quotes)}, key=len):
            words = words.replace(name, " ") if name else words
        return words

    def _quotes(self) -> Iterator[str]:
        if not self._item.key:
            yield "Nothing proves its answer."
        for quote in self._item.quotes:
            if not is_verbatim(quote.cited, self._index.text) or self._entry(quote) is None:
                yield f"A quote does not stand in its source as it did: {quote.reference}."

    def _options(self) -> Iterator[str]:
        options, right = self._item.options, len(self._item.right)
        edited = any(option.by_trainer for option in options) or self._item.by_trainer
        fewest = FEWEST_LEFT if edited or self._item.kind is ItemKind.TRUE_FALSE else FEWEST_OPTIONS
        if len(options) < fewest:
            yield "It has too few options."
        if right != (2 if self._item.kind is ItemKind.MULTIPLE else 1):
            yield "It has not as many right answers as it asks for."
        if self._item.kind in STATEMENTS and right == len(options):
            yield "Every answer is right, so that there is nothing to choose."
        if len({" ".join(option.words.casefold().split()) for option in options}) < len(options):
            yield "Two options are the same."
        if any(option.words != option.quote.words for option in options if option.is_quoted and not option.by_trainer):
            yield "An option is not in the words of its quote."

    def _is_open_scenario(self) -> bool:
        return self._item.kind is ItemKind.SCENARIO and not self._item.options

    def _pairs(self) -> Iterator[str]:
        pairs = self._item.pairs
        if len(pairs) < FEWEST_OPTIONS or sorted(self._item.shown) != list(range(len(pairs))):
            yield "It has too few pairs, or shows them wrongly."
        if any(pair.finding.review != pair.recommendation.review for pair in pairs):
            yield "A finding and its recommendation are of two reviews."
        if len({pair.finding.review for pair in pairs}) < len(pairs):
            yield "Two pairs are of one review."

    def _stages(self) -> Iterator[str]:
        stages = self._item.stages
        if len(stages) < FEWEST_OPTIONS or sorted(self._item.shown) != list(range(len(stages))):
            yield "It has too few steps, or shows them wrongly."
        if len({stage.quote.review for stage in stages}) > 1 or len({stage.name for stage in stages}) < len(stages):
            yield "Its steps are of several reviews, or two are of one kind."

    def _truth(self) -> Iterator[str]:
        """Yield where something that is to be wrong may be true, or something that is to be right is of another."""
        item, wrong = self._item, distractors(self._index)
        if unknown := [name for name in self._names() if name not in self._named]:
            yield f"A review that it names is not loaded under this name any more: {unknown[0]}."
        else:
            yield from faults_of_question(self._index, item)
        for entry, words, quote in self._untrue():
            own = self._entry(quote)
            if own is None or not are_other_cases(entry, own) or wrong.doubt_of_words(entry, words):
                yield f"What is to be wrong may be true of {entry.name}: “{words}”"
        right = [option for option in item.options if option.right and option.is_quoted]
        if item.about and any(option.quote.review != item.about for option in right):
            yield "What is to be right is of another review."
        for option in right:
            if option.by_trainer and not _says_as_much(wrong, option):
                yield f"What is to be right says something else than its passage: “{option.words}”"
            if option.by_trainer:
                yield from faults_of_answer(self._index, option)

    def _names(self) -> list[str]:
        """Return the names of reviews that the item rests on, beside those of its quotes."""
        about = [self._item.about] if self._item.about else []
        which = self._item.kind is ItemKind.WHICH_REVIEW
        return [*about, *(option.words for option in self._item.options if which)]

    def _untrue(self) -> Iterator[tuple[Entry, str, Quote]]:
        """Yield every review with the words that are to be untrue of it, and where these words stand."""
        item, about = self._item, self._named.get(self._item.about or "")
        if about and item.kind in STATEMENTS:
            yield from ((about, option.words, option.quote) for option in item.options if not option.right)
        if about and item.kind is ItemKind.TRUE_FALSE and _is_false(item.options):
            yield about, item.key[0].words, item.key[0]
        if item.kind is ItemKind.WHICH_REVIEW:
            others = [self._named.get(option.words) for option in item.options if not option.right]
            yield from ((other, item.key[0].words, item.key[0]) for other in others if other)
        for pair in item.pairs:
            for other in item.pairs:
                entry = self._entry(pair.finding)
                if other is not pair and entry:
                    yield entry, other.finding.words, other.finding
                    yield entry, other.recommendation.words, other.recommendation

    def _entry(self, quote: Quote) -> Entry | None:
        entry = self._named.get(quote.review)
        return entry if entry and entry.document.id == quote.cited.document_id else None


def _quotes_truly(item: Item) -> bool:
    """Return whether a question that a trainer worded quotes nothing but the item's quotes, and its statement whole."""
    stem = item.stem
    if item.kind in {ItemKind.TRUE_FALSE, ItemKind.WHICH_REVIEW}:
        statement = f"“{item.key[0].words}”"
        if statement not in stem:
            return False
        stem = stem.replace(statement, " ")
    told = [item.about or "", *(quote.words for quote in item.quotes), *(quote.cited.title for quote in item.quotes)]
    return all(any(match[1] in words for words in told) for match in _QUOTED.finditer(stem))


def _is_false(options: Sequence[Option]) -> bool:
    return any(option.right and option.words == "False" for option in options)


def _says_as_much(wrong: Distractors, option: Option) -> bool:
    """Return whether the words of a trainer are close enough in meaning to those of the passage that they stand for."""
    own, passage = wrong.embedded([option.words, option.quote.words])
    return float(own @ passage) >= LEAST_CLOSE
