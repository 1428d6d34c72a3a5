"""A quiz on a projector: one item a page in large type, its answer on the next page."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Response

from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.session import Session as Told
from assistant.quizzes.session import session
from assistant.quizzes.staleness import usable
from web.parts import WithParts
from web.problems import ProblemError
from web.quiz_words import QuizPage
from web.quizzes import WithQuiz, lent

router = APIRouter()

NOTHING_TO_SHOW = (
    "No item can be shown",
    "Accept at least one item that still holds: only those that a trainer has accepted are shown.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlidePage(QuizPage):
    """One page of the quiz: the beginning, then of every item the question and the answer, then the end."""

    template: ClassVar[str] = "quiz_slide.html"
    has_navigation: ClassVar[bool] = False
    quiz: Quiz
    told: Told
    items: tuple[Item, ...]
    at: int

    @property
    def last(self) -> int:
        """Return the number of the last page; the first is 0."""
        return 2 * len(self.items) + 1

    @property
    def number(self) -> int:
        """Return the number of the item that is shown, from 1; 0 at the beginning and past the end of them."""
        return (self.at + 1) // 2 if 0 < self.at < self.last else 0

    @property
    def item(self) -> Item | None:
        """Return the item that is shown, None at the beginning and at the end."""
        return self.items[self.number - 1] if self.number else None

    @property
    def shows_answer(self) -> bool:
        """Return whether the answer is shown, and not only the question."""
        return bool(self.number) and self.at % 2 == 0

    def url(self, at: int) -> str:
        """Return the address of another page."""
        return f"/quizzes/{self.quiz.id}/present?at={at}"


@router.get("/quizzes/{quiz_id}/present")
def slide(quiz: WithQuiz, parts: WithParts, at: str = "") -> Response:
    """Return one page of the quiz; the last one where the number is beyond it."""
    with parts.live.use() as index:
        items = usable(lent(index), quiz)
    if not items:
        raise ProblemError(409, *NOTHING_TO_SHOW, back=(f"/quizzes/{quiz.id}", "Go to the quiz"))
    told = session(quiz, items, parts.settings.contact_lines(date.today()))
    place = int(at) if at.isascii() and at.isdecimal() and len(at) <= 3 else 0
    page = SlidePage(title=quiz.title, quiz=quiz, told=told, items=items, at=min(place, 2 * len(items) + 1))
    return parts.respond(page, keep=True)
