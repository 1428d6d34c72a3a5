"""A quiz in a real browser: built, edited, accepted, run by a stranger without script, shown and taken away."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import PATIENCE_MS, chromium, faults, needs_chromium, serving, tab_to, too_small, widths
from playwright.sync_api import Browser, Page, expect
from quiz_site import FEW, documents
from shelf import release

from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder

pytestmark = needs_chromium


@dataclass(frozen=True, slots=True)
class Site:
    """Where quizzes are served, the quiz that a trainer has made there, and the link by which it is taken."""

    address: str
    quiz: str
    link: str


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def build(page: Page) -> str:
    """Build a quiz as a trainer does, and return its address."""
    page.goto("/quizzes")
    page.get_by_role("button", name="Build the quiz").click()
    expect(page.locator(".quiz-item")).to_have_count(10)
    return page.url


def edit(page: Page) -> None:
    """Reword the question of the second item, which is then to be accepted again."""
    page.get_by_role("link", name="Edit the words of item 2", exact=True).click()
    question = page.get_by_label("Question")
    question.fill(f"In our words: {question.input_value()}")
    page.get_by_role("button", name="Keep the changes").click()
    second = page.locator(".quiz-item").nth(1)
    expect(second).to_be_focused()
    expect(second).to_contain_text("Edited by trainer.")


def accept(page: Page) -> None:
    """Accept the second item, then all the others."""
    page.get_by_role("button", name="Accept (item 2)", exact=True).click()
    expect(page.locator(".quiz-item").nth(1)).to_contain_text("Item 2 of 10: accepted")
    page.get_by_role("button", name="Accept all that are to be decided").click()
    expect(page.locator(".lead")).to_contain_text("10 of 10 items accepted")


def publish(page: Page) -> str:
    """Open a link, and return it."""
    page.get_by_role("link", name="Run it by a link").click()
    page.get_by_role("button", name="Open a link").click()
    return page.locator(".link-to-quiz").inner_text()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    """Serve some reviews of the sample, and a quiz on them that a trainer made without script."""
    folder = tmp_path_factory.mktemp("quizzes")
    release(DataDirectory(folder), documents(FEW), load_embedder())
    with (
        serving(folder) as address,
        browser.new_context(base_url=address, java_script_enabled=False) as context,
    ):
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        quiz = build(page)
        edit(page)
        accept(page)
        yield Site(address, quiz, publish(page))


def questions(page: Page, site: Site) -> Iterator[str]:
    """Take the quiz, and yield at each question what is answered: words, places, one or several."""
    page.goto(site.link)
    page.get_by_role("link", name="Begin").click()
    while True:
        expect(page.locator("h1")).to_contain_text("Question")
        page.wait_for_load_state()
        kinds = {"places": "select", "one": "[type=radio]", "several": "[type=checkbox]", "words": "textarea"}
        yield next(kind for kind, selector in kinds.items() if page.locator(f"main {selector}").count())
        following = page.locator("a.link-button")
        is_last = following.inner_text() == "Go to the end"
        following.click()
        if is_last:
            expect(page.locator("h1")).to_have_text("The end of the quiz")
            return


def reply(page: Page, kind: str) -> None:
    """Answer the question that is shown."""
    if kind == "words":
        page.locator("#words").fill("We would ask her first.")
    for place in range(page.locator("main select").count()):
        page.locator("main select").nth(place).select_option(index=place + 1)
    if kind in {"one", "several"}:
        page.locator("#chosen-0").check()
    page.locator(".question-form button").click()
    expect(page.locator("h1")).to_contain_text("what the review says")
    page.wait_for_load_state()


def test_a_stranger_takes_it_without_script_and_is_told_what_the_review_says(browser: Browser, site: Site) -> None:
    kinds = []
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 780}) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        for kind in questions(page, site):
            kinds.append(kind)
            reply(page, kind)
            expect(page.locator("main")).to_contain_text("The review says" if kind == "words" else "section “")
        assert [cookie["name"] for cookie in context.cookies()] == ["quiz-answered"]  # type: ignore[typeddict-item]

    assert len(kinds) == 10
    assert {"words", "one"} <= set(kinds)


def test_it_is_taken_by_keyboard_alone(browser: Browser, site: Site) -> None:
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(site.link)
        tab_to(page, "a.link-button")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Question")
        page.wait_for_load_state()
        while page.locator("h1").inner_text() != "The end of the quiz":
            for place in range(page.locator("main select").count()):
                tab_to(page, f"#chosen-{place}")
                page.keyboard.press("ArrowDown")
                for _ in range(place):
                    page.keyboard.press("ArrowDown")
            if page.locator("main input[name=chosen]").count():
                tab_to(page, "#chosen-0")
                page.keyboard.press("Space")
            if page.locator("#words").count():
                tab_to(page, "#words")
                page.keyboard.type("We would ask.")
            tab_to(page, ".question-form button")
            page.keyboard.press("Enter")
            expect(page.locator("h1")).to_contain_text("what the review says")
            tab_to(page, "a.link-button")
            page.keyboard.press("Enter")
            expect(page.locator("h1")).not_to_contain_text("what the review says")
            page.wait_for_load_state()


def test_it_is_shown_on_a_projector_by_keyboard_and_taken_away(browser: Browser, site: Site) -> None:
    with browser.new_context(base_url=site.address, accept_downloads=True) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(site.quiz)
        page.get_by_role("link", name="Show it on a projector").click()
        for name in ("Begin", "Show the answer", "Next question"):
            expect(page.locator(f"a[rel=next]:text-is('{name}')")).to_be_focused()
            page.keyboard.press("Enter")
            expect(page.locator(f"a[rel=next]:text-is('{name}')")).to_have_count(0)
        expect(page.locator("h1")).to_have_text("Question 2 of 10")
        expect(page.locator(".stem")).to_have_text(re.compile(r"^In our words: .+ edited by trainer$"))

        page.get_by_role("link", name="Leave the presentation").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="GIFT").click()
        assert "In our words" in Path(download.value.path()).read_text(encoding="utf-8")


def test_the_projector_is_led_by_arrow_and_page_keys_and_enter_leads_on_at_once(browser: Browser, site: Site) -> None:
    with browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 720}) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{site.quiz}/present")
        expect(page.locator("a[rel=next]")).to_be_focused()
        titles = []
        for key in ("Enter", "ArrowRight", "PageDown", "ArrowLeft", "PageUp", "Control+ArrowRight"):
            page.keyboard.press(key)
            page.wait_for_load_state()
            page.wait_for_timeout(300)
            titles.append(page.locator("h1").inner_text())

        first, answer, second = "Question 1 of 10", "Question 1 of 10: what the review says", "Question 2 of 10"
        assert titles == [first, answer, second, answer, first, first]


def test_every_page_of_the_projector_fits_a_screen_of_1280_by_720(browser: Browser, site: Site) -> None:
    low = []
    with browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 720}) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{site.quiz}/present")
        while page.locator("a[rel=next]").count():
            page.goto(str(page.locator("a[rel=next]").get_attribute("href")))
            bottom = page.locator(".slide").evaluate("e => e.lastElementChild.getBoundingClientRect().bottom")
            low += [(page.locator("h1").inner_text(), bottom)] if bottom > 720 else []

    assert low == []


def listed(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/quizzes")


def unbuilt(page: Page, site: Site) -> None:
    listed(page, site)
    page.get_by_label("How many items").fill("900")
    page.get_by_role("button", name="Build the quiz").click()
    expect(page.locator(".summary")).to_be_focused()


def draft(page: Page, site: Site) -> None:
    page.goto(site.quiz)


def refused(page: Page, site: Site) -> None:
    draft(page, site)
    item = page.locator(".quiz-item", has=page.locator("[name=keep]")).first
    for box in item.locator("[name=keep]").all():
        box.uncheck()
    item.get_by_role("button", name="Accept").click()
    expect(page.locator(".quiz-item .error")).to_have_count(1)


def editing(page: Page, site: Site) -> None:
    draft(page, site)
    page.get_by_role("link", name="Edit the words of item 2", exact=True).click()


def running(page: Page, site: Site) -> None:
    draft(page, site)
    page.get_by_role("link", name="Run it by a link").click()


def ending(page: Page, site: Site) -> None:
    running(page, site)
    page.get_by_role("link", name="End this link").click()


def deleting(page: Page, site: Site) -> None:
    draft(page, site)
    page.get_by_role("link", name="Delete this quiz").click()


def beginning(page: Page, site: Site) -> None:
    page.goto(site.link)


def question(page: Page, site: Site) -> None:
    next(questions(page, site))


def lacking(page: Page, site: Site) -> None:
    question(page, site)
    page.locator(".question-form button").click()
    expect(page.locator(".summary")).to_be_focused()


def answer(page: Page, site: Site) -> None:
    reply(page, next(questions(page, site)))


def end(page: Page, site: Site) -> None:
    page.goto(f"{site.link}/end")


def closed(page: Page, site: Site) -> None:
    page.goto(f"{site.link}x")


def slide(page: Page, site: Site) -> None:
    draft(page, site)
    page.get_by_role("link", name="Show it on a projector").click()
    page.get_by_role("link", name="Begin").click()


STATES: tuple[Callable[[Page, Site], None], ...] = (
    unbuilt,
    refused,
    editing,
    running,
    ending,
    deleting,
    beginning,
    lacking,
    answer,
    end,
    closed,
    slide,
)


def test_axe_finds_nothing_in_any_state_in_light_or_dark(browser: Browser, site: Site) -> None:
    found = {}
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        for state in STATES:
            state(page, site)
            found[state.__name__] = faults(page)

    assert found == {state.__name__: {"light": {}, "dark": {}} for state in STATES}


def test_nothing_is_wider_than_a_narrow_screen_or_too_small_to_be_pressed(browser: Browser, site: Site) -> None:
    told: list[str] = []
    found = {}
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text) if "status of 4" not in message.text else None)
        for state in STATES:
            state(page, site)
            small = too_small(page) if page.locator("button, a.open").count() else []
            found[state.__name__] = small, widths(page)

    assert found == {state.__name__: ([], (0, 0)) for state in STATES}
    assert told == []
