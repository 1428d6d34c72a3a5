"""The quizzes of this installation: the list, the form that builds one, and the way to be rid of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData
from starlette.status import HTTP_303_SEE_OTHER

from assistant.quizzes.building import Unbuilt, Wish, build, checked
from assistant.quizzes.drafts import Drafts, timed
from assistant.quizzes.quiz import Decision, Quiz
from assistant.quizzes.staleness import stale
from assistant.reviews import ADULTS, CHILDREN, Entry, reviews
from assistant.themes import themes
from vectorstore.index import Index
from web.asking import placed, refuse_often
from web.loaded import Loaded, describe
from web.maintaining import WithForm, refuse_foreign
from web.paging import Paged, paged
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.rendering import Page
from web.sessions import Session

router = APIRouter()

MOST_ITEMS = 40
LONGEST_SEED = 6
QUIZZES_ON_A_PAGE = 20
FULL = ("Too much is being done now", "The quiz was not built. Wait a few seconds, go back and send the form again.")
NO_QUIZ = (
    "Quiz not found",
    "It was deleted, or the address is not complete. The page Quizzes lists all that there are.",
)
NOTHING_LOADED = (
    "No documents are loaded",
    "A quiz cannot be checked against its sources now. Load the documents first.",
)


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was filled in."""

    theme: str = ""
    reviews: tuple[str, ...] = ()
    audience: str = ""
    population: str = ""
    items: str = "10"
    seed: str = "1"

    @classmethod
    def read(cls, form: FormData) -> "Typed":
        """Return what was sent."""
        names = ("theme", "audience", "population", "items", "seed")
        fields = {name: " ".join(str(form.get(name, "")).split()) for name in names}
        return cls(reviews=tuple(str(one) for one in form.getlist("reviews")), **fields)


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen: what the reviews loaded have."""

    themes: tuple[str, ...] = ()
    reviews: tuple[Entry, ...] = ()
    agencies: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()

    def errors(self, typed: Typed) -> dict[str, str]:
        """Return what is wrong with the form, by its fields."""
        names = {entry.name for entry in self.reviews}
        wrong = {
            "theme": typed.theme and typed.theme not in self.themes and "Choose a theme that is in the list",
            "reviews": not names.issuperset(typed.reviews) and "Choose the reviews again: one is not loaded any more",
            "audience": typed.audience and typed.audience not in self.agencies and "Choose an agency of the list",
            "items": _number(typed.items, 1, MOST_ITEMS) is None and f"Enter a number of items from 1 to {MOST_ITEMS}",
            "seed": _number(typed.seed, 0, 10**LONGEST_SEED - 1) is None
            and f"Enter a number of at most {LONGEST_SEED} figures, such as 1",
        }
        return {field: error for field, error in wrong.items() if error}

    def wish(self, typed: Typed) -> Wish:
        """Return what a form without errors asks for."""
        return Wish(
            theme=typed.theme or None,
            reviews=tuple(entry.name for entry in self.reviews if entry.name in typed.reviews),
            audience=typed.audience or None,
            population=typed.population if typed.population in self.populations else (*self.populations, CHILDREN)[0],
            items=int(typed.items),
            seed=int(typed.seed),
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A quiz in the list: how many of its items are accepted, and how many do not hold any more."""

    quiz: Quiz
    accepted: int
    stale: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizzesPage(Page):
    """The quizzes, and the form that builds another."""

    template: ClassVar[str] = "quizzes.html"
    most_items: ClassVar[int] = MOST_ITEMS
    longest_seed: ClassVar[int] = LONGEST_SEED
    token: str
    loaded: Loaded
    paged: Paged[Listed]
    options: Options
    typed: Typed
    errors: dict[str, str]
    is_deleted: bool

    def page_url(self, number: int) -> str:
        """Return the address of another page of the list."""
        return f"/quizzes?page={number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePage(Page):
    """The question whether a quiz is to be deleted. `runs` are the links that would open nothing any more."""

    template: ClassVar[str] = "quiz_delete.html"
    is_entry: ClassVar[bool] = False
    token: str
    quiz: Quiz
    runs: int


def quiz_of(quiz_id: str, parts: WithParts) -> Quiz:
    """Return the quiz of an address. Raise ProblemError 404 where there is none."""
    quiz = Drafts(parts.live.data).get(quiz_id)
    if quiz is None:
        raise ProblemError(404, *NO_QUIZ, back=("/quizzes", "Go to the quizzes"))
    return quiz


WithQuiz = Annotated[Quiz, Depends(quiz_of)]


def lent(index: Index | None) -> Index:
    """Return the index. Raise ProblemError 409 where nothing is live."""
    if index is None:
        raise ProblemError(409, *NOTHING_LOADED)
    return index


async def may_build(request: Request) -> None:
    """Count the quiz as one of this person's questions. Raise ProblemError 429 where it is one too many for now."""
    refuse_often(
        request, "Too much at once", "You can build the next quiz in {wait}. Go back then and send the form again."
    )


@router.get("/quizzes")
def quizzes_page(parts: WithParts, session: WithSession, page: str = "", deleted: str = "") -> Response:
    """Return the list and the form."""
    return _page(parts, session, None, {}, page, is_deleted=bool(deleted))


@router.post("/quizzes", dependencies=[Depends(may_build), Depends(placed(FULL))])
def build_quiz(parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Build a quiz and return the way to it, or the form again with what is wrong."""
    refuse_foreign(parts, session, form)
    typed = Typed.read(form)
    with parts.live.use() as index:
        options = _options(lent(index))
        if errors := options.errors(typed):
            return _page(parts, session, typed, errors)
        wished = options.wish(typed)
        wish = checked(lent(index), wished)
        built = wish if isinstance(wish, Unbuilt) else build(lent(index), wish, date.today())
    if isinstance(built, Unbuilt):
        return _page(parts, session, typed, {"reviews" if isinstance(wish, Unbuilt) else "theme": built.why})
    new = timed(built, datetime.now(UTC))
    kept = Drafts(parts.live.data).add(new)
    parts.record("built a quiz", built.id)
    told = {"known": "yes"} if kept is not new else {}
    if len(built.items) < wished.items:
        told["wished"] = str(wished.items)
    return RedirectResponse(f"/quizzes/{built.id}{'?' if told else ''}{urlencode(told)}", HTTP_303_SEE_OTHER)


@router.get("/quizzes/{quiz_id}/delete")
def delete_page(quiz: WithQuiz, parts: WithParts, session: WithSession) -> Response:
    """Return the question whether to delete the quiz."""
    page = DeletePage(
        title="Delete this quiz?",
        current="/quizzes",
        token=parts.sessions.token(session),
        quiz=quiz,
        runs=len(parts.runs.of(quiz.id)) if parts.runs else 0,
    )
    return respond(parts, session, page)


@router.post("/quizzes/{quiz_id}/delete")
def delete_quiz(quiz: WithQuiz, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Delete the quiz with its links and totals, and return to the list."""
    refuse_foreign(parts, session, form)
    if parts.runs:
        parts.runs.end(quiz.id)
    if Drafts(parts.live.data).delete(quiz.id):
        parts.record("deleted a quiz", quiz.id)
    return RedirectResponse("/quizzes?deleted=yes", HTTP_303_SEE_OTHER)


def respond(parts: Parts, session: Session, page: Page, status: int | None = None) -> Response:
    """Return a page with forms."""
    response = parts.respond(page, status or (422 if page.is_error else 200))
    parts.sessions.keep(session, response)
    return response


def _page(
    parts: Parts,
    session: Session,
    typed: Typed | None,
    errors: dict[str, str],
    number: str = "",
    *,
    is_deleted: bool = False,
) -> Response:
    quizzes = Drafts(parts.live.data).all()
    shown = paged(quizzes, number, QUIZZES_ON_A_PAGE)
    with parts.live.use() as index:
        page = QuizzesPage(
            title="Quizzes",
            current="/quizzes",
            is_error=bool(errors),
            token=parts.sessions.token(session),
            loaded=describe(index),
            paged=Paged(_listed(index, shown.shown), shown.number, shown.last),
            options=_options(index) if index else Options(),
            typed=typed or Typed(seed=str(_free_seed(index, quizzes))),
            errors=errors,
            is_deleted=is_deleted,
        )
    return respond(parts, session, page)


def _listed(index: Index | None, quizzes: Sequence[Quiz]) -> tuple[Listed, ...]:
    def gone(quiz: Quiz) -> int:
        wanted = [item for item in quiz.items if item.decision is not Decision.REJECTED]
        return sum(index is not None and stale(index, item) is not None for item in wanted)

    return tuple(Listed(quiz, len(quiz.accepted), gone(quiz)) for quiz in quizzes)


def _free_seed(index: Index | None, quizzes: Sequence[Quiz]) -> int:
    """Return the first number that no quiz of this index has, so that nobody is given another's quiz unasked."""
    taken = {quiz.seed for quiz in quizzes if index is not None and quiz.index_version == index.version}
    return next(number for number in count(1) if number not in taken)


def _options(index: Index) -> Options:
    entries = reviews(index)
    about = {entry.document.population for entry in entries}
    return Options(
        themes=tuple(theme.name for theme in themes(index) if theme.carried),
        reviews=entries,
        agencies=tuple(sorted({agency for entry in entries for agency in entry.agencies}, key=str.casefold)),
        populations=tuple(name for name in (CHILDREN, ADULTS) if name in about),
    )


def _number(typed: str, least: int, most: int) -> int | None:
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(most))
    return int(typed) if is_number and least <= int(typed) <= most else None
