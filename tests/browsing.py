"""The real program served as users serve it, and what its pages are held to in a real browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from serving import workers

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PATIENCE_MS = 10_000
HAS_RING = "e => { const s = getComputedStyle(e); return s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 3 }"

needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists() and os.environ.get("BROWSER_TESTS") != "required",
    reason="there is no /usr/bin/chromium: install it, or the pages are not tried in a browser",
)


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Serve a data directory as `review-learning serve` does, and yield the address."""
    with workers(data) as [address]:
        yield address


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, timeout=60_000)
        yield browser
        browser.close()


def faults(page: Page) -> dict[str, dict[str, list[str]]]:
    """Return what axe finds wrong in light and dark: by rule, the mark-up of each place."""
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        response = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
        assert len(response["passes"]) > 20
        found[scheme] = {one["id"]: [node["html"] for node in one["nodes"]] for one in response["violations"]}
    return found


def widths(page: Page) -> tuple[int, int]:
    """Return by how many pixels the page is wider than the screen: as it is, and with text spaced as readers may."""
    plain = _sideways(page)
    page.evaluate(
        "for (const e of document.body.querySelectorAll('*')) { e.style.lineHeight = 1.5; "
        "e.style.letterSpacing = '0.12em'; e.style.wordSpacing = '0.16em' }"
    )
    return plain, _sideways(page)


def _sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def too_small(page: Page) -> list[tuple[str, float, float]]:
    """Return what is pressed and too small, with its width and height.

    Buttons and the navigation 44 px high; links that stand alone and citations 24 px (WCAG 2.5.8).
    """
    sizes: list[tuple[str, float, float]] = page.evaluate(
        "[...document.querySelectorAll('button, .top a, summary, a.cite, a.open, .contents a, .card h2 a')]"
        ".filter(e => e.checkVisibility()).map(e => { const r = e.getBoundingClientRect();"
        " return [e.matches('button, .top a, summary') ? 'large' : 'small', r.width, r.height] })"
    )
    least = {"large": 44, "small": 24}
    assert sizes
    return [size for size in sizes if size[1] < 24 or size[2] < least[size[0]]]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the selector has the focus, which must be seen on everything that has it on the way."""
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(HAS_RING)
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} cannot be reached")
