"""Forty ways to run a script, in everything that a page shows, in a real browser: none runs, and nothing is fetched."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from browsing import chromium, needs_chromium
from payloads import SCRIPTS
from playwright.sync_api import Browser, Page
from website import HOST, SETTINGS, Part, ScriptedAssistant, answered, citation, document, open_live

from assistant.answer import Answer, Status
from vectorstore.document import SAMPLE
from vectorstore.live import LiveIndex
from vectorstore.sections import SectionType
from vectorstore.versions import LoadedDocument
from web.app import create_app

pytestmark = needs_chromium
QUESTION = "Which of these runs?"


def hostile(payloads: Sequence[str]) -> list[LoadedDocument]:
    """Return a document for every four payloads, which stand in its text, headings, names, title and other values."""
    made = []
    for number in range(0, len(payloads), 4):
        first, second, third, fourth = (payloads[(number + step) % len(payloads)] for step in range(4))
        parts: list[Part] = [
            (SectionType.FINDINGS, f"Findings {first}", f"Child {second}", [f"Said {p}" for p in payloads]),
            (SectionType.RECOMMENDATIONS, f"Advice {third}", f"Child {fourth}", [f"Do {p}" for p in payloads[:4]]),
        ]
        details = {"publisher": f"Board {third}", "date": f"May {fourth}", "collection": SAMPLE, "area": first}
        made.append(
            document(f"hostile-{number}", f"Title {first}", parts, f"Title {first}", source=f"{second}.txt", **details)
        )
    return made


class Echoing(ScriptedAssistant):
    """Gives the payload back in every part of an answer."""

    def __init__(self, loaded: LoadedDocument) -> None:
        super().__init__()
        self.loaded = loaded

    def ask(self, question: str, *args: object, **more: object) -> Answer:  # type: ignore[override]
        if question != QUESTION:
            return super().ask(question, *args, **more)  # type: ignore[arg-type]
        cited = tuple(
            replace(citation(self.loaded, order, number), quote=payload, notes=(payload,), heading=payload)
            for number, (order, payload) in enumerate(zip(range(len(SCRIPTS)), SCRIPTS, strict=True), 1)
        )
        text = "\n\n".join(f"{payload} [{number}]" for number, payload in enumerate(SCRIPTS, 1))
        given = answered(*cited, answer=text, notices=SCRIPTS, suggestions=SCRIPTS, model=SCRIPTS[0], nearest=cited)
        self.answers[question] = replace(given, status=Status.PARTIAL)
        return super().ask(question, *args, **more)  # type: ignore[arg-type]


@contextmanager
def serving(live: LiveIndex, loaded: LoadedDocument) -> Iterator[str]:
    settings = replace(SETTINGS, allowed_hosts=(HOST, "127.0.0.1"))
    server = uvicorn.Server(uvicorn.Config(create_app(Echoing(loaded), live, settings), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    documents = hostile(SCRIPTS)
    live = open_live(Path(tmp_path_factory.mktemp("data")), documents)
    with serving(live, documents[0]) as address:
        yield address
    live.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    found: list[str] = []
    page.on("dialog", lambda dialog: (found.append("dialog"), dialog.dismiss()))
    page.on("request", lambda sent: found.append(sent.url) if not sent.url.startswith(f"{address}/") else None)
    page.on("console", lambda told: found.append(told.text) if "Content Security Policy" in told.text else None)
    page.on("pageerror", lambda fault: found.append(str(fault)))
    yield page
    assert found == []
    page.close()


def nothing_ran(page: Page) -> None:
    """Fail where a script of theirs ran, or stands in the page as mark-up."""
    page.wait_for_timeout(150)
    assert page.evaluate("window.hit") is None
    ours = "script:not([src^='/static/']), iframe, object, embed, base, main svg, main img, main video, main style"
    assert page.locator(ours).count() == 0
    assert page.evaluate("[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length") == 0  # fmt: skip


def test_there_are_forty_of_them_and_each_would_be_seen(browser: Browser) -> None:
    assert len(set(SCRIPTS)) >= 40
    unguarded = browser.new_page()
    unguarded.set_content(f"<p>{SCRIPTS[5]}</p>")
    unguarded.wait_for_timeout(200)
    assert unguarded.evaluate("window.hit") == 1
    unguarded.close()


@pytest.mark.parametrize(
    "path",
    ["/documents", "/reviews", "/recommendations", "/themes", "/about", "/documents/hostile-0/corrections"],
)
def test_nothing_runs_on_a_page_that_lists_what_is_loaded(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    nothing_ran(page)
    assert page.locator("h1").count() == 1


def test_nothing_runs_in_any_document_or_review(page: Page, address: str) -> None:
    page.goto(f"{address}/documents")
    links = {str(a.get_attribute("href")) for a in page.locator("main a[href^='/documents/']").all()}
    page.goto(f"{address}/reviews")
    links |= {str(a.get_attribute("href")) for a in page.locator("main a[href^='/reviews/']").all()}
    assert len(links) > 10
    for link in sorted(links):
        page.goto(address + urlsplit(link).path)
        nothing_ran(page)


def test_nothing_of_an_answer_runs(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#question", QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/conversations/**")
    nothing_ran(page)
    assert SCRIPTS[0] in page.locator("main").inner_text()


def test_questions_are_shown_as_they_were_typed_and_nothing_of_them_runs(page: Page, address: str) -> None:
    page.goto(address)
    for payload in SCRIPTS:
        form = {
            str(field.get_attribute("name")): str(field.get_attribute("value"))
            for field in page.locator("form.ask input[type=hidden]").all()
        }
        sent = page.request.post(
            f"{address}/ask", form=form | {"question": payload}, headers={"Origin": address, "Accept": "text/html"}
        )
        assert sent.status == 200
        page.goto(sent.url)
    page.reload()  # an address that differs behind its # alone is not loaded again
    nothing_ran(page)
    shown = page.locator("main").inner_text()
    assert [payload for payload in SCRIPTS if payload.strip("\u202e\u2066") not in shown] == []
