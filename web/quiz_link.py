"""A quiz as participants take it by a link: no account, no name, no timer; one question a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant.quizzes.answering import chosen, counted, lacking
from assistant.quizzes.drafts import Drafts
from assistant.quizzes.exports.asked import Form, form
from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.runs import FEWEST_PEOPLE, QuizRun, Runs, asked_as
from assistant.quizzes.session import Session as Told
from assistant.quizzes.session import session
from assistant.quizzes.staleness import usable
from web.maintaining import WithForm
from web.parts import Parts, WithParts
from web.problems import ProblemError
from web.quiz_words import QuizPage

public = APIRouter()

ANSWERED = "quiz-answered"
LONGEST_WORDS = 2_000
CLOSED = (
    "This quiz is not open",
    "The link has ended, or it is not complete. Check it, or ask whoever gave it to you.",
)
TOO_MANY = ("Too many answers at once", "Wait a few seconds, go back and send your answer again.")


@dataclass(frozen=True, slots=True)
class Taken:
    """A quiz that is taken: the run, what is said round it, and the items that may be shown."""

    key: str
    run: QuizRun
    runs: Runs
    quiz: Quiz
    items: tuple[Item, ...]
    told: Told

    @property
    def address(self) -> str:
        """Return where it begins."""
        return f"/q/{self.key}"

    def number_of(self, item_id: str) -> int | None:
        """Return the place of an item, from 1; None where it is not shown, or not any more."""
        return next((number for number, item in enumerate(self.items, 1) if item.id == item_id), None)

    def after(self, number: int) -> str:
        """Return the address of what follows the item of this number."""
        return f"{self.address}/{self.items[number].id}" if number < len(self.items) else f"{self.address}/end"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingPage(QuizPage):
    """What all pages of a quiz that is taken have: nothing leads to pages that need an account."""

    has_navigation: ClassVar[bool] = False
    taken: Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(TakingPage):
    """What is said before the first question."""

    template: ClassVar[str] = "quiz_start.html"
    fewest: ClassVar[int] = FEWEST_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPage(TakingPage):
    """What is said after the last question."""

    template: ClassVar[str] = "quiz_end.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPage(TakingPage):
    """What is said where a question is not shown now, though the quiz is open: somebody is at work on it."""

    template: ClassVar[str] = "quiz_changed.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage(TakingPage):
    """One question. `chosen` and `written` are what was answered already, where something is wrong with it."""

    template: ClassVar[str] = "quiz_question.html"
    longest: ClassVar[int] = LONGEST_WORDS
    item: Item
    number: int
    form: Form
    chosen: tuple[int | None, ...]
    written: str
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage(TakingPage):
    """What the review says, after an answer. `written` is what was typed into a text box: shown, and not kept.

    `opens` where whoever looks may open the sources.
    """

    template: ClassVar[str] = "quiz_answer.html"
    item: Item
    number: int
    form: Form
    chosen: tuple[int | None, ...]
    written: str
    opens: bool


def taken_quiz(key: str, parts: WithParts) -> Taken:
    """Return the quiz that a link opens. Raise ProblemError 404 where it opens none, or nothing in it may be shown."""
    run = parts.runs.opened(key) if parts.runs else None
    quiz = Drafts(parts.live.data).get(run.quiz_id) if run else None
    if run is None or quiz is None or parts.runs is None:
        raise ProblemError(404, *CLOSED)
    with parts.live.use() as index:
        items = usable(index, quiz) if index else ()
    if not items:
        raise ProblemError(404, *CLOSED)
    return Taken(key, run, parts.runs, quiz, items, session(quiz, items, parts.settings.contact_lines(date.today())))


WithTaken = Annotated[Taken, Depends(taken_quiz)]


@public.get("/q/{key}")
def start_page(taken: WithTaken, parts: WithParts) -> Response:
    """Return what is said before the first question."""
    return parts.respond(StartPage(title=taken.quiz.title, taken=taken))


@public.get("/q/{key}/end")
def end_page(taken: WithTaken, parts: WithParts) -> Response:
    """Return what is said after the last question."""
    return parts.respond(EndPage(title="The end of the quiz", taken=taken))


@public.get("/q/{key}/{item_id}")
def question_page(item_id: str, taken: WithTaken, parts: WithParts) -> Response:
    """Return a question."""
    number = taken.number_of(item_id)
    return _question(parts, taken, number, (), "", None) if number else _changed(parts, taken)


@public.post("/q/{key}/{item_id}")
def answer(item_id: str, request: Request, taken: WithTaken, parts: WithParts, sent: WithForm) -> Response:
    """Count the answer, once in a browser, and return what the review says, or the question with what is wrong."""
    number = taken.number_of(item_id)
    if number is None:
        return _changed(parts, taken)
    item = taken.items[number - 1]
    given = chosen(item, [str(one) for one in sent.getlist("chosen")])
    written = str(sent.get("words", ""))[:LONGEST_WORDS].strip()
    if error := lacking(item, given):
        return _question(parts, taken, number, given, written, error)
    if form(item) in {Form.SHORT, Form.OPEN} or (form(item) is Form.TRUTH and written):
        # What was typed stands in no address, so the page is what follows the form.
        response = _said(parts, taken, number, given, written)
    else:
        told = urlencode([("chosen", place) for place in given])
        response = RedirectResponse(f"{taken.address}/{item.id}/answer?{told}", HTTP_303_SEE_OTHER)
    _count(request, parts, taken, item, given, response)
    return response


@public.get("/q/{key}/{item_id}/answer")
def answer_page(
    item_id: str,
    taken: WithTaken,
    parts: WithParts,
    typed: Annotated[list[str], Query(alias="chosen")] = [],  # noqa: B006
) -> Response:
    """Return what the review says, beside what was chosen."""
    number = taken.number_of(item_id)
    if number is None:
        return _changed(parts, taken)
    return _said(parts, taken, number, chosen(taken.items[number - 1], typed), "")


def _changed(parts: Parts, taken: Taken) -> Response:
    page = ChangedPage(title="This question was changed or taken out", is_error=True, taken=taken)
    return parts.respond(page, 404)


def _question(
    parts: Parts, taken: Taken, number: int, given: tuple[int | None, ...], written: str, error: str | None
) -> Response:
    item = taken.items[number - 1]
    page = QuestionPage(
        title=f"Question {number} of {len(taken.items)}",
        is_error=error is not None,
        taken=taken,
        item=item,
        number=number,
        form=form(item),
        chosen=given,
        written=written,
        error=error,
    )
    return parts.respond(page, 422 if error else 200)


def _said(parts: Parts, taken: Taken, number: int, given: tuple[int | None, ...], written: str) -> Response:
    item = taken.items[number - 1]
    page = AnswerPage(
        title=f"Question {number} of {len(taken.items)}: what the review says",
        taken=taken,
        item=item,
        number=number,
        form=form(item),
        chosen=given,
        written=written,
        opens=parts.person is not None,
    )
    return parts.respond(page)


def _count(
    request: Request, parts: Parts, taken: Taken, item: Item, given: Sequence[int | None], response: Response
) -> None:
    """Count an answer, once in a browser: the cookie holds which questions were answered, and no more."""
    name = _short(item)
    before = request.cookies.get(ANSWERED, "").split(".")
    if name in before:
        return
    if parts.quiz_answers.wait(taken.run.id):
        raise ProblemError(429, *TOO_MANY)
    taken.runs.count(taken.run.id, item, counted(item, given))
    known = [short for short in map(_short, taken.items) if short in before]
    response.set_cookie(
        ANSWERED,
        ".".join([*known, name]),
        path=taken.address,
        secure=parts.settings.https,
        httponly=True,
        samesite="lax",
    )


def _short(item: Item) -> str:
    return asked_as(item)[:8]
