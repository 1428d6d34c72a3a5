"""Addresses that would lead to another file lead nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from payloads import TRAVERSALS
from starlette.testclient import TestClient
from website import SETTINGS, ScriptedAssistant, briefing, open_live

from vectorstore.live import LiveIndex
from web.app import create_app

CANARY = "a canary that must stay where it is"
ROUTES = (
    "/static/{}",
    "/documents/{}",
    "/documents/{}/corrections",
    "/documents/{}/original",
    "/documents/zed-briefing/passages/{}/corrections",
    "/reviews/{}",
    "/themes/{}",
    "/themes/{}/meeting",
    "/conversations/{}",
    "/conversations/{}/export",
    "/evaluation-questions/{}",
    "/quality/{}",
    "/api/documents/{}",
    "/api/documents/{}/text",
    "/api/passages/{}",
    "/{}",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    root = tmp_path_factory.mktemp("around")
    for folder in (root, root / "data"):
        folder.mkdir(exist_ok=True)
        (folder / "secret.txt").write_text(CANARY)
    live: LiveIndex = open_live(root / "data", [briefing()])
    yield create_app(ScriptedAssistant(), live, SETTINGS)
    live.close()


def test_there_are_sixty_of_them() -> None:
    assert len(set(TRAVERSALS)) >= 60


@pytest.mark.parametrize("route", ROUTES)
def test_no_address_reads_a_file_outside(app: FastAPI, route: str) -> None:
    client = TestClient(app)
    for payload in TRAVERSALS:
        if not payload.isascii():
            continue
        response = client.get(route.format(payload), follow_redirects=False)

        assert CANARY not in response.text
        assert "root:" not in response.text
        assert response.status_code in {200, 303, 307, 400, 401, 403, 404, 405, 410, 414, 422}, payload
        # What is found at such an address is the page that it comes down to, never a file.
        assert response.status_code != 200 or "text/html" in response.headers["content-type"] or "/api/" in route


@pytest.mark.parametrize("form", TRAVERSALS)
def test_no_format_of_an_export_is_a_file(app: FastAPI, form: str) -> None:
    response = TestClient(app).get("/conversations/c/export", params={"form": form})

    assert response.status_code == 422
    assert CANARY not in response.text


def test_what_is_beside_the_data_is_there_to_be_read(tmp_path_factory: pytest.TempPathFactory, app: FastAPI) -> None:
    data: Path = app.state.parts.live.data.root
    assert (data / "secret.txt").read_text() == (data.parent / "secret.txt").read_text() == CANARY
