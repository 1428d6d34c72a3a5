"""The pages on which an answer becomes an evaluation question: what they offer, what they refuse, and what they write."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from website import (
    OWN,
    SETTINGS,
    ScriptedAssistant,
    answered,
    ask,
    citation,
    document,
    newsletter,
    open_live,
    soup,
    words,
)

from assistant.answer import Answer, Status
from evals.questions import load
from vectorstore.data import DataDirectory
from vectorstore.sections import SectionType
from vectorstore.withdrawals import Action, log_withdrawal
from web.adding import suggested
from web.app import create_app

FIRST = "Nobody asked Child Zed what a day at home was like for him."
SECOND = "Letters about the move went to an address that was eleven weeks old."
ZED = document(
    "zed-briefing", "Briefing: Child Zed", [(SectionType.FINDINGS, "The Findings", "Child Zed", [FIRST, SECOND])]
)
QUESTION = "Did anybody ask the boy?"
LATER = "And the letters?"
UNSEEN = "Nothing of this is kept"
ANSWERS: dict[str, Answer | Exception] = {
    QUESTION: answered(citation(ZED, 0)),
    LATER: answered(citation(ZED, 1)),
    UNSEEN: Answer(Status.PERSONAL_DATA, "Not kept."),
}
HTML = {"Accept": "text/html"}


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    return DataDirectory(tmp_path)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    live = open_live(tmp_path, [ZED, newsletter()])
    with TestClient(create_app(ScriptedAssistant(ANSWERS), live, SETTINGS), headers=HTML) as client:
        yield client


def link(client: TestClient, question: str = QUESTION) -> str:
    """Ask, and return the address that the link under the answer leads to."""
    conversation = client.get(ask(client, question).partition("#")[0]).text
    (found,) = soup(conversation).select("article .maintain a")
    return str(found["href"])


def form(page: str) -> dict[str, list[str]]:
    """Return what a browser would send of the form as it stands."""
    sent: dict[str, list[str]] = {}
    for field in soup(page).select("form.correct input:not([type=checkbox]), input[checked], textarea, select"):
        option = field.select_one("option[selected]") or field.select_one("option")
        value = field.text.removeprefix("\n") if field.name == "textarea" else str(field.get("value", ""))
        sent.setdefault(str(field["name"]), []).append(str(option["value"]) if option else value)
    return sent


def send(client: TestClient, page: str, **changes: object) -> tuple[int, str]:
    """Change the form as told and send it; return the status and the page that is seen then."""
    response = client.post("/evaluation-questions", data=form(page) | changes, headers=OWN)  # type: ignore[arg-type]
    return response.status_code, response.text


def told(page: str) -> list[tuple[str, str]]:
    """Return the errors of the summary: where each leads and its words."""
    return [(str(a["href"]), a.text) for a in soup(page).select(".summary a")]


def test_an_answer_becomes_a_question_of_the_set(client: TestClient, data: DataDirectory) -> None:
    address = link(client)
    page = client.get(address).text
    pick = str(soup(page).select("input[name=pick]")[0]["value"])
    status, after = send(client, page, kind="fact", pick=pick, vital="what a day | the day\r\n\r\n")

    (written,) = load(data.questions / "added.jsonl")
    assert json.loads(written.model_dump_json(exclude_defaults=True)) == {
        "id": "added001",
        "question": QUESTION,
        "kind": "fact",
        "answerable": True,
        "evidence": [{"doc": "zed-briefing.txt", "quote": FIRST}],
        "must_mention": [["what a day", "the day"]],
        "must_not_mention": [],
    }
    line = (data.questions / "added.jsonl").read_text().rstrip("\n")
    assert (status, soup(after).select_one(".record").text) == (200, line)  # type: ignore[union-attr]
    assert f"It stands in {data.questions / 'added.jsonl'}, line 1" in words(after, "main")
    assert "The next review-learning evals run asks it" in words(after, "main")
    conversation = address.rpartition("/1/")[0]
    assert soup(after).select_one(f'main a[href="{conversation}"]') is not None


def test_the_form_offers_what_was_cited_first_then_what_is_near(client: TestClient) -> None:
    page = client.get(link(client)).text

    offers = soup(page).select(".gold:has([name=pick])")
    assert len(offers) > 2
    assert words(str(offers[0]), ".choice") == "Passage 1: Briefing: Child Zed"
    assert words(str(offers[0]), "blockquote") == FIRST
    assert "zed-briefing.txt: section “The Findings”, page 1" in words(str(offers[0]), ".small")
    opened = str(soup(str(offers[0])).select_one("a.open")["href"])  # type: ignore[index]
    assert words(client.get(opened).text, "mark") == FIRST
    assert form(page)["question"] == [QUESTION] and "pick" not in form(page)


def test_the_question_stands_in_no_address(client: TestClient) -> None:
    address = link(client)
    page = client.get(address).text
    sent = client.post(
        "/evaluation-questions",
        data=form(page) | {"kind": "unanswerable", "unanswered": "yes"},  # type: ignore[arg-type]
        headers=OWN,
        follow_redirects=False,
    )

    assert sent.status_code == 303
    assert not any("boy" in where for where in (address, sent.headers["location"]))


def test_all_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost(client: TestClient, data: DataDirectory) -> None:
    page = client.get(link(client)).text
    pick = str(soup(page).select("input[name=pick]")[0]["value"])
    quotes = ["Nobody  asked", *form(page)["quote"][1:]]
    typed = {
        "question": "<b>Who</b> & why?", "kind": "list", "pick": pick, "quote": quotes, "doc": "none.txt",
        "words": "These words of forty characters stand nowhere.", "vital": "A Day\nb | c", "okay": "x", "forbidden": "Y",
    }  # fmt: skip

    status, again = send(client, page, **typed)

    assert status == 422
    assert [(where, line.partition(":")[0]) for where, line in told(again)] == [
        ("#quote-1", "“Nobody asked” has 13 characters, not 40 to 200"),
        ("#words-1", "No document named none.txt is loaded"),
        ("#gold", "A list stands in one document"),
        ("#vital", "“A Day” has capitals, and answers are compared in small letters"),
        ("#vital", "“b” or “c” stands in no document of the gold"),
        ("#okay", "“x” stands in no document of the gold"),
        ("#forbidden", "“Y” has capitals, and answers are compared in small letters"),
    ]
    kept = form(again)
    assert {name: kept[name] for name in typed} == {
        name: value if isinstance(value, list) else [value] for name, value in typed.items()
    }
    assert soup(again).select_one(".summary[autofocus]") and "Error: " in str(soup(again).title)
    for where, line in told(again):
        field = soup(again).select_one(where)
        assert field is not None
        names = str(field.get("aria-describedby")).split()
        assert line in [words(again, f"#{name}").removeprefix("Error: ") for name in names]
    assert not data.questions.exists()


def test_a_forged_form_writes_nothing_and_gives_back_what_was_typed(client: TestClient, data: DataDirectory) -> None:
    page = client.get("/evaluation-questions/new").text
    status, again = send(client, page, token="x", question="Kept?", kind="unanswerable", unanswered="yes")

    assert (status, form(again)["question"], form(again)["token"]) == (403, ["Kept?"], form(page)["token"])
    assert "Nothing was added yet" in words(again, ".summary")
    assert not data.questions.exists()
    assert send(client, again)[0] == 200

    foreign = client.post("/evaluation-questions", data=form(page), headers={"Origin": "http://evil.example"})
    assert foreign.status_code == 403


def test_a_follow_up_brings_what_was_asked_before_it(client: TestClient, data: DataDirectory) -> None:
    first = ask(client, QUESTION).partition("#")[0]
    ask(client, LATER, first)
    links = soup(client.get(first).text).select("article .maintain a")
    page = client.get(str(links[1]["href"])).text

    status, _ = send(
        client,
        page,
        kind="follow_up",
        vital="eleven weeks",
        pick=str(soup(page).select("input[name=pick]")[0]["value"]),
    )

    assert status == 200
    (written,) = load(data.questions / "added.jsonl")
    assert (written.question, [one.q for one in written.history]) == (LATER, [QUESTION])
    assert written.evidence[0].quote == SECOND


def test_a_turn_whose_text_is_not_kept_has_no_link(client: TestClient) -> None:
    address = ask(client, QUESTION).partition("#")[0]
    token = soup(client.get(address).text).select_one("form.ask [name=token]")
    assert token
    client.post(
        "/ask",
        data={"token": str(token["value"]), "conversation_id": address.rpartition("/")[2], "question": UNSEEN},
        headers=OWN,
    )

    page = client.get(address).text
    assert len(soup(page).select("article")) == 2
    assert [str(a["href"]) for a in soup(page).select(".maintain a")] == [f"{address}/1/evaluation-question"]
    refused = client.get(f"{address}/2/evaluation-question")
    assert (refused.status_code, "no longer kept" in words(refused.text, ".notice")) == (404, True)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "9" * 5000, "²"])
def test_what_is_kept_no_more_is_said_and_an_empty_form_is_offered(client: TestClient, number: str) -> None:
    address = link(client)
    page = client.get(address.replace("/1/", f"/{number}/"))

    assert page.status_code == 404
    assert "no longer kept" in words(page.text, ".notice")
    assert form(page.text)["question"] == [""] and "pick" not in form(page.text)
    assert send(client, page.text, question="What of the dog?", kind="unanswerable", unanswered="yes")[0] == 200


def test_room_for_another_passage_keeps_what_was_typed(client: TestClient, data: DataDirectory) -> None:
    page = client.get(link(client)).text
    status, longer = send(client, page, more="yes", vital="Half", doc="a.txt", words="b")

    assert (status, told(longer)) == (200, [])
    assert (form(longer)["doc"], form(longer)["words"], form(longer)["vital"]) == (["a.txt", ""], ["b", ""], ["Half"])
    assert soup(longer).select_one("#doc-2[autofocus]") is not None
    assert not data.questions.exists()


def test_a_withdrawn_document_is_neither_offered_nor_written(client: TestClient, data: DataDirectory) -> None:
    page = client.get(link(client)).text
    pick = str(soup(page).select("input[name=pick]")[0]["value"])
    log_withdrawal(data, "zed-briefing", Action.WITHDRAW, "asked for", "Robin")

    status, again = send(client, page, kind="fact", pick=pick, vital="what a day")

    assert (status, "give the file name" in words(again, ".summary")) == (422, True)
    assert FIRST not in str(soup(again).select("blockquote")) and not data.questions.exists()


def test_a_set_that_cannot_be_read_is_told_on_the_form(client: TestClient, data: DataDirectory) -> None:
    data.questions.mkdir()
    (data.questions / "mine.jsonl").write_text("{")
    page = client.get("/evaluation-questions/new").text

    status, again = send(client, page, question="What of the dog?", kind="unanswerable", unanswered="yes")

    assert status == 422
    assert told(again)[0][0] == "#main" and told(again)[0][1].startswith("mine.jsonl cannot be read as questions")
    assert form(again)["question"] == ["What of the dog?"]
    assert client.get("/evaluation-questions/added001").status_code == 404


def test_what_a_form_never_holds_counts_for_nothing(client: TestClient) -> None:
    token = form(client.get("/evaluation-questions/new").text)["token"]
    odd = {"token": token, "spot": ["x", "zed-briefing:9:" + "9" * 5000, "nobody:1:2"], "quote": ["a", "b", "c"]}

    response = client.post("/evaluation-questions", data=odd | {"pick": ["x", "nobody:1:2"]}, headers=OWN)

    assert response.status_code == 422
    assert client.get("/evaluation-questions", follow_redirects=False).headers["location"].endswith("/new")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("One thing.\nAnother thing.", "One thing. Another thing."),
        ("One thing. " + "Another " * 30 + "thing.", "One thing."),
        ("word " * 60, ("word " * 40).strip()),
    ],
)
def test_a_quote_is_suggested_that_is_not_too_long(text: str, quote: str) -> None:
    assert suggested(text) == quote
