"""The key of an item: what a facilitator reads and a participant does not."""

from dataclasses import dataclass, replace

from assistant.answer import READ_BY_OCR
from assistant.quizzes.exports.asked import Asked, Choice, Form, asked, marked, shown
from assistant.quizzes.feedback import item_feedback, option_feedback, option_words
from assistant.quizzes.quiz import Item, Option, Quiz
from prompts.render import render

RIGHT = "Right answer"
WRONG = "Not the answer"
MODEL_ANSWER = "Model answer"
EXPECTED = "Points that may come up"
ONCE_MORE = "No points were matched to this: look into the review, or let the group find its own. The passage once more"


@dataclass(frozen=True, slots=True)
class Judged:
    """A choice with whether it is right. `where` is empty where the feedback of the item tells it of all choices."""

    choice: Choice
    right: bool
    where: str

    @property
    def verdict(self) -> str:
        """Return in words whether it is right."""
        return RIGHT if self.right else WRONG


@dataclass(frozen=True, slots=True)
class Key:
    """An item with its answer. `answer` is one line; `feedback` what else there is to read out, a line each.

    `prompt` is what a facilitator may ask the group about it.
    """

    asked: Asked
    kind: str
    difficulty: str
    answer: str
    judged: tuple[Judged, ...]
    feedback: tuple[str, ...]
    prompt: str

    @property
    def proof(self) -> tuple[str, ...]:
        """Return the right answer in words with where it stands, a line each, for whoever has nothing else at hand."""
        right = (one for one in self.judged if one.right)
        return (*(f"{one.choice.letter}. {one.choice.words} {one.where}".rstrip() for one in right), *self.feedback)


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
            Judged(replace(choice, words=_words(option)), option.right, _where(item, option))
            for choice, option in zip(one.choices, item.options, strict=False)
        ),
        feedback=_warnings(item) if any(option.is_quoted for option in item.options) else told(item),
        prompt=render("quiz_prompt", kind=item.kind.name.lower()),
    )


def _words(option: Option) -> str:
    """Return the words of an option as a facilitator reads them, with what a trainer changed of them told."""
    return marked(option_words(option), option.by_trainer)


def told(item: Item) -> tuple[str, ...]:
    """Return what is said after an item, a line each: its answer in the reviews' words, and what to check of them."""
    return (*item_feedback(item), *_warnings(item))


def _warnings(item: Item) -> tuple[str, ...]:
    return (READ_BY_OCR,) if any(quote.cited.read_by_ocr for quote in item.quotes) else ()


def _where(item: Item, option: Option) -> str:
    """Return where the words of a choice stand, with the review's words where they are not those of the choice."""
    if not option.is_quoted:
        return ""
    if option.by_trainer:
        return option_feedback(item, option)
    return f"{option.quote.status[:1].upper()}{option.quote.status[1:]}: {option.quote.reference}."


def _answer(one: Asked, item: Item) -> str:
    if one.form is Form.MATCH:
        letters = [one.choices[shown(item).index(place)].letter for place in range(len(item.pairs))]
        return f"{RIGHT}: {', '.join(f'{number} – {letter}' for number, letter in enumerate(letters, 1))}"
    if one.form is Form.ORDER:
        letters = [one.choices[shown(item).index(place)].letter for place in range(len(item.stages))]
        return f"{RIGHT}: {', '.join(letters)}"
    if one.form in {Form.SHORT, Form.OPEN}:
        return MODEL_ANSWER if one.form is Form.SHORT else ONCE_MORE if item.comes_back else EXPECTED
    return f"{RIGHT}: {', '.join(one.choices[place].letter for place in item.right)}"
