"""A quiz: items that each rest on quotes of the reviews, and what its trainer decided about them."""

from dataclasses import dataclass
from enum import Enum


class ItemKind(Enum):
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


class Difficulty(Enum):
    """How hard an item is, by what it takes to answer it: never by how it is worded."""

    REMEMBER = "recall one statement"
    UNDERSTAND = "tell statements apart"
    APPLY = "use what a review said in a situation"


class Decision(Enum):
    """What the trainer decided about an item; only what was accepted leaves the house."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a review: `text[start:end]` of the document's stored text, in code points, and what to call them."""

    document_id: str
    source: str
    title: str
    publisher: str | None
    review: str
    status: str
    item: str | None
    page: int | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its words, whether it is right, and the quote that shows it.

    The quote of a wrong one is of another review, where its words do stand. `by_trainer`: a person changed the words,
    so that they are shown without quotation marks.
    """

    words: str
    right: bool
    quote: Quote
    by_trainer: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding and the recommendation that answers it, of one review."""

    finding: Quote
    recommendation: Quote


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a quiz.

    `options` belong to kinds that offer choices, `pairs` to MATCH, `sequence` (as printed) to ORDER. `key` are the
    quotes that prove the answer: the model answer of SHORT, the expected points of REFLECTIVE. `scenario` are the
    quotes that are read before the stem. `id` is the same for the same quotes and kind.
    """

    id: str
    kind: ItemKind
    stem: str
    key: tuple[Quote, ...]
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    sequence: tuple[Quote, ...] = ()
    scenario: tuple[Quote, ...] = ()
    difficulty: Difficulty = Difficulty.REMEMBER
    themes: tuple[str, ...] = ()
    decision: Decision = Decision.DRAFT
    locked: bool = False
    by_trainer: bool = False


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz as it was drafted from one version of the index, with what a facilitator needs."""

    id: str
    title: str
    seed: int
    index_version: str
    items: tuple[Item, ...]
    theme: str | None = None
    reviews: tuple[str, ...] = ()
    audience: str | None = None
    objectives: tuple[str, ...] = ()
    minutes: int = 0
    is_sample: bool = False

    @property
    def accepted(self) -> tuple[Item, ...]:
        """Return the items that may be shown to participants or exported."""
        return tuple(item for item in self.items if item.decision is Decision.ACCEPTED)
