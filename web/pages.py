"""The pages for people: ask, read the answer, read the sources. Plain forms, which need no script."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from vectorstore.document import Document
from vectorstore.facts import Fact, facts_of
from vectorstore.index import Index
from web.asking import FORGOTTEN, WithOwnForm, may_ask_once, place
from web.loaded import Loaded, describe
from web.parts import Parts, WithParts, WithSession
from web.pictures import PagesView, pages_view
from web.problems import ProblemError
from web.rendering import Page, QuestionForm
from web.replies import ask_page_with, conversation_of, page_for, replies, respond
from web.sessions import Session
from web.submissions import Reply
from web.trail import Step, Trail, trail
from web.viewer import DocumentView, document_view, read_span
from web.withdrawn import refuse_withdrawn

router = APIRouter()

NO_DOCUMENT = (
    "Document not found",
    "No document with this address is loaded now. It may have been replaced when documents were loaded again.",
)


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
    """One document with its text, and of a cited passage the pages as pictures and the way to others of its answer."""

    template: ClassVar[str] = "document.html"
    is_entry: ClassVar[bool] = False
    view: DocumentView
    pages: PagesView | None = None
    trail: Trail | None = None


def opened_from(conversation: str = "", answer: str = "", source: str = "") -> Step:
    """Return from which answer a document was opened, as its address says."""
    return Step(conversation, answer, source)


@router.get("/")
def ask_page(parts: WithParts, session: WithSession) -> Response:
    """Return the page to ask a first question on."""
    return question_page(parts, session, parts.form(session))


@router.get("/ask")
def ask_again() -> Response:
    """Return the way to the question page, for those who reload the address that a form was sent to."""
    return RedirectResponse("/", HTTP_303_SEE_OTHER)


@router.post("/ask", dependencies=[Depends(may_ask_once), Depends(place)])
def ask(parts: WithParts, session: WithSession, form: WithOwnForm) -> Response:
    """Ask the question and return the way to its answer, or the form again with what is wrong with it."""
    *_, reply = replies(parts, form)
    assert isinstance(reply, Reply)
    if reply.url:
        return RedirectResponse(reply.url, HTTP_303_SEE_OTHER)
    return respond(parts, session, page_for(parts, session, form, reply))


@router.get("/conversations/{conversation_id}")
def conversation_page(conversation_id: str, parts: WithParts, session: WithSession) -> Response:
    """Return the conversation to whoever started it, and to nobody else."""
    if not parts.keeps(conversation_id):
        raise ProblemError(404, *FORGOTTEN, typed="")
    form = parts.form(session, conversation_id=conversation_id)
    return respond(parts, session, conversation_of(parts, conversation_id, form))


@router.get("/documents")
def documents_page(parts: WithParts) -> Response:
    """Return the list of documents."""
    with parts.live.use() as index:
        entries = _entries(index) if index else ()
        loaded = describe(index)
    page = DocumentsPage(title="Files loaded", current="/reviews", loaded=loaded, entries=entries)
    return parts.respond(page, keep=True)


@router.get("/documents/{document_id}")
def document_page(
    document_id: str,
    parts: WithParts,
    step: Annotated[Step, Depends(opened_from)],
    start: str | None = None,
    end: str | None = None,
) -> Response:
    """Return a document's text, the passage `[start, end)` marked, with pictures of its pages where there are any."""
    refuse_withdrawn(parts, document_id)
    with parts.live.use() as index:
        document = index.documents.get(document_id) if index else None
        if index is None or document is None:
            raise ProblemError(404, *NO_DOCUMENT)
        view, text = document_view(index, document, start, end), index.text(document_id)
        turns = parts.assistant.turns(step.conversation_id) if parts.keeps(step.conversation_id) else ()
        found = trail(turns, step, (document_id, start, end), index.documents)
    span = read_span(start, end, text)
    pages = pages_view(parts.pictures, document, text, span) if span else None
    page = DocumentPage(title=document.title, current="/reviews", view=view, pages=pages, trail=found)
    return parts.respond(page, keep=True)


def question_page(parts: Parts, session: Session, form: QuestionForm) -> Response:
    """Return the page to ask a first question on, with what was typed and what is wrong with it."""
    return respond(parts, session, ask_page_with(parts, form))


def _entries(index: Index) -> tuple[DocumentEntry, ...]:
    passages = Counter(passage.document_id for passage in index.passages)
    return tuple(
        DocumentEntry(
            document, facts_of(document), len({(s.heading, s.review) for s in document.sections}), passages[document.id]
        )
        for document in index.documents.values()
    )
