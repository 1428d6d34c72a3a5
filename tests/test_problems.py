"""Every problem by a request that brings it about: a page and problem details in the same words, nothing typed lost."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, ask, briefing, fields, open_live, soup, words

from vectorstore.live import LiveIndex
from vectorstore.withdrawals import Action, log_withdrawal
from web.app import create_app
from web.parts import Parts
from web.person import Person
from web.places import Places
from web.settings import WebSettings
from web.this_machine import ThisMachine

HTML = {"Accept": "text/html"}


def visitor(live: LiveIndex, settings: WebSettings) -> TestClient:
    app = create_app(ScriptedAssistant({"fault": RuntimeError("secret")}), live, settings)
    return TestClient(app, headers=HTML, raise_server_exceptions=False)


def not_ours(served: TestClient) -> tuple[str, str, dict[str, object]]:
    return "POST", "/ask", {"data": {"question": "what I typed"}}


def full(served: TestClient) -> tuple[str, str, dict[str, object]]:
    state = served.app.state  # type: ignore[attr-defined]
    parts: Parts = state.parts
    state.parts = replace(parts, places=Places(at_once=0, waiting=0))
    return typed(served)


def too_often(served: TestClient) -> tuple[str, str, dict[str, object]]:
    ask(served, "the only one in this minute")
    return typed(served)


def typed(served: TestClient, question: str = "what I typed") -> tuple[str, str, dict[str, object]]:
    form = fields(served.get("/", headers=HTML).text) | {"question": question}
    return "POST", "/ask", {"data": form, "headers": OWN}


# Its status, words of what to do, and the request that brings it about.
PROBLEMS: dict[str, tuple[int, str, Callable[[TestClient], tuple[str, str, dict[str, object]]]]] = {
    "another machine": (400, "Open the assistant", lambda _: ("GET", "/", {"headers": {"Host": "other.example"}})),
    "not our form": (403, "ask again", not_ours),
    "no page": (404, "begin at the question page", lambda _: ("GET", "/nothing", {})),
    "no such deed": (405, "Begin at the question page", lambda _: ("DELETE", "/documents", {"headers": OWN})),
    "withdrawn": (410, "ask whoever looks after", lambda _: ("GET", "/documents/zed-briefing", {})),
    "too long": (413, "shorten it", lambda _: ("POST", "/ask", {"data": {"question": "x" * 70_000}, "headers": OWN})),
    "no JSON": (415, "On the question page", lambda _: ("POST", "/api/ask", {"content": "x", "headers": OWN})),
    "a file": (422, "check it", lambda _: ("POST", "/ask", {"files": {"question": ("a", b"x")}, "headers": OWN})),
    "too often": (429, "You can ask the next one in", too_often),
    "a fault": (500, "Ask again in a minute", lambda served: typed(served, "fault")),
    "full": (503, "Wait a few seconds", full),
}
GIVEN_BACK = {"not our form": "what I typed", "too often": "what I typed", "a fault": "fault", "full": "what I typed"}


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = open_live(tmp_path_factory.mktemp("withdrawn"), [briefing()])
    log_withdrawal(live.data, "zed-briefing", Action.WITHDRAW, "asked for", "Robin")
    yield live
    live.close()


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_says_what_happened_and_what_to_do_and_loses_no_question(withdrawn: LiveIndex, name: str) -> None:
    status, to_do, provoke = PROBLEMS[name]

    def answer(accept: str) -> tuple[int, str, str]:
        served = visitor(withdrawn, replace(SETTINGS, questions_a_minute=1 if name == "too often" else 0))
        method, path, more = provoke(served)
        headers = {"Accept": accept} | (more.pop("headers", {}) or {})  # type: ignore[operator]
        response = served.request(method, path, headers=headers, **more)  # type: ignore[arg-type]
        return response.status_code, response.headers["content-type"], response.text

    shown, details = answer("text/html"), answer("application/json")

    page, record = shown[2], json.loads(details[2])
    assert (shown[:2], details[:2]) == ((status, "text/html; charset=utf-8"), (status, "application/problem+json"))
    assert soup(page).title.get_text().startswith("Error: ")  # type: ignore[union-attr]
    assert (words(page, "h1"), words(page, ".lead")) == (record["title"], record["detail"])
    assert (record["status"], record["type"]) == (status, "about:blank")
    assert to_do in record["detail"]
    assert [box.get_text().strip() for box in soup(page).select("textarea")] == [
        text for of, text in GIVEN_BACK.items() if of == name
    ]


# Not as it stands in a line of code, which a log may print.
WORD = "winter" + "green"


class Broken(ThisMachine):
    """Cannot tell who anybody is, as where its database is away."""

    def person(self, request: object, session: object) -> Person | None:
        raise RuntimeError(WORD)


def test_a_fault_that_keeps_even_its_page_from_being_made_is_told_in_few_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(ScriptedAssistant(), open_live(tmp_path, []), SETTINGS, access=Broken())
    response = TestClient(app, headers=HTML, raise_server_exceptions=False).get("/documents")

    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
    assert response.json()["title"] == "Something went wrong here"
    assert response.headers["x-frame-options"] == "DENY"
    assert "could not be shown" in caplog.text
    assert WORD not in caplog.text
