"""The key of an item: what a facilitator reads and a participant does not."""

from dataclasses import dataclass

from assistant.answer import READ_BY_OCR
from assistant.quizzes.exports.asked import Asked, Choice, Form, asked, shown
from assistant.quizzes.feedback import item_feedback, option_feedback
from assistant.quizzes.quiz import Item, Quiz

RIGHT = "Right answer"
WRONG = "Not the answer"
MODEL_ANSWER = "Model answer"
EXPECTED = "Points that may come up"


@dataclass(frozen=True, slots=True)
class Judged:
    """A choice with whether it is right and what is said to whoever chose it."""

    choice: Choice
    right: bool
    feedback: str

    @property
    def verdict(self) -> str:
        """Return in words whether it is right."""
        return RIGHT if self.right else WRONG


@dataclass(frozen=True, slots=True)
class Key:
    """An item with its answer. `answer` is one line; `feedback` the reviews' own words with their references."""

    asked: Asked
    kind: str
    difficulty: str
    answer: str
    judged: tuple[Judged, ...]
    feedback: tuple[str, ...]


def keys(quiz: Quiz) -> tuple[Key, ...]:
    """Return the accepted items of a quiz with their answers."""
    return tuple(_key(one, item) for one, item in zip(asked(quiz), quiz.accepted, strict=True))


def _key(one: Asked, item: Item) -> Key:
    return Key(
        asked=one,
        kind=item.kind.value,
        difficulty=item.difficulty.value,
        answer=_answer(one, item),
        judged=tuple(
            Judged(choice, option.right, option_feedback(option))
            for choice, option in zip(one.choices, item.options, strict=False)
        ),
        feedback=told(item),
    )


def told(item: Item) -> tuple[str, ...]:
    """Return what is said after an item, a line each: its answer in the reviews' words, and what to check of them."""
    read = any(quote.cited.read_by_ocr for quote in item.quotes)
    return (*item_feedback(item), READ_BY_OCR) if read else item_feedback(item)


def _answer(one: Asked, item: Item) -> str:
    if one.form is Form.MATCH:
        letters = [one.choices[shown(item).index(place)].letter for place in range(len(item.pairs))]
        return f"{RIGHT}: {', '.join(f'{number} – {letter}' for number, letter in enumerate(letters, 1))}"
    if one.form is Form.ORDER:
        letters = [one.choices[shown(item).index(place)].letter for place in range(len(item.stages))]
        return f"{RIGHT}: {', '.join(letters)}"
    if one.form in {Form.SHORT, Form.OPEN}:
        return MODEL_ANSWER if one.form is Form.SHORT else EXPECTED
    return f"{RIGHT}: {', '.join(one.choices[place].letter for place in item.right)}"
