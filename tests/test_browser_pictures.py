"""Pictures of pages and the way between citations in a real browser, served as users serve them."""

from collections.abc import Iterator

import pytest
from browsing import PATIENCE_MS, chromium, faults, needs_chromium, serving, tab_to, too_small, widths
from playwright.sync_api import Browser, Page, expect
from sample_data import copy_of_sample

pytestmark = needs_chromium

# Answered from a PDF of the sample, with several citations.
QUESTION = "What are the findings about Child K?"
SCREENS = {"wide": 1400, "narrow": 320}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(copy_of_sample(tmp_path_factory)) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def opened(page: Page) -> None:
    """Open the first cited passage that stands in a PDF."""
    page.goto("/")
    page.get_by_role("textbox").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("a.cite").first.wait_for()
    addresses = [str(link.get_attribute("href")) for link in page.locator(".source a.open").all()]
    for address in addresses:
        page.goto(address)
        if page.locator(".picture").count():
            return
    raise AssertionError("no passage of a PDF is cited")


@pytest.mark.parametrize("width", SCREENS.values(), ids=SCREENS)
def test_the_page_with_its_picture_is_clean_and_fits(browser: Browser, site: str, width: int) -> None:
    told: list[str] = []
    with browser.new_context(base_url=site, viewport={"width": width, "height": 800}) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        opened(page)
        picture = page.locator(".picture img").first
        expect(picture).to_have_js_property("complete", True)

        assert picture.evaluate("image => image.naturalWidth") > 500
        shown, boxes = picture.bounding_box(), page.locator(".picture svg").first.bounding_box()
        assert shown and boxes
        assert [abs(shown[side] - boxes[side]) < 3 for side in ("x", "y", "width", "height")] == [True] * 4  # type: ignore[literal-required]
        assert page.locator(".picture rect").count() > 0
        assert faults(page) == {"light": {}, "dark": {}}
        assert too_small(page) == []
        assert widths(page) == (0, 0)
    assert told == []


def test_the_way_between_citations_by_keyboard_alone_and_with_script_off(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        opened(page)
        first, number = page.url, page.locator(".trail span").first.inner_text()
        tab_to(page, ".trail a[rel=next]")
        page.keyboard.press("Enter")
        expect(page.locator(".trail span").first).not_to_have_text(number)
        expect(page.locator("#cited")).to_be_focused()
        tab_to(page, ".trail a[rel=prev]")
        page.keyboard.press("Enter")
        page.wait_for_url(first)
        tab_to(page, ".trail a:not([rel])")
        page.keyboard.press("Enter")
        page.wait_for_url("**/conversations/**")

        assert page.locator(f"#{page.url.partition('#')[2]}").is_visible()
