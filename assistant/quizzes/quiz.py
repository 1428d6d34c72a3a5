"""A quiz: items that each rest on quotes of the reviews, and what its trainer decided about them."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.citation_words import place, status_words

UNTITLED = "Quiz: learning from reviews"


class ItemKind(StrEnum):
    """What a participant is asked to do."""

    SINGLE = "single best answer"
    MULTIPLE = "multiple answer"
    TRUE_FALSE = "true or false, with the reason"
    WHICH_REVIEW = "which review"
    MATCH = "match finding to recommendation"
    ORDER = "put in order"
    SCENARIO = "scenario stopped at a decision"
    SHORT = "short answer"
    REFLECTIVE = "reflective"


class Difficulty(StrEnum):
    """How hard an item is, by what it takes to answer it: never by how it is worded."""

    REMEMBER = "recall one statement"
    UNDERSTAND = "tell statements apart"
    APPLY = "use what a review said in a situation"


class Decision(StrEnum):
    """What the trainer decided about an item; only what was accepted leaves the house."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a review with the place where they stand. `review` is the name that tells it from all others loaded."""

    review: str
    cited: Citation

    @property
    def words(self) -> str:
        """Return the words on one line."""
        return " ".join(self.cited.quote.split())

    @property
    def status(self) -> str:
        """Return what kind of statement it is."""
        return status_words(self.cited.section)

    @property
    def place(self) -> str:
        """Return where in the document it stands."""
        return place(self.cited.heading, self.cited.item, self.cited.page, self.cited.page_end)

    @property
    def reference(self) -> str:
        """Return review, title, publisher and place on one line; what the name of the review has already, once."""
        facts = self.cited.title, self.cited.publisher or "publisher not stated"
        return "; ".join([self.review, *(fact for fact in facts if fact not in self.review), self.place])


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its words, whether it is right, and the quote that shows it.

    The words are a statement or the name of a review. The quote of a wrong statement is of another review, where it
    does stand; that of a wrong review is the key's. `by_trainer`: a person changed the words, so that they are shown
    without quotation marks. `is_quoted`: the words are the quote's own.
    """

    words: str
    right: bool
    quote: Quote
    is_quoted: bool = True
    by_trainer: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding and the recommendation that the same review made on it."""

    finding: Quote
    recommendation: Quote


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a sequence: what kind of step it is, which only the feedback tells, and its words."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a quiz.

    `options` belong to kinds that offer choices, in the order in which they are shown; `pairs` to MATCH, `stages` (in
    the right order) to ORDER. `shown` is the order in which a MATCH's recommendations or an ORDER's stages are shown:
    places in `pairs` or `stages`. `scenario` are the quotes that are read before the stem. `key` are the quotes that
    prove the answer: the model answer of SHORT, the expected points of REFLECTIVE. `id` is the same for the same kind
    and quotes. `about` is the review that is asked about, None where an item is about several. `sources` are the ids
    of all documents that it quotes or names. `drafted` is the stem as it was before a trainer changed the item, empty
    until then.
    """

    id: str
    kind: ItemKind
    stem: str
    key: tuple[Quote, ...]
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    stages: tuple[Stage, ...] = ()
    shown: tuple[int, ...] = ()
    scenario: tuple[Quote, ...] = ()
    difficulty: Difficulty = Difficulty.REMEMBER
    themes: tuple[str, ...] = ()
    about: str | None = None
    sources: tuple[str, ...] = ()
    decision: Decision = Decision.DRAFT
    locked: bool = False
    by_trainer: bool = False
    drafted: str = ""

    @property
    def comes_back(self) -> bool:
        """Return whether it comes back to what was read at the start, since no other points were matched to it."""
        return self.kind is ItemKind.REFLECTIVE and self.key == self.scenario

    @property
    def right(self) -> tuple[int, ...]:
        """Return the places of the right options."""
        return tuple(place for place, option in enumerate(self.options) if option.right)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return every quote that it rests on, each once."""
        pairs = [quote for pair in self.pairs for quote in (pair.finding, pair.recommendation)]
        stages = [stage.quote for stage in self.stages]
        options = [option.quote for option in self.options]
        return tuple(dict.fromkeys([*self.scenario, *self.key, *options, *pairs, *stages]))


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz as it was drafted from one version of the index, with what a facilitator needs.

    `made_on` is an ISO date, `made_at` the moment in UTC at which it was kept. `revision` grows with every change, so
    that two people do not undo each other's.
    """

    id: str
    title: str
    seed: int
    index_version: str
    made_on: str
    items: tuple[Item, ...]
    population: str
    theme: str | None = None
    reviews: tuple[str, ...] = ()
    audience: str | None = None
    is_sample: bool = False
    revision: int = 1
    made_at: str = ""

    @property
    def built(self) -> str:
        """Return when it was built, to the minute where that is known."""
        return f"{self.made_at[:10]}, {self.made_at[11:16]} UTC" if self.made_at else self.made_on

    @property
    def accepted(self) -> tuple[Item, ...]:
        """Return the items that may be shown to participants or exported."""
        return tuple(item for item in self.items if item.decision is Decision.ACCEPTED)
