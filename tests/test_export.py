"""Answers that are taken away: the quotes as they stand, where each is from, and nothing that must not leave."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from starlette.testclient import TestClient
from website import SETTINGS, ScriptedAssistant, answered, ask, briefing, citation, open_live, soup

from assistant.answer import READ_BY_OCR, Answer, Citation, Status
from assistant.conversation import Turn
from assistant.export import Export, exported
from assistant.export_docx import as_docx
from assistant.export_markdown import as_markdown
from vectorstore.data import DataDirectory
from vectorstore.withdrawals import Action, log_withdrawal
from web.app import create_app

TODAY = date(2031, 5, 4)
QUOTE = "Nobody asked Child Zed what a day was like."


def cited(number: int = 1, quote: str = QUOTE, **more: object) -> Citation:
    values: dict[str, object] = {
        "number": number, "quote": quote, "source": "zed.txt", "document_id": "zed", "title": "Briefing: Child Zed",
        "publisher": None, "review": "Child Zed", "section": "findings", "heading": "The Findings", "item": None,
        "page": 3, "start": 0, "end": len(quote), "url": "/documents/zed",
    }  # fmt: skip
    return Citation(**values | more)  # type: ignore[arg-type]


def turn(
    *citations: Citation,
    status: Status = Status.ANSWERED,
    text: str = "**Child Zed** – a briefing\n\n- Finding: “x” [1]",
) -> Turn:
    return Turn(
        "Did anybody ask?", Answer(status, text, citations=citations, index_version="v1", notices=("Written in 2021.",))
    )


def export(*turns: Turn, withdrawn: tuple[str, ...] = (), questions: bool = False) -> Export:
    return exported(turns, withdrawn, TODAY, with_questions=questions)


def read(made: Export) -> Document:
    return docx.Document(io.BytesIO(as_docx(made)))


def seen(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(MarkdownIt("commonmark").render(markdown), "lxml")


def test_a_word_file_has_the_quotes_their_sources_and_what_reads_it_out_needs() -> None:
    made = export(turn(cited(notes=("1 See the plan.",), read_by_ocr=True), cited(2, "A second.")), questions=True)
    document = read(made)

    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No.", "Quote", "Where it stands", "What kind of statement"],
        ["[1]", f"{QUOTE}\n1 See the plan.\n{READ_BY_OCR}",
         "Child Zed; Briefing: Child Zed; publisher not stated; section “The Findings”, page 3; file zed.txt", "finding"],
        ["[2]", "A second.",
         "Child Zed; Briefing: Child Zed; publisher not stated; section “The Findings”, page 3; file zed.txt", "finding"],
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    headings = [
        (one.style.name, one.text)
        for one in document.paragraphs
        if one.style and str(one.style.name).startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "What the reviews say"),
        ("Heading 2", "Answer 1"),
        ("Heading 3", "Sources"),
        ("Heading 2", "What this is, and is not"),
    ]
    [language] = document.styles.element.findall(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"
    )
    assert (document.core_properties.title, language.get(qn("w:val"))) == ("What the reviews say", "en-GB")
    told = [one.text for one in document.paragraphs]
    assert told[1] == "Made on 2031-05-04 from index version v1."
    assert {"Question: Did anybody ask?", "Written in 2021.", "Child Zed – a briefing", "Finding: “x” [1]"} <= set(told)
    assert [run.text for one in document.paragraphs for run in one.runs if run.bold] == ["Child Zed"]
    assert told[-1] == "If a child is in immediate danger, call 999."


def test_markdown_has_the_same() -> None:
    page = seen(as_markdown(export(turn(cited()))))

    assert [one.get_text() for one in page.find_all(["h1", "h2", "h3"])] == [
        "What the reviews say",
        "Answer 1",
        "Sources",
        "What this is, and is not",
    ]
    assert [one.get_text(strip=True) for one in page.find_all("blockquote")] == [QUOTE]
    assert "Did anybody ask?" not in page.get_text()


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).filter(str.strip))
def test_whatever_is_quoted_is_shown_as_it_stands(quote: str) -> None:
    made = export(turn(cited(quote=quote)))

    [shown] = seen(as_markdown(made)).find_all("blockquote")
    assert shown.get_text().split() == quote.split()
    assert read(made).tables[0].rows[1].cells[1].text.split() == quote.split()
    assert made.to_record()["parts"][0]["references"][0]["quote"] == quote  # type: ignore[index]


def test_what_must_not_leave_is_left_out_and_counted() -> None:
    live_case = Turn(None, Answer(Status.LIVE_CASE, "Call 999."))
    made = export(turn(cited()), live_case, turn(cited(document_id="gone")), withdrawn=("gone",))

    assert (len(made.parts), made.left_out) == (1, 2)
    assert made.gap == "2 answers are left out: not kept, or quoted from a document that was withdrawn."
    assert made.gap in as_markdown(made) and made.gap in [one.text for one in read(made).paragraphs]
    assert export(turn(cited())).gap is None


ZED = briefing()
ASKED = "Did anybody ask the boy?"
NOW = "A child is hurt now"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    answers: dict[str, Answer | Exception] = {
        ASKED: answered(citation(ZED, 0)),
        NOW: Answer(Status.LIVE_CASE, "Call 999."),
    }
    live = open_live(tmp_path, [ZED])
    with TestClient(create_app(ScriptedAssistant(answers), live, SETTINGS), headers={"Accept": "text/html"}) as client:
        yield client


def conversation(client: TestClient, question: str = ASKED) -> str:
    return ask(client, question).partition("#")[0]


def test_the_answers_of_a_conversation_are_sent_as_a_file(client: TestClient) -> None:
    address = conversation(client)
    [form] = soup(client.get(address).text).select("form[action$=export]")
    sent = {
        str(button["value"]): client.get(str(form["action"]), params={str(button["name"]): str(button["value"])})
        for button in form.select("button")
    }

    today = date.today().isoformat()
    assert {kind: (one.status_code, one.headers["content-disposition"]) for kind, one in sent.items()} == {
        kind: (200, f'attachment; filename="review-learning-{today}.{kind}"') for kind in ("docx", "md", "json")
    }
    assert QUOTE in docx.Document(io.BytesIO(sent["docx"].content)).tables[0].rows[1].cells[1].text
    assert ASKED not in sent["md"].text
    with_questions = client.get(str(form["action"]), params={"form": "json", "questions": "yes"}).json()
    assert [one["question"] for one in with_questions["parts"]] == [ASKED]
    assert [one["question"] for one in json.loads(sent["json"].text)["parts"]] == [None]


def test_an_unknown_format_is_told(client: TestClient) -> None:
    response = client.get(f"{conversation(client)}/export", params={"form": "exe"})

    assert (response.status_code, "docx, md or json" in response.text) == (422, True)


def test_of_a_live_case_nothing_is_offered_to_take_away(client: TestClient) -> None:
    address = conversation(client, NOW)

    assert soup(client.get(address).text).select("form[action$=export]") == []
    assert client.get(f"{address}/export").status_code == 404


def test_what_was_withdrawn_since_stays_behind(client: TestClient, tmp_path: Path) -> None:
    address = conversation(client)
    log_withdrawal(DataDirectory(tmp_path), ZED.document.id, Action.WITHDRAW, "asked for", "Robin")

    assert client.get(f"{address}/export").status_code == 404
