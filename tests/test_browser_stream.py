"""The script of the pages in a real browser: the streamed answer is the plain page's, and nothing is lost on the way.

The assistant is told what to say and when; test_browser.py has the whole program.
"""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from browsing import PATIENCE_MS, chromium, faults, needs_chromium, tab_to, too_small, widths
from playwright.sync_api import Browser, Page, Route, expect
from website import EVERYTHING, ScriptedAssistant, answered, briefing, citation, newsletter, open_live

from assistant.answer import Answer, Status
from assistant.filters import Filters
from assistant.grounding import Sentence
from web.app import create_app
from web.settings import WebSettings

pytestmark = needs_chromium

SETTINGS = WebSettings(allowed_hosts=("127.0.0.1",), secret=b"only for the tests of this", questions_a_minute=0)
SENTENCES = (
    Sentence("The nurse rang twice when the door stayed shut.", (1,)),
    Sentence("Nobody <b>told</b> the school.", (2,)),
)
QUESTION = "What happened to Child Zed?"
WAITS = "What is answered late?"
RECORD = """
window.said = [];
document.addEventListener('DOMContentLoaded', () => {
  new MutationObserver(() => {
    const line = document.querySelector('.stage [role=status]').textContent;
    if (line && line !== window.said.at(-1)) window.said.push(line);
  }).observe(document.body, {childList: true, subtree: true, characterData: true});
});
"""


class Waiting(ScriptedAssistant):
    """Answers from the briefing, after two sentences of a model; one question only once it is let."""

    def __init__(self) -> None:
        cited = (citation(briefing(), 0), citation(briefing(), 2, number=2))
        notice = "Fictional sample: nothing here is about real children."
        found = answered(
            *cited, answer="The review says “quoted” [1] and “more” [2]", notices=(notice,), suggestions=("And then?",)
        )
        details = Answer(Status.PERSONAL_DATA, "It may hold personal details.")
        super().__init__({QUESTION: found, WAITS: found, "And then?": found, "details": details})
        self.sentences = SENTENCES
        self.may_end = threading.Event()

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = EVERYTHING,
        published_name: bool = False,
    ) -> Answer:
        assert question != WAITS or self.may_end.wait(30)
        return super().ask(question, conversation_id, filters, published_name)


@dataclass
class Visit:
    """A page that is open, and what must not have been told on its console."""

    page: Page
    assistant: Waiting
    told: list[str] = field(default_factory=list)

    def ask(self, question: str = QUESTION) -> None:
        self.page.get_by_role("textbox").fill(question)
        self.page.get_by_role("button", name="Ask", exact=True).click()

    def focused(self) -> str:
        text: str = self.page.evaluate("document.activeElement.textContent.trim()")
        return text


@contextmanager
def served(root: Path, assistant: ScriptedAssistant) -> Iterator[str]:
    app = create_app(assistant, open_live(root, [briefing(), newsletter()]), SETTINGS)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def assistant() -> Waiting:
    return Waiting()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, assistant: Waiting) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("data"), assistant) as address:
        yield address
        assistant.may_end.set()


@pytest.fixture
def visit(browser: Browser, site: str, assistant: Waiting) -> Iterator[Visit]:
    """Open the first page; at the end nothing may stand on the console but the faults that the browser was given."""
    assistant.asked.clear()
    assistant.may_end.clear()
    size = {"width": int(os.environ.get("WIDTH", "1200")), "height": 800}
    options = {"base_url": site, "viewport": size, "permissions": ["clipboard-read", "clipboard-write"]}
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(RECORD)
        one = Visit(context.new_page(), assistant)
        one.page.on("console", lambda message: one.told.append(message.text))
        one.page.on("pageerror", lambda error: one.told.append(str(error)))
        one.page.goto("/")
        yield one
        assistant.may_end.set()
        assert [text for text in one.told if "Failed to load resource" not in text] == []


def shot(page: Page, name: str) -> None:
    """Keep a picture where the environment names a folder for them."""
    if folder := os.environ.get("SCREENSHOTS"):
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=f"{folder}/{name}-{scheme}-{page.viewport_size['width']}.png")  # type: ignore[index]


def main_words(page: Page) -> str:
    return " ".join(page.locator("main .width").inner_text().split())


def assert_as_loaded(page: Page) -> None:
    """Fail where the page differs from the one that its address gives."""
    streamed, title = main_words(page), page.title()
    page.reload()

    assert (streamed, title) == (main_words(page), page.title())


def test_the_answer_comes_into_the_page_and_is_the_one_that_its_address_gives(visit: Visit) -> None:
    page = visit.page
    page.evaluate("window.isSame = true")
    visit.ask()
    page.wait_for_selector("#a1")

    assert page.evaluate("window.isSame")
    assert page.url.endswith("#a1") and "/conversations/" in page.url
    assert page.evaluate("window.said")[-1] == "Answer ready"
    assert visit.focused() == "What the reviews say"
    visit.ask("And then?")
    page.wait_for_selector("#a2")
    assert page.evaluate("window.isSame")
    assert page.url.endswith("#a2")
    assert_as_loaded(page)
    assert len(visit.assistant.asked) == 2


def test_what_is_done_is_said_in_one_line_and_the_model_is_read_out_only_when_it_is_checked(visit: Visit) -> None:
    page = visit.page
    visit.ask(WAITS)
    page.wait_for_selector(".draft p:nth-of-type(2)")
    shot(page, "streaming")

    assert page.locator(".draft").get_attribute("aria-hidden") == "true"
    assert page.locator(".draft p").all_inner_texts() == [sentence.text for sentence in SENTENCES]
    assert page.locator("[role=status]").count() == 1
    assert page.locator("textarea").evaluate("box => box.readOnly")
    assert page.locator("form[action='/ask'] button:not([aria-disabled=true])").count() == 0
    assert faults(page) == {"light": {}, "dark": {}}
    visit.assistant.may_end.set()
    page.wait_for_selector("#a1")
    shot(page, "answered")
    assert page.locator(".draft").count() == 0
    assert page.evaluate("window.said") == [
        "Sending your question",
        "Searching the documents loaded here",
        "Checking each sentence of the language model against the quotes",
        "Answer ready",
    ]
    assert faults(page) == {"light": {}, "dark": {}}


@pytest.mark.parametrize("state", ["streaming", "answered"])
def test_nothing_is_wider_than_a_small_phone_or_too_small_to_press(visit: Visit, state: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": 320, "height": 568})
    visit.ask(WAITS)
    page.wait_for_selector(".draft")
    if state == "answered":
        visit.assistant.may_end.set()
        page.wait_for_selector("#a1")
    shot(page, state)

    assert too_small(page) == []
    assert widths(page) == (0, 0)


def test_a_second_press_asks_nothing(visit: Visit) -> None:
    visit.ask(WAITS)
    visit.page.wait_for_selector(".draft")
    visit.page.get_by_role("button", name="Ask", exact=True).click(force=True)
    visit.page.locator("textarea").press("Control+Enter")
    visit.assistant.may_end.set()
    visit.page.wait_for_selector("#a1")

    assert len(visit.assistant.asked) == 1


def test_who_stops_gets_the_question_back_and_the_answer_by_asking_again(visit: Visit) -> None:
    page = visit.page
    visit.ask(WAITS)
    page.wait_for_selector(".draft")
    page.get_by_role("button", name="Stop").click()

    told = "No longer waiting. Your question is still in the box; its answer may be kept in this conversation"
    assert page.locator("[role=status]").inner_text() == told
    assert page.evaluate("document.activeElement.id") == "question"
    assert page.input_value("#question") == WAITS
    assert page.locator(".draft, [aria-disabled], [aria-busy]").count() == 0
    visit.assistant.may_end.set()
    page.locator("#question").press("Control+Enter")
    page.wait_for_selector("#a1")
    assert [question for question, *_ in visit.assistant.asked] == [WAITS]


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    tab_to(page, "textarea")
    page.keyboard.type("What happened")
    page.keyboard.press("Enter")
    assert page.input_value("textarea") == "What happened\n"
    page.keyboard.press("Backspace")
    page.keyboard.type(" to Child Zed?")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#a1")
    assert visit.focused() == "What the reviews say"
    tab_to(page, ".copy button")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_have_text("Copied")
    tab_to(page, ".next button.question")
    page.keyboard.press("Enter")
    page.wait_for_selector("#a2")

    assert [question for question, *_ in visit.assistant.asked] == [QUESTION, "And then?"]


def test_who_reads_on_meanwhile_is_not_taken_away(visit: Visit) -> None:
    page = visit.page
    visit.ask()
    page.wait_for_selector("#a1")
    visit.ask(WAITS)
    page.wait_for_selector(".draft")
    page.locator("#a1 .source a.open").first.focus()
    visit.assistant.may_end.set()
    page.wait_for_selector("#a2")

    assert page.evaluate("document.activeElement.closest('article').id") == "a1"
    assert_as_loaded(page)


def test_what_cannot_be_asked_comes_back_with_what_is_wrong(visit: Visit) -> None:
    page = visit.page
    visit.ask("   ")
    page.wait_for_selector(".summary")
    assert page.evaluate("document.activeElement.className") == "summary"
    assert page.title().startswith("Error: ")
    assert faults(page) == {"light": {}, "dark": {}}
    visit.ask("details")
    page.wait_for_selector(".personal_data")

    assert page.input_value("#question") == "details"
    assert "/conversations/" not in page.url


def cut(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.text().rpartition("event: final")[0] + "event: final\ndata: {")


def without_final(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.text().rpartition("event: final")[0])


BROKEN: dict[str, Callable[[Route], None]] = {
    "no connection": lambda route: route.abort(),
    "gateway": lambda route: route.fulfill(status=502, body="Bad gateway"),
    "a page of a gateway": lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Sign in"),
    "error": lambda route: route.fulfill(
        status=200, content_type="text/event-stream", body="event: error\ndata: {}\n\n"
    ),
    "no JSON": lambda route: route.fulfill(
        status=200, content_type="text/event-stream", body="event: final\ndata: {\n\n"
    ),
    "cut": cut,
    "without a final event": without_final,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("by", ["form", "suggestion"])
def test_a_broken_stream_ends_in_the_whole_answer_asked_once(
    visit: Visit, broken: Callable[[Route], None], by: str
) -> None:
    page = visit.page
    if by == "suggestion":
        visit.ask()
        page.wait_for_selector("#a1")
        visit.assistant.asked.clear()
    page.route("**/ask/stream", broken)
    if by == "form":
        visit.ask()
    else:
        page.get_by_role("button", name="And then?").click()
    number = 1 if by == "form" else 2
    page.wait_for_selector(f"#a{number} a.cite")

    assert page.locator("article.turn").count() == number
    assert page.url.endswith(f"#a{number}")
    assert len(visit.assistant.asked) == 1


def test_a_stream_that_falls_silent_ends_in_the_answer_too(visit: Visit) -> None:
    page = visit.page
    page.clock.install()
    held: list[Route] = []
    page.route("**/ask/stream", lambda route: held.append(route))
    visit.ask()
    page.clock.run_for(11_000)
    assert "longer than usual" in page.locator("[role=status]").inner_text()
    page.clock.run_for(40_000)
    page.wait_for_selector("#a1 a.cite")

    assert len(held) == 1
    assert len(visit.assistant.asked) == 1


def test_a_connection_that_breaks_while_the_question_is_answered_is_asked_once(visit: Visit) -> None:
    """The form that is sent instead arrives while the first is still being answered, and waits for it."""
    page = visit.page
    visit.ask(WAITS)
    page.wait_for_selector(".draft")
    page.evaluate("document.querySelector('form.ask').submit()")
    threading.Timer(0.5, visit.assistant.may_end.set).start()
    page.wait_for_selector("#a1 a.cite")

    assert [question for question, *_ in visit.assistant.asked] == [WAITS]


def test_going_back_shows_the_page_that_was_left(visit: Visit) -> None:
    page = visit.page
    visit.ask()
    page.wait_for_selector("#a1")
    page.locator("a.cite").first.click()
    page.go_back()
    assert page.locator("#a1").count() == 1
    page.go_back()
    page.wait_for_selector("h1:has-text('Ask what')")

    assert page.locator("#a1").count() == 0
    page.go_forward()
    page.wait_for_selector("#a1")


def test_the_characters_are_counted_from_four_fifths_on(visit: Visit) -> None:
    box, count = visit.page.locator("textarea"), visit.page.locator(".count")
    box.fill("x" * 799)
    assert not count.is_visible()
    box.fill("x" * 999)
    assert count.inner_text() == "1 character left"
    box.fill("🌱" * 1_002)
    assert count.inner_text() == "2 characters too many"
    shot(visit.page, "counted")
    expect(visit.page.locator("[role=status]")).to_have_text("2 characters too many")
    assert faults(visit.page) == {"light": {}, "dark": {}}


def test_an_answer_is_copied_with_its_references(visit: Visit) -> None:
    page = visit.page
    visit.ask()
    page.wait_for_selector("#a1")
    page.get_by_role("button", name="Copy with references").click()
    expect(page.locator("[role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.split("\n\n") == [
        "Fictional sample: nothing here is about real children.",
        "“Nobody asked Child Zed what a day was like.”\n"
        "[1] Child Zed – Briefing: Child Zed, finding section “The Findings”, page 1; Fernmoor Sample Board",
        "“• Nobody told the school.”\n"
        "[2] Child Zed – Briefing: Child Zed, finding section “The Findings”, page 1; Fernmoor Sample Board",
        "Copied word for word from the sources; chosen by software. Check the source before you rely on it. "
        "Searched: 3 reviews, index version v1.",
    ]


def test_words_of_a_model_are_text(visit: Visit) -> None:
    visit.ask(WAITS)
    visit.page.wait_for_selector(".draft p:nth-of-type(2)")

    assert visit.page.locator(".draft b").count() == 0


def test_the_script_is_small() -> None:
    assert (Path(__file__).parents[1] / "web/static/site.js").stat().st_size < 15_000
