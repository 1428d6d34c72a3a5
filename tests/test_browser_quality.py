"""The Quality pages in a real browser: accessible in every state, and a release by keyboard alone with script off."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from browsing import PATIENCE_MS, chromium, faults, needs_chromium, serving, tab_to, too_small, widths
from playwright.sync_api import Browser, Page
from shelf import release
from test_trial import LOADED, QUESTIONS

from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.releases import read_pointer
from vectorstore.versions import build_candidate

pytestmark = needs_chromium

# It takes seconds on a quiet machine: only a hang is to be seen here.
EVALUATION_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Site:
    """Where a data directory is served, what is live in it, and what waits and was evaluated."""

    folder: Path
    address: str
    live: str
    waits: str


def evaluate(page: Page, address: str) -> None:
    """Start the evaluation of what waits, as a person does, and wait for its end."""
    page.goto(f"{address}/quality")
    page.get_by_role("button", name="Evaluate it against what is served").click()
    page.wait_for_selector("text=An evaluation runs")
    until = time.monotonic() + EVALUATION_SECONDS
    while page.get_by_text("An evaluation runs").count():
        assert time.monotonic() < until, "the evaluation did not end"
        page.wait_for_timeout(500)
        page.goto(f"{address}/quality")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    """Serve a directory in which a candidate waits that passed. Nothing is released in it."""
    folder, embedder = tmp_path_factory.mktemp("passed"), load_embedder()
    data = DataDirectory(folder)
    release(data, LOADED, embedder)
    data.questions.mkdir()
    (data.questions / "own.jsonl").write_text("\n".join(one.model_dump_json() for one in QUESTIONS))
    pointer = read_pointer(data)
    assert pointer
    waits = build_candidate(data, LOADED[::-1], embedder)
    with serving(folder) as address:
        with browser.new_context() as context:
            evaluate(context.new_page(), address)
        yield Site(folder, address, pointer.version, waits)


@pytest.fixture
def copy(site: Site, tmp_path: Path) -> Iterator[Site]:
    """Serve a copy of the directory, to release in."""
    folder = tmp_path / "copy"
    shutil.copytree(site.folder, folder)
    with serving(folder) as address:
        yield replace(site, folder=folder, address=address)


def overview(page: Page, site: Site) -> None:
    page.goto("/quality")


def run(page: Page, site: Site) -> None:
    page.goto(f"/quality/{site.waits}")


def pack(page: Page, site: Site) -> None:
    page.goto(f"/quality/{site.waits}/release")


def unread(page: Page, site: Site) -> None:
    pack(page, site)
    page.fill("#name", "Robin Tester")
    page.get_by_role("button", name="Release this version").click()
    page.wait_for_selector(".summary")


STATES: dict[str, Callable[[Page, Site], None]] = {
    "overview": overview,
    "evaluation": run,
    "content pack": pack,
    "answers unread": unread,
}
every_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


@every_state
def test_axe_finds_nothing_in_light_or_dark(browser: Browser, site: Site, state: Callable[[Page, Site], None]) -> None:
    with browser.new_context(base_url=site.address, viewport={"width": 1200, "height": 900}) as context:
        page = context.new_page()
        state(page, site)
        assert faults(page) == {"light": {}, "dark": {}}


@every_state
def test_nothing_is_wider_than_a_narrow_screen_or_too_small_to_be_pressed(
    browser: Browser, site: Site, state: Callable[[Page, Site], None]
) -> None:
    told: list[str] = []
    asked: set[str] = set()
    with browser.new_context(base_url=site.address, viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda request: asked.add(request.url))
        state(page, site)
        page.wait_for_load_state("load")
        assert (too_small(page), widths(page)) == ([], (0, 0))
    assert [text for text in told if "the server responded with a status of" not in text] == []
    assert {url.startswith((site.address, "data:")) for url in asked} == {True}


def test_a_version_is_read_approved_released_and_taken_back_by_keyboard_alone_and_with_script_off(
    browser: Browser, copy: Site
) -> None:
    with browser.new_context(base_url=copy.address, java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto("/quality")
        tab_to(page, f'a[href="/quality/{copy.waits}/release"]')
        page.keyboard.press("Enter")
        page.wait_for_selector("#release")
        for _ in range(page.locator("input[name=read]").count()):
            tab_to(page, "input[name=read]")
            page.keyboard.press("Space")
        name_and_press(page, "Robin Tester")
        page.wait_for_selector("text=No version waits.")
        assert "content approved by Robin Tester" in page.locator("main").inner_text()

        name_and_press(page, "Kit Tester")
        page.wait_for_selector(f"text=Index {copy.live}")
        told = page.locator("main").inner_text()
        assert "Gone back to" in told and "by Kit Tester" in told


def name_and_press(page: Page, name: str) -> None:
    """Give a name and press the button that follows, by keyboard."""
    tab_to(page, "#name")
    page.keyboard.type(name)
    tab_to(page, "button.button")
    page.keyboard.press("Enter")
