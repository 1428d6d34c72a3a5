"""The last check of an item before anybody sees it. What fails is dropped, never repaired."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.quizzes.distractors import Distractors, are_other_cases, distractors
from assistant.quizzes.quiz import Item, ItemKind, Option, Quote
from assistant.reviews import Entry, reviews
from assistant.verifier import is_verbatim
from vectorstore.index import Index
from vectorstore.personal import personal_details
from vectorstore.sentences import sentence_spans
from vectorstore.themes import themes_in

LONGEST_STEM, LONGEST_OPTION = 800, 400
FEWEST_OPTIONS = 3
# A trainer may take an option out of an item; with one left there is nothing to choose.
FEWEST_LEFT = 2
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
        self._entries = {(entry.document.id, entry.name): entry for entry in reviews(index)}
        self._named = {entry.name: entry for entry in reviews(index)}

    def faults(self) -> Iterator[str]:
        yield from self._words()
        yield from self._quotes()
        if any(self._entry(quote) is None for quote in self._item.quotes):
            return
        if self._item.kind in CHOICES:
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
        if not item.stem.strip() or len(item.stem) > LONGEST_STEM:
            yield f"The question is empty, or longer than {LONGEST_STEM} characters."
        typed = [item.stem] if item.by_trainer else []
        typed += [option.words for option in item.options if option.by_trainer]
        if any(personal_details(words) for words in typed):
            yield "It has what looks like a person's details: take them out."
        if any(not words.strip() or len(words) > LONGEST_OPTION for words in typed[item.by_trainer :]):
            yield f"An option is empty, or longer than {LONGEST_OPTION} characters."

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
        if len({" ".join(option.words.casefold().split()) for option in options}) < len(options):
            yield "Two options are the same."
        if any(option.words != option.quote.words for option in options if option.is_quoted and not option.by_trainer):
            yield "An option is not in the words of its quote."

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
        wrong = distractors(self._index)
        for entry, words, quote in self._untrue():
            own = self._entry(quote)
            if own is None or not are_other_cases(entry, own) or _may_be_true(wrong, entry, words):
                yield f"What is to be wrong may be true of {entry.name}: “{words}”"
        about = self._named.get(self._item.about or "")
        right = [option.quote for option in self._item.options if option.right and option.is_quoted]
        if about and any(quote.review != about.name for quote in right):
            yield "What is to be right is of another review."

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
        return self._entries.get((quote.cited.document_id, quote.review))


def _is_false(options: Sequence[Option]) -> bool:
    return any(option.right and option.words == "False" for option in options)


def _may_be_true(wrong: Distractors, entry: Entry, words: str) -> bool:
    sentences = [words[start:end] for start, end in sentence_spans(words)]
    return wrong.doubt_of(entry, themes_in(words), wrong.embedded(sentences)) is not None


def repeats(items: Sequence[Item]) -> tuple[str, ...]:
    """Return the ids of items that ask what an earlier one asks."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for item in items:
        asked = (item.kind.name, item.stem, *sorted(quote.words for quote in item.key))
        found += [item.id] if seen[asked] else []
        seen[asked] += 1
    return tuple(found)
