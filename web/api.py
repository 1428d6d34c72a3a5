"""The JSON interface: the same questions and the same sources, for programs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.answer import Answer
from assistant.filters import Filters
from assistant.grounding import Sentence
from vectorstore.document import Document
from vectorstore.shown import attributions
from web.asking import may_ask, place
from web.contract import (
    EVERYWHERE,
    AnswerRecord,
    DocumentDetails,
    DocumentRecord,
    PassageRecord,
    openapi,
    problems,
    returns,
)
from web.parts import Parts, WithParts
from web.problems import ProblemError
from web.question import clean, question_error
from web.withdrawn import refuse_withdrawn

router = APIRouter(prefix="/api", responses=EVERYWHERE)

VERSION = "1"
NOT_LOADED = ("Not found", "Nothing with this id is loaded now.")


def _question(typed: str) -> str:
    question = clean(typed)
    if error := question_error(question):
        raise ValueError(error)
    return question


Name = Annotated[str, Field(min_length=1, max_length=200)]
Year = Annotated[int, Field(ge=1900, le=2100, strict=True)]


class AskedFilters(BaseModel):
    """What a question is narrowed to."""

    model_config = ConfigDict(extra="forbid")

    review: Name | None = None
    theme: Name | None = None
    agency: Name | None = None
    section: Name | None = None
    publisher: Name | None = None
    year_from: Year | None = None
    year_to: Year | None = None
    everywhere: bool = False


class AskedQuestion(BaseModel):
    """The body of `POST /api/ask`."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, AfterValidator(_question)]
    conversation_id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")] | None = None
    filters: AskedFilters = AskedFilters()
    published_name: Annotated[bool, Field(strict=True)] = False


@router.post(
    "/ask",
    dependencies=[Depends(may_ask), Depends(place)],
    responses=returns(AnswerRecord) | problems(413, 415, 429, 503),
)
def ask(body: AskedQuestion, parts: WithParts) -> JSONResponse:
    """Return the Answer. A conversation that is not yours begins anew, under an id that nobody can guess."""
    *_, answer = answers(parts, body)
    assert isinstance(answer, Answer)
    return JSONResponse(answer.to_record())


def answers(parts: Parts, body: AskedQuestion) -> Iterator[Sentence | Answer]:
    """Yield a model's sentences, each once it has passed the check, and last the Answer in a conversation of yours."""
    known = body.conversation_id if body.conversation_id and parts.keeps(body.conversation_id) else None
    filters = Filters(**body.filters.model_dump())
    for part in parts.assistant.stream(body.question, known, filters, body.published_name):
        if isinstance(part, Answer) and part.conversation_id:
            parts.own(part.conversation_id)
        yield part


@router.get("/documents", responses=returns(list[DocumentRecord]))
def documents(parts: WithParts) -> JSONResponse:
    """Return the documents that are loaded, without their sections."""
    with parts.live.use() as index:
        if index is None:
            return JSONResponse([])
        passages = Counter(passage.document_id for passage in index.passages)
        return JSONResponse([_record(one, passages[one.id]) for one in index.documents.values()])


@router.get("/documents/{document_id}", responses=returns(DocumentDetails) | problems(404, 410))
def document(document_id: str, parts: WithParts) -> JSONResponse:
    """Return what is known of a document: its metadata, pages, sections and the places of its passages."""
    refuse_withdrawn(parts, document_id)
    with parts.live.use() as index:
        if index is None or document_id not in index.documents:
            raise ProblemError(404, *NOT_LOADED)
        found, passages = index.documents[document_id], index.passages_of(document_id)
    details = {
        "attributions": attributions(found),
        "pages": found.pages,
        "sections": [asdict(section) for section in found.sections],
        "passages": [{"id": p.id, "start": p.start, "end": p.end} for p in passages],
    }
    return JSONResponse(_record(found, len(passages)) | details)


@router.get("/documents/{document_id}/text", response_class=PlainTextResponse, responses=problems(404, 410))
def text(document_id: str, parts: WithParts) -> PlainTextResponse:
    """Return the stored text, which `start` and `end` of every citation count the code points of."""
    refuse_withdrawn(parts, document_id)
    with parts.live.use() as index:
        if index is None or document_id not in index.documents:
            raise ProblemError(404, *NOT_LOADED)
        return PlainTextResponse(index.text(document_id))


@router.get("/passages/{passage_id}", responses=returns(PassageRecord) | problems(404, 410))
def passage(passage_id: str, parts: WithParts) -> JSONResponse:
    """Return a passage with all that is known of it."""
    with parts.live.use() as index:
        try:
            found = index.passage(passage_id) if index else None
        except KeyError:
            found = None
        if found is None:
            # Passage ids begin with that of their document.
            refuse_withdrawn(parts, passage_id.rsplit("-", 2)[0])
            raise ProblemError(404, *NOT_LOADED)
        url = f"/documents/{found.document_id}?start={found.start}&end={found.end}#cited"
        return JSONResponse(asdict(found) | {"url": url})


@router.get("/openapi.json", include_in_schema=False)
def contract(request: Request) -> JSONResponse:
    """Return what `/api` takes and gives, as OpenAPI."""
    return JSONResponse(openapi(request.app, VERSION))


def _record(document: Document, passages: int) -> dict[str, object]:
    record = asdict(document)
    for places in ("pages", "sections"):
        del record[places]
    # "url" is the address here, as it is of a citation; where the publisher has the document is another.
    record["source_url"] = record.pop("url")
    return record | {"url": f"/documents/{document.id}", "passage_count": passages}
