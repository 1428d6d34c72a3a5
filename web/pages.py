"""The pages for people: ask, read the answer, read the sources. Plain forms, no script."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant import safety
from assistant.answer import Status
from assistant.export import may_leave
from assistant.filters import Filters
from vectorstore.document import Document
from vectorstore.facts import Fact, facts_of
from vectorstore.index import Index
from web.answers import TurnView, turn_view
from web.asking import may_ask, place
from web.forms import Asked, asked
from web.loaded import Loaded, describe
from web.parts import Parts, WithParts, WithSession
from web.problems import WORDS, ProblemError
from web.rendering import Page, QuestionForm
from web.sessions import Session
from web.viewer import DocumentView, document_view
from web.withdrawn import refuse_withdrawn

router = APIRouter()

FORGOTTEN = (
    "This conversation is no longer kept",
    "Conversations are kept for a while in memory only. Name the review in your question and ask it as a new one.",
)
NO_DOCUMENT = (
    "Document not found",
    "No document with this address is loaded now. It may have been replaced when documents were loaded again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage(Page):
    """Ask a first question."""

    template: ClassVar[str] = "ask.html"
    loaded: Loaded
    form: QuestionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPage(Page):
    """The turns so far, and the form for the next one."""

    template: ClassVar[str] = "conversation.html"
    is_entry: ClassVar[bool] = False
    turns: tuple[TurnView, ...]
    form: QuestionForm
    may_leave: bool


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document in the list of those loaded."""

    document: Document
    facts: tuple[Fact, ...]
    sections: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage(Page):
    """The documents that are loaded."""

    template: ClassVar[str] = "documents.html"
    is_entry: ClassVar[bool] = False
    loaded: Loaded
    entries: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage(Page):
    """One document with its text."""

    template: ClassVar[str] = "document.html"
    is_entry: ClassVar[bool] = False
    view: DocumentView


@router.get("/")
def ask_page(parts: WithParts, session: WithSession) -> Response:
    """Return the page to ask a first question on."""
    return question_page(parts, session, parts.form(session))


@router.get("/ask")
def ask_again() -> Response:
    """Return the way to the question page, for those who reload the address that a form was sent to."""
    return RedirectResponse("/", HTTP_303_SEE_OTHER)


@router.post("/ask", dependencies=[Depends(may_ask), Depends(place)])
def ask(request: Request, parts: WithParts, session: WithSession, form: Annotated[Asked, Depends(asked)]) -> Response:
    """Ask the question and return the way to its answer, or the form again with what is wrong with it."""
    request.state.typed = form.question
    if not form.is_ours:
        raise ProblemError(403, *WORDS[403], typed=form.question)
    if form.conversation_id and not parts.owns(form.conversation_id):
        raise ProblemError(404, *FORGOTTEN, typed=form.question)
    if form.error:
        return _ask_again(parts, session, form)
    filters = Filters(form.review, everywhere=form.everywhere)
    answer = parts.assistant.ask(form.question, form.conversation_id, filters, form.published_name)
    if answer.conversation_id is None:
        raise RuntimeError("the assistant gave an answer outside any conversation")
    parts.own(answer.conversation_id)
    if answer.status is Status.PERSONAL_DATA:
        return _without_details(parts, session, answer.conversation_id, form)
    turns = len(parts.assistant.turns(answer.conversation_id))
    return RedirectResponse(f"/conversations/{answer.conversation_id}#a{turns}", HTTP_303_SEE_OTHER)


@router.get("/conversations/{conversation_id}")
def conversation_page(conversation_id: str, parts: WithParts, session: WithSession) -> Response:
    """Return the conversation to the session that started it, and to nobody else."""
    if not parts.keeps(conversation_id):
        raise ProblemError(404, *FORGOTTEN, typed="")
    return _conversation_page(parts, session, conversation_id, parts.form(session, conversation_id=conversation_id))


@router.get("/documents")
def documents_page(parts: WithParts) -> Response:
    """Return the list of documents."""
    with parts.live.use() as index:
        entries = _entries(index) if index else ()
        loaded = describe(index)
    page = DocumentsPage(title="Files loaded", current="/reviews", loaded=loaded, entries=entries)
    return parts.respond(page, keep=True)


@router.get("/documents/{document_id}")
def document_page(document_id: str, parts: WithParts, start: str | None = None, end: str | None = None) -> Response:
    """Return a document's text, the passage `[start, end)` marked."""
    refuse_withdrawn(parts, document_id)
    with parts.live.use() as index:
        document = index.documents.get(document_id) if index else None
        if index is None or document is None:
            raise ProblemError(404, *NO_DOCUMENT)
        view = document_view(index, document, start, end)
    return parts.respond(DocumentPage(title=document.title, current="/reviews", view=view), keep=True)


def question_page(parts: Parts, session: Session, form: QuestionForm) -> Response:
    """Return the page to ask a first question on, with what was typed and what is wrong with it."""
    with parts.live.use() as index:
        loaded = describe(index)
    page = AskPage(title="Ask the reviews", current="/", is_error=bool(form.error), loaded=loaded, form=form)
    response = parts.respond(page, 422 if form.error else 200)
    parts.sessions.keep(session, response)
    return response


def _conversation_page(parts: Parts, session: Session, conversation_id: str, form: QuestionForm) -> Response:
    withdrawn = parts.live.withdrawn
    kept = parts.assistant.turns(conversation_id)
    page = ConversationPage(
        title="Answer",
        current="/",
        is_error=bool(form.error),
        turns=tuple(turn_view(n, turn, withdrawn) for n, turn in enumerate(kept, 1)),
        form=form,
        may_leave=any(may_leave(turn.answer, withdrawn) for turn in kept),
    )
    response = parts.respond(page, 422 if form.error else 200)
    parts.sessions.keep(session, response)
    return response


def _ask_again(parts: Parts, session: Session, form: Asked) -> Response:
    again = parts.form(session, form.question, form.error, form.conversation_id)
    if form.conversation_id and parts.assistant.turns(form.conversation_id):
        return _conversation_page(parts, session, form.conversation_id, again)
    return question_page(parts, session, again)


def _without_details(parts: Parts, session: Session, conversation_id: str, form: Asked) -> Response:
    """Return the refusal with what was typed, for its sender to change: it is kept nowhere, so there is no way back."""
    can_confirm = safety.may_be_confirmed(form.question)
    again = parts.form(session, form.question, conversation_id=conversation_id, can_confirm=can_confirm)
    return _conversation_page(parts, session, conversation_id, again)


def _entries(index: Index) -> tuple[DocumentEntry, ...]:
    passages = Counter(passage.document_id for passage in index.passages)
    return tuple(
        DocumentEntry(
            document, facts_of(document), len({(s.heading, s.review) for s in document.sections}), passages[document.id]
        )
        for document in index.documents.values()
    )
