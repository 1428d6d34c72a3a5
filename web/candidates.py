"""What the Quality page does with the candidate that waits, beside its release: it is rebuilt."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from web.maintaining import WithForm, refuse_foreign
from web.parts import WithParts, WithSession
from web.quality import WithReleasing

router = APIRouter()


@router.post("/quality/rebuild")
def rebuild(parts: WithParts, session: WithSession, made: WithReleasing, form: WithForm) -> Response:
    """Begin to build a candidate of all that is stored; where that is done already, it goes on."""
    refuse_foreign(parts, session, form)
    if made.rebuilding.start():
        parts.record("began to build a candidate")
    return RedirectResponse("/quality", HTTP_303_SEE_OTHER)
