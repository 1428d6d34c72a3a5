"""The file that a document was read from, to download."""

from fastapi import APIRouter
from starlette.responses import FileResponse

from vectorstore.originals import Originals
from web.downloads import attachment
from web.pages import NO_DOCUMENT
from web.parts import WithParts
from web.problems import ProblemError
from web.withdrawn import refuse_withdrawn

router = APIRouter()

NO_ORIGINAL = (
    "The file is not here",
    "The text of this document was kept, its file was not. Ask whoever looks after this assistant for it.",
)


@router.get("/documents/{document_id}/original")
def original(document_id: str, parts: WithParts) -> FileResponse:
    """Return the file as it came, to be saved and never shown: what is in it is not ours."""
    refuse_withdrawn(parts, document_id)
    with parts.live.use() as index:
        document = index.documents.get(document_id) if index else None
    if document is None:
        raise ProblemError(404, *NO_DOCUMENT)
    try:
        path = Originals(parts.live.data).original(document_id)
    except KeyError as fault:
        raise ProblemError(404, *NO_ORIGINAL) from fault
    headers = {"Content-Disposition": attachment(document.source), "Cache-Control": "private, no-cache"}
    return FileResponse(path, media_type="application/octet-stream", headers=headers)
