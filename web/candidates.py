"""What the Quality page does with the candidate that waits, beside its release: it is rebuilt, or discarded."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from ingest.unreleased import only_in
from vectorstore.discarding import discard
from vectorstore.document import Document
from vectorstore.faults import Damaged, IndexFault
from vectorstore.versions import candidate
from web.maintaining import WithForm, refuse_foreign
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.quality import NO_VERSION, WithReleasing
from web.rendering import Page
from web.sessions import Session

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardPage(Page):
    """What happens when the candidate is discarded. `only_there` are documents that what is served does not hold.

    None where the candidate, or what is served, cannot be read.
    """

    template: ClassVar[str] = "discard.html"
    is_entry: ClassVar[bool] = False
    token: str
    version: str
    only_there: tuple[Document, ...] | None
    errors: dict[str, str]


@router.post("/quality/rebuild")
def rebuild(parts: WithParts, session: WithSession, made: WithReleasing, form: WithForm) -> Response:
    """Begin to build a candidate of all that is stored; where that is done already, it goes on."""
    refuse_foreign(parts, session, form)
    if made.rebuilding.start():
        parts.record("began to build a candidate")
    return RedirectResponse("/quality", HTTP_303_SEE_OTHER)


@router.get("/quality/{version}/discard")
def discard_page(version: str, parts: WithParts, session: WithSession, made: WithReleasing) -> Response:
    """Return the page that asks once more."""
    return _page(parts, session, version, {})


@router.post("/quality/{version}/discard")
def discard_candidate(
    version: str, parts: WithParts, session: WithSession, made: WithReleasing, form: WithForm
) -> Response:
    """Remove the candidate, or return the page with why that was not possible."""
    refuse_foreign(parts, session, form)
    try:
        discard(parts.live.data, version)
    except IndexFault as fault:
        return _page(parts, session, version, {"form": str(fault)})
    parts.record("discarded a candidate", version)
    return RedirectResponse("/quality", HTTP_303_SEE_OTHER)


def _page(parts: Parts, session: Session, version: str, errors: dict[str, str]) -> Response:
    data = parts.live.data
    if candidate(data) != version:
        raise ProblemError(404, *NO_VERSION)
    only_there: tuple[Document, ...] | None
    try:
        only_there = tuple(only_in(data, version))
    except Damaged:
        only_there = None
    page = DiscardPage(
        title=f"Discard candidate {version}",
        current="/quality",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        version=version,
        only_there=only_there,
        errors=errors,
    )
    response = parts.respond(page, 422 if errors else 200)
    parts.sessions.keep(session, response)
    return response
