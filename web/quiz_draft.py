"""A quiz as its trainer works on it: every item beside its source, and what may be done to it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Response

from assistant.quizzes.building import beside_theme, shortfall
from assistant.quizzes.drafts import Drafts
from assistant.quizzes.editing import (
    Refused,
    accept,
    accept_all,
    item_of,
    lock,
    move,
    reject,
    replace_item,
)
from assistant.quizzes.exports.formats import FORMATS, Format
from assistant.quizzes.quiz import Decision, Item, ItemKind, Quiz
from assistant.quizzes.session import NO_CONTACTS
from assistant.quizzes.session import Session as Told
from assistant.quizzes.session import session as told_round
from assistant.quizzes.staleness import GONE, stale
from vectorstore.index import Index
from web.maintaining import WithForm, refuse_foreign
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.quiz_item import CHANGED, back_to, numbered_item, returned, seen_as
from web.quiz_words import QuizPage
from web.quizzes import NO_QUIZ, WithQuiz, lent, respond
from web.sessions import Session

router = APIRouter()

NO_ACTION = ("This cannot be done to an item", "Use the buttons under the item.")
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
    beside: str | None
    lacks_contacts: str | None

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many items stand how, and how many of all do not hold any more."""
        counts = {one.value: sum(item.decision is one for item in self.quiz.items) for one in Decision}
        return counts | {"stale": sum(one.stale is not None for one in self.shown)}


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
    item, number = numbered_item(quiz, item_id)
    change, did = _CHANGES.get(str(form.get("do", "")), (None, ""))
    if change is None:
        raise ProblemError(422, *NO_ACTION, back=back_to(quiz))
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


def _kept(parts: Parts, session: Session, changed: Quiz, anchor: str, did: str, unticked: str = "") -> Response:
    """Keep a changed quiz and return the way back to it; where somebody was faster, the page that says so."""
    drafts = Drafts(parts.live.data)
    if drafts.change(changed):
        parts.record(did, changed.id)
        return returned(changed, anchor, unticked)
    now = drafts.get(changed.id)
    if now is None:
        raise ProblemError(404, *NO_QUIZ, back=("/quizzes", "Go to the quizzes"))
    return _page(parts, session, now, {anchor: CHANGED}, 409)


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
        beside=beside_theme(quiz),
        lacks_contacts=None if lines else NO_CONTACTS,
    )
    return respond(parts, session, page, status)
