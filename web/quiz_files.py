"""A quiz to take away: for the people in the room, for who leads it, and for other programs."""

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Response

from assistant.quizzes.exports.formats import FORMATS
from assistant.quizzes.session import session
from assistant.quizzes.staleness import usable
from web.downloads import download
from web.parts import WithParts
from web.problems import ProblemError
from web.quizzes import WithQuiz, lent

router = APIRouter()

NO_FORMAT = ("No such format", f"A quiz can be taken away as: {', '.join(FORMATS)}. Use the links on its page.")
NOTHING = (
    "Nothing to take away",
    "Accept at least one item that still holds: only what a trainer has accepted leaves this assistant.",
)


@router.get("/quizzes/{quiz_id}/files/{form}")
def quiz_file(form: str, quiz: WithQuiz, parts: WithParts) -> Response:
    """Return the accepted items that still hold as a file of one format."""
    if form not in FORMATS:
        raise ProblemError(404, *NO_FORMAT)
    with parts.live.use() as index:
        items = usable(lent(index), quiz)
    if not items:
        raise ProblemError(409, *NOTHING, back=(f"/quizzes/{quiz.id}", "Go to the quiz"))
    leaving, made = replace(quiz, items=items), FORMATS[form]
    around = session(leaving, items, parts.settings.contact_lines(date.today()))
    parts.record("took a quiz away", f"{quiz.id}, {form}")
    return download(made.write(leaving, around), f"quiz-{quiz.id}{made.ending}", made.media_type)
