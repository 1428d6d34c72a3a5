"""What items are made of: statements to ask about, wrong options to choose from, and what was used already."""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from assistant.citing import cite
from assistant.quizzes.distractors import Distractors, are_other_cases
from assistant.quizzes.hints import hints
from assistant.quizzes.quiz import Item, ItemKind, Option, Quote
from assistant.quizzes.statements import Statement, told
from assistant.quizzes.whom import could_be_of
from assistant.reviews import Entry, by_name
from assistant.theme_words import times_named
from vectorstore.index import Index
from vectorstore.passage import Passage

WRONG = 2
# An option of another length stands out: the share of the key's words that it may have at the least and at the most.
LENGTHS = (0.5, 2.0)
# Of what may be wrong, so many statements and so many reviews are drawn to be compared with the key.
DRAWN, COMPARED = 400, 80
# With thousands of documents, so many statements are tried for an item of a kind before the kind is given up.
MOST_TRIED = 400
# Two options are not to say the same, nor one that the other hints at: cosine similarity, -1 to 1.
MOST_ALIKE_OPTIONS = 0.75
# Two statements of one review are on one matter from here on, where they share no theme.
LEAST_LINKED = 0.45


@dataclass(slots=True)
class Material:
    """What a quiz may ask about, in the order in which it is tried, and what its items have used.

    `asked` are statements and `points` answers to open questions; `about` are the reviews that it is to be about, none
    where it may be about any. `used` are the passages that an item shows or has as an option: none comes twice in a
    quiz. `told` are the reviews that items are about or quote: wrong options come from others where they can, or one
    item helps with another.
    """

    index: Index
    wrong: Distractors
    asked: Sequence[Statement]
    points: Sequence[Statement]
    theme: str | None
    about: Sequence[str]
    chance: random.Random
    used: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    _of_review: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    _points_of: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    _truths: list[bool] = field(default_factory=list)
    _corners: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.asked:
            self._of_review[one.entry.id].append(one)
        for one in told(self.index).points:
            self._points_of[one.entry.id].append(one)

    def of_review(self, entry: Entry) -> Iterator[Statement]:
        """Yield what may be asked about a review and is not used yet."""
        return (one for one in self._of_review[entry.id] if one.passage.id not in self.used)

    def unused(self) -> Iterator[Statement]:
        """Yield what may be asked about and is not used yet, no more than are tried for one item."""
        return islice((one for one in self.asked if one.passage.id not in self.used), MOST_TRIED)

    def unused_points(self) -> Iterator[Statement]:
        """Yield what open questions may ask about and is not used yet, no more than are tried for one item."""
        return islice((one for one in self.points if one.passage.id not in self.used), MOST_TRIED)

    def points_of(self, entry: Entry) -> Sequence[Statement]:
        """Return what may answer an open question about a review, also what was used or not wished for.

        An answer is to be whole.
        """
        return self._points_of[entry.id]

    def use(self, item: Item) -> None:
        """Mark the statements of an item as used."""
        if item.kind is ItemKind.TRUE_FALSE and self._truths:
            self._truths.pop()
        if item.kind in {ItemKind.SINGLE, ItemKind.WHICH_REVIEW} and self._corners:
            self._corners.pop()
        places = ((quote.cited.document_id, quote.cited.start) for quote in item.quotes)
        self.told |= {quote.review for quote in item.quotes}
        self.used |= {found for place in places if (found := self.index.passage_at(*place))}

    def quote(self, statement: Statement) -> Quote:
        """Return the statement's words as a quote."""
        return self.quote_of(statement.entry, statement.passage)

    def quote_of(self, entry: Entry, passage: Passage) -> Quote:
        """Return the words of a passage of the review as a quote."""
        [cited] = cite(self.index, [passage])
        return Quote(entry.name, cited)

    def wrong_for(self, key: Statement, others: Sequence[Statement] = ()) -> Sequence[Statement]:
        """Return up to two wrong options that look like the key, of like form and length.

        `others` are the keys beside it. Those closest in meaning are taken first, so that the wrong ones are plausible.
        """
        apart = [key, *others]
        chosen: list[Statement] = []
        for one in self._plausible(key):
            differs = all(set(one.themes_in_words).isdisjoint(other.themes_in_words) for other in chosen)
            if len(chosen) < WRONG and differs and all(self.are_apart(one, other) for other in [*apart, *chosen]):
                chosen.append(one)
        return chosen

    def one_wrong_for(self, key: Statement) -> Statement | None:
        """Return a statement of another review that looks like the key and is untrue of its review."""
        return next(iter(self._plausible(key)), None)

    def untrue_for(self, key: Statement, many: int) -> Sequence[Entry]:
        """Return up to so many reviews that do not make the statement, of those drawn the ones that come closest to it.

        They are of other cases than the key's and each other's, of one child where the key's is, and could say it.
        """
        # Without a theme nothing is known to be untrue of any review.
        entries = self.wrong.entries(key.form) if key.themes_in_words else ()
        drawn = [one for one in self.chance.sample(entries, min(COMPARED, len(entries))) if self._could_say(one, key)]
        found: list[Entry] = []
        for entry in sorted(drawn, key=lambda one: -self.wrong.closest(one, key)):
            apart = all(are_other_cases(entry, other) and entry.name != other.name for other in (key.entry, *found))
            if len(found) < many and apart:
                found.append(entry)
        return found

    def _could_say(self, entry: Entry, key: Statement) -> bool:
        """Return whether a review does not make a statement, and could have made it."""
        alike = (entry.review.subject is None) == (key.entry.review.subject is None)
        return alike and could_be_of(self.index, entry, key.words) and self.wrong.doubt(entry, key) is None

    def named(self, item: Item) -> Item:
        """Return the item with its sources, and an id that is the same for the same kind, stem and quotes."""
        spans = [f"{quote.cited.document_id}:{quote.cited.start}-{quote.cited.end}" for quote in item.quotes]
        whole = "|".join([item.kind.name, item.stem, *spans])
        known = by_name(self.index)
        names = [item.about, *(option.words for option in item.options if not option.is_quoted)]
        told = [known[name].document.id for name in names if name and name in known]
        sources = dict.fromkeys([*(quote.cited.document_id for quote in item.quotes), *told])
        return replace(item, id=hashlib.sha256(whole.encode()).hexdigest()[:12], sources=tuple(sources))

    def gives_away(self, key: Statement) -> bool:
        """Return whether a key names the theme of the quiz: wrong options never do, so that it would stand out."""
        return self.theme is not None and times_named(self.theme, key.words) > 0

    @staticmethod
    def is_guessed(key: Statement, wrong: Sequence[Statement]) -> bool:
        """Return whether a key takes up the name of its review as no wrong option does."""
        told = (hints(key.entry.name, one.words) for one in wrong)
        return not hints(key.entry.name, key.words) <= frozenset().union(*told)

    def are_apart(self, one: Statement, other: Statement) -> bool:
        """Return whether two statements say different things, so that both can be options of one item."""
        return self.wrong.alike(one, other) <= MOST_ALIKE_OPTIONS

    def are_linked(self, one: Statement, other: Statement) -> bool:
        """Return whether two statements of a review are on one matter: of one theme, or close in meaning."""
        return not set(one.themes).isdisjoint(other.themes) or self.are_close(one, other)

    def are_close(self, one: Statement, other: Statement) -> bool:
        """Return whether two statements of a review are close in meaning."""
        return self.wrong.alike(one, other) >= LEAST_LINKED

    def mixed(self, many: int) -> tuple[int, ...]:
        """Return the places of so many things in an order that is not theirs."""
        places = list(range(many))
        while places == sorted(places):
            self.chance.shuffle(places)
        return tuple(places)

    def is_true_next(self) -> bool:
        """Return whether the next statement to be judged is to be true: one of two is, in an order by chance."""
        if not self._truths:
            self._truths = self.chance.sample([True, False], 2)
        return self._truths[-1]

    def placed(self, options: Sequence[Option]) -> tuple[Option, ...]:
        """Return the options with the first, the right one, at a place that comes up as often as every other."""
        if not self._corners:
            self._corners = self.chance.sample(range(len(options)), len(options))
        place = self._corners[-1] % len(options)
        first, *rest = options
        return (*rest[:place], first, *rest[place:])

    def _plausible(self, key: Statement) -> Sequence[Statement]:
        pool = self.wrong.of_form(key.form)
        drawn = self.chance.sample(pool, min(DRAWN, len(pool)))
        alike = (one for one in drawn if self._looks_like(one, key) and could_be_of(self.index, key.entry, one.words))
        fits = [one for one in alike if not self.wrong.doubt(key.entry, one)]
        told = hints(key.entry.name, key.words)
        return sorted(
            fits,
            key=lambda one: (
                -len(told & hints(key.entry.name, one.words)),
                one.entry.name in self.told,
                -self.wrong.alike(key, one),
            ),
        )

    def _looks_like(self, one: Statement, key: Statement) -> bool:
        least, most = (key.length * share for share in LENGTHS)
        return (
            one.passage.id not in self.used
            and one.form is key.form
            and one.asked_as == key.asked_as
            and one.is_sentence == key.is_sentence
            and one.words[:1].isupper() == key.words[:1].isupper()
            and least <= one.length <= most
        )
