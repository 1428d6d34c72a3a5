"""A name that is said to be published or made up, at every door: the assistant, the API, the page, the command line."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
import typer
from starlette.testclient import TestClient
from typer.testing import CliRunner
from website import OWN, SETTINGS, fields, open_live, soup, words

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.commands import add_ask
from assistant.conversation import Turn
from vectorstore.index import Index
from web.app import create_app

NAMED = "Any learning for Liam Carter, 7, who was neglected?"
NUMBERED = "Any learning for a boy at LS6 3HN?"
LIVE = "Liam Carter, 7, is here with a burn on his arm, what do I do?"
OVERRIDE = "This is a published review name or a made-up name"


def no_index() -> AbstractContextManager[Index | None]:
    raise AssertionError("no index is opened for a question that is refused")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    live = open_live(tmp_path, [])
    with TestClient(create_app(Assistant(live.use), live, SETTINGS)) as client:
        yield client


@pytest.mark.parametrize(("question", "status"), [(NAMED, Status.PERSONAL_DATA), (LIVE, Status.LIVE_CASE)])
def test_what_is_refused_opens_no_index_and_leaves_its_status_and_never_its_text(question: str, status: Status) -> None:
    assistant = Assistant(no_index)

    answer = assistant.ask(question)

    assert (answer.status, answer.abstained, answer.citations, answer.nearest) == (status, True, (), ())
    assert "Liam" not in json.dumps(answer.to_record())
    assert answer.conversation_id is not None
    assert assistant.turns(answer.conversation_id) == (Turn(None, answer),)


def test_a_confirmed_name_is_searched_for_and_a_live_case_never() -> None:
    assistant = Assistant(lambda: nullcontext(None))
    told = [assistant.ask(question, published_name=True).status for question in (NAMED, NUMBERED, LIVE)]

    assert told == [Status.UNAVAILABLE, Status.PERSONAL_DATA, Status.LIVE_CASE]


def test_a_program_confirms_with_published_name(client: TestClient) -> None:
    def status(question: str, **more: object) -> object:
        return client.post("/api/ask", json={"question": question} | more).json()["status"]

    assert [status(NAMED), status(NAMED, published_name=True), status(LIVE, published_name=True)] == [
        "personal_data",
        "unavailable",
        "live_case",
    ]
    assert client.post("/api/ask", json={"question": NAMED, "published_name": "yes"}).status_code == 422


def test_the_page_gives_back_what_was_typed_with_a_box_to_tick(client: TestClient) -> None:
    form = fields(client.get("/", headers={"Accept": "text/html"}).text)
    page = client.post("/ask", data=form | {"question": NAMED}, headers=OWN | {"Accept": "text/html"})

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert words(page.text, ".turn h2") == "Question 1 Not kept: this question may have held personal details"
    assert words(page.text, "textarea") == NAMED
    box = soup(page.text).select_one("form.ask input[type=checkbox]")
    assert box is not None and (box["name"], box.has_attr("checked")) == ("published_name", False)
    assert words(page.text, f"label[for={box['id']}]") == OVERRIDE

    again = fields(page.text) | {"question": NAMED, "published_name": "yes"}
    answered = client.post("/ask", data=again, headers=OWN | {"Accept": "text/html"})
    assert words(answered.text, ".turn:last-of-type h2").endswith(NAMED)
    assert soup(answered.text).select("form.ask input[type=checkbox]") == []


def test_the_page_offers_no_box_for_a_number_and_needs_the_forms_token(client: TestClient) -> None:
    form = fields(client.get("/", headers={"Accept": "text/html"}).text)
    page = client.post("/ask", data=form | {"question": NUMBERED}, headers=OWN | {"Accept": "text/html"})
    forged = client.post(
        "/ask", data={"question": NAMED, "published_name": "yes"}, headers=OWN | {"Accept": "text/html"}
    )

    assert soup(page.text).select("input[type=checkbox]") == []
    assert words(page.text, "textarea") == NUMBERED
    assert forged.status_code == 403


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([NAMED], "personal_data"),
        (["--published-name", NAMED], "unavailable"),
        (["--published-name", LIVE], "live_case"),
    ],
)
def test_the_command_line_confirms_with_an_option(arguments: list[str], status: str) -> None:
    app = typer.Typer()
    add_ask(app, lambda: nullcontext(Assistant(lambda: nullcontext(None))))

    done = CliRunner().invoke(app, [*arguments, "--json"])

    assert (done.exit_code, json.loads(done.stdout)["status"]) == (0, status)
