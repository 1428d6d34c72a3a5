"""The pages: what a person reads, in words, with no script."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from website import (
    OWN,
    SETTINGS,
    ScriptedAssistant,
    answered,
    ask,
    briefing,
    citation,
    fields,
    newsletter,
    open_live,
    soup,
    words,
)

from assistant.answer import Answer, ReviewsSearched, Status
from assistant.citation_words import place
from assistant.filters import Filters
from vectorstore.index import Index
from vectorstore.sections import SectionType
from web.app import create_app
from web.loaded import describe, examples
from web.markdown import answer_html
from web.question import MOST_CHARACTERS, clean
from web.settings import Contact, WebSettings
from web.viewer import NOT_A_PLACE, Kind, document_view, read_span

ZED, NEWS = briefing(), newsletter()
CONTACTS = (
    Contact("Children’s front door", "01632 960 001", "Fernmoor", "weekdays 9 to 5"),
    Contact("Emergency duty team", "01632 960 002"),
)
FOUND = "**Child Zed**\n\n- Recommendation: “1. Ask” [1]\n- Learning: “Plain” [2] [3]"
LINK = '<a class="cite" href="#a-1" aria-label="Source">[1]</a>'
NEAREST = (citation(ZED, 0),)
ANSWERS: dict[str, Answer | Exception] = {
    "found": answered(
        citation(ZED, 4, 1),
        citation(NEWS, 1, 2),
        answer=FOUND,
        notices=("Read this first.",),
        suggestions=("What are the findings for Child Zed?",),
    ),
    "the one about letters": replace(
        answered(citation(ZED, 4, 1)), reviews=ReviewsSearched(("Child Zed",), 1, ("Child Zed",))
    ),
    "quoted": answered(
        citation(ZED, 0, 1),
        citation(ZED, 4, 2),
        answer="- Finding: “Nobody asked Child Zed what a\n  day was like.” [1]\n\nSee also: Recommendation (R1) [2].",
    ),
    "nothing": Answer(
        Status.NOT_FOUND,
        "Nothing on this in the 2 documents loaded.",
        nearest=NEAREST,
        reviews=ReviewsSearched((), 3),
        index_version="v1",
    ),
    "danger": Answer(
        Status.LIVE_CASE, "Call 999 now.", notices=("a notice",), suggestions=("a suggestion",), nearest=NEAREST
    ),
    "who is it": Answer(Status.IDENTIFICATION, "This assistant does not help to identify."),
    "fault": RuntimeError("secret"),
}


@pytest.fixture(scope="module")
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant(ANSWERS)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, assistant: ScriptedAssistant) -> Iterator[TestClient]:
    live = open_live(tmp_path_factory.mktemp("live"), [ZED, NEWS])
    with TestClient(create_app(assistant, live, SETTINGS), headers={"Accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="module")
def index(client: TestClient) -> Iterator[Index]:
    with client.app.state.parts.live.use() as index:  # type: ignore[attr-defined]
        yield index


def turn(client: TestClient, question: str) -> str:
    """Ask the question, and return the page of the answer."""
    return client.get(ask(client, question)).text


def shown(client: TestClient, question: str) -> str:
    """Ask the question, and return what a browser shows then, with or without a way to another address."""
    form = fields(client.get("/").text) | {"question": question}
    return client.post("/ask", data=form, headers=OWN).text


def test_the_first_page_says_what_is_loaded_and_offers_questions_as_buttons(client: TestClient, index: Index) -> None:
    page = client.get("/").text

    assert words(page, "h1") == "Ask what safeguarding reviews have taught"
    assert words(page, ".lead").endswith("Loaded here: 3 reviews in 2 documents.")
    assert f"Index version: {index.version}." in words(client.get("/about").text, "main")
    assert words(page, ".banner").startswith("Fictional sample. 1 of the documents loaded here was written to show")
    assert [(button["name"], button["value"]) for button in soup(page).select("form.questions button")] == [
        ("question", "What did the review of Child Zed find?"),
        ("question", "What is the key learning for Baby Oak?"),
    ]


def test_the_question_has_a_label_and_hints(client: TestClient) -> None:
    page = soup(client.get("/").text)
    area = page.select_one("textarea#question")

    assert area is not None
    assert words(str(page), "label[for=question]") == "Your question"
    hint = words(str(page), f"#{area['aria-describedby']}")
    assert "1,000 characters" in hint
    assert "names, dates of birth or other details of a real child or family" in hint


def test_without_an_index_the_first_page_says_so(tmp_path: Path) -> None:
    app = create_app(ScriptedAssistant(), open_live(tmp_path, []), SETTINGS)
    with TestClient(app, headers={"Accept": "text/html"}) as client:
        assert "No documents are loaded yet" in words(client.get("/").text, ".lead")
        assert soup(client.get("/").text).select("form.questions") == []
        assert client.get("/documents").status_code == 200


def test_examples_never_ask_for_the_incident() -> None:
    only_incident = briefing().document
    sections = tuple(type(s)(SectionType.INCIDENT, s.heading, s.review, s.start, s.end) for s in only_incident.sections)
    made = {name: getattr(only_incident, name) for name in only_incident.__dataclass_fields__}

    assert examples([type(only_incident)(**made | {"sections": sections})]) == ()


@pytest.mark.parametrize(
    ("item", "said"),
    [("R1", "item R1"), ("Finding 3", "Finding 3"), ("unnumbered, 2nd", "2nd item (unnumbered)")],
)
def test_an_item_is_named_as_it_is_printed(item: str, said: str) -> None:
    assert place("The Findings", item, 4) == f"section “The Findings”, {said}, page 4"
    assert place(None, None, None) == "before the first heading"


def test_nothing_live_is_described_as_nothing() -> None:
    assert describe(None).version is None


def test_an_answer_stands_under_its_question_with_its_status_notices_and_sources(client: TestClient) -> None:
    page = turn(client, "found")

    assert words(page, "article h2") == "Question 1 found"
    assert words(page, "article h3") == "What the reviews say"
    assert words(page, "article .notice") == "Read this first."
    assert [(a["href"], a["aria-label"], a.text) for a in soup(page).select("a.cite")] == [
        ("#a1-s-1", "Source 1: Child Zed, Recommendations", "[1]"),
        ("#a1-s-2", "Source 2: Baby Oak, Learning Plain words.", "[2]"),
    ]
    assert words(page, "#a1-s-1") == (
        "Source 1 Child Zed – Briefing: Child Zed recommendation section “Recommendations”, item R1, page 1; "
        "Fernmoor Sample Board 1. Ask every child what a day is like. 🌱 Write it down. "
        "Open the source at this passage (source 1, answer 1: Child Zed)"
    )
    addresses = [str(a["href"]).replace("&conversation=", "#").split("#") for a in soup(page).select(".sources a")]
    assert [(f"{address}#{place}", step.partition("&")[2]) for address, step, place in addresses] == [
        (citation(ZED, 4).url, "answer=1&source=1"),
        (citation(NEWS, 1).url, "answer=1&source=2"),
    ]
    assert words(page, ".provenance").startswith(
        "Copied word for word from the sources; chosen by software. Check the source before you rely on it."
    )


def test_a_quote_that_the_answer_holds_is_folded_away_under_its_source_and_any_other_is_not(client: TestClient) -> None:
    page = soup(turn(client, "quoted"))

    assert [quote.get_text() for quote in page.select(".source blockquote")] == [
        "Nobody asked Child Zed what a day was like.",
        "1. Ask every child what a day is like. 🌱 Write it down.",
    ]
    assert [one.get_text(" ", strip=True) for one in page.select("#a1-s-1 summary, #a1-s-2 summary")] == [
        "Show the cited words (source 1, answer 1)"
    ]
    assert page.select("#a1-s-1 details blockquote") and page.select("#a1-s-2 div > blockquote")
    assert not page.select("details[open]")
    assert "section “The Findings”" in page.select("#a1-s-1 .whose")[0].get_text()
    assert page.select("#a1-s-1 a.open") and page.select("#a1-s-2 a.open")


def test_the_review_that_a_question_was_read_as_can_be_removed(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    page = turn(client, "the one about letters")
    form = soup(page).select_one("form.chosen")
    assert form is not None
    sent = {str(field["name"]): str(field["value"]) for field in form.select("[name]")}

    client.post("/ask", data=sent, headers=OWN)

    assert words(page, ".chip") == "Child Zed"
    question, conversation, filters = assistant.asked[-1]
    assert (question, filters) == ("the one about letters", Filters(everywhere=True))
    assert conversation == sent["conversation_id"]
    assert "chip" not in turn(client, "found")


def test_a_question_without_an_answer_is_shown_the_nearest_passages_as_no_citations(client: TestClient) -> None:
    page = turn(client, "nothing")

    assert words(page, "article h3") == "No clear answer in the documents loaded here"
    assert words(page, "#a1-nearest") == "These may help, they do not answer the question"
    assert [entry["id"] for entry in soup(page).select(".source")] == ["a1-n-1"]
    assert soup(page).select("a.cite, .number") == []


def test_a_live_case_is_shown_the_canned_text_and_nothing_else(client: TestClient) -> None:
    page = turn(client, "danger")

    assert words(page, "article h2") == "Question 1 Not kept: this question was taken for one about a live case"
    assert words(page, "article .answer") == "Act now: this assistant cannot advise on a live case Call 999 now."
    assert [str(link["href"]) for link in soup(page).select("article .answer a")] == ["tel:999"]
    assert soup(page).select("form.questions") == []
    assert "danger" not in words(page, "main")


def test_a_question_that_was_not_kept_is_nowhere_on_the_page(client: TestClient) -> None:
    assert "who is it" not in turn(client, "who is it")


def test_every_status_has_a_heading_in_words(tmp_path: Path) -> None:
    assistant = ScriptedAssistant({status.value: Answer(status, "Canned.") for status in Status})
    with TestClient(
        create_app(assistant, open_live(tmp_path, []), SETTINGS), headers={"Accept": "text/html"}
    ) as client:
        headings = [words(shown(client, status.value), "article h3") for status in Status]

    assert len(set(headings)) == len(Status)
    assert not set(headings) & {status.value for status in Status}


def test_a_conversation_goes_on_with_earlier_turns_first(client: TestClient, assistant: ScriptedAssistant) -> None:
    address = ask(client, "found")
    suggested = soup(client.get(address).text).select_one("form.questions button")
    further = ask(client, "nothing", address)
    page = client.get(further).text

    assert suggested is not None
    assert suggested["value"] == "What are the findings for Child Zed?"
    assert further == address.replace("#a1", "#a2")
    assert assistant.asked[-1][1] == address.removeprefix("/conversations/").removesuffix("#a1")
    assert [words(str(h), "h2") for h in soup(page).select("article h2")] == ["Question 1 found", "Question 2 nothing"]
    assert soup(page).select("form.questions") == [], "suggestions stand under the newest answer only"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter a question"),
        (" \r\n ", "Enter a question"),
        ("é" * (MOST_CHARACTERS + 1), "Your question must be 1,000 characters or fewer. It has 1,001"),
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_a_question_that_cannot_be_asked_is_given_back_with_what_is_wrong(
    client: TestClient, typed: str, error: str, again: bool
) -> None:
    start = ask(client, "found") if again else "/"
    form = fields(client.get(start).text) | {"question": typed}
    response = client.post("/ask", data=form, headers=OWN)
    page = soup(response.text)
    summary = page.select_one(".summary a")

    assert response.status_code == 422
    assert page.title is not None
    assert page.title.text.startswith("Error: ")
    assert summary is not None
    assert (summary.text, summary["href"]) == (error, "#question")
    assert words(response.text, "#question-error") == f"Error: {error}"
    area = page.select_one("textarea")
    assert area is not None
    assert (area["aria-invalid"], area.text.strip()) == ("true", typed.strip())
    assert len(page.select("article")) == again


def test_lines_are_counted_as_they_were_typed(client: TestClient, assistant: ScriptedAssistant) -> None:
    typed = ("x" * 9 + "\r\n") * 99 + "x" * 10
    ask(client, typed)

    assert assistant.asked[-1][0] == typed.replace("\r\n", "\n")


def test_a_fault_gives_a_page_that_keeps_the_question(client: TestClient) -> None:
    form = fields(client.get("/").text) | {"question": "fault"}
    response = client.post("/ask", data=form, headers=OWN)

    assert (response.status_code, words(response.text, "h1")) == (500, "Something went wrong here")
    assert words(response.text, "textarea") == "fault"
    assert "secret" not in response.text


def test_a_conversation_that_is_no_longer_kept_keeps_what_was_typed(client: TestClient) -> None:
    form = fields(client.get("/").text) | {"question": "and then?", "conversation_id": "forgotten"}
    response = client.post("/ask", data=form, headers=OWN)

    assert (response.status_code, words(response.text, "h1")) == (404, "This conversation is no longer kept")
    assert words(response.text, "textarea") == "and then?"
    assert "conversation_id" not in fields(response.text)


def test_the_address_of_the_form_leads_back_to_the_question(client: TestClient) -> None:
    response = client.get("/ask", follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, "/")


def test_the_documents_say_what_they_state_and_what_they_do_not(client: TestClient) -> None:
    page = soup(client.get("/documents").text)
    cards = {
        words(str(card), "h2"): {str(one.dt.string): one.dd.text for one in card.select("dl div") if one.dt and one.dd}
        for card in page.select(".card")
    }
    nothing = ("Area", "Nation", "Kind, as titled", "Kind, as stated in its text", "Published at")
    not_stated = dict.fromkeys(nothing, "not stated")
    not_stated["Population"] = "children (assumed: the document speaks of no adult at risk)"
    zed = {
        "Publisher": "Fernmoor Sample Board (stated in the document)",
        "Date": "May 2021 (stated in the document)",
        "About": "Child Zed",
        "Sections": "3",
        "Passages": "6",
        "Source file": "zed-briefing.txt",
    }
    news = {
        "Publisher": "not stated",
        "Date": "not stated",
        "About": "Baby Oak, Young Person Elm",
        "Sections": "4",
        "Passages": "7",
        "Source file": "Plain words. newsletter.txt",
    }

    assert cards == {
        "Briefing: Child Zed": not_stated | zed,
        "Newsletter Plain words.": not_stated | news,
    }
    assert [words(str(card), "h2") for card in page.select(".card:has(.kind)")] == ["Briefing: Child Zed"]


def test_a_document_is_shown_under_its_headings_with_the_cited_passage_marked_in_words(client: TestClient) -> None:
    cited = citation(ZED, 2)
    page = client.get(cited.url).text

    assert [(h.name, h.text) for h in soup(page).select(".text :is(h2, h3, h4)")] == [
        ("h2", "The Findings"), ("h2", "Good Practice"), ("h2", "Recommendations"),
    ]  # fmt: skip
    assert words(page, "mark#cited") == cited.quote
    assert words(page, ".text ul.as-printed").endswith(
        f"Cited passage starts: section “The Findings”, page 1 {cited.quote} Cited passage ends"
    )
    assert "in section “The Findings”, page 1 (finding)" in words(page, ".notice")


def test_an_item_that_begins_a_section_under_the_heading_of_all_is_no_heading(tmp_path: Path) -> None:
    loaded = briefing()
    start = loaded.text.index("2. Check the address at every contact.")
    *before, advised = loaded.document.sections
    sections = (*before, replace(advised, end=start), replace(advised, start=start))
    parted = replace(loaded, document=replace(loaded.document, sections=sections))
    with closing(open_live(tmp_path, [parted])) as opened, opened.use() as index:
        assert index is not None
        blocks = document_view(index, parted.document, None, None).blocks

    headings = [block.text for block in blocks if block.kind is Kind.HEADING]
    assert headings == ["The Findings", "Good Practice", "Recommendations"]


def test_the_cases_of_a_newsletter_are_told_apart_and_its_table_is_one(client: TestClient) -> None:
    page = soup(client.get("/documents/newsletter").text)

    assert [(h.name, h.text) for h in page.select(".text :is(h2, h3)")] == [
        ("h2", "Baby Oak"), ("h3", "Learning Plain words."), ("h2", "Young Person Elm"), ("h3", "Summary"),
    ]  # fmt: skip
    assert [[cell.text.strip() for cell in row.select("th, td")] for row in page.select("tr")] == [
        ["", "Good practice", "Learning"],
        ["School", "A quiet room.", "Nobody wrote it down."],
        ["Police", "A joint visit.", "It came late."],
    ]
    assert [a["href"] for a in page.select(".contents a")] == [f"#{h['id']}" for h in page.select(".text :is(h2, h3)")]


@pytest.mark.parametrize(
    "query",
    [
        "start=5",
        "end=5",
        "start=9&end=3",
        "start=3&end=3",
        "start=-4&end=9",
        "start=0&end=999999",
        "start=a&end=b",
        "start=%D9%A1&end=9",
        f"start=1&end={'9' * 5000}",
        "start=&end=",
    ],
)
def test_what_is_no_place_in_the_text_marks_nothing_and_says_so(client: TestClient, query: str) -> None:
    response = client.get(f"/documents/zed-briefing?{query}")

    assert response.status_code == 200
    assert words(response.text, ".notice") == NOT_A_PLACE
    assert soup(response.text).select("mark, .edge") == []


def test_an_unknown_document_is_a_404_page(client: TestClient) -> None:
    response = client.get("/documents/nobody?start=1&end=2")

    assert (response.status_code, words(response.text, "h1")) == (404, "Document not found")


@given(st.data())
def test_whatever_is_cited_the_text_is_whole_and_only_that_is_marked(index: Index, data: st.DataObject) -> None:
    loaded = data.draw(st.sampled_from([ZED, NEWS]))
    start = data.draw(st.integers(0, len(loaded.text)))
    end = data.draw(st.integers(0, len(loaded.text)))
    view = document_view(index, loaded.document, str(start), str(end))
    pieces = [piece for block in view.blocks for row in block.rows for cell in row for piece in cell]
    marked = [piece for piece in pieces if piece.is_cited]

    assert "".join("".join(p.text for p in pieces).split()) == "".join(loaded.text.split())
    assert "".join("".join(p.text for p in marked).split()) == "".join(loaded.text[start:end].split())
    assert (sum(p.opens for p in pieces), sum(p.closes for p in pieces)) == ((1, 1) if marked else (0, 0))
    assert (view.cited is None, view.problem is not None) == (not marked, not marked)


def test_a_span_is_read_without_the_white_space_round_it() -> None:
    assert read_span("0", "7", "\n two \n") == (2, 5)


def test_every_page_says_what_to_do_in_immediate_danger(client: TestClient) -> None:
    for path in (
        "/",
        "/documents",
        "/documents/zed-briefing",
        "/about",
        "/privacy",
        "/accessibility",
        "/problem",
        "/nothing",
        ask(client, "found"),
    ):
        band = words(client.get(path).text, ".risk")

        assert band.startswith("If a child is in immediate danger, call 999.")
        assert band.endswith("Ask your manager: local contacts are not configured.")


def test_configured_contacts_stand_in_the_band_and_can_be_dialled(tmp_path: Path) -> None:
    settings = WebSettings(
        SETTINGS.allowed_hosts, SETTINGS.secret, CONTACTS, date(2020, 1, 1), "https://procedures.example.org/"
    )
    with TestClient(
        create_app(ScriptedAssistant(), open_live(tmp_path, []), settings), headers={"Accept": "text/html"}
    ) as client:
        page = client.get("/").text

    assert [(a["href"], a.text) for a in soup(page).select(".contacts a")] == [
        ("tel:01632960001", "01632 960 001"), ("tel:01632960002", "01632 960 002"),
    ]  # fmt: skip
    assert "Children’s front door, Fernmoor (weekdays 9 to 5): 01632 960 001" in words(page, ".contacts")
    assert "Last checked on 1 January 2020, more than 90 days ago" in words(page, ".risk")
    assert soup(page).select(".risk a[href='https://procedures.example.org/']")


@pytest.mark.parametrize(
    ("contacts", "checked", "note"),
    [
        ((), None, "Ask your manager: local contacts are not configured."),
        ((), date(2026, 6, 1), "Ask your manager: local contacts are not configured."),
        (CONTACTS, None, "Nobody has recorded when these numbers were checked: check them before you rely on them."),
        (CONTACTS, date(2026, 3, 3), "Checked on 3 March 2026."),
        (
            CONTACTS,
            date(2026, 3, 2),
            "Last checked on 2 March 2026, more than 90 days ago: check the numbers before you rely on them.",
        ),
    ],
)
def test_how_far_contacts_may_be_relied_on_is_said(
    contacts: tuple[Contact, ...], checked: date | None, note: str
) -> None:
    settings = WebSettings((), SETTINGS.secret, contacts, checked)

    assert settings.contacts_note(date(2026, 6, 1)) == note


def test_a_contact_is_one_line_where_there_is_no_mark_up() -> None:
    assert [contact.line for contact in CONTACTS] == [
        "Children’s front door (Fernmoor, weekdays 9 to 5): 01632 960 001",
        "Emergency duty team: 01632 960 002",
    ]


@pytest.mark.parametrize(
    "settings", [{"secret": b"short"}, {"procedures_url": "javascript:alert(1)"}, {"procedures_url": "https://"}]
)
def test_settings_that_are_not_safe_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        WebSettings(**{"allowed_hosts": (), "secret": SETTINGS.secret} | settings)  # type: ignore[arg-type]


def test_the_about_page_says_how_answers_are_made_and_what_is_kept(client: TestClient) -> None:
    page = words(client.get("/about").text, "main")

    assert "The passages are copied word for word" in page
    assert "No language model writes any of it" in page
    assert "Conversations are kept in memory only" in page


def test_pages_are_well_formed_at_a_glance(client: TestClient) -> None:
    for path in (
        "/",
        "/documents",
        "/documents/newsletter",
        "/about",
        "/privacy",
        "/accessibility",
        "/problem",
        "/nothing",
        ask(client, "found"),
    ):
        page = soup(client.get(path).text)
        ids = [str(element["id"]) for element in page.select("[id]")]

        assert len(page.select("h1")) == 1
        assert page.html is not None
        assert page.html["lang"] == "en-GB"
        assert len(ids) == len(set(ids))
        assert page.select("script:not([src^='/static/site.js?v=']), [style], style, [onclick]") == []
        assert {str(link["href"]).partition("#")[0] for link in page.select("a[href^='#']")} == {""}
        assert {str(link["href"])[1:] for link in page.select("a[href^='#']")} <= set(ids)


def test_pages_are_small(client: TestClient) -> None:
    style = soup(client.get("/").text).select_one("link[rel=stylesheet]")

    assert style is not None
    assert len(client.get("/").content) + len(client.get(str(style["href"])).content) < 30_000


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One [1] two [2] [x] [99999]", f"<p>One {LINK} two [2] [x] [99999]</p>"),
        (r"as printed \[1\]", "<p>as printed [1]</p>"),
        ("`[1]`", "<p><code>[1]</code></p>"),
        ("# Title\n\n###### Low", "<h4>Title</h4>\n<h4>Low</h4>"),
        ("<b>bold</b> &lt;", "<p>&lt;b&gt;bold&lt;/b&gt; &amp;lt;</p>"),
        ("[1](http://elsewhere.example)", f"<p>{LINK}(http://elsewhere.example)</p>"),
        ("![x](http://e.example/x.png)", "<p>![x](http://e.example/x.png)</p>"),
        ("before\n\n---\n\nafter", "<p>before</p>\n\n<p>after</p>"),
        ("```html\nx < y\n```", "<code>x &lt; y\n</code>"),
        ("<http://elsewhere.example>", "<p>&lt;http://elsewhere.example&gt;</p>"),
    ],
)
def test_markdown_shows_words_and_leads_nowhere_but_to_its_sources(text: str, html: str) -> None:
    assert answer_html(text, {1: "Source"}, "a").strip() == html


@given(st.text())
def test_cleaning_a_question_twice_changes_nothing_more(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


def test_what_cannot_be_seen_is_no_part_of_a_question() -> None:
    assert clean("\x00 Ask\U000e0041\x1b me\r\nnow\ud800 ") == "Ask me\nnow"
