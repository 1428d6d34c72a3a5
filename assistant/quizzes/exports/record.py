"""A quiz as a record: every item with its quotes and where they stand, to be kept or read by another program."""

import json
from dataclasses import asdict, replace

from assistant.quizzes.exports.key import Key, keys, told
from assistant.quizzes.feedback import option_feedback
from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.session import Session

FORMAT = "review-learning-quiz/1"


def record(quiz: Quiz, said: Session) -> bytes:
    """Return the accepted items as JSON: quotes with words, document, start and end, and what is said round them."""
    items = [_item(key, item) for key, item in zip(keys(quiz), quiz.accepted, strict=True)]
    written = {
        "format": FORMAT,
        "session": asdict(said),
        "quiz": asdict(replace(quiz, items=())) | {"items": items},
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def _item(key: Key, item: Item) -> dict[str, object]:
    """Return the item as it is kept, with how it is shown and what is said after it."""
    feedback = {"choices": [option_feedback(item, option) for option in item.options], "after": told(item)}
    return asdict(item) | {"shown_as": asdict(key.asked), "answer": key.answer, "feedback": feedback}
