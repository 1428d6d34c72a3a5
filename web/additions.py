"""The pages on which a maintainer makes an evaluation question of an answer. They write a line of a file, no more."""

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant.conversation import Turn
from evals.adding import add, found, near
from evals.drafts import Gold
from vectorstore.faults import IndexFault
from web.adding import FORM, AddedPage, AddingPage, AddingView, Typed, adding_view, anchored, offered
from web.maintaining import WithForm
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.sessions import Session

NOT_SENT = "Nothing was added yet: the page was open for too long, or your browser keeps no cookies. Send it again."
NO_QUESTION = (
    "Question not found",
    "No question set that is asked has a question of this id. It may have been renamed or taken out.",
)
TITLE = "Make an evaluation question"
ROWS = (Gold("", ""),)
MOST_ROWS = 20


router = APIRouter()


@router.get("/conversations/{conversation_id}/{number}/evaluation-question")
def from_turn(conversation_id: str, number: str, parts: WithParts, session: WithSession) -> Response:
    """Return the form with the question of a turn and the passages of its answer; empty where it is kept no more."""
    turn = _turn(parts, conversation_id, number)
    if turn is None or turn.question is None:
        with parts.live.use() as index:
            return _page(parts, session, adding_view(Typed(written=ROWS), index, is_forgotten=True), 404)
    before = [one.leaves for one in parts.assistant.turns(conversation_id)[: int(number) - 1]]
    with parts.live.use() as index:
        typed = Typed(
            question=turn.question,
            history="\n".join(" ".join(one.split()) for one in before if one),
            offers=offered((*turn.answer.citations, *turn.answer.nearest), near(index, turn.question) if index else ()),
            written=ROWS,
            conversation_id=conversation_id,
        )
        return _page(parts, session, adding_view(typed, index))


@router.get("/evaluation-questions/new")
def empty(parts: WithParts, session: WithSession) -> Response:
    """Return the form with nothing in it."""
    with parts.live.use() as index:
        return _page(parts, session, adding_view(Typed(written=ROWS), index))


@router.get("/evaluation-questions")
def again() -> Response:
    """Return the way to the form, for those who reload the address that it was sent to."""
    return RedirectResponse("/evaluation-questions/new", HTTP_303_SEE_OTHER)


@router.post("/evaluation-questions")
def add_question(parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Add the question, or return the form as it was typed with all that is wrong with it."""
    typed = Typed.read(form)
    with parts.live.use() as index:
        if not parts.sessions.is_token(session, str(form.get("token", ""))):
            return _page(parts, session, adding_view(typed, index, [(FORM, NOT_SENT)]), 403)
        if form.get("more"):
            longer = replace(typed, written=(*typed.written, *ROWS)[:MOST_ROWS])
            return _page(parts, session, adding_view(longer, index, begins_at=f"words-{len(longer.written)}"))
        draft, anchors = typed.draft(index)
        try:
            done = add(parts.live.data, draft, index)
        except IndexFault as fault:
            return _page(parts, session, adding_view(typed, index, [(FORM, str(fault))]), 422)
        if isinstance(done, list):
            return _page(parts, session, adding_view(typed, index, anchored(done, anchors)), 422)
    query = f"?{urlencode({'conversation': typed.conversation_id})}" if typed.conversation_id else ""
    parts.record("added an evaluation question", done.question.id)
    return RedirectResponse(f"/evaluation-questions/{done.question.id}{query}", HTTP_303_SEE_OTHER)


@router.get("/evaluation-questions/{name}")
def added(name: str, parts: WithParts, session: WithSession, conversation: str = "") -> Response:
    """Return where the question was written, its line, and what comes next."""
    try:
        standing = found(parts.live.data, name)
    except IndexFault as fault:
        raise ProblemError(422, "The question sets cannot be read", str(fault)) from fault
    if standing is None:
        raise ProblemError(404, *NO_QUESTION)
    back = conversation if parts.owns(conversation) else None
    return parts.respond(AddedPage(title="Question added", current="/", added=standing, conversation_id=back))


def _turn(parts: Parts, conversation_id: str, number: str) -> Turn | None:
    """Return the turn of a conversation of this person, None where it is kept no more."""
    if not parts.owns(conversation_id) or not (number.isascii() and number.isdecimal()):
        return None
    turns = parts.assistant.turns(conversation_id)
    place = int(number[:6])
    return turns[place - 1] if 1 <= place <= len(turns) else None


def _page(parts: Parts, session: Session, view: AddingView, status: int = 200) -> Response:
    page = AddingPage(
        title=TITLE, current="/", is_error=bool(view.problems), token=parts.sessions.token(session), view=view
    )
    response = parts.respond(page, status)
    parts.sessions.keep(session, response)
    return response
