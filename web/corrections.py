"""The pages on which people correct what is known of a document or a passage. They record, they build nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData
from starlette.status import HTTP_303_SEE_OTHER

from ingest.outstanding import outstanding
from vectorstore.corrections import Correction, PassageKey, Value, log_corrections, passage_keys, read_corrections
from vectorstore.document import Document
from vectorstore.facts import DOCUMENT_FIELDS, checked
from vectorstore.faults import IndexFault, Refused
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.versions import known_documents
from web.correcting import CorrectingPage, PassagePage, Sent, document_correcting, passage_correcting
from web.maintaining import WithForm, refuse_foreign
from web.pages import NO_DOCUMENT
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.rendering import Page
from web.sessions import Session
from web.withdrawn import refuse_withdrawn

router = APIRouter()

NO_NAME = "Enter your name"
NO_PASSAGE = (
    "Passage not found",
    "No passage with this address is loaded now. Look for it on the page of corrections of its document.",
)


@router.get("/documents/{document_id}/corrections")
def corrections_page(
    document_id: str,
    parts: WithParts,
    session: WithSession,
    section: str = "",
    page: str = "1",
    recorded: str | None = None,
) -> Response:
    """Return the form for a document, with the list of its passages."""
    return _document_page(parts, session, document_id, Sent(recorded=recorded is not None), section, page)


@router.post("/documents/{document_id}/corrections")
def correct(document_id: str, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Record what was changed, or return the form again with what is wrong with it."""
    refuse_foreign(parts, session, form)
    with _loaded(parts, document_id):
        pass
    typed = _typed(form)
    values, errors = _changes(form, typed)
    if form.get("confirm"):
        values = {"supersedes": str(form["confirm"])}
    elif form.get("nothing"):
        values = {"supersedes": ""}
    if errors and not typed.get("name", "").strip():
        errors["name"] = NO_NAME
    errors = errors or _log(parts, document_id, values, typed.get("name", ""))
    if errors:
        return _document_page(parts, session, document_id, Sent(typed, errors))
    parts.record("corrected a document", document_id)
    return RedirectResponse(f"/documents/{document_id}/corrections?recorded=1", HTTP_303_SEE_OTHER)


@router.get("/documents/{document_id}/passages/{passage_id}/corrections")
def passage_page(
    document_id: str, passage_id: str, parts: WithParts, session: WithSession, recorded: str | None = None
) -> Response:
    """Return the form for one passage."""
    return _passage_page(parts, session, document_id, passage_id, Sent(recorded=recorded is not None))


@router.post("/documents/{document_id}/passages/{passage_id}/corrections")
def correct_passage(
    document_id: str, passage_id: str, parts: WithParts, session: WithSession, form: WithForm
) -> Response:
    """Record what was changed of one passage, or return the form again with what is wrong with it."""
    refuse_foreign(parts, session, form)
    with _loaded(parts, document_id) as (index, _):
        key = passage_keys(index.passages_of(document_id))[_passage(index, document_id, passage_id).id]
    typed, themes = _typed(form), tuple(str(theme) for theme in form.getlist("themes"))
    values: dict[str, Value] = {}
    cleared = set(form.getlist("clear"))
    if themes != tuple(str(theme) for theme in form.getlist("was_themes")):
        values["themes"] = themes
    for field in ("section", "addressee"):
        if typed.get(field, "") != typed.get(f"was_{field}", ""):
            values[field] = typed.get(field, "")
    values |= {field: None for field in ("themes", "section", "addressee") if field in cleared}
    if errors := _log(parts, document_id, values, typed.get("name", ""), key):
        return _passage_page(parts, session, document_id, passage_id, Sent(typed, errors, themes=themes))
    parts.record("corrected a passage", passage_id)
    return RedirectResponse(f"/documents/{document_id}/passages/{passage_id}/corrections?recorded=1", 303)


def _typed(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _changes(form: FormData, typed: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, str]]:
    """Return the values that differ from those that the page showed, and what is wrong with them, by field."""
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    cleared = set(form.getlist("clear"))
    for field in DOCUMENT_FIELDS:
        if field in cleared:
            values[field] = None
        elif field in typed and typed[field] != typed.get(f"was_{field}", ""):
            try:
                values[field] = checked(field, typed[field])
            except Refused as fault:
                errors[field] = str(fault)
    return values, errors


def _log(
    parts: Parts, document_id: str, values: Mapping[str, Value], name: str, key: PassageKey | None = None
) -> dict[str, str]:
    """Record the values, and return what is wrong, by field; nothing is recorded then."""
    data = parts.live.data
    if not name.strip():
        return {"name": NO_NAME}
    if not values:
        return {"form": "Nothing was changed: change a value, or go back to the document"}
    try:
        log_corrections(data, document_id, values, name, frozenset(known_documents(data)), key)
    except IndexFault as fault:
        return {"supersedes" if set(values) == {"supersedes"} else "form": str(fault)}
    return {}


def _document_page(
    parts: Parts, session: Session, document_id: str, sent: Sent, section: str = "", page: str = "1"
) -> Response:
    with _loaded(parts, document_id) as (index, document):
        standing = _standing(parts, document_id)
        view = document_correcting(index, document, standing, sent, section, page)
    shown = CorrectingPage(
        title=f"Correct what is known of {document.title}",
        current="/reviews",
        is_error=bool(sent.errors),
        token=parts.sessions.token(session),
        view=view,
        outstanding=outstanding(parts.live.data).of(document_id),
    )
    return _shown(parts, session, shown)


def _passage_page(parts: Parts, session: Session, document_id: str, passage_id: str, sent: Sent) -> Response:
    with _loaded(parts, document_id) as (index, document):
        passage = _passage(index, document_id, passage_id)
        key = passage_keys(index.passages_of(document_id))[passage_id]
        view = passage_correcting(document, passage, key, _standing(parts, document_id), sent)
    shown = PassagePage(
        title=f"Correct a passage of {document.title}",
        current="/reviews",
        is_error=bool(sent.errors),
        token=parts.sessions.token(session),
        view=view,
        outstanding=outstanding(parts.live.data).of(document_id),
    )
    return _shown(parts, session, shown)


def _shown(parts: Parts, session: Session, page: Page) -> Response:
    response = parts.respond(page, 422 if page.is_error else 200)
    parts.sessions.keep(session, response)
    return response


@contextmanager
def _loaded(parts: Parts, document_id: str) -> Iterator[tuple[Index, Document]]:
    """Lend the live index with the document. Raise ProblemError 404 or 410 where it is not there."""
    refuse_withdrawn(parts, document_id)
    with parts.live.use() as index:
        document = index.documents.get(document_id) if index else None
        if index is None or document is None:
            raise ProblemError(404, *NO_DOCUMENT)
        yield index, document


def _passage(index: Index, document_id: str, passage_id: str) -> Passage:
    found = next((one for one in index.passages_of(document_id) if one.id == passage_id), None)
    if found is None:
        raise ProblemError(404, *NO_PASSAGE)
    return found


def _standing(parts: Parts, document_id: str) -> tuple[Correction, ...]:
    """Return what people have said of the document until now, whether a release has it or not."""
    return tuple(one for one in read_corrections(parts.live.data) if one.document_id == document_id)
