"""Pictures of the main pages with the fictional sample, for people to look at: `make screenshots`."""

import tempfile
from pathlib import Path

from browsing import chromium, serving
from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parents[1] / "screenshots"
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
PAGES = {
    "ask": "/",
    "reviews": "/reviews",
    "themes": "/themes",
    "meeting": "/themes/neglect/meeting",
    "recommendations": "/recommendations",
    "quizzes": "/quizzes",
    "quality": "/quality",
    "upload": "/upload",
    "about": "/about",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "problem": "/problem",
    "not-found": "/nothing",
}
QUESTION = "What are the recommendations for Child On?"


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as address, chromium() as browser:
        for screen in SCREENS:
            take(browser, address, screen)
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}/")


def take(browser: Browser, address: str, screen: str) -> None:
    """Write the pictures of one kind of screen."""
    page = browser.new_page(**SCREENS[screen])  # type: ignore[arg-type]
    for name, path in PAGES.items():
        page.goto(address + path)
        save(page, name, screen)
    page.goto(address)
    page.fill("#question", QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("article.turn", timeout=60_000)
    save(page, "answer", screen)
    page.locator("a.open", has_text="Open the source").first.click()
    page.wait_for_selector("#cited")
    save(page, "source", screen)
    take_quiz(page, address, screen)
    page.close()


def take_quiz(page: Page, address: str, screen: str) -> None:
    """Write the pictures of a quiz: its draft, the projector's view, its links, and what participants see."""
    page.goto(f"{address}/quizzes")
    page.get_by_role("button", name="Build the quiz").click()
    save(page, "quiz-draft", screen)
    accept = page.get_by_role("button", name="Accept all that are to be decided")
    if accept.count():  # the first screen has accepted them already
        accept.click()
    page.get_by_role("link", name="Show it on a projector").click()
    page.get_by_role("link", name="Begin").click()
    save(page, "quiz-projector", screen)
    page.get_by_role("link", name="Leave the presentation").click()
    page.get_by_role("link", name="Run it by a link").click()
    page.get_by_role("button", name="Open a link").click()
    save(page, "quiz-links", screen)
    page.goto(page.locator(".link-to-quiz").inner_text())
    save(page, "quiz-start", screen)
    page.get_by_role("link", name="Begin").click()
    save(page, "quiz-question", screen)


def save(page: Page, name: str, screen: str) -> None:
    """Write one picture, of the whole page."""
    page.screenshot(path=FOLDER / f"{name}-{screen}.png", full_page=True)


if __name__ == "__main__":
    main()
