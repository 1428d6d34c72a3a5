"""Reviews, themes and the sheet for a meeting in a real browser: accessible, on paper, by keyboard, with script off."""

import re
from collections.abc import Iterator

import pytest
from briefings import BRIEFINGS, read
from browsing import PATIENCE_MS, chromium, faults, needs_chromium, serving, tab_to, too_small, widths
from on_neglect import REED, changed, documents
from playwright.sync_api import Browser, Page
from shelf import release

from vectorstore.data import DataDirectory
from vectorstore.document import SAMPLE, Age, OtherVersion
from vectorstore.embedder import load_embedder

pytestmark = needs_chromium

STATES = {
    "reviews": "/reviews",
    "reviews, last page": "/reviews?page=9",
    "reviews, filtered": "/reviews?theme=neglect&words=child&about=children",
    "no reviews": "/reviews?words=lighthouse",
    "review": "/reviews/fen-1",
    "older version": "/reviews/older-1",
    "review of a newsletter": "/reviews/newsletter-2",
    "no review": "/reviews/nobody",
    "files": "/documents",
    "themes": "/themes",
    "theme": "/themes/neglect",
    "theme of no review": "/themes/radicalisation",
    "meeting": "/themes/neglect/meeting",
    "meeting with gaps": "/themes/neglect/meeting?about=adults",
}
every_state = pytest.mark.parametrize("address", STATES.values(), ids=STATES)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve some fictional reviews, more than one page shows, and return the address."""
    folder = tmp_path_factory.mktemp("reviews")
    older = changed(
        read("older.txt", REED.replace("2029", "2028")), other_versions=(OtherVersion("reed", Age.OLDER, "dates"),)
    )
    more = [
        read(f"reed{n}.txt", REED.replace("Child Reed", f"Child Reed{'abcdefghijklmnopqrstu'[n]}")) for n in range(21)
    ]
    briefings = [read(name, text) for name, text in BRIEFINGS.items()]
    loaded = [changed(one, collection=SAMPLE) for one in (*documents(), older, *more, *briefings)]
    release(DataDirectory(folder), loaded, load_embedder())
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with browser.new_context(base_url=site, viewport={"width": 1200, "height": 900}) as context:
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()


@every_state
def test_axe_finds_nothing_in_light_or_dark(page: Page, address: str) -> None:
    page.goto(address)

    assert faults(page) == {"light": {}, "dark": {}}


@every_state
def test_a_narrow_screen_is_wide_enough_and_what_is_pressed_large_enough(
    browser: Browser, site: str, address: str
) -> None:
    with browser.new_context(base_url=site, viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(address)

        assert too_small(page) == []
        assert widths(page) == (0, 0)
        assert [text for text in told if "the server responded with a status of" not in text] == []


def test_from_the_list_to_a_marked_passage_and_back_by_keyboard_alone_with_script_off(
    browser: Browser, site: str
) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/reviews")
        tab_to(page, "#words")
        page.keyboard.type("fen")
        page.keyboard.press("Enter")
        page.wait_for_url("**/reviews?words=fen**")
        filtered = page.url
        tab_to(page, ".card h3 a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/reviews/fen-1")
        tab_to(page, ".source a.open")
        page.keyboard.press("Enter")
        page.wait_for_selector("#cited")

        assert page.evaluate("document.activeElement.id") == "cited"
        assert page.locator("mark").inner_text().startswith("Health visitors should finish")
        page.go_back()
        assert page.url.endswith("/reviews/fen-1")
        page.go_back()
        assert page.url == filtered
        tab_to(page, ".chips a")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/reviews$"))


def test_a_review_is_asked_about_from_its_page(page: Page) -> None:
    page.goto("/reviews/fen-1")
    assert page.locator("#question").input_value() == "About Child Fen: "
    page.get_by_role("button", name="What are the recommendations for Child Fen?").click()
    page.wait_for_selector(".answer .whose")

    assert page.locator(".answer .whose strong").all_inner_texts() == ["Child Fen"]
    assert "Searched: 1 review," in page.locator(".provenance").inner_text()


def test_on_paper_the_sheet_has_quotes_and_a_record_and_no_way_to_press(page: Page) -> None:
    page.goto("/themes/neglect/meeting")
    page.emulate_media(media="print")

    assert page.locator(".source blockquote").first.is_visible()
    assert page.locator(".fill-in td").last.is_visible() and page.locator(".chosen-by").is_visible()
    assert [link for link in page.locator("main a").all() if link.is_visible()] == []


def test_the_word_file_is_downloaded(page: Page) -> None:
    page.goto("/themes/neglect/meeting")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a Word file").click()

    assert download.value.suggested_filename == "meeting-neglect.docx"
