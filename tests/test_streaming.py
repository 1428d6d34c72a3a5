"""Answers as server-sent events: what is sent, what is refused before it, and that no question is asked twice."""

import json
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import anyio
import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient
from starlette.types import Message
from website import (
    EVERYTHING,
    OWN,
    SETTINGS,
    ScriptedAssistant,
    answered,
    briefing,
    citation,
    fields,
    newsletter,
    open_live,
    soup,
    words,
)

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from assistant.filters import Filters
from assistant.grounding import Sentence
from vectorstore.faults import IndexFault
from vectorstore.live import LiveIndex
from web.app import create_app
from web.person import Person, Role, Stranger
from web.places import Places
from web.question import MOST_CHARACTERS
from web.sessions import Session
from web.settings import WebSettings

HTML = {"Accept": "text/html"}
SECRET = "the mother's name is secret"
SENTENCES = (Sentence("Nobody asked Child Zed.", (1,)), Sentence("Letters went astray.\n\nevent: final", (1, 2)))
SEARCHING = ("status", {"text": "Searching the documents loaded here"})
WRITING = ("status", {"text": "Checking each sentence of the language model against the quotes"})
PERSONAL = Answer(Status.PERSONAL_DATA, "It may hold personal details.")


class SlowAssistant(ScriptedAssistant):
    """Answers only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.may_end = threading.Event(), threading.Event()

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = EVERYTHING,
        published_name: bool = False,
    ) -> Answer:
        self.began.set()
        assert self.may_end.wait(10)
        return super().ask(question, conversation_id, filters, published_name)


class Named:
    """Takes everybody for whom they say that they are."""

    stranger = Stranger("Say who you are", "")
    knows_people = True

    def person(self, request: Request, session: Session) -> Person | None:
        name = request.headers["X-Name"]
        return Person(name, name, Role.PRACTITIONER)

    def record(self, person: Person, did: str, about: str) -> None:
        pass


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = open_live(tmp_path_factory.mktemp("live"), [briefing(), newsletter()])
    yield live
    live.close()


@pytest.fixture
def assistant() -> ScriptedAssistant:
    faults: dict[str, Answer | Exception] = {
        "found": answered(citation(briefing(), 0)),
        "fault": RuntimeError(SECRET),
        "no index": IndexFault("the index is being repaired"),
        "details": PERSONAL,
    }
    return ScriptedAssistant(faults)


@pytest.fixture
def app(assistant: ScriptedAssistant, live: LiveIndex) -> FastAPI:
    return create_app(assistant, live, SETTINGS)


@pytest.fixture
def two_people(assistant: ScriptedAssistant, live: LiveIndex) -> tuple[TestClient, TestClient]:
    app = create_app(assistant, live, SETTINGS, access=Named())
    one, other = (TestClient(app, headers=HTML | {"X-Name": name}) for name in ("one", "other"))
    return one, other


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, headers=HTML)


@contextmanager
def slow(live: LiveIndex) -> Iterator[tuple[SlowAssistant, FastAPI]]:
    assistant = SlowAssistant()
    app = create_app(assistant, live, SETTINGS)
    # Nobody waits for a place: each request of this client has an event loop of its own.
    app.state.parts = replace(app.state.parts, places=Places(at_once=8))
    yield assistant, app
    assistant.may_end.set()


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """Return name and data of each event, as a browser reads them."""
    found = []
    for block in text.strip().split("\n\n"):
        rows = dict(row.split(": ", 1) for row in block.split("\n"))
        found.append((rows["event"], json.loads(rows["data"])))
    return found


def form_of(client: TestClient, page: str = "/") -> dict[str, str]:
    return fields(client.get(page).text)


def stream(client: TestClient, form: dict[str, str], question: str = "found") -> list[tuple[str, dict[str, object]]]:
    response = client.post("/ask/stream", data=form | {"question": question}, headers=OWN)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    return events(response.text)


def send(client: TestClient, form: dict[str, str], question: str = "found") -> str:
    response = client.post("/ask", data=form | {"question": question}, headers=OWN, follow_redirects=False)
    assert response.status_code == 303, response.text
    return response.headers["location"]


def test_a_program_gets_stages_checked_sentences_and_last_the_answer_object(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    assistant.sentences = SENTENCES

    response = client.post("/api/ask/stream", json={"question": "found", "filters": {"review": "Child Zed"}})
    *before, (name, answer) = events(response.text)

    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"
    assert before == [
        SEARCHING,
        WRITING,
        ("sentence", {"text": "Nobody asked Child Zed.", "citations": [1]}),
        ("sentence", {"text": "Letters went astray.\n\nevent: final", "citations": [1, 2]}),
    ]
    assert assistant.asked == [("found", None, Filters(review="Child Zed"))]
    again = {"question": "found", "conversation_id": answer["conversation_id"]}
    assert (name, answer) == ("final", client.post("/api/ask", json=again).json())


def test_a_page_gets_its_own_html_and_address(client: TestClient, assistant: ScriptedAssistant) -> None:
    assistant.sentences = SENTENCES[:1]
    *before, (name, final) = stream(client, form_of(client))
    page = client.get(str(final["url"]))

    assert [event for event, _ in before] == ["status", "status", "sentence"]
    assert (name, final["title"]) == ("final", "Answer – Review Learning Assistant")
    assert str(final["url"]).endswith("#a1")
    assert "<html" not in str(final["html"]) and "<header" not in str(final["html"])
    assert words(str(final["html"]), "article") == words(page.text, "article")
    assert words(f"<body>{final['html']}</body>") == words(page.text, "main")
    assert fields(str(final["html"])).keys() == {"token", "request_id", "conversation_id"}


def test_a_question_of_a_conversation_goes_on_with_it(client: TestClient, assistant: ScriptedAssistant) -> None:
    first = str(stream(client, form_of(client))[-1][1]["url"])
    second = str(stream(client, form_of(client, first), "more")[-1][1]["url"])

    assert second == first.replace("#a1", "#a2")
    assert assistant.asked[-1][1] == first.split("/")[2].partition("#")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("  ", "Enter a question"),
        ("x" * (MOST_CHARACTERS + 1), "Your question must be 1,000 characters or fewer. It has 1,001"),
    ],
)
def test_what_cannot_be_asked_comes_back_in_its_form(
    client: TestClient, assistant: ScriptedAssistant, question: str, told: str
) -> None:
    final = stream(client, form_of(client), question)[-1][1]

    assert (final["url"], final["title"]) == (None, "Error: Ask the reviews – Review Learning Assistant")
    assert words(str(final["html"]), ".summary a") == told
    assert words(str(final["html"]), "textarea") == question.strip()
    assert assistant.asked == []


def test_personal_details_come_back_to_be_changed_and_are_not_kept(client: TestClient) -> None:
    form = form_of(client)
    streamed, again = stream(client, form, "details")[-1][1], stream(client, form, "details")[-1][1]
    posted = client.post("/ask", data=form | {"question": "details"}, headers=OWN)

    assert streamed["url"] is None
    assert words(str(streamed["html"]), "textarea") == "details"
    assert words(f"<body>{streamed['html']}</body>") == words(posted.text, "main")
    assert words(str(again["html"]), "textarea") == "details"


@pytest.mark.parametrize(
    ("question", "status", "detail"),
    [("fault", 500, "The fault is ours"), ("no index", 503, "the index is being repaired")],
)
def test_a_fault_on_the_way_is_an_event_that_tells_nothing_of_it(
    client: TestClient, caplog: pytest.LogCaptureFixture, question: str, status: int, detail: str
) -> None:
    with caplog.at_level(logging.ERROR):
        page = client.post("/ask/stream", data=form_of(client) | {"question": question}, headers=OWN).text
        program = client.post("/api/ask/stream", json={"question": question}).text

    for text in (page, program):
        *before, (name, problem) = events(text)
        assert (before, name, problem["status"]) == ([SEARCHING], "error", status)
        assert str(problem["detail"]).startswith(detail)
        assert SECRET not in text
    assert SECRET not in caplog.text
    assert ("RuntimeError" in caplog.text) == (question == "fault")


def test_a_fault_after_the_first_sentences_is_no_answer(client: TestClient, assistant: ScriptedAssistant) -> None:
    assistant.sentences = SENTENCES[:1]

    names = [name for name, _ in stream(client, form_of(client), "fault")]

    assert names == ["status", "status", "sentence", "error"]


@pytest.mark.parametrize(
    ("changed", "headers", "status"),
    [
        ({"token": "forged"}, OWN, 403),
        ({}, {"Origin": "http://elsewhere.example"}, 403),
        ({}, {}, 403),
        ({"conversation_id": "of-somebody-else"}, OWN, 404),
    ],
)
def test_a_form_is_refused_before_the_first_byte_as_it_is_without_a_stream(
    client: TestClient, assistant: ScriptedAssistant, changed: dict[str, str], headers: dict[str, str], status: int
) -> None:
    form = form_of(client) | {"question": "found"} | changed
    streamed, plain = (client.post(path, data=form, headers=headers) for path in ("/ask/stream", "/ask"))
    told = client.post("/ask/stream", data=form, headers=headers | {"Accept": "text/event-stream, application/json"})

    assert (streamed.status_code, words(streamed.text, "h1")) == (status, words(plain.text, "h1"))
    assert (told.status_code, told.headers["content-type"]) == (status, "application/problem+json")
    assert told.json()["status"] == status
    assert assistant.asked == []


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"question": " "}, 422), ({"question": "a", "more": 1}, 422), ({"question": "x" * 70_000}, 413)],
)
def test_a_program_is_refused_before_the_first_byte(client: TestClient, body: dict[str, object], status: int) -> None:
    streamed, plain = (
        client.post(path, json=body, headers={"Accept": "*/*"}) for path in ("/api/ask/stream", "/api/ask")
    )

    assert (streamed.status_code, streamed.json()) == (status, plain.json())
    assert streamed.headers["content-type"] == "application/problem+json"


def test_who_asks_too_often_or_finds_every_place_taken_is_told_so_before_the_first_byte(live: LiveIndex) -> None:
    limited = WebSettings(allowed_hosts=SETTINGS.allowed_hosts, secret=SETTINGS.secret, questions_a_minute=1)
    for path in ("/ask/stream", "/api/ask/stream"):
        app = create_app(ScriptedAssistant(), live, limited)
        client = TestClient(app, headers=HTML)
        sent = {"data": form_of(client) | {"question": "a"}} if path == "/ask/stream" else {"json": {"question": "a"}}
        again = {"data": form_of(client) | {"question": "a"}} if path == "/ask/stream" else sent
        statuses = [client.post(path, headers=OWN, **one).status_code for one in (sent, again)]  # type: ignore[arg-type]
        assert statuses == [200, 429]

        full = create_app(ScriptedAssistant(), live, SETTINGS)
        object.__setattr__(full.state.parts, "places", Places(at_once=0, waiting=0))
        other = TestClient(full, headers=HTML)
        sent = {"data": form_of(other) | {"question": "a"}} if path == "/ask/stream" else sent
        assert other.post(path, headers=OWN, **sent).status_code == 503  # type: ignore[arg-type]


def test_a_conversation_of_somebody_else_is_not_gone_on_with(
    two_people: tuple[TestClient, TestClient], assistant: ScriptedAssistant
) -> None:
    mine, other = two_people
    answer = events(mine.post("/api/ask/stream", json={"question": "found"}).text)[-1][1]
    asked = {"question": "found", "conversation_id": answer["conversation_id"]}
    begun = events(other.post("/api/ask/stream", json=asked).text)[-1][1]

    assert begun["conversation_id"] != answer["conversation_id"]
    assert assistant.asked[-1][1] is None
    form = form_of(other) | {"question": "found", "conversation_id": answer["conversation_id"]}
    assert other.post("/ask/stream", data=form, headers=OWN).status_code == 404


def test_a_form_that_is_sent_twice_is_asked_once(client: TestClient, assistant: ScriptedAssistant) -> None:
    form = form_of(client)
    url = str(stream(client, form)[-1][1]["url"])

    assert send(client, form) == url
    assert send(client, form) == url
    assert [name for name, _ in stream(client, form)] == ["status", "final"]
    assert str(stream(client, form)[-1][1]["url"]) == url
    assert len(assistant.asked) == 1
    assert len(soup(client.get(url).text).select("article.turn")) == 1


def test_every_form_is_one_of_its_own(client: TestClient) -> None:
    pages = [client.get("/").text, client.get("/").text]
    ids = [soup(page).select("form[action='/ask'] [name=request_id]") for page in pages]

    assert [len(fields) for fields in ids] == [len(soup(page).select("form[action='/ask']")) for page in pages]
    assert ids[0][0]["value"] != ids[1][0]["value"]


def test_the_same_form_with_another_question_is_another_question(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    """A browser that goes back shows the form with the request_id that it had."""
    form = form_of(client)

    assert len({send(client, form), send(client, form, "another"), send(client, form | {"everywhere": "yes"})}) == 3
    assert len(assistant.asked) == 3


def test_what_one_person_sent_answers_nobody_else(
    two_people: tuple[TestClient, TestClient], assistant: ScriptedAssistant
) -> None:
    one, other = two_people
    form = form_of(one)
    theirs = form_of(other) | {"request_id": form["request_id"]}

    assert send(one, form) != send(other, theirs)
    assert len(assistant.asked) == 2


def test_a_form_that_is_sent_while_its_question_is_answered_waits_for_that_answer(live: LiveIndex) -> None:
    with slow(live) as (assistant, app), ThreadPoolExecutor() as threads:
        client = TestClient(app, headers=HTML)
        form = form_of(client)
        first = threads.submit(stream, client, form)
        assert assistant.began.wait(10)
        later = [threads.submit(send, client, form) for _ in range(3)]
        assert not any(one.done() for one in later)
        assistant.may_end.set()
        urls = {str(first.result()[-1][1]["url"]), *(one.result() for one in later)}

        assert len(urls) == 1
        assert len(assistant.asked) == 1


def test_who_leaves_before_the_answer_finds_it_by_the_same_form(live: LiveIndex) -> None:
    """The connection breaks in the middle of the stream: the plain form that is sent then is not asked anew."""
    with slow(live) as (assistant, app):
        client = TestClient(app, headers=HTML)
        form = form_of(client) | {"question": "found"}
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        anyio.run(broken_off, app, assistant, form, cookie)

        assert len(assistant.asked) == 1
        assert send(client, form).endswith("#a1")
        assert len(assistant.asked) == 1


async def broken_off(app: FastAPI, assistant: SlowAssistant, form: dict[str, str], cookie: str) -> None:
    """Send the form as a browser does whose connection breaks once the question is being answered."""
    body = "&".join(f"{name}={value}" for name, value in form.items()).encode()
    headers = {"host": "testserver", "origin": OWN["Origin"], "cookie": cookie, "content-length": str(len(body))}
    headers["content-type"] = "application/x-www-form-urlencoded"
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        assert await anyio.to_thread.run_sync(assistant.began.wait, 10)
        threading.Timer(0.2, assistant.may_end.set).start()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        assert b"final" not in message.get("body", b"")

    scope = {"type": "http", "method": "POST", "path": "/ask/stream", "raw_path": b"/ask/stream", "query_string": b""}
    scope |= {
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
    }
    scope |= {
        "headers": [(n.encode(), v.encode()) for n, v in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": None,
    }
    await app(scope, receive, send)


def test_what_failed_may_be_sent_again(client: TestClient, assistant: ScriptedAssistant) -> None:
    form = form_of(client)
    assert stream(client, form, "fault")[-1][0] == "error"
    del assistant.answers["fault"]

    assert send(client, form, "fault").endswith("#a1")
    assert len(assistant.asked) == 2


def test_a_form_that_is_sent_again_does_not_count_again(live: LiveIndex) -> None:
    limited = WebSettings(allowed_hosts=SETTINGS.allowed_hosts, secret=SETTINGS.secret, questions_a_minute=2)
    client = TestClient(create_app(ScriptedAssistant(), live, limited), headers=HTML)
    form, other = form_of(client), form_of(client)
    urls = [send(client, form), send(client, form), send(client, other), send(client, form), send(client, other)]
    refused = client.post("/ask", data=form_of(client) | {"question": "third"}, headers=OWN)

    assert len(set(urls)) == 2
    assert (refused.status_code, words(refused.text, "textarea")) == (429, "third")


def test_the_program_without_a_language_model_streams_what_it_answers(live: LiveIndex) -> None:
    client = TestClient(create_app(Assistant(live.use), live, SETTINGS))
    asked = {"question": "What are the recommendations for Child Zed?"}
    before, (name, streamed) = events(client.post("/api/ask/stream", json=asked).text)
    plain = client.post("/api/ask", json=asked).json()

    assert (before, name) == (SEARCHING, "final")
    unlike = {"conversation_id", "timings_ms"}
    assert {k: v for k, v in streamed.items() if k not in unlike} == {k: v for k, v in plain.items() if k not in unlike}
    assert streamed["citations"]
