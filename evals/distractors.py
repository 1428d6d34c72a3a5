"""Wrong options of quizzes that happen to be true: how many of the labelled pairs the limits let through.

A pair is a statement and a review of the sample corpus, with a person's word on whether the review says that too. Those
called `fit` are what the limit was chosen on. Of those called `held` the first 200 were at hand then as well, to report
it; the 76 whose ids begin with "g" were written afterwards, without sight of the rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.quizzes.distractors import Distractors, Doubt, distractors
from assistant.quizzes.showable import is_usable, printed_small
from assistant.reviews import Entry, reviews
from vectorstore.document import Document
from vectorstore.files import sha256_of
from vectorstore.index import Index

CORPUS = Path(__file__).parent / "corpus"
PAIRS = Path(__file__).parent / "questions" / "distractors.jsonl"


class Pair(BaseModel):
    """A statement, the review it is put to by its file and subject, and whether it is true of it.

    `proof` are words of the review that make it true, `quoted_from` the file where the statement stands word for word.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    statement: str
    form: Literal["finding", "recommendation", "good practice", "change"]
    source: str
    review: str | None
    true: bool
    proof: str
    quoted_from: str | None = Field(alias="from")
    set: Literal["fit", "held"]


class Judged(Enum):
    """What the limits make of a statement as a wrong option for a review."""

    PASSES = auto()
    ALIKE = auto()
    NOT_COMPARED = auto()


@dataclass(frozen=True, slots=True)
class Admitted:
    """How many pairs were judged and how many of them pass for wrong options: those that are true must not.

    `true_compared` are the true ones that are compared in meaning with what the review says: the others are not fit to
    be shown, of no known theme, or of one that the review touches.
    """

    true: int
    true_compared: int
    true_admitted: tuple[str, ...]
    untrue: int
    untrue_admitted: int

    @property
    def share(self) -> float | None:
        """Return the share of true statements that pass for wrong options, None where none was judged."""
        return len(self.true_admitted) / self.true if self.true else None


@cache
def pairs() -> tuple[Pair, ...]:
    """Return the labelled pairs, in the order of their file."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return tuple(Pair.model_validate_json(line) for line in lines if line.strip())


def admitted(index: Index, among: Iterable[Pair]) -> Admitted:
    """Return what the limits make of those pairs whose review the index holds."""
    entries = {(one.document.source, one.review.subject): one for one in reviews(index) if _is_of_sample(one.document)}
    there = [(pair, entries[pair.source, pair.review]) for pair in among if (pair.source, pair.review) in entries]
    judged = [(pair, _judged(index, distractors(index), entry, pair.statement)) for pair, entry in there]
    true = [(pair, what) for pair, what in judged if pair.true]
    return Admitted(
        len(true),
        sum(what in {Judged.PASSES, Judged.ALIKE} for _, what in true),
        tuple(pair.id for pair, what in true if what is Judged.PASSES),
        len(there) - len(true),
        sum(what is Judged.PASSES for pair, what in judged if not pair.true),
    )


def _is_of_sample(document: Document) -> bool:
    """Return whether a document is a file of the sample corpus, also one that was loaded as any other file."""
    file = CORPUS / Path(document.source).name
    return file.is_file() and sha256_of(file).startswith(document.id)


def _judged(index: Index, wrong: Distractors, entry: Entry, statement: str) -> Judged:
    """Return whether the statement could be a wrong option for the review, or where it is stopped."""
    if not is_usable(statement, printed_small(index)):
        return Judged.NOT_COMPARED
    doubt = wrong.doubt_of_words(entry, statement)
    if doubt is None:
        return Judged.PASSES
    return Judged.ALIKE if doubt is Doubt.ALIKE else Judged.NOT_COMPARED
