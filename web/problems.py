"""What went wrong, in one shape on every route: RFC 9457 problem details, or a page for people with the same words."""

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from types import MappingProxyType
from typing import ClassVar

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vectorstore.faults import IndexFault
from web.forms import typed_question
from web.parts import Parts, parts_of, session_of
from web.rendering import Page, QuestionForm, SignInForm
from web.sessions import Session

MEDIA_TYPE = "application/problem+json"

# What happened, and what to do now.
WORDS: dict[int, tuple[str, str]] = {
    400: (
        "The request could not be read",
        "It is addressed to another machine, or it was damaged on its way. "
        "Open the assistant at the address that you were given.",
    ),
    403: (
        "Nothing was sent",
        "It came from another site, from a page that was open for too long, or from a browser that keeps no cookies. "
        "Check what you filled in, and send it or ask again.",
    ),
    404: (
        "Page not found",
        "Nothing is kept at this address. What it once showed may have been replaced or forgotten. "
        "Check the address, or begin at the question page.",
    ),
    405: (
        "This cannot be done here",
        "The address exists, but not for what was asked of it. Begin at the question page.",
    ),
    429: (
        "Too many requests",
        "Wait a minute and try again.",
    ),
    503: (
        "Too many people are asking now",
        "Nothing was lost but time. Wait a few seconds and ask again.",
    ),
    413: (
        "The request is too long",
        "At most 64 KB can be sent, and a question may have 1,000 characters. Go back in your browser, where what you "
        "typed may still stand, shorten it and ask again.",
    ),
    415: (
        "The format is not supported",
        "A program has to send the body as application/json. On the question page you can ask without one.",
    ),
    422: (
        "The request cannot be used",
        "Something in it is missing, unknown or not as it should be. Go back in your browser, where what you typed "
        "may still stand, and check it.",
    ),
    500: (
        "Something went wrong here",
        "The fault is ours and was recorded, without your question. Ask again in a minute. If it happens again, "
        "tell whoever looks after this assistant.",
    ),
}

QUESTION_PAGE = ("/", "Go to the question page")

# Refused before a route could look at it: a question that came with it is given back.
GIVES_BACK = frozenset({401, 403, 429, 503})
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of what was sent; never holds what was sent."""

    field: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, as it is shown to programs and to people."""

    status: int
    title: str
    detail: str
    errors: tuple[FieldProblem, ...] = ()

    def to_record(self) -> dict[str, object]:
        """Return the members of the problem details."""
        record: dict[str, object] = {"type": "about:blank", "title": self.title, "status": self.status}
        record["detail"] = self.detail
        if self.errors:
            record["errors"] = [{"field": error.field, "detail": error.detail} for error in self.errors]
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage(Page):
    """A problem for people to read, with the question form where a question can be asked again."""

    template: ClassVar[str] = "problem.html"
    problem: Problem
    back: tuple[str, str] = QUESTION_PAGE
    form: QuestionForm | None = None
    sign_in: SignInForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizProblemPage(ProblemPage):
    """A problem of somebody who takes a quiz by a link, whom pages that need an account would lead nowhere."""

    has_navigation: ClassVar[bool] = False


class ProblemError(Exception):
    """Raised by a route that has only a problem to answer with; `typed` is the question to give back.

    `back` is where to go on from its page, an address and what the link says.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        typed: str | None = None,
        headers: Mapping[str, str] = NOTHING_MORE,
        back: tuple[str, str] = QUESTION_PAGE,
    ) -> None:
        super().__init__(title)
        self.back = back
        self.headers = headers
        self.problem = Problem(status, title, detail)
        self.typed = typed


def problem_of(status: int, errors: tuple[FieldProblem, ...] = ()) -> Problem:
    """Return the problem that a status stands for, in our own words."""
    title, detail = WORDS.get(status) or (HTTPStatus(status).phrase, "The request was refused.")
    return Problem(status, title, detail, errors)


def respond(
    request: Request, problem: Problem, typed: str | None = None, back: tuple[str, str] = QUESTION_PAGE
) -> Response:
    """Return the problem as a page for a browser, else as problem details; a typed question is given back."""
    if not wants_page(request):
        return JSONResponse(problem.to_record(), problem.status, media_type=MEDIA_TYPE)
    parts, session = parts_of(request), session_of(request)
    person = parts.access.person(request, session)
    # Strangers are given no cookie of ours but with the form to sign in: elsewhere it says that they were let in.
    form = parts.form(session, typed) if typed is not None and person else None
    sign_in = _sign_in(request, parts, session, typed) if problem.status == 401 else None
    kind = QuizProblemPage if request.url.path.startswith("/q/") else ProblemPage
    page = kind(title=problem.title, is_error=True, problem=problem, back=back, form=form, sign_in=sign_in)
    response = replace(parts, person=person).respond(page, problem.status)
    if form or sign_in:
        parts.sessions.keep(session, response)
    return response


def _sign_in(request: Request, parts: Parts, session: Session, typed: str | None) -> SignInForm | None:
    if not parts.access.stranger.signs_in:
        return None
    then = request.url.path if request.method == "GET" else "/"
    return SignInForm(parts.sessions.token(session), then, question=typed or "")


async def refuse(request: Request, status: int) -> Response:
    """Return the answer to a request that no route gets to see."""
    typed = await typed_question(request) if status == 403 else None
    return respond(request, problem_of(status), typed)


def wants_page(request: Request) -> bool:
    """Return whether a page is preferred to JSON; where `Accept` leaves it open, only `/api` is for programs."""
    page, data = 0.0, 0.0
    for item in request.headers.get("accept", "").split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        weight = _weight(parameters)
        page = max(page, weight if name in {"text/html", "application/xhtml+xml"} else 0.0)
        data = max(data, weight if name in {"application/json", MEDIA_TYPE} else 0.0)
    if page != data:
        return page > data
    return not request.scope["path"].startswith(("/api/", "/healthz"))


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def add_handlers(app: FastAPI) -> None:
    """Give every expected failure of a route its problem."""

    @app.exception_handler(ProblemError)
    async def problem_error(request: Request, error: ProblemError) -> Response:
        typed = error.typed
        if typed is None and error.problem.status in GIVES_BACK:
            typed = await typed_question(request)
        response = await run_in_threadpool(respond, request, error.problem, typed, error.back)
        response.headers.update(error.headers)
        return response

    @app.exception_handler(IndexFault)
    def index_fault(request: Request, error: IndexFault) -> Response:
        return respond(request, problem_of_fault(error))

    @app.exception_handler(HTTPException)
    def http_exception(request: Request, error: HTTPException) -> Response:
        response = respond(request, problem_of(error.status_code))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        # The field and the rule, never the value: it may be a question.
        errors = tuple(
            FieldProblem(".".join(str(part) for part in one["loc"][1:] or one["loc"]), one["msg"])
            for one in error.errors()
        )
        return respond(request, problem_of(422, errors))


def problem_of_fault(fault: Exception) -> Problem:
    """Return the problem that an exception is told as; one that nobody expected is logged, with nothing of its text."""
    if isinstance(fault, IndexFault):
        return Problem(503, "The index cannot do this now", str(fault))
    # The message of an exception may quote a question: where it happened is enough.
    frames = "".join(traceback.format_tb(fault.__traceback__))
    _log.error("Unexpected %s\n%s", type(fault).__qualname__, frames)
    return problem_of(500)


class CatchFaults:
    """Turns an exception that nobody expected into a problem with nothing of its text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; log a fault and answer with 500 unless an answer has begun."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = False

        async def send_watched(message: Message) -> None:
            nonlocal began
            began = began or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_watched)
        except Exception as fault:
            problem = problem_of_fault(fault)
            if began:
                raise
            request = Request(scope)
            await self._told(request, problem)(scope, receive, send)

    def _told(self, request: Request, problem: Problem) -> Response:
        """Return the problem as a page or data; in few words where telling it fails for the same reason."""
        try:
            return respond(request, problem, request.scope.get("state", {}).get("typed"))
        except Exception as fault:
            _log.error("The problem could not be shown: %s", type(fault).__qualname__)
            return JSONResponse(problem.to_record(), problem.status, media_type=MEDIA_TYPE)
