"""The conversations that were kept for somebody: to go on with, to name, to take away, to delete."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant import safety
from assistant.answer import Status
from assistant.history import LONGEST_NAME, Entry, History
from web.answers import NOT_KEPT
from web.downloads import download
from web.maintaining import WithForm, refuse_foreign
from web.own_data import conversations_of
from web.parts import Parts, WithParts, WithSession, parts_of
from web.problems import ProblemError
from web.question import clean
from web.rendering import Page

router = APIRouter()

NOTHING_KEPT = (
    "No conversations are kept",
    "They are kept in memory only, until the server is stopped or a newer one needs the room. "
    "Take an answer away with the buttons under it.",
)
PERSONAL = (
    "This name was not kept",
    "It may hold details of a real person. Go back and call it by its subject, as “neglect, for Tuesday”.",
)
NOT_YOURS = ("Conversation not found", "It was deleted, or its days are over.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(Page):
    """The list of somebody's conversations. `asks` where all of them are about to be deleted."""

    template: ClassVar[str] = "history.html"
    not_kept: ClassVar[Mapping[Status, str]] = NOT_KEPT
    entries: tuple[Entry, ...]
    days: int
    token: str
    longest_name: int
    asks: bool


def history_of(request: Request) -> History:
    """Return where conversations are kept. Raise ProblemError 404 where they are not."""
    history = parts_of(request).history
    if history is None:
        raise ProblemError(404, *NOTHING_KEPT)
    return history


WithHistory = Annotated[History, Depends(history_of)]


@router.get("/history")
def history_page(parts: WithParts, session: WithSession, history: WithHistory, clear: str = "") -> Response:
    """Return the list; with `clear`, the question whether to delete all of it."""
    page = HistoryPage(
        title="Conversations",
        current="/history",
        entries=history.of(_owner(parts)),
        days=history.days,
        token=parts.sessions.token(session),
        longest_name=LONGEST_NAME,
        asks=bool(clear),
    )
    response = parts.respond(page)
    parts.sessions.keep(session, response)
    return response


@router.post("/history/{conversation_id}/name")
def rename(
    conversation_id: str, parts: WithParts, session: WithSession, history: WithHistory, form: WithForm
) -> Response:
    """Give a conversation a name, or take it back, and return to the list."""
    refuse_foreign(parts, session, form)
    name = clean(str(form.get("name", "")))
    if name and safety.route(name, ()):
        raise ProblemError(422, *PERSONAL)
    if not history.rename(_owner(parts), conversation_id, name):
        raise ProblemError(404, *NOT_YOURS)
    return RedirectResponse("/history", HTTP_303_SEE_OTHER)


@router.post("/history/{conversation_id}/delete")
def delete_one(
    conversation_id: str, parts: WithParts, session: WithSession, history: WithHistory, form: WithForm
) -> Response:
    """Delete a conversation and return to the list."""
    refuse_foreign(parts, session, form)
    if not history.forget(_owner(parts), conversation_id):
        raise ProblemError(404, *NOT_YOURS)
    return RedirectResponse("/history", HTTP_303_SEE_OTHER)


@router.post("/history/delete")
def delete_all(parts: WithParts, session: WithSession, history: WithHistory, form: WithForm) -> Response:
    """Delete all conversations of this person and return to the list."""
    refuse_foreign(parts, session, form)
    history.forget(_owner(parts))
    parts.record("deleted all own conversations")
    return RedirectResponse("/history", HTTP_303_SEE_OTHER)


@router.get("/history.json")
def own_data(parts: WithParts, history: WithHistory) -> Response:
    """Return everything that is kept of this person's conversations, as a file."""
    text = json.dumps(conversations_of(history, _owner(parts), parts.live.withdrawn), ensure_ascii=False, indent=1)
    return download(text, "review-learning-conversations.json", "application/json")


def _owner(parts: Parts) -> str:
    return parts.person.id if parts.person else ""
