"""The pages of a quiz are opened from a folder in a real browser, where nothing but themselves is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import HAS_RING, chromium, faults, needs_chromium, widths
from playwright.sync_api import Browser, expect
from quizzes import quiz, said

from assistant.quizzes.exports.formats import FORMATS

pytestmark = needs_chromium
PAGES = ("page", "facilitator-page")
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, written = quiz(), tmp_path_factory.mktemp("quiz")
    for name in PAGES:
        (written / f"{name}.html").write_bytes(FORMATS[name].write(made, said(made)))
    return written


@every_page
def test_axe_finds_nothing_in_light_or_dark(browser: Browser, folder: Path, name: str) -> None:
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        page = context.new_page()
        page.goto((folder / f"{name}.html").as_uri())

        assert faults(page) == {"light": {}, "dark": {}}


@every_page
def test_nothing_is_wider_than_a_narrow_screen_and_nothing_else_is_asked_for(
    browser: Browser, folder: Path, name: str
) -> None:
    told: list[str] = []
    asked: list[str] = []
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((folder / f"{name}.html").as_uri())

        assert widths(page) == (0, 0)
    assert (told, asked) == ([], [(folder / f"{name}.html").as_uri()])


def test_a_participant_answers_by_keyboard_with_script_off(browser: Browser, folder: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((folder / "page.html").as_uri())
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(HAS_RING)
        page.keyboard.press("ArrowDown")

        expect(page.get_by_role("radio", name="B. “Visits were booked").first).to_be_checked()
        expect(page.get_by_role("group", name="Which of these did the review of Child Fen find?").first).to_be_visible()
        expect(page.get_by_role("combobox", name="Letter for finding 1")).to_be_visible()
