"""Documents sent over the web in a real browser: from the files to an answer that cites them, with script on and off."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from briefings import BRIEFINGS
from browsing import chromium, faults, needs_chromium, serving, tab_to, too_small, widths
from forked import ROOT, run
from playwright.sync_api import Browser, Page, expect
from test_trial import QUESTIONS

from ingest.commands import load
from vectorstore.contents import read_documents
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.releases import read_pointer
from vectorstore.versions import candidate

pytestmark = needs_chromium

# It takes seconds on a quiet machine: only a hang is to be seen here.
PATIENCE_MS = 300_000
COMMAND_SECONDS = 300
TITLE = "Learning Review: Child {}"
REVIEW = TITLE + "\n\nFindings\n\n* {}\n\nRecommendations\n\n1. {}\n"
ROWAN = REVIEW.format(
    "Rowan",
    "The pharmacist noticed that prescriptions were not collected and told nobody.",
    "Pharmacists should know whom to ring when a prescription is not collected.",
)
SORREL = REVIEW.format(
    "Sorrel",
    "The lighthouse keeper rang the school, which wrote nothing down.",
    "Schools should record every call about a child.",
)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a data directory with documents of one's own is served."""

    address: str
    data: DataDirectory

    def live(self) -> str:
        pointer = read_pointer(self.data)
        assert pointer
        return pointer.version

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the program on the data directory."""
        environment = os.environ | {"REVIEW_LEARNING_DATA": str(self.data.root)}
        return run(words, environment, ROOT, timeout=COMMAND_SECONDS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data, folder = DataDirectory(tmp_path_factory.mktemp("upload")), tmp_path_factory.mktemp("first")
    for name, text in BRIEFINGS.items():
        (folder / name).write_text(text)
    load(data, load_embedder(), [folder])
    data.questions.mkdir()
    (data.questions / "own.jsonl").write_text("\n".join(one.model_dump_json() for one in QUESTIONS))
    with serving(data.root) as address:
        yield Site(address, data)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    made = {"Child Rowan.txt": ROWAN, "Child Sorrel.txt": SORREL, "broken.pdf": "no PDF"}
    for name, text in made.items():
        (folder / name).write_text(text)
    return [folder / name for name in made]


def send(page: Page, files: list[Path]) -> None:
    """Choose files and send them, by keyboard."""
    page.goto("/upload")
    page.set_input_files("#files", files)
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/upload/*")


def test_files_become_a_candidate_that_is_released_by_command_and_then_cited(
    browser: Browser, site: Site, files: list[Path]
) -> None:
    live, main = site.live(), "main"
    with browser.new_context(base_url=site.address, java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        send(page, files)
        while page.locator("h1").inner_text() == "Your upload is being read":
            page.wait_for_timeout(300)
            with page.expect_navigation():
                page.get_by_role("link", name="Look again").click()
        told = page.locator(main).inner_text()
        waiting = candidate(site.data)
        assert waiting and f"Index {waiting} waits as a candidate." in told and "2 loaded, 1 refused." in told
        assert TITLE.format("Rowan") in told and "Child Sorrel; 2 sections, 2 passages" in told
        sources = {document.source for document in read_documents(site.data.indexes / waiting)}
        assert site.live() == live and {"Child Rowan.txt", "Child Sorrel.txt"} < sources

        assert site.run("evals", "run").returncode in {0, 4}
        pack = ["--approved-by", "Robin Tester", "--sign-off", "Robin Tester: fictional reviews"]
        written = site.run("evals", "report")
        assert written.returncode == 0, written.stderr
        released = site.run("index", "promote", *pack)
        assert (released.returncode, site.live()) == (0, waiting), released.stdout + released.stderr

        page.goto("/")
        page.fill("#question", "What did the pharmacist notice about Child Rowan?")
        page.get_by_role("button", name="Ask", exact=True).click()
        quoted = page.locator("article.turn blockquote").first
        expect(quoted).to_contain_text("prescriptions were not collected", timeout=PATIENCE_MS)
        page.locator("a.open", has_text="Open the source").first.click()
        expect(page.locator("h1")).to_contain_text("Child Rowan")


def test_with_script_the_page_tells_by_itself_that_the_report_is_there(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    files = [tmp_path / "Child Tansy.txt", tmp_path / "private.txt"]
    files[0].write_text(ROWAN.replace("Rowan", "Tansy"))
    files[1].write_text(REVIEW.format("Teasel", "His date of birth is 3 May 2011, Liam Hartley.", "Ask."))
    with browser.new_context(base_url=site.address) as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        send(page, files)
        assert faults(page) == {"light": {}, "dark": {}}
        expect(page.locator("[data-follow]")).to_contain_text("It is done.", timeout=PATIENCE_MS)
        page.get_by_role("link", name="See the report").click()
        expect(page.locator("main")).to_contain_text("1 loaded, 1 held back.")


def empty(page: Page, site: Site) -> None:
    page.goto("/upload")


def refused(page: Page, site: Site) -> None:
    page.goto("/upload")
    page.get_by_role("button", name="Send the files").click()
    page.wait_for_selector(".summary")


def report(page: Page, site: Site) -> None:
    page.goto("/upload")
    page.locator("main a[href^='/upload/']").first.click()
    page.wait_for_selector(".card")


STATES: dict[str, Callable[[Page, Site], None]] = {"form": empty, "nothing chosen": refused, "report": report}
every_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


@every_state
def test_axe_finds_nothing_and_nothing_is_too_wide_or_too_small(
    browser: Browser, site: Site, state: Callable[[Page, Site], None]
) -> None:
    told: list[str] = []
    with browser.new_context(base_url=site.address, viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        state(page, site)
        page.wait_for_load_state("load")
        assert (too_small(page), widths(page)) == ([], (0, 0))
    with browser.new_context(base_url=site.address, viewport={"width": 1200, "height": 900}) as context:
        page = context.new_page()
        state(page, site)
        assert faults(page) == {"light": {}, "dark": {}}
    assert [text for text in told if "the server responded with a status of" not in text] == []
