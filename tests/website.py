"""What the tests of the web interface serve: two fictional documents, and an assistant that says what it is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bs4 import BeautifulSoup
from shelf import WordEmbedder, release
from starlette.testclient import TestClient

from assistant.answer import Answer, Citation, ReviewsSearched, Status
from assistant.conversation import Conversations, Turn
from assistant.filters import Filters
from assistant.grounding import Sentence
from vectorstore.data import DataDirectory
from vectorstore.document import SAMPLE, Document, Section
from vectorstore.live import LiveIndex
from vectorstore.passage import Passage
from vectorstore.sections import SectionType
from vectorstore.versions import LoadedDocument
from web.settings import WebSettings

HOST = "testserver"
OWN = {"Origin": f"http://{HOST}"}
SETTINGS = WebSettings(allowed_hosts=(HOST,), secret=b"only for the tests of this", questions_a_minute=0)

EVERYTHING = Filters()

Part = tuple[SectionType, str | None, str | None, Sequence[str]]


def document(name: str, title: str, parts: Sequence[Part], front: str = "", **details: object) -> LoadedDocument:
    """Return a document of sections (type, heading, review, paragraphs); every paragraph is a passage."""
    text, sections, passages = front or title, [], []
    for kind, heading, review, paragraphs in parts:
        start = len(text) + 2
        if heading:
            text += f"\n\n{heading}"
        for place, paragraph in enumerate(paragraphs, 1):
            text += "\n\n" + paragraph
            item = f"R{place}" if kind is SectionType.RECOMMENDATIONS else None
            order, end = len(passages), len(text)
            start_of = end - len(paragraph)
            made = Passage(
                f"{name}-{order}", name, review, kind, heading, item, order, 0, start_of, end, paragraph, page=1
            )
            passages.append(made)
        sections.append(Section(kind, heading, review, start, len(text)))
    subjects = tuple(dict.fromkeys(part[2] for part in parts if part[2]))
    values: dict[str, object] = {"source": f"{name}.txt", "media_type": "text/plain", "subjects": subjects} | details
    described = Document(name, title=title, pages=((0, len(text)),), sections=tuple(sections), **values)  # type: ignore[arg-type]
    return LoadedDocument(described, text, tuple(passages))


def briefing() -> LoadedDocument:
    """Return a short briefing about one fictional child."""
    found = [
        "Nobody asked Child Zed what a day was like.",
        "• Letters went to an old address.",
        "• Nobody told the school.",
    ]
    advised = ["1. Ask every child what a day is like. 🌱 Write it down.", "2. Check the address at every contact."]
    parts: list[Part] = [
        (SectionType.FINDINGS, "The Findings", "Child Zed", found),
        (SectionType.GOOD_PRACTICE, "Good Practice", "Child Zed", ["The nurse rang twice when the door stayed shut."]),
        (SectionType.RECOMMENDATIONS, "Recommendations", "Child Zed", advised),
    ]
    details = {"collection": SAMPLE, "publisher": "Fernmoor Sample Board", "date": "May 2021"}
    return document("zed-briefing", "Briefing: Child Zed", parts, **details)


def newsletter(words: str = "Plain words.") -> LoadedDocument:
    """Return a newsletter of two cases with a table; `words` stand in its title, file name, a heading and the text."""
    table = [
        "\tGood practice\tLearning",
        "School\tA quiet room.\tNobody wrote it down.",
        "Police\tA joint visit.\tIt came late.",
    ]
    parts: list[Part] = [
        (SectionType.BACKGROUND, "Baby Oak", "Baby Oak", ["A baby of nine weeks."]),
        (SectionType.LEARNING, f"Learning {words}", "Baby Oak", [words, "Listen to grandparents."]),
        (SectionType.BACKGROUND, "Young Person Elm", "Young Person Elm", ["A young man of sixteen."]),
        (SectionType.LEARNING, "Summary", "Young Person Elm", table),
    ]
    return document("newsletter", f"Newsletter {words}", parts, source=f"{words} newsletter.txt")


def open_live(root: Path, documents: Sequence[LoadedDocument]) -> LiveIndex:
    """Return a live index that holds the documents; nothing is live where there are none."""
    data = DataDirectory(root)
    if documents:
        release(data, documents, WordEmbedder())
    return LiveIndex(data, WordEmbedder)


def citation(loaded: LoadedDocument, order: int, number: int = 1) -> Citation:
    """Return a passage of the document as the assistant cites it."""
    passage, made = loaded.passages[order], loaded.document
    return Citation(
        number, passage.text, made.source, made.id, made.title, made.publisher, passage.review, passage.section.value,
        passage.heading, passage.item, passage.page, passage.start, passage.end,
        f"/documents/{made.id}?start={passage.start}&end={passage.end}#cited",
    )  # fmt: skip


def answered(
    *citations: Citation, answer: str = "In the words of the review: “quoted” [1]", **details: object
) -> Answer:
    """Return an answer that rests on the citations."""
    return Answer(
        Status.ANSWERED, answer, 0.9, citations, ReviewsSearched(("Child Zed",), 3), index_version="v1", **details
    )  # type: ignore[arg-type]


class ScriptedAssistant:
    """Answers each question as told, and keeps conversations as the real one does."""

    def __init__(self, answers: Mapping[str, Answer | Exception] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[tuple[str, str | None, Filters]] = []
        self.published_names: list[bool] = []
        self.conversations = Conversations()
        self.sentences: tuple[Sentence, ...] = ()

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = EVERYTHING,
        published_name: bool = False,
    ) -> Answer:
        self.asked.append((question, conversation_id, filters))
        self.published_names.append(published_name)
        scripted = self.answers.get(question, answered())
        if isinstance(scripted, Exception):
            raise scripted
        conversation_id = conversation_id or self.conversations.start()
        record = {name: getattr(scripted, name) for name in Answer.__dataclass_fields__}
        answer = Answer(**record | {"conversation_id": conversation_id})
        self.conversations.add(conversation_id, question, answer, filters)
        return answer

    def stream(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = EVERYTHING,
        published_name: bool = False,
    ) -> Iterator[Sentence | Answer]:
        yield from self.sentences
        yield self.ask(question, conversation_id, filters, published_name)

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        return self.conversations.turns(conversation_id)


def soup(html: str) -> BeautifulSoup:
    """Return the page, parsed."""
    return BeautifulSoup(html, "html.parser")


def words(html: str, selector: str = "body") -> str:
    """Return the words of the first element that the selector finds, with single spaces."""
    found = soup(html).select_one(selector)
    assert found is not None, f"nothing is {selector}"
    return re.sub(r"\s+", " ", found.get_text()).strip()


def fields(html: str) -> dict[str, str]:
    """Return the hidden fields of the question form."""
    return {str(field["name"]): str(field["value"]) for field in soup(html).select("form.ask input[type=hidden]")}


def ask(client: TestClient, question: str, page: str = "/") -> str:
    """Ask on a page as a browser does, and return the address of the answer."""
    form = fields(client.get(page, headers={"Accept": "text/html"}).text) | {"question": question}
    response = client.post("/ask", data=form, headers=OWN | {"Accept": "text/html"}, follow_redirects=False)
    assert response.status_code == 303, response.text
    return response.headers["location"]
