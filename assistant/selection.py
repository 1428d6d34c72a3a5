"""Which of the reranked passages answer a question, and which of their sentences the answer quotes."""

import re
from collections.abc import Callable, Collection, Container, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer_type import AnswerType, asked_for
from assistant.catalogue import Key, key_of
from assistant.reranker import Ranked
from assistant.turning import together
from vectorstore.passage import Passage
from vectorstore.sections import Polarity
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans

# How much less than the best a passage may score: of the same document, and of another. Chosen on the development
# questions, with the sample as a check.
MARGIN, OTHER_DOCUMENT = 3.0, 1.0
MOST_STATEMENTS = 5
# Where reviews are asked for, one matches whose best passage has at least this share of the best fused rank.
OTHER_REVIEW = 0.4
# Or this share, where it shows a theme that was asked for.
OF_THE_THEME = 0.25
FEWEST_THEMED = 2
MOST_REVIEWS, MOST_PER_REVIEW = 12, 2
# In words: what is quoted of each review then.
PER_REVIEW = 60
# In words: a sentence as short as this is quoted with the two around it, rather than left out between them.
BRIDGED = 15
# What was done or counted since is no fact of the case: beside one it is only pointed to.
SINCE = frozenset({S.PROGRESS, S.IMPACT_EVIDENCE})
# Rule of evidence 4: background mentions and case studies do not show that a review is about something.
NOT_COUNTED = frozenset({S.CASE_STUDY, S.OUTCOME, S.BACKGROUND, S.GLOSSARY, S.RESOURCES})


@dataclass(frozen=True, slots=True)
class Length:
    """How many words an answer quotes: of its first statement, of each further one, and in all beyond the first."""

    first: int
    further: int
    whole: int


ONE_FACT, IN_FULL = Length(30, 20, 62), Length(60, 45, 180)
_IN_FULL = re.compile(
    r"\b(?:should|must|need to|supposed|meant|recommend\w*|anything|asks? (?:of|for)|thinking"
    r"|learn\w*|say about|says about|did well|examples?)\b"
    r"|\band (?:what|why|how|who|when|where|which|did|was|were|is|are)\b|\?.+\?",
    re.IGNORECASE | re.DOTALL,
)
# "Has the sign been moved?", "is it in place yet?"
_AS_IT_STANDS = re.compile(
    r"^\W*(?:has|have|is|are|does|do)\b|\b(?:yet|now|so far|since|still|nowadays|these days)\b", re.IGNORECASE
)


def best(ranked: Sequence[Ranked], case_of: Callable[[Passage], Hashable]) -> tuple[Ranked, ...]:
    """Return the passages to cite, best first; near-identical ones once. `case_of` tells passages of one case."""
    chosen: dict[str, Ranked] = {}
    highest = ranked[0].score if ranked else 0.0
    for one in ranked:
        same = case_of(one.passage) == case_of(ranked[0].passage)
        if one.score >= highest - (MARGIN if same else OTHER_DOCUMENT):
            chosen.setdefault(_gist(one.passage), one)
    return tuple(chosen.values())[:MOST_STATEMENTS]


def counts(passage: Passage, reviews: Container[Key]) -> bool:
    """Return whether a passage shows that its review is about something, as a mention beside the matter does not.

    Nor does what stands before the cases of a newsletter, which belongs to none of the `reviews`.
    """
    return passage.section not in NOT_COUNTED and key_of(passage) in reviews


def per_review(
    ranked: Sequence[Ranked], reviews: Container[Key], themes: Collection[str] = (), *, wrong: bool = False
) -> tuple[Ranked, ...]:
    """Return the best passages of each review that matches, in the order retrieved; only those that count.

    `wrong`: it is asked what went wrong. Then what a review found on the theme comes before what it recommends or
    reports, and where several reviews have something on the theme only they are told.
    """

    def rank(one: Ranked) -> tuple[bool, bool]:
        return set(themes).isdisjoint(one.passage.themes), one.passage.polarity is not Polarity.CONCERN

    by_review: dict[Key, list[Ranked]] = {}
    for one in ranked:
        needed = OTHER_REVIEW if set(themes).isdisjoint(one.passage.themes) else OF_THE_THEME
        if counts(one.passage, reviews) and one.features.fused >= needed:
            by_review.setdefault(key_of(one.passage), []).append(one)
    groups = list(by_review.values())
    if wrong:
        groups = [sorted(group, key=rank) for group in groups]
        themed = [group for group in groups if not rank(group[0])[0]]
        groups = themed if len(themed) >= FEWEST_THEMED else groups
    groups = groups[:MOST_REVIEWS]
    return tuple(one for place in range(MOST_PER_REVIEW) for group in groups for one in group[place : place + 1])


def first_excerpts(cited: Sequence[Ranked]) -> dict[str, tuple[str, ...]]:
    """Return the words to quote of each review's best passage, by the passage's id; the answer points to the others."""
    quoted: dict[str, tuple[str, ...]] = {}
    seen: set[Key] = set()
    for one in cited:
        key = key_of(one.passage)
        quoted[one.passage.id] = () if key in seen else excerpt(one, PER_REVIEW)
        seen.add(key)
    return quoted


def excerpts(
    cited: Sequence[Ranked], question: str, asked: frozenset[S] = frozenset(), *, leans: bool = False
) -> dict[str, tuple[str, ...]]:
    """Return the words to quote of each passage, by its id: none of those that the answer only points to.

    A question that leans on an earlier one says too little by itself to tell single sentences apart.
    """
    plain = is_plain(question)
    then = plain and not (asked & SINCE or _AS_IT_STANDS.search(question))
    length = ONE_FACT if plain and not leans else IN_FULL
    quoted: dict[str, tuple[str, ...]] = {}
    words = 0
    for one in cited:
        pieces = excerpt(one, length.further if quoted else length.first)
        words += sum(len(piece.split()) for piece in pieces)
        later = then and one.passage.section in SINCE and cited[0].passage.section not in SINCE
        quoted[one.passage.id] = pieces if not quoted or (words <= length.whole and not later) else ()
    return quoted


def is_plain(question: str) -> bool:
    """Return whether one fact is asked for: not a reason, nor what ought to be done, nor two things at once."""
    return not (AnswerType.REASON in asked_for(question) or _IN_FULL.search(question))


def excerpt(ranked: Ranked, longest: int) -> tuple[str, ...]:
    """Return the words to quote in pieces as they stand: a short passage, or the best sentences of a long one."""
    text, spans = ranked.passage.text, sentence_spans(ranked.passage.text)
    if len(text.split()) <= longest or len(spans) < 2:
        return (text,)
    by_match = sorted(said(ranked.passage, spans), key=lambda number: -ranked.sentences[number])
    chosen = by_match[:1]
    for number in by_match[1:]:
        if _words(text, spans, [*chosen, number]) <= longest:
            chosen.append(number)
    between = [n for n in range(1, len(spans) - 1) if n not in chosen and {n - 1, n + 1} <= set(chosen)]
    chosen += [number for number in between if _words(text, spans, [number]) <= BRIDGED]
    quoted = together([text[start:end] for start, end in spans], chosen)
    return tuple(text[spans[run[0]][0] : spans[run[-1]][1]] for run in _runs(quoted))


def said(passage: Passage, spans: Sequence[tuple[int, int]]) -> Sequence[int]:
    """Return the numbers of the sentences that say something: a printed label ("Finding 2.") by itself does not."""
    told = [n for n, (start, end) in enumerate(spans) if not is_label(passage.text[start:end], passage.item)]
    return told or range(len(spans))


def is_label(words: str, item: str | None) -> bool:
    """Return whether the words are no more than the printed label of an item."""
    return item is not None and words.strip(" .:)(").casefold() == item.casefold()


def _words(text: str, spans: Sequence[tuple[int, int]], chosen: Sequence[int]) -> int:
    return sum(len(text[spans[number][0] : spans[number][1]].split()) for number in chosen)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return the numbers in runs of neighbours."""
    runs = [[numbers[0]]]
    for last, number in pairwise(numbers):
        if number == last + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _gist(passage: Passage) -> str:
    """Return what two printings of one statement share: its letters and digits, since two time limits differ."""
    return re.sub(r"[\W_]+", "", passage.text.lower())
