"""A quiz as its trainer works on it: every item beside its source, and what may be done to it."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData
from starlette.status import HTTP_303_SEE_OTHER

from assistant.quizzes.building import shortfall
from assistant.quizzes.drafts import Drafts
from assistant.quizzes.edited_question import core_of
from assistant.quizzes.editing import (
    Refused,
    accept,
    accept_all,
    item_of,
    lock,
    move,
    reject,
    replace_item,
    reword,
)
from assistant.quizzes.exports.formats import FORMATS, Format
from assistant.quizzes.quiz import Decision, Item, ItemKind, Quiz
from assistant.quizzes.session import NO_CONTACTS
from assistant.quizzes.session import Session as Told
from assistant.quizzes.session import session as told_round
from assistant.quizzes.staleness import GONE, stale
from assistant.quizzes.verifier import LONGEST_OPTION, LONGEST_STEM, STATEMENTS
from vectorstore.index import Index
from web.maintaining import WithForm, refuse_foreign
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.quiz_words import QuizPage
from web.quizzes import NO_QUIZ, WithQuiz, lent, respond
from web.rendering import Page
from web.sessions import Session

router = APIRouter()

NO_ITEM = ("Item not found", "It was replaced, or the address is not complete. Open the quiz again.")
NO_ACTION = ("This cannot be done to an item", "Use the buttons under the item.")
CHANGED = (
    "Somebody changed this after you had opened the page. Nothing was overwritten, and what you did was not done: "
    "here is how it stands now. Look at it, and do it again if you still want to"
)

Change = Callable[[Index, Quiz, str, Collection[int]], Quiz | Refused]
# What a button under an item does, and how that is recorded.
_CHANGES: Mapping[str, tuple[Change, str]] = {
    "accept": (accept, "accepted a quiz item"),
    "reject": (lambda index, quiz, item_id, kept: reject(quiz, item_id), "rejected a quiz item"),
    "lock": (lambda index, quiz, item_id, kept: lock(quiz, item_id, locked=True), "locked a quiz item"),
    "unlock": (lambda index, quiz, item_id, kept: lock(quiz, item_id, locked=False), "unlocked a quiz item"),
    "up": (lambda index, quiz, item_id, kept: move(quiz, item_id, -1), "moved a quiz item"),
    "down": (lambda index, quiz, item_id, kept: move(quiz, item_id, 1), "moved a quiz item"),
    "another": (lambda index, quiz, item_id, kept: replace_item(index, quiz, item_id), "replaced a quiz item"),
}


# What depends on the places of the other items.
_MOVES = frozenset({"up", "down"})


@dataclass(frozen=True, slots=True)
class Shown:
    """An item on the page. `seen` tells whether it is still the one that was shown; `stale` why it may not be used.

    `unticked` are the places of options that were not ticked when a button was pressed that does not use the ticks.
    """

    item: Item
    number: int
    seen: str
    stale: str | None
    unticked: frozenset[int] = frozenset()

    def leaves_out(self, place: int) -> bool:
        """Return whether the option at a place is shown without its tick."""
        return place in self.unticked

    @property
    def is_gone(self) -> bool:
        """Return whether a source of it was withdrawn, so that nothing it says may be shown."""
        return self.stale == GONE

    @property
    def may_choose(self) -> bool:
        """Return whether options of it may be left out."""
        return not self.is_gone and bool(self.item.options) and self.item.kind is not ItemKind.TRUE_FALSE


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage(QuizPage):
    """The quiz with what a facilitator needs, and each item beside its source."""

    template: ClassVar[str] = "quiz_draft.html"
    is_entry: ClassVar[bool] = False
    formats: ClassVar[Mapping[str, Format]] = FORMATS
    token: str
    quiz: Quiz
    told: Told
    shown: tuple[Shown, ...]
    errors: dict[str, str]
    is_known: bool
    fewer: str | None
    lacks_contacts: str | None

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many items stand how, and how many of all do not hold any more."""
        counts = {one.value: sum(item.decision is one for item in self.quiz.items) for one in Decision}
        return counts | {"stale": sum(one.stale is not None for one in self.shown)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage(Page):
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


@router.get("/quizzes/{quiz_id}")
def draft_page(
    quiz: WithQuiz,
    parts: WithParts,
    session: WithSession,
    known: str = "",
    wished: str = "",
    unticked: str = "",
) -> Response:
    """Return the quiz. `wished` is how many items were asked for where it was just built.

    `unticked` is an item and the places of its options whose ticks are not to come back.
    """
    fewer = shortfall(quiz, int(wished)) if wished.isascii() and wished.isdecimal() and len(wished) <= 3 else None
    return _page(parts, session, quiz, {}, is_known=bool(known), fewer=fewer, unticked=unticked)


@router.post("/quizzes/{quiz_id}/accept-all")
def accept_every_item(quiz: WithQuiz, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Accept every item that is neither rejected nor stale."""
    refuse_foreign(parts, session, form)
    if str(form.get("revision", "")) != str(quiz.revision):
        return _page(parts, session, quiz, {"items": CHANGED}, 409)
    with parts.live.use() as index:
        changed = accept_all(lent(index), quiz)
    return _kept(parts, session, changed, "items", "accepted every quiz item")


@router.post("/quizzes/{quiz_id}/items/{item_id}")
def change_item(item_id: str, quiz: WithQuiz, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Do to an item what a button says, and return to it."""
    refuse_foreign(parts, session, form)
    item, number = _item(quiz, item_id)
    change, did = _CHANGES.get(str(form.get("do", "")), (None, ""))
    if change is None:
        raise ProblemError(422, *NO_ACTION, back=_back(quiz))
    if form.get("seen") != seen_as(item):
        return _page(parts, session, quiz, {f"item-{item_id}": CHANGED}, 409)
    if form.get("do") in _MOVES and form.get("revision") != str(quiz.revision):
        return _page(parts, session, quiz, {f"item-{item_id}": CHANGED}, 409)
    kept = [place for place in range(len(item.options)) if str(place) in form.getlist("keep")]
    unticked = ".".join([item_id, *(str(place) for place in range(len(item.options)) if place not in kept)])
    with parts.live.use() as index:
        changed = change(lent(index), quiz, item_id, kept)
    if isinstance(changed, Refused):
        return _page(parts, session, quiz, {f"item-{item_id}": changed.why}, unticked=unticked)
    stays = item_of(changed, item_id) or changed.items[number - 1]
    is_same = stays.options == item.options and change is not accept and stays.kind is not ItemKind.TRUE_FALSE
    return _kept(parts, session, changed, f"item-{stays.id}", did, unticked if is_same else "")


@router.get("/quizzes/{quiz_id}/items/{item_id}/edit")
def edit_page(item_id: str, quiz: WithQuiz, parts: WithParts, session: WithSession) -> Response:
    """Return the form with the words of an item."""
    item, _ = _item(quiz, item_id)
    return _edit(parts, session, quiz, item, item.stem, _changeable(item), {})


@router.post("/quizzes/{quiz_id}/items/{item_id}/edit")
def edit(item_id: str, quiz: WithQuiz, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Keep the words that were typed, and return to the item, or the form again with what is wrong with them."""
    refuse_foreign(parts, session, form)
    item, _ = _item(quiz, item_id)
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
    return _to(quiz, f"item-{item_id}")


def seen_as(item: Item) -> str:
    """Return a short name of an item as it stands, which changes with everything about it."""
    return hashlib.sha256(repr(item).encode()).hexdigest()[:16]


def _item(quiz: Quiz, item_id: str) -> tuple[Item, int]:
    found = [(item, number) for number, item in enumerate(quiz.items, 1) if item.id == item_id]
    if not found:
        raise ProblemError(404, *NO_ITEM, back=_back(quiz))
    return found[0]


def _back(quiz: Quiz) -> tuple[str, str]:
    return f"/quizzes/{quiz.id}", "Go to the quiz"


def _changeable(item: Item) -> tuple[str, ...]:
    """Return the options whose words may be changed: names of reviews and "True" are what they are."""
    return tuple(option.words for option in item.options) if item.kind in STATEMENTS else ()


def _typed(form: FormData, item: Item) -> tuple[str, tuple[str, ...]]:
    count = len(_changeable(item))
    return str(form.get("stem", "")), tuple(str(form.get(f"option-{place}", "")) for place in range(count))


def _kept(parts: Parts, session: Session, changed: Quiz, anchor: str, did: str, unticked: str = "") -> Response:
    """Keep a changed quiz and return the way back to it; where somebody was faster, the page that says so."""
    drafts = Drafts(parts.live.data)
    if drafts.change(changed):
        parts.record(did, changed.id)
        return _to(changed, anchor, unticked)
    now = drafts.get(changed.id)
    if now is None:
        raise ProblemError(404, *NO_QUIZ, back=("/quizzes", "Go to the quizzes"))
    return _page(parts, session, now, {anchor: CHANGED}, 409)


def _to(quiz: Quiz, anchor: str, unticked: str = "") -> Response:
    query = f"?unticked={unticked}" if "." in unticked else ""
    return RedirectResponse(f"/quizzes/{quiz.id}{query}#{anchor}", HTTP_303_SEE_OTHER)


def _unticked(item: Item, typed: str) -> frozenset[int]:
    """Return the places of an item's options that an address names."""
    item_id, *places = typed.split(".")
    return frozenset(place for place in range(len(item.options)) if item.id == item_id and str(place) in places)


def _page(
    parts: Parts,
    session: Session,
    quiz: Quiz,
    errors: dict[str, str],
    status: int | None = None,
    *,
    is_known: bool = False,
    fewer: str | None = None,
    unticked: str = "",
) -> Response:
    with parts.live.use() as index:
        whole = lent(index)
        shown = tuple(
            Shown(item, number, seen_as(item), stale(whole, item), _unticked(item, unticked))
            for number, item in enumerate(quiz.items, 1)
        )
    wanted = tuple(one.item for one in shown if one.item.decision is not Decision.REJECTED and not one.is_gone)
    lines = parts.settings.contact_lines(date.today())
    page = DraftPage(
        title=quiz.title,
        current="/quizzes",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        quiz=quiz,
        told=told_round(quiz, wanted, lines),
        shown=shown,
        errors=errors,
        is_known=is_known,
        fewer=fewer,
        lacks_contacts=None if lines else NO_CONTACTS,
    )
    return respond(parts, session, page, status)


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
            return _to(quiz, f"item-{item.id}")
        core = core_of(whole, item).words
    page = EditPage(
        title="Edit an item",
        current="/quizzes",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        quiz=quiz,
        item=item,
        number=_item(quiz, item.id)[1],
        seen=seen_as(item),
        core=core,
        stem=stem,
        options=options,
        errors=errors,
    )
    return respond(parts, session, page, status)
