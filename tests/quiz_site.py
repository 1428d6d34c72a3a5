"""Some reviews of the fictional sample, and the pages of quizzes on them."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from briefings import read
from shelf import WordEmbedder, release
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, soup

from assistant.quizzes.drafts import Drafts
from assistant.quizzes.quiz import Item, ItemKind, Quiz
from assistant.quizzes.runs import Runs
from assistant.records import Records
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.live import LiveIndex
from web.app import create_app
from web.person import Access
from web.this_machine import ThisMachine

SOURCES = Path(__file__).parents[1] / "evals" / "sources"
NAMES = (
    "baby-g-seven-minute-briefing.txt",
    "child-h3-systems-review.txt",
    "child-on-six-step-briefing.txt",
    "child-t-progress-report.txt",
    "family-w-learning-review.txt",
    "fenmoor-six-cases-newsletter.txt",
    "saltmere-practice-review-newsletter.txt",
    "tarnside-learning-newsletter.txt",
)
HTML = {"Accept": "text/html"}


# Those of them that give items to choose from and to write about.
FEW = (NAMES[0], NAMES[2], NAMES[3], NAMES[6], NAMES[7])


@cache
def documents(names: tuple[str, ...] = NAMES) -> tuple[LoadedDocument, ...]:
    """Return the documents, read as any others are."""
    return tuple(read(name, (SOURCES / name).read_text(encoding="utf-8")) for name in names)


def opened(root: Path) -> LiveIndex:
    """Return a live index of the documents."""
    data = DataDirectory(root)
    release(data, documents(), WordEmbedder())
    return LiveIndex(data, WordEmbedder)


class Site:
    """The pages, as one browser sees them; `stranger` is another one, which nobody has let in."""

    def __init__(self, live: LiveIndex, access: Access | None = None, runs: Runs | None = None) -> None:
        self.live = live
        self.runs = runs or Runs(Records())
        self.access = access or ThisMachine("the token of this start")
        self.app = create_app(ScriptedAssistant(), live, SETTINGS, access=self.access, runs=self.runs)
        self.client = TestClient(self.app, headers=HTML)
        self.stranger = TestClient(self.app, headers=HTML)
        self.client.get("/?token=the token of this start")

    @property
    def drafts(self) -> Drafts:
        """Return the quizzes that are kept."""
        return Drafts(self.live.data)

    def quiz(self, quiz_id: str) -> Quiz:
        """Return a quiz as it is kept."""
        quiz = self.drafts.get(quiz_id)
        assert quiz
        return quiz

    def build(self, **fields: str | list[str]) -> str:
        """Build a quiz as a browser does, and return its id."""
        sent = {"token": self.token(), "items": "10", "seed": "1"} | fields
        response = self.client.post("/quizzes", data=sent, headers=OWN, follow_redirects=False)
        assert response.status_code == 303, response.text
        return re.split(r"[/?]", response.headers["location"])[2]

    def token(self) -> str:
        """Return what the forms of this browser carry."""
        return str(soup(self.client.get("/quizzes").text).select_one("[name=token]")["value"])  # type: ignore[index]

    def form(self, path: str, action: str) -> dict[str, str | list[str]]:
        """Return the hidden fields and ticked boxes of the form of a page that is sent to an address."""
        form = soup(self.client.get(path).text).select_one(f"form[action='{action}']")
        assert form, f"{path} has no form for {action}"
        fields: dict[str, str | list[str]] = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
        ticked = [str(f["value"]) for f in form.select("[type=checkbox][checked]")]
        return fields | ({"keep": ticked} if ticked else {})

    def press(self, quiz: str, item: str, do: str, **fields: str | list[str]) -> tuple[int, str]:
        """Press a button under an item, and return the status and where that leads, or what the page says."""
        action = f"/quizzes/{quiz}/items/{item}"
        sent = self.form(f"/quizzes/{quiz}", action) | {"do": do} | fields
        response = self.client.post(action, data=sent, headers=OWN, follow_redirects=False)
        return response.status_code, response.headers.get("location") or response.text

    def post(self, path: str, fields: Mapping[str, str | list[str]]) -> tuple[int, str]:
        """Send a form and return the status and where that leads, or what the page says."""
        response = self.client.post(path, data=dict(fields), headers=OWN, follow_redirects=False)
        return response.status_code, response.headers.get("location") or response.text

    def accept_all(self, quiz: str) -> None:
        """Accept every item."""
        action = f"/quizzes/{quiz}/accept-all"
        assert self.post(action, self.form(f"/quizzes/{quiz}", action))[0] == 303

    def publish(self, quiz: str) -> str:
        """Open a link to the quiz and return its path."""
        status, where = self.post(f"/quizzes/{quiz}/runs", {"token": self.token(), "days": "1"})
        assert status == 303
        return "/q/" + str(soup(self.client.get(where).text).select_one(".link-to-quiz")["href"]).rpartition("/q/")[2]  # type: ignore[index]


def of_kind(quiz: Quiz, kind: ItemKind) -> Item:
    """Return the first item of a kind."""
    return next(item for item in quiz.items if item.kind is kind)
