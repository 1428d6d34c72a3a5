"""The file that a document was read from, to download, and its pages as pictures."""

from fastapi import APIRouter, Response
from starlette.responses import FileResponse

from vectorstore.document import Document
from vectorstore.originals import Originals
from web.downloads import attachment
from web.pages import NO_DOCUMENT
from web.parts import Parts, WithParts
from web.problems import ProblemError
from web.withdrawn import refuse_withdrawn

router = APIRouter()

NO_ORIGINAL = (
    "The file is not here",
    "The text of this document was kept, its file was not. Ask whoever looks after this assistant for it.",
)
NO_PICTURE = ("There is no picture of this page", "The text of the document is still here: open the document itself.")
MOST_DIGITS = 4


@router.get("/documents/{document_id}/original")
def original(document_id: str, parts: WithParts) -> FileResponse:
    """Return the file as it came, to be saved and never shown: what is in it is not ours."""
    document = _document(parts, document_id)
    try:
        path = Originals(parts.live.data).original(document_id)
    except KeyError as fault:
        raise ProblemError(404, *NO_ORIGINAL) from fault
    headers = {"Content-Disposition": attachment(document.source), "Cache-Control": "private, no-cache"}
    return FileResponse(path, media_type="application/octet-stream", headers=headers)


@router.get("/documents/{document_id}/pages/{number}.png")
def page_picture(document_id: str, number: str, parts: WithParts) -> Response:
    """Return a page of a PDF as a picture."""
    document = _document(parts, document_id)
    is_number = number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS
    picture = parts.pictures.page(document, int(number)) if is_number else None
    if picture is None:
        raise ProblemError(404, *NO_PICTURE)
    return Response(picture.png, media_type="image/png", headers={"Cache-Control": "private, no-cache"})


def _document(parts: Parts, document_id: str) -> Document:
    """Return a document. Raise ProblemError 410 where it was withdrawn, 404 where it is not loaded."""
    refuse_withdrawn(parts, document_id)
    with parts.live.use() as index:
        document = index.documents.get(document_id) if index else None
    if document is None:
        raise ProblemError(404, *NO_DOCUMENT)
    return document
