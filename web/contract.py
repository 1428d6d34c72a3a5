"""The contract of `/api`: what is sent and what comes back, told as OpenAPI and held to it by the tests."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict

from assistant.answer import Citation, ReviewsSearched, Status
from vectorstore.attribution import Added
from vectorstore.document import OtherVersion, Section
from vectorstore.flags import Flag
from vectorstore.sections import Polarity, SectionType

PREFIX = "/api/"
PROBLEM = "application/problem+json"


class Exactly(BaseModel):
    """A record that has these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class AnswerRecord(Exactly):
    """The Answer, as `to_record` writes it."""

    status: Status
    answer: str
    abstained: bool
    answerability: float
    citations: list[Citation]
    reviews: ReviewsSearched
    notices: list[str]
    suggestions: list[str]
    nearest: list[Citation]
    conversation_id: str | None
    index_version: str | None
    model: str | None
    timings_ms: dict[str, float]


class FieldProblemRecord(Exactly):
    """What is wrong with one field of what was sent."""

    field: str
    detail: str


class ProblemRecord(Exactly):
    """A problem, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblemRecord] = []


class Place(Exactly):
    """A passage and where it stands."""

    id: str
    start: int
    end: int


class DocumentRecord(Exactly):
    """A document in the list of those loaded."""

    id: str
    source: str
    media_type: str
    title: str
    publisher: str | None
    kind_titled: str | None
    kind_stated: str | None
    date: str | None
    year: int | None
    population: str
    subjects: list[str]
    collection: str | None
    area: str | None
    nation: str | None
    supersedes: str | None
    other_versions: list[OtherVersion]
    ocr_pages: list[int]
    flags: list[Flag]
    added: list[Added]
    source_url: str | None
    url: str
    passage_count: int


class DocumentDetails(DocumentRecord):
    """A document with its pages, its sections and the places of its passages."""

    attributions: dict[str, str]
    pages: list[tuple[int, int]]
    sections: list[Section]
    passages: list[Place]


class PassageRecord(Exactly):
    """A passage with all that is known of it."""

    id: str
    document_id: str
    review: str | None
    section: SectionType
    heading: str | None
    item: str | None
    order: int
    part: int
    start: int
    end: int
    text: str
    page: int | None
    addressee: str | None
    row: str | None
    column: str | None
    within: str | None
    statement: str | None
    themes: list[str]
    polarity: Polarity
    agencies: list[str]
    context: str
    page_end: int | None
    notes: list[tuple[int, int]]
    by_ocr: bool
    added: list[Added]
    url: str


class ReportedProgress(Exactly):
    """What was reported on a recommendation."""

    document_id: str
    source: str
    column: str | None
    start: int
    end: int
    text: str
    url: str


class ProgressElsewhere(Exactly):
    """Where progress on the review of a recommendation is told that no number ties to it."""

    document_id: str
    source: str
    start: int
    end: int
    url: str


class RecommendationRecord(Exactly):
    """A row of the register."""

    document_id: str
    source: str
    title: str
    review: str
    publisher: str | None
    document_date: str | None
    sample: bool
    version: str | None
    kind: str
    item: str | None
    text: str
    start: int
    end: int
    page: int | None
    addressee: str | None
    themes: list[str]
    planned: str | None
    planned_from: str | None
    planned_to: str | None
    date_passed: str
    recorded_complete: bool
    url: str
    progress: list[ReportedProgress]
    progress_elsewhere: list[ProgressElsewhere]


Responses = dict[int | str, dict[str, Any]]


def returns(model: object) -> Responses:
    """Return what a route answers with where all is well, for its part of the contract."""
    return {200: {"model": model}}


def problems(*statuses: int) -> Responses:
    """Return the problems that a route may answer with, for its part of the contract."""
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemRecord"}}}
    return {status: {"description": "A problem, as RFC 9457 has it.", "content": content} for status in statuses}


EVERYWHERE = problems(400, 401, 403, 422, 500)


def openapi(app: FastAPI, version: str) -> dict[str, Any]:
    """Return the contract of the routes under `/api`."""
    told = get_openapi(title="Review Learning Assistant", version=version, routes=app.routes)
    told["paths"] = {path: entry for path, entry in told["paths"].items() if path.startswith(PREFIX)}
    schemas = told["components"]["schemas"]
    told["components"] = {
        "schemas": schemas | {"ProblemRecord": _problem_schema()},
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    }
    return told | {"security": [{"token": []}]}


def _problem_schema() -> dict[str, Any]:
    schema = ProblemRecord.model_json_schema(ref_template="#/components/schemas/{model}")
    inner = schema.pop("$defs")["FieldProblemRecord"]
    schema["properties"]["errors"]["items"] = inner
    return schema
