"""The real program in a real browser: served as users serve it, on the sample corpus, with the real model."""

import time
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PATIENCE_MS, RULES, chromium, faults, needs_chromium, serving, tab_to, too_small, widths
from playwright.sync_api import Browser, Page
from sample_data import copy_of_sample

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample, and return the address."""
    with serving(copy_of_sample(tmp_path_factory)) as address:
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


def ask(page: Page, question: str, start: str | None = "/") -> None:
    if start:
        page.goto(start)
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()


def answer(page: Page) -> None:
    ask(page, "What are the recommendations for Child On?")
    page.wait_for_selector("a.cite")


def conversation(page: Page) -> None:
    answer(page)
    ask(page, "What good practice was there?", start=None)
    page.wait_for_selector("#a2")


def live_case(page: Page) -> None:
    ask(page, "I have a child in my class today with bruises, what should I do?")
    page.wait_for_selector(".answer.live_case")


def not_found(page: Page) -> None:
    ask(page, "Is there any learning about radicalisation?")
    page.wait_for_selector(".answer.not_found")


def empty_question(page: Page) -> None:
    ask(page, "  ")
    page.wait_for_selector(".summary")


def refused(page: Page) -> None:
    page.goto("/")
    page.locator("form.ask [name=token]").evaluate("field => { field.value = 'forged' }")
    ask(page, "Kept although refused", start=None)
    page.wait_for_selector("text=Nothing was sent")


def source(page: Page) -> None:
    answer(page)
    page.get_by_role("link", name="Open the source at this passage").first.click()
    page.wait_for_selector("#cited")


def newsletter(page: Page) -> None:
    page.goto("/documents")
    page.get_by_role("link", name="Saltmere").filter(has_text="Newsletter").first.click()
    page.wait_for_selector(".text table")


def wrong_place(page: Page) -> None:
    source(page)
    page.goto(page.url.partition("?")[0] + "?start=9&end=1")


def corrections(page: Page) -> None:
    page.goto("/documents")
    page.locator(".card h2 a").first.click()
    page.get_by_text("and who says so").click()
    page.get_by_role("link", name="Correct what is known of this document").click()
    page.wait_for_selector("#publisher")


def wrong_correction(page: Page) -> None:
    corrections(page)
    page.fill("#date", "soon")
    page.get_by_role("button", name="Record the correction").click()
    page.wait_for_selector(".summary")


def recorded_correction(page: Page) -> None:
    corrections(page)
    page.fill("#area", "Fernmoor" if page.input_value("#area") != "Fernmoor" else "Fernmoor and Vale")
    page.fill("#name", "Robin Tester")
    page.get_by_role("button", name="Record the correction").click()
    page.wait_for_selector("[role=status]")


def passage_correction(page: Page) -> None:
    source(page)
    page.get_by_role("link", name="Correct this passage").click()
    page.wait_for_selector("#themes")


def adding(page: Page) -> None:
    answer(page)
    page.get_by_role("link", name="Make this an evaluation question").click()
    page.wait_for_selector("#vital")


def wrong_addition(page: Page) -> None:
    adding(page)
    page.check("#pick-1")
    page.fill("#quote-1", "too short")
    page.fill("#vital", "Capitals")
    page.get_by_role("button", name="Check and add the question").click()
    page.wait_for_selector(".summary")


def added(page: Page) -> None:
    page.goto("/evaluation-questions/new")
    page.fill("#question", f"What was the colour of door {time.monotonic_ns()}?")
    page.select_option("#kind", "unanswerable")
    page.check("#unanswered")
    page.get_by_role("button", name="Check and add the question").click()
    page.wait_for_selector(".record")


STATES: dict[str, Callable[[Page], object]] = {
    "ask": lambda page: page.goto("/"),
    "empty question": empty_question,
    "answer": answer,
    "conversation": conversation,
    "live case": live_case,
    "not found": not_found,
    "refused form": refused,
    "documents": lambda page: page.goto("/documents"),
    "source": source,
    "newsletter": newsletter,
    "recommendations": lambda page: page.goto("/recommendations"),
    "recommendations, filtered": lambda page: page.goto("/recommendations?addressee=midwifery&expired=yes"),
    "no recommendations": lambda page: page.goto("/recommendations?addressee=lighthouse"),
    "wrong place": wrong_place,
    "corrections": corrections,
    "wrong correction": wrong_correction,
    "recorded correction": recorded_correction,
    "passage correction": passage_correction,
    "adding a question": adding,
    "wrong question": wrong_addition,
    "question added": added,
    "about": lambda page: page.goto("/about"),
    "privacy": lambda page: page.goto("/privacy"),
    "accessibility": lambda page: page.goto("/accessibility"),
    "report a problem": lambda page: page.goto("/problem"),
    "starters": lambda page: page.goto("/about/starters"),
    "no page": lambda page: page.goto("/nothing"),
}
every_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


@every_state
def test_axe_finds_nothing_in_light_or_dark(page: Page, state: Callable[[Page], object]) -> None:
    state(page)
    assert faults(page) == {"light": {}, "dark": {}}


def test_axe_would_find_a_fault(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.documentElement.removeAttribute('lang'); document.querySelector('label').remove()")
    response = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response

    assert {"html-has-lang", "label"} <= {violation["id"] for violation in response["violations"]}


@every_state
def test_nothing_is_wider_than_a_narrow_screen_or_asked_of_another_site(
    browser: Browser, site: str, state: Callable[[Page], object]
) -> None:
    """320 px is a small phone and a wide screen at 400 %; text spacing is as WCAG 1.4.12 lets readers set it."""
    told: list[str] = []
    asked: set[str] = set()
    with browser.new_context(base_url=site, viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda request: asked.add(request.url))
        state(page)
        page.wait_for_load_state("load")
        wider = widths(page)
        status = [text for text in told if "the server responded with a status of" not in text]

    assert wider == (0, 0)
    assert status == []
    assert {url.startswith((site, "data:")) for url in asked} == {True}


@every_state
def test_what_is_pressed_is_large_enough(browser: Browser, site: str, state: Callable[[Page], object]) -> None:
    with browser.new_context(base_url=site, viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        state(page)
        assert too_small(page) == []


def test_the_whole_way_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    tab_to(page, "textarea")
    page.keyboard.type("What are the recommendations for Child On?")
    tab_to(page, "button.button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#a1")
    conversation_address = page.url
    tab_to(page, "a.cite")
    page.keyboard.press("Enter")
    page.wait_for_url("**#a1-s-1")
    tab_to(page, ".source a")
    assert page.evaluate("document.activeElement.closest('.source').id") == "a1-s-1"
    tab_to(page, ".source summary")
    page.keyboard.press("Enter")
    assert page.locator("#a1-s-1 blockquote").is_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#cited")

    assert page.evaluate("document.activeElement.id") == "cited"
    assert page.locator("#cited").evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
    )
    page.go_back()
    assert page.url == f"{conversation_address.partition('#')[0]}#a1-s-1"
    assert page.locator("a.cite").count() > 0


def test_the_streamed_answer_is_the_page_of_its_address(page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto("/")
    page.evaluate("window.isSame = true")
    conversation_in_this_page = (("What are the recommendations for Child On?", "#a1"), ("What good practice?", "#a2"))
    for question, there in conversation_in_this_page:
        ask(page, question, start=None)
        page.wait_for_selector(there)
        assert page.evaluate("window.isSame")
        assert page.locator("[role=status]").inner_text() == "Answer ready"
    streamed, title = page.locator("main .width").inner_text().split(), page.title()
    page.reload()

    assert page.locator("main .width").inner_text().split() == streamed
    assert (page.title(), told) == (title, [])


def test_with_script_off_a_question_is_answered_and_its_source_opened(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        answer(page)
        assert page.locator("article h3").inner_text() == "What the reviews say"
        quote = page.locator(".source blockquote").first.text_content() or ""
        page.get_by_role("link", name="Open the source at this passage").first.click()
        marked = page.locator("mark")

        assert marked.inner_text().split() == quote.split()
        assert page.locator(".edge").all_inner_texts()[0].startswith("Cited passage starts")
        assert page.locator(".edge").all_inner_texts()[-1] == "Cited passage ends"
        page.go_back()
        ask(page, "", start=None)
        assert page.title().startswith("Error: ")
        assert page.locator(".summary a").inner_text() == "Enter a question"


def test_an_answer_becomes_a_question_by_keyboard_alone_and_with_script_off(browser: Browser, site: str) -> None:
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        ask(page, "How many dental appointments did Child On miss?")
        page.wait_for_selector("#a1")
        tab_to(page, ".maintain a")
        page.keyboard.press("Enter")
        page.wait_for_selector("#kind")
        tab_to(page, "#kind")
        page.keyboard.type("A fact")
        tab_to(page, "#pick-1")
        page.keyboard.press("Space")
        tab_to(page, "#vital")
        page.keyboard.type("Eleven|11")
        tab_to(page, "button.button")
        page.keyboard.press("Enter")
        page.wait_for_selector(".summary")
        assert page.evaluate("document.activeElement.className") == "summary"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "vital"
        assert (page.input_value("#vital"), page.is_checked("#pick-1")) == ("Eleven|11", True)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("eleven|11")
        tab_to(page, "button.button")
        page.keyboard.press("Enter")
        page.wait_for_selector(".record")

        assert '"must_mention": [["eleven", "11"]]' in page.locator(".record").inner_text()
        assert "?conversation=" in page.url and "dental" not in page.url


def test_every_example_on_the_first_page_is_answered(page: Page) -> None:
    page.goto("/")
    examples = page.locator("button.question").all_inner_texts()
    assert len(examples) == 4
    for question in examples:
        page.goto("/")
        page.get_by_role("button", name=question).click()
        assert page.locator("article h2").inner_text().endswith(question)
        assert page.locator(".answer.answered a.cite").count() > 0, question


def test_every_source_of_an_answer_opens_at_the_words_that_were_quoted(page: Page) -> None:
    answer(page)
    links = [str(link.get_attribute("href")) for link in page.locator(".source a.open").all()]
    quotes = page.locator(".source blockquote").all_text_contents()
    for link, quote in zip(links, quotes, strict=True):
        page.goto(link)
        assert " ".join(page.locator("mark").all_inner_texts()).split() == quote.split()


@pytest.mark.parametrize("width", [390, 320])
def test_what_is_kept_is_read_on_a_phone_without_moving_a_table_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/privacy")
    cells = page.locator("main tbody :is(th, td)")

    assert cells.evaluate_all("all => all.every((one) => one.getBoundingClientRect().right <= innerWidth)")
    assert "Until when" in cells.nth(3).evaluate("one => getComputedStyle(one, '::before').content + one.dataset.label")
    assert page.get_by_role("rowheader", name="Questions and answers").count() == 1


def test_a_print_has_the_answer_and_its_sources_and_no_form(page: Page) -> None:
    answer(page)
    quotes = page.locator(".source blockquote")
    assert not any(quote.is_visible() for quote in quotes.all())
    page.emulate_media(media="print")

    assert quotes.count() > 1 and all(quote.is_visible() for quote in quotes.all())
    assert not page.locator(".source summary").first.is_visible()
    assert page.locator(".risk").is_visible()
    assert not page.locator("textarea").is_visible()


def test_in_forced_colours_the_passage_and_the_buttons_have_an_edge(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    source(page)
    assert page.locator("#cited").evaluate("e => getComputedStyle(e).borderStyle") == "solid"
    page.goto("/")
    assert page.locator("button.button").evaluate("e => getComputedStyle(e).borderStyle") == "solid"


def test_mark_up_in_a_question_is_shown_and_not_run(page: Page) -> None:
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    ask(page, "<img src=x onerror=alert(1)><script>alert(2)</script> recommendations for Child On")

    assert "<img src=x onerror=alert(1)>" in page.locator("article h2").inner_text()
    assert opened == []


def test_the_server_does_not_name_itself(page: Page) -> None:
    response = page.goto("/")

    assert response is not None
    assert "server" not in response.all_headers()
