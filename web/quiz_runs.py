"""Running a quiz: links that open it without an account for a time, and the totals of what was answered."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant.quizzes.exports.asked import Form, form
from assistant.quizzes.feedback import option_words, quoted
from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.runs import FEWEST_PEOPLE, MOST_DAYS, QuizRun, Runs, Totals, asked_as
from assistant.quizzes.staleness import usable
from web.maintaining import WithForm, refuse_foreign
from web.parts import Parts, WithParts, WithSession, parts_of
from web.problems import ProblemError
from web.quizzes import WithQuiz, lent, respond
from web.rendering import Page
from web.sessions import Session
from web.settings import WebSettings, is_this_machine

router = APIRouter()

DAYS = (1, 2, 7, MOST_DAYS)
NO_RUNS = ("Quizzes are not run by this server", "Take the quiz as a file, or show it on a projector.")
NOTHING_TO_RUN = "No item can be shown: accept at least one that still holds"
NO_RUN = (
    "This link is not open",
    "It has ended, or the address is not complete. The page of the quiz's links lists those that are open.",
)
LONGEST_ONCE = 64
TOO_MANY = "Too many links to this quiz are open: end one first"
WRONG_DAYS = "Choose how long the link is to open the quiz"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer and how many people gave it."""

    words: str
    is_right: bool
    people: int


@dataclass(frozen=True, slots=True)
class Answered:
    """An item with what was answered; `people` is 0 where too few did for anything to be shown."""

    number: int
    item: Item
    people: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """A run that is open, and what was answered in it."""

    run: QuizRun
    answered: tuple[Answered, ...]

    @property
    def is_answered(self) -> bool:
        """Return whether there is anything to be shown."""
        return any(one.people for one in self.answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsPage(Page):
    """The runs of a quiz, and the form that opens another.

    `once` tells the form from every other, so that it opens one link however often it is sent. `link` is the one that
    was just opened. `is_local` where its address leads nowhere but to this machine.
    """

    template: ClassVar[str] = "quiz_runs.html"
    is_entry: ClassVar[bool] = False
    days: ClassVar[tuple[int, ...]] = DAYS
    fewest: ClassVar[int] = FEWEST_PEOPLE
    token: str
    quiz: Quiz
    items: int
    running: tuple[Running, ...]
    errors: dict[str, str]
    once: str
    is_local: bool
    opened: QuizRun | None
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRunPage(Page):
    """The question whether a link is to be ended."""

    template: ClassVar[str] = "quiz_run_end.html"
    is_entry: ClassVar[bool] = False
    token: str
    quiz: Quiz
    run: QuizRun


def runs_of(request: Request) -> Runs:
    """Return where runs are kept. Raise ProblemError 404 where they are not."""
    runs = parts_of(request).runs
    if runs is None:
        raise ProblemError(404, *NO_RUNS)
    return runs


WithRuns = Annotated[Runs, Depends(runs_of)]


@router.get("/quizzes/{quiz_id}/runs")
def runs_page(
    request: Request, quiz: WithQuiz, parts: WithParts, session: WithSession, runs: WithRuns, opened: str = ""
) -> Response:
    """Return the runs of a quiz with their totals; `opened` is the form that opened one, whose link is then shown."""
    key = _key(parts, session, quiz, opened) if opened else ""
    return _page(request, parts, session, runs, quiz, {}, key)


@router.post("/quizzes/{quiz_id}/runs")
def publish(
    request: Request, quiz: WithQuiz, parts: WithParts, session: WithSession, runs: WithRuns, sent: WithForm
) -> Response:
    """Open a run, and return the way to its link, which is made from the form and the session and not kept."""
    refuse_foreign(parts, session, sent)
    days = str(sent.get("days", ""))
    if days not in {str(one) for one in DAYS}:
        return _page(request, parts, session, runs, quiz, {"days": WRONG_DAYS})
    if not _items(parts, quiz):
        return _page(request, parts, session, runs, quiz, {"days": NOTHING_TO_RUN})
    once = str(sent.get("once", ""))[:LONGEST_ONCE] or secrets.token_urlsafe(12)
    key = _key(parts, session, quiz, once)
    is_new = runs.opened(key) is None
    if runs.publish(quiz.id, int(days), key) is None:
        return _page(request, parts, session, runs, quiz, {"days": TOO_MANY})
    if is_new:
        parts.record("opened a quiz by a link", f"{quiz.id}, days: {days}")
    return RedirectResponse(f"/quizzes/{quiz.id}/runs?{urlencode({'opened': once})}", HTTP_303_SEE_OTHER)


@router.get("/quizzes/{quiz_id}/runs/{run_id}/end")
def end_page(run_id: str, quiz: WithQuiz, parts: WithParts, session: WithSession, runs: WithRuns) -> Response:
    """Return the question whether to end a run."""
    run = next((one for one in runs.of(quiz.id) if one.id == run_id), None)
    if run is None:
        raise ProblemError(404, *NO_RUN, back=(f"/quizzes/{quiz.id}/runs", "Go to the links of the quiz"))
    token = parts.sessions.token(session)
    return respond(
        parts, session, EndRunPage(title="End this link?", current="/quizzes", token=token, quiz=quiz, run=run)
    )


@router.post("/quizzes/{quiz_id}/runs/{run_id}/end")
def end(
    run_id: str, quiz: WithQuiz, parts: WithParts, session: WithSession, runs: WithRuns, sent: WithForm
) -> Response:
    """End a run, delete its totals, and return to the others."""
    refuse_foreign(parts, session, sent)
    if runs.end(quiz.id, run_id):
        parts.record("ended the link to a quiz", quiz.id)
    return RedirectResponse(f"/quizzes/{quiz.id}/runs", HTTP_303_SEE_OTHER)


def _key(parts: Parts, session: Session, quiz: Quiz, once: str) -> str:
    return parts.sessions.secret_of(session, f"{quiz.id} {once}")


def origin(request: Request, settings: WebSettings) -> tuple[str, bool]:
    """Return how the address of a link begins, and whether that leads nowhere but to this machine.

    Who works on this machine itself is given the first name that is configured for others.
    """
    outside = (name for name in settings.allowed_hosts if not is_this_machine(name.strip("[]")))
    host = request.url.hostname or ""
    scheme = "https" if settings.https else request.url.scheme
    if not is_this_machine(host):
        return f"{scheme}://{request.url.netloc}", False
    name = next(outside, None)
    if name is None:
        return f"{scheme}://{request.url.netloc}", True
    port = f":{request.url.port}" if request.url.port and not settings.https else ""
    return f"{scheme}://{name}{port}", False


def _items(parts: Parts, quiz: Quiz) -> tuple[Item, ...]:
    with parts.live.use() as index:
        return usable(lent(index), quiz)


def _page(
    request: Request,
    parts: Parts,
    session: Session,
    runs: Runs,
    quiz: Quiz,
    errors: dict[str, str],
    key: str = "",
) -> Response:
    items = _items(parts, quiz)
    begins, is_local = origin(request, parts.settings)
    opened = runs.opened(key) if key else None
    page = RunsPage(
        title=f"Run: {quiz.title.removeprefix('Quiz: ')}",
        current="/quizzes",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        quiz=quiz,
        items=len(items),
        running=tuple(Running(run, tuple(_answered(items, runs, run))) for run in runs.of(quiz.id)),
        errors=errors,
        once=secrets.token_urlsafe(12),
        is_local=is_local,
        opened=opened,
        link=f"{begins}/q/{key}",
    )
    return respond(parts, session, page)


def _answered(items: Sequence[Item], runs: Runs, run: QuizRun) -> Iterator[Answered]:
    totals = runs.totals(run.id)
    for number, item in enumerate(items, 1):
        found = totals.get(asked_as(item), Totals(0, {}))
        lines = tuple(_lines(item, found)) if found.people else ()
        yield Answered(number, item, found.people, lines)


def _lines(item: Item, totals: Totals) -> Iterator[Line]:
    match form(item):
        case Form.MATCH:
            words = [f"{quoted(pair.finding)} matched as in the review" for pair in item.pairs]
        case Form.ORDER:
            words = [f"{quoted(stage.quote)} put in its place" for stage in item.stages]
        case _:
            words = [option_words(option) for option in item.options]
    for place, line in enumerate(words):
        yield Line(line, bool(item.options) and item.options[place].right, totals.options.get(place, 0))
