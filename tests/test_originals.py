"""The file that a document was read from can be downloaded, and only that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from payloads import SCRIPTS, TRAVERSALS
from starlette.testclient import TestClient
from website import SETTINGS, ScriptedAssistant, briefing, open_live, soup

from vectorstore.live import LiveIndex
from vectorstore.originals import Originals
from vectorstore.withdrawals import Action, log_withdrawal
from web.app import create_app
from web.downloads import attachment

FILE = b"%PDF-1.7 <script>alert(1)</script>"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveIndex]:
    live = open_live(tmp_path, [briefing()])
    folder = tmp_path / "documents" / "zed-briefing"
    folder.mkdir(parents=True)
    (folder / "original.pdf").write_bytes(FILE)
    yield live
    live.close()


@pytest.fixture
def client(live: LiveIndex) -> TestClient:
    return TestClient(create_app(ScriptedAssistant(), live, SETTINGS), headers={"Accept": "text/html"})


def test_the_file_is_saved_as_it_came_and_never_shown(client: TestClient) -> None:
    page = soup(client.get("/documents/zed-briefing").text)
    address = str(page.select_one("a[href$='/original']")["href"])  # type: ignore[index]

    response = client.get(address)

    assert response.content == FILE
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"].startswith('attachment; filename="zed-briefing.txt"')
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_nothing_is_given_of_a_document_that_is_unknown_or_was_withdrawn(client: TestClient, live: LiveIndex) -> None:
    assert client.get("/documents/nobody/original").status_code == 404

    log_withdrawal(live.data, "zed-briefing", Action.WITHDRAW, "asked for", "kit")
    live.refresh()

    assert client.get("/documents/zed-briefing/original").status_code == 410


def test_a_file_that_is_no_longer_here_is_told(client: TestClient, live: LiveIndex) -> None:
    Originals(live.data).original("zed-briefing").unlink()

    assert client.get("/documents/zed-briefing/original").status_code == 404


@pytest.mark.parametrize("name", [*TRAVERSALS, *SCRIPTS, 'a"b.pdf', "a\r\nSet-Cookie: x", "Größe.pdf", "a;b.pdf"])
def test_no_name_of_a_file_leads_elsewhere_or_ends_the_header(name: str) -> None:
    header = attachment(name)
    plain = header.partition('filename="')[2].partition('"')[0]

    assert header.isascii() and header.isprintable()
    assert "/" not in plain and "\\" not in plain
    assert header.count('"') == 2 and header.count(";") == 1 + ("; filename*=UTF-8''" in header)
