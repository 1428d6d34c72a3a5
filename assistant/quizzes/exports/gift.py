"""A quiz in GIFT, which Moodle and other course platforms import."""

import re
from collections.abc import Iterable

from assistant.quizzes.exports.imported import BEFORE, Imported, Type, Worth, category, description, imported
from assistant.quizzes.quiz import Quiz
from assistant.quizzes.session import Session

_MARKS = re.compile(r"([\\~=#{}:])")


def gift(quiz: Quiz, said: Session) -> bytes:
    """Return the accepted items as GIFT, after a text with the content note and whom to turn to."""
    parts = [
        f"$CATEGORY: {category(quiz)}",
        f"::{BEFORE}::{_html(description(quiz, said))}",
        *map(_question, imported(quiz)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _question(one: Imported) -> str:
    head = f"// [id:{one.id}]\n::{_escaped(one.title)}::{_html(one.stem)}"
    return f"{head}{{{_answers(one)}####{_html(one.feedback)}\n}}"


def _answers(one: Imported) -> str:
    if one.type is Type.TRUE_FALSE:
        return _true_false(one.worths)
    if one.type is Type.MATCH:
        return _lines(f"={_html(text)} -> {belongs}" for text, belongs in one.matched)
    return _lines(f"{_worth(one.type, worth)}{_html(worth.words)}#{_html(worth.feedback)}" for worth in one.worths)


def _true_false(worths: Iterable[Worth]) -> str:
    """Return the right one of the two, then what is said to those who chose the wrong one and the right one."""
    wrong, right = sorted(worths, key=lambda worth: worth.percent)
    return f"{'TRUE' if right.is_true else 'FALSE'}#{_html(wrong.feedback)}#{_html(right.feedback)}\n"


def _worth(kind: Type, worth: Worth) -> str:
    if kind is Type.SINGLE:
        return "=" if worth.percent else "~"
    return f"~%{worth.share}%"


def _lines(answers: Iterable[str]) -> str:
    return "".join(f"\n{answer}" for answer in answers) + "\n"


def _html(html: str) -> str:
    """Return HTML with its format before it, so that no words in brackets are taken for one."""
    return f"[html]{_escaped(html)}"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
