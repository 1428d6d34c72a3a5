"""The JSON interface: the published contract, and one shape for every refusal."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, briefing, citation, newsletter, open_live

from assistant.assistant import Assistant
from assistant.filters import Filters
from web.app import create_app
from web.question import MOST_CHARACTERS

ZED = briefing()


@pytest.fixture(scope="module")
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant({"fault": RuntimeError("the mother's name is secret")})


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, assistant: ScriptedAssistant) -> Iterator[TestClient]:
    live = open_live(tmp_path_factory.mktemp("live"), [ZED, newsletter()])
    with TestClient(create_app(assistant, live, SETTINGS)) as client:
        yield client


@pytest.fixture(scope="module")
def nothing_live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    live = open_live(tmp_path_factory.mktemp("nothing"), [])
    with TestClient(create_app(Assistant(live.use), live, SETTINGS)) as client:
        yield client


def test_a_question_gets_the_answer_object_with_its_members_in_order(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "What was learned?"}).json()

    assert list(answer) == [
        "status", "answer", "abstained", "answerability", "citations", "reviews", "notices", "suggestions", "nearest",
        "conversation_id", "index_version", "model", "timings_ms",
    ]  # fmt: skip
    assert (answer["status"], answer["abstained"]) == ("answered", False)


def test_question_conversation_and_filters_reach_the_assistant(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    first = client.post("/api/ask", json={"question": "  First\r\nquestion \x00"}).json()
    filters = {"review": "Child Zed", "year_from": 2019}
    client.post(
        "/api/ask", json={"question": "Second", "conversation_id": first["conversation_id"], "filters": filters}
    )

    assert assistant.asked[-2:] == [
        ("First\nquestion", None, Filters()),
        ("Second", first["conversation_id"], Filters(review="Child Zed", year_from=2019)),
    ]


def test_a_conversation_that_is_not_known_begins_anew_under_an_id_that_nobody_chose(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "Anything", "conversation_id": "chosen"}).json()

    assert answer["conversation_id"] != "chosen"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": " \n\t "}, "question"),
        ({"question": "x" * (MOST_CHARACTERS + 1)}, "question"),
        ({"question": 7}, "question"),
        ({"question": "a", "unknown": 1}, "unknown"),
        ({"question": "a", "conversation_id": "../etc"}, "conversation_id"),
        ({"question": "a", "filters": {"place": "b"}}, "filters.place"),
        ({"question": "a", "filters": {"year_from": 10**40}}, "filters.year_from"),
    ],
)
def test_a_body_that_cannot_be_used_is_a_422_problem_that_names_the_field(
    client: TestClient, body: object, field: str
) -> None:
    response = client.post("/api/ask", json=body)
    problem = response.json()

    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert list(problem) == ["type", "title", "status", "detail", "errors"]
    assert [error["field"] for error in problem["errors"]] == [field]


def test_a_question_of_the_most_characters_is_asked(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": "é" * MOST_CHARACTERS}).status_code == 200


@pytest.mark.parametrize(
    "raw", [b"{", b"[" * 50_000, b'{"question": "\xff"}', b'{"question": "\\ud800"}', b"", b"null"]
)
def test_a_body_that_is_no_json_is_a_problem_without_what_was_sent(client: TestClient, raw: bytes) -> None:
    response = client.post("/api/ask", content=raw, headers={"Content-Type": "application/json"})

    assert response.status_code in {400, 422}
    assert response.headers["content-type"] == "application/problem+json"
    assert "ud800" not in response.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": ""}, 415),
        ({"Content-Type": "application/json; charset=utf-8"}, 200),
        ({"Host": "elsewhere.example"}, 400),
        ({"Host": ""}, 400),
        ({"Host": "testserver.elsewhere.example"}, 400),
        ({"Host": "TESTSERVER:8000"}, 200),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Origin": "http://[bad"}, 403),
        (OWN, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"}, 403),
        ({}, 200),
    ],
)
def test_only_json_from_here_or_from_a_program_is_let_in(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    sent = {"Content-Type": "application/json"} | headers
    response = client.post("/api/ask", content=b'{"question": "a"}', headers=sent)

    assert response.status_code == status
    if status != 200:
        assert response.json()["status"] == status
        assert response.headers["content-type"] == "application/problem+json"


def test_a_body_over_64_kb_is_refused_however_it_is_announced(client: TestClient) -> None:
    def in_parts() -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(70):
            yield b"x" * 1024

    headers = {"Content-Type": "application/json"}
    announced = client.post("/api/ask", content=b" " * 65_537, headers=headers)
    chunked = client.post("/api/ask", content=in_parts(), headers=headers)

    assert (announced.status_code, chunked.status_code) == (413, 413)
    assert announced.json() == chunked.json()


def test_a_fault_is_a_500_problem_with_nothing_of_its_text(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.post("/api/ask", json={"question": "fault"})

    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
    assert response.json()["title"] == "Something went wrong here"
    assert "Unexpected RuntimeError" in caplog.text
    assert "secret" not in response.text + caplog.text


def test_the_documents_are_listed_without_their_sections(client: TestClient) -> None:
    listed = {entry["id"]: entry for entry in client.get("/api/documents").json()}

    assert set(listed) == {"zed-briefing", "newsletter"}
    assert listed["zed-briefing"] == {
        "id": "zed-briefing",
        "source": "zed-briefing.txt",
        "media_type": "text/plain",
        "title": "Briefing: Child Zed",
        "publisher": "Fernmoor Sample Board",
        "kind_titled": None,
        "kind_stated": None,
        "date": "May 2021",
        "year": None,
        "population": "children",
        "subjects": ["Child Zed"],
        "collection": "sample",
        "area": None,
        "nation": None,
        "source_url": None,
        "supersedes": None,
        "other_versions": [],
        "ocr_pages": [],
        "flags": [],
        "added": [],
        "url": "/documents/zed-briefing",
        "passage_count": 6,
    }


def test_a_document_has_its_sections_and_the_places_of_its_passages(client: TestClient) -> None:
    found = client.get("/api/documents/zed-briefing").json()

    assert found["sections"] == [asdict(section) for section in ZED.document.sections]
    assert found["passages"] == [{"id": p.id, "start": p.start, "end": p.end} for p in ZED.passages]


def test_the_stored_text_is_what_citations_count_in_code_points(client: TestClient) -> None:
    response = client.get("/api/documents/zed-briefing/text")
    last = citation(ZED, len(ZED.passages) - 1)

    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == ZED.text
    assert "🌱" in response.text[: last.start]
    assert response.text[last.start : last.end] == last.quote


def test_a_passage_has_the_address_that_opens_it_in_its_source(client: TestClient) -> None:
    first = ZED.passages[0]
    found = client.get(f"/api/passages/{first.id}").json()

    assert (found["text"], found["section"]) == (first.text, "findings")
    assert found["url"] == f"/documents/zed-briefing?start={first.start}&end={first.end}#cited"


@pytest.mark.parametrize(
    "path",
    [
        "/api/documents/nobody",
        "/api/documents/nobody/text",
        "/api/passages/nobody",
        "/api/nothing",
        "/api/documents/%2e%2e",
    ],
)
def test_what_is_not_there_is_a_404_problem(client: TestClient, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert set(response.json()) == {"type", "title", "status", "detail"}


def test_a_method_that_does_not_fit_is_a_405_problem_that_says_which_do(client: TestClient) -> None:
    response = client.get("/api/ask")

    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["status"] == 405


def test_the_answers_of_the_real_assistant_cite_what_the_text_holds(tmp_path: Path) -> None:
    live = open_live(tmp_path, [ZED])
    with TestClient(create_app(Assistant(live.use), live, SETTINGS)) as client:
        answer = client.post("/api/ask", json={"question": "What are the recommendations for Child Zed?"}).json()
        text = client.get("/api/documents/zed-briefing/text").text

    assert answer["status"] == "answered"
    assert [text[one["start"] : one["end"]] for one in answer["citations"]] == [p.text for p in ZED.passages[-2:]]


def test_without_an_index_there_is_an_answer_that_says_so_and_no_document(nothing_live: TestClient) -> None:
    answer = nothing_live.post("/api/ask", json={"question": "What was learned?"}).json()

    assert (answer["status"], answer["abstained"]) == ("unavailable", True)
    assert nothing_live.get("/api/documents").json() == []
    assert nothing_live.get("/api/passages/any").status_code == 404


def test_health_says_whether_questions_can_be_answered(client: TestClient, nothing_live: TestClient) -> None:
    ready, unready = client.get("/healthz"), nothing_live.get("/healthz")

    assert (ready.status_code, ready.json()["ready"], ready.json()["degraded"]) == (200, True, False)
    assert (unready.status_code, unready.json()) == (503, {"ready": False, "index_version": None, "degraded": False})


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_the_interface_does_not_describe_itself(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
