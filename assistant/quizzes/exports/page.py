"""A quiz as one page of HTML that needs nothing beside it: one for participants, one for the facilitator."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.quizzes.exports.asked import asked
from assistant.quizzes.exports.key import keys
from assistant.quizzes.exports.opening import making, opening
from assistant.quizzes.exports.word import time_needed
from assistant.quizzes.quiz import Quiz
from assistant.quizzes.session import Session
from assistant.xml_text import xml_text


def _printable(value: object) -> object:
    return xml_text(value) if type(value) is str else value


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_printable,
)


def participant_page(quiz: Quiz, said: Session) -> bytes:
    """Return the page for participants, which holds no key, not even where it is not seen."""
    return _page("participants.html", quiz, said, title=quiz.title, questions=asked(quiz))


def facilitator_page(quiz: Quiz, said: Session) -> bytes:
    """Return the page for the facilitator: objectives, time, notes, and every item with its answer."""
    time = time_needed(quiz, said)
    return _page("facilitator.html", quiz, said, title=f"For the facilitator: {quiz.title}", keys=keys(quiz), time=time)


def _page(template: str, quiz: Quiz, said: Session, **values: object) -> bytes:
    page = _TEMPLATES.get_template(template)
    return page.render(said=said, opening=opening(said), making=making(quiz, said), **values).encode()
