"""The contract of `/api` is told truly: a thousand requests made from it, and as many that break it."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi_checks
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send
from website import HOST, SETTINGS, briefing, newsletter, open_live

from assistant.answer import Answer
from assistant.assistant import Assistant
from vectorstore.live import LiveIndex
from web.app import create_app
from web.contract import AnswerRecord, DocumentDetails, DocumentRecord, PassageRecord, RecommendationRecord
from web.this_machine import ThisMachine

TOKEN = "the-token-of-this-start"
CASES = 90  # of each operation, as often as the contract allows them and as often as it does not
OPERATIONS = [
    ("POST", "/api/ask"),
    ("POST", "/api/ask/stream"),
    ("GET", "/api/documents"),
    ("GET", "/api/documents/{document_id}"),
    ("GET", "/api/documents/{document_id}/text"),
    ("GET", "/api/passages/{passage_id}"),
    ("GET", "/api/recommendations"),
]
BEARER = {"Authorization": f"Bearer {TOKEN}", "Host": HOST}
CHECKS = (
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.response_headers_conformance,
)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = open_live(tmp_path_factory.mktemp("live"), [briefing(), newsletter()])
    yield live
    live.close()


class Staying:
    """The application, which the client does not stop after each request: the index stays open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})


@pytest.fixture(scope="module")
def contract(live: LiveIndex) -> schemathesis.BaseSchema:
    app = create_app(Assistant(live.use), live, SETTINGS, access=ThisMachine(TOKEN))
    return schemathesis.openapi.from_asgi("/api/openapi.json", Staying(app), headers=BEARER)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_request_gets_a_fault_or_an_answer_that_the_contract_does_not_tell(
    contract: schemathesis.BaseSchema, method: str, path: str, mode: GenerationMode
) -> None:
    @given(case=contract[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    def each(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=BEARER, checks=CHECKS)

    each()


def test_the_contract_names_every_operation(live: LiveIndex) -> None:
    app = create_app(Assistant(live.use), live, SETTINGS)
    told = TestClient(app).get("/api/openapi.json").json()

    assert [(method.upper(), path) for path, entry in sorted(told["paths"].items()) for method in entry] == OPERATIONS
    assert told["security"] == [{"token": []}]


def test_answers_of_each_kind_are_what_the_contract_says(live: LiveIndex) -> None:
    app = create_app(Assistant(live.use), live, SETTINGS)
    client = TestClient(app)
    questions = ["What did the nurse do for Child Zed?", "pizza recipe", "My child was hit, what do I do now?"]
    seen = {AnswerRecord.model_validate(client.post("/api/ask", json={"question": q}).json()).status for q in questions}

    assert {"answered", "live_case"} <= seen
    assert set(AnswerRecord.model_fields) == {one.name for one in fields(Answer)} | {"abstained"}


def test_the_register_and_its_documents_are_what_the_contract_says(live: LiveIndex) -> None:
    client = TestClient(create_app(Assistant(live.use), live, SETTINGS))
    rows = client.get("/api/recommendations").json()
    documents = client.get("/api/documents").json()
    details = client.get(f"/api/documents/{documents[0]['id']}").json()
    passage = client.get(f"/api/passages/{details['passages'][0]['id']}").json()

    assert rows and [RecommendationRecord.model_validate(row) for row in rows]
    assert documents and [DocumentRecord.model_validate(one) for one in documents]
    assert DocumentDetails.model_validate(details) and PassageRecord.model_validate(passage)
