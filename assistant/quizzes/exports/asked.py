"""An item as it stands on a participant's paper. Nothing of it depends on which answer is right."""

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from assistant.quizzes.feedback import EDITED, choice_words, is_edited, quoted, situation, situation_note
from assistant.quizzes.quiz import Item, ItemKind, Quiz


class Form(StrEnum):
    """How an item is answered, in the words that tell a participant to."""

    ONE = "Choose one answer."
    TRUTH = "Choose one answer, and say why."
    SEVERAL = "Choose every answer that is right."
    MATCH = "Give each finding the letter of the recommendation that was made on it."
    ORDER = "Number these in their order, from 1 for the first."
    SHORT = "Answer in your own words. Several may be good: the review is what counts."
    OPEN = "Talk about it. There is more than one good answer, and it is not scored."


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered, with the letter by which it is called."""

    letter: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as it is asked. `scenario` is read before the stem; `findings` are what is matched with the choices."""

    number: int
    form: Form
    scenario: tuple[str, ...]
    stem: str
    findings: tuple[str, ...]
    choices: tuple[Choice, ...]


def asked(quiz: Quiz) -> tuple[Asked, ...]:
    """Return the accepted items of a quiz as they are asked: no other ever leaves."""
    return tuple(_asked(number, item) for number, item in enumerate(quiz.accepted, 1))


def form(item: Item) -> Form:
    """Return how an item is answered."""
    if item.pairs:
        return Form.MATCH
    if item.stages:
        return Form.ORDER
    if not item.options:
        return Form.OPEN if item.kind is ItemKind.REFLECTIVE else Form.SHORT
    if item.kind is ItemKind.MULTIPLE or len(item.right) > 1:
        return Form.SEVERAL
    return Form.TRUTH if item.kind is ItemKind.TRUE_FALSE else Form.ONE


def shown(item: Item) -> tuple[int, ...]:
    """Return the places of pairs or stages in the order in which they are shown."""
    return item.shown or tuple(range(len(item.pairs or item.stages)))


def marked(words: str, edited: bool) -> str:
    """Return the words, told to be edited by a trainer where they are."""
    return f"{words} ({EDITED})" if edited else words


def _asked(number: int, item: Item) -> Asked:
    return Asked(
        number=number,
        form=form(item),
        scenario=_scenario(item),
        stem=marked(item.stem, is_edited([item])),
        findings=tuple(quoted(pair.finding) for pair in item.pairs),
        choices=tuple(map(Choice, ascii_uppercase, _choices(item))),
    )


def _scenario(item: Item) -> tuple[str, ...]:
    told = situation(item)
    return (f"“{told}”", *filter(None, [situation_note(item)])) if told else ()


def _choices(item: Item) -> tuple[str, ...]:
    if item.pairs:
        return tuple(quoted(item.pairs[place].recommendation) for place in shown(item))
    if item.stages:
        return tuple(quoted(item.stages[place].quote) for place in shown(item))
    return tuple(choice_words(item, option) for option in item.options)
