"""The form with the words of one item of a quiz, and what becomes of the words that were typed."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from assistant.quizzes.drafts import Drafts
from assistant.quizzes.edited_question import core_of
from assistant.quizzes.editing import Refused, reword
from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.staleness import GONE, stale
from assistant.quizzes.verifier import LONGEST_OPTION, LONGEST_STEM, STATEMENTS
from web.maintaining import WithForm, refuse_foreign
from web.parts import Parts, WithParts, WithSession
from web.quiz_item import CHANGED, numbered_item, returned, seen_as
from web.quiz_words import QuizPage
from web.quizzes import WithQuiz, lent, respond
from web.sessions import Session

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage(QuizPage):
    """The form with the words of an item. `options` are those that may be changed, as they were typed.

    `core` are the words of the question that have to stay.
    """

    template: ClassVar[str] = "quiz_edit.html"
    is_entry: ClassVar[bool] = False
    longest_stem: ClassVar[int] = LONGEST_STEM
    longest_option: ClassVar[int] = LONGEST_OPTION
    token: str
    quiz: Quiz
    item: Item
    number: int
    seen: str
    core: str
    stem: str
    options: tuple[str, ...]
    errors: dict[str, str]


@router.get("/quizzes/{quiz_id}/items/{item_id}/edit")
def edit_page(item_id: str, quiz: WithQuiz, parts: WithParts, session: WithSession) -> Response:
    """Return the form with the words of an item."""
    item, _ = numbered_item(quiz, item_id)
    return _edit(parts, session, quiz, item, item.stem, _changeable(item), {})


@router.post("/quizzes/{quiz_id}/items/{item_id}/edit")
def edit(item_id: str, quiz: WithQuiz, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Keep the words that were typed, and return to the item, or the form again with what is wrong with them."""
    refuse_foreign(parts, session, form)
    item, _ = numbered_item(quiz, item_id)
    stem, options = _typed(form, item)
    if form.get("seen") != seen_as(item):
        return _edit(parts, session, quiz, item, stem, options, {"form": CHANGED}, 409)
    with parts.live.use() as index:
        changed = reword(lent(index), quiz, item_id, stem, options)
    if isinstance(changed, Refused):
        field = "stem" if changed.option is None else f"option-{changed.option}"
        return _edit(parts, session, quiz, item, stem, options, {field: changed.why})
    if not Drafts(parts.live.data).change(changed):
        return _edit(parts, session, quiz, item, stem, options, {"form": CHANGED}, 409)
    parts.record("edited a quiz item", f"{quiz.id}, item {item_id}")
    return returned(quiz, f"item-{item_id}")


def _changeable(item: Item) -> tuple[str, ...]:
    """Return the options whose words may be changed: names of reviews and "True" are what they are."""
    return tuple(option.words for option in item.options) if item.kind in STATEMENTS else ()


def _typed(form: FormData, item: Item) -> tuple[str, tuple[str, ...]]:
    count = len(_changeable(item))
    return str(form.get("stem", "")), tuple(str(form.get(f"option-{place}", "")) for place in range(count))


def _edit(
    parts: Parts,
    session: Session,
    quiz: Quiz,
    item: Item,
    stem: str,
    options: tuple[str, ...],
    errors: dict[str, str],
    status: int | None = None,
) -> Response:
    with parts.live.use() as index:
        whole = lent(index)
        if stale(whole, item) == GONE:  # its words may not be shown, and the quiz says why
            return returned(quiz, f"item-{item.id}")
        core = core_of(item).words
    page = EditPage(
        title="Edit an item",
        current="/quizzes",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        quiz=quiz,
        item=item,
        number=numbered_item(quiz, item.id)[1],
        seen=seen_as(item),
        core=core,
        stem=stem,
        options=options,
        errors=errors,
    )
    return respond(parts, session, page, status)
