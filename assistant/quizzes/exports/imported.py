"""An item as Moodle asks it without plugins: its texts in HTML, and what each answer is worth."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.quizzes.exports.asked import Asked, Form, asked, shown
from assistant.quizzes.exports.key import told
from assistant.quizzes.exports.opening import making, opening
from assistant.quizzes.exports.paragraphs import line, paragraphs
from assistant.quizzes.feedback import option_feedback
from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.session import Session
from assistant.xml_text import xml_text

BEFORE = "Before you start"
# Moodle's own type of matching takes no fewer.
FEWEST_MATCHED = 3
TOO_FEW = "These are too few for lists to choose from: write the numbers and letters in the box."


class Type(StrEnum):
    """Moodle's types of question."""

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "truefalse"
    MATCH = "matching"
    ESSAY = "essay"


@dataclass(frozen=True, slots=True)
class Worth:
    """An answer with the share of the mark that it gives, in per cent, and what is said to whoever chose it."""

    words: str
    percent: float
    feedback: str

    @property
    def is_true(self) -> bool:
        """Return whether it is the answer “true” of two that are true and false."""
        return self.words == "True"

    @property
    def share(self) -> str:
        """Return the per cent as Moodle writes them: it refuses what it does not know to the fifth place."""
        return f"{self.percent:.5f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Imported:
    """A question to import. `matched` are texts with the letter or number that belongs to each.

    `title` is the same for the same item in every export, so that an import can be told from an earlier one.
    """

    id: str
    title: str
    type: Type
    stem: str
    worths: tuple[Worth, ...]
    matched: tuple[tuple[str, str], ...]
    feedback: str
    themes: tuple[str, ...]


def imported(quiz: Quiz) -> tuple[Imported, ...]:
    """Return the accepted items of a quiz as Moodle asks them."""
    return tuple(_imported(one, item) for one, item in zip(asked(quiz), quiz.accepted, strict=True))


def description(quiz: Quiz, said: Session) -> str:
    """Return as HTML what is read before the first question."""
    return paragraphs([*opening(said), *making(quiz, said)])


def category(quiz: Quiz) -> str:
    """Return the category of the quiz: its title on one line, whose slashes are told from those of the path."""
    return f"$course$/top/{' '.join(xml_text(quiz.title).split()).replace('/', '//')}"


def _imported(one: Asked, item: Item) -> Imported:
    kind = _type(one.form, item)
    return Imported(
        id=item.id,
        title=f"{item.kind.value} {item.id}",
        type=kind,
        stem=paragraphs(_stem(one, kind)),
        worths=_worths(one, item, kind),
        matched=_matched(one, item) if kind is Type.MATCH else (),
        feedback=paragraphs(told(item)),
        themes=item.themes,
    )


def _type(form: Form, item: Item) -> Type:
    if form in {Form.MATCH, Form.ORDER}:
        return Type.MATCH if len(item.pairs or item.stages) >= FEWEST_MATCHED else Type.ESSAY
    return {Form.ONE: Type.SINGLE, Form.TRUTH: Type.TRUE_FALSE, Form.SEVERAL: Type.SEVERAL}.get(form, Type.ESSAY)


def _stem(one: Asked, kind: Type) -> tuple[str, ...]:
    """Return all that is read before answering, a line each, but for what the answers themselves say."""
    lines = (*one.scenario, one.stem, one.form.value)
    lettered = tuple(f"{choice.letter}. {choice.words}" for choice in one.choices)
    if kind is Type.ESSAY and one.choices:
        findings = tuple(f"{number}. {finding}" for number, finding in enumerate(one.findings, 1))
        return (*lines, *findings, *lettered, TOO_FEW)
    return (*lines, *lettered) if one.form is Form.MATCH else lines


def _worths(one: Asked, item: Item, kind: Type) -> tuple[Worth, ...]:
    right = len(item.right)
    wrong = len(item.options) - right
    lost = -100 / wrong if kind is Type.SEVERAL and wrong else 0.0
    return tuple(
        Worth(line(choice.words), 100 / right if option.right else lost, line(option_feedback(item, option)))
        for choice, option in zip(one.choices, item.options, strict=False)
    )


def _matched(one: Asked, item: Item) -> tuple[tuple[str, str], ...]:
    """Return findings with letters, or stages with numbers: in Moodle a list to choose from holds 255 characters."""
    order = shown(item)
    if item.pairs:
        return tuple(
            (line(finding), one.choices[order.index(place)].letter) for place, finding in enumerate(one.findings)
        )
    return tuple((line(choice.words), str(place + 1)) for choice, place in zip(one.choices, order, strict=True))
