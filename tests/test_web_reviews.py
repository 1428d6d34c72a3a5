"""The pages of reviews, themes and the sheet for a team meeting."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from briefings import read
from on_neglect import FEN, changed, documents, opened
from starlette.testclient import TestClient
from website import OWN, SETTINGS, Part, ScriptedAssistant, document, newsletter, open_live, soup, words

from assistant.filters import Filters
from vectorstore.attribution import Added
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.document import SAMPLE, Age, OtherVersion
from vectorstore.sections import SectionType
from vectorstore.withdrawals import Action, log_withdrawal
from web.app import create_app
from web.paging import paged


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def client(tmp_path: Path, assistant: ScriptedAssistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, opened(tmp_path), SETTINGS), headers={"Accept": "text/html"}) as client:
        yield client


def served(root: Path, *loaded: LoadedDocument) -> TestClient:
    live = opened(root, *loaded) if loaded else open_live(root, [])
    return TestClient(create_app(ScriptedAssistant(), live, SETTINGS), headers={"Accept": "text/html"})


def texts(html: str, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in soup(html).select(selector)]


def links(html: str, selector: str) -> list[str]:
    return [str(found["href"]) for found in soup(html).select(selector)]


def test_a_publisher_of_several_spellings_is_one_choice_and_each_document_keeps_its_own(tmp_path: Path) -> None:
    printed = ["Saltmere Safeguarding Children Partnership", "SALTMERE SAFEGUARDING CHILDREN’S PARTNERSHIP"]
    part: Part = (SectionType.FINDINGS, "The Findings", "Child Oak", ["Nobody asked."])
    live = open_live(tmp_path, [document(f"d{n}", f"Review {n}", [part], publisher=p) for n, p in enumerate(printed)])
    with TestClient(create_app(ScriptedAssistant(), live, SETTINGS), headers={"Accept": "text/html"}) as client:
        page = client.get("/reviews", params={"publisher": printed[0].upper()}).text
        asked = client.get("/").text

    assert texts(page, "#publisher option") == ["All publishers", printed[1]]
    assert texts(page, "#publisher option[selected]") == [printed[1]]
    assert texts(page, ".card .small") == [f"{publisher}; undated" for publisher in printed]
    assert texts(asked, "#publisher option") == ["All publishers", printed[1]]


def test_the_reviews_are_listed_childrens_and_adults_apart_with_what_is_stated_of_them(client: TestClient) -> None:
    page = client.get("/reviews").text
    groups = [
        (words(str(section), "h2"), texts(str(section), ".card h3"), texts(str(section), ".card .small"))
        for section in soup(page).select("main section")
    ]

    assert groups == [
        (
            "Children’s reviews",
            ["Child Fen", "Child Tarn", "Child Reed", "Child Moss"],
            [
                "Saltmere Safeguarding Children Partnership; March 2031",
                "Westmarch Safeguarding Children Board; April 2030",
                "Saltmere Safeguarding Children Partnership; June 2029",
                "publisher not stated; undated",
            ],
        ),
        ("Adults’ reviews", ["Adult Ada"], ["Thornvale Safeguarding Adults Board; undated"]),
    ]
    assert "5 reviews: 4 about children, 1 about adults." in words(page, "main")
    assert words(page, "nav [aria-current=page]") == "Reviews"
    assert "/documents" in links(page, "main a")


def test_filters_are_kept_in_the_form_and_each_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/reviews", params={"theme": "neglect", "words": "child", "year": "2031"}).text

    assert texts(page, ".card h3") == ["Child Fen"]
    assert texts(page, ".chips li") == [
        "Words: child × – remove this filter",
        "Theme: neglect × – remove this filter",
        "Year: 2031 × – remove this filter",
        "Show all reviews",
    ]
    assert links(page, ".chips a")[:3] == [
        "/reviews?theme=neglect&year=2031",
        "/reviews?words=child&year=2031",
        "/reviews?words=child&theme=neglect",
    ]
    assert texts(page, "option[selected]") == ["neglect", "2031"]
    assert soup(page).select_one("#words")["value"] == "child"  # type: ignore[index]


def test_a_filter_that_nothing_is_like_is_shown_as_it_was_typed(client: TestClient) -> None:
    page = client.get("/reviews", params={"theme": "<b>lights</b>", "words": "x" * 300}).text

    assert "No review of those loaded is like this." in words(page, "main p.notice")
    assert texts(page, "option[selected]") == ["<b>lights</b>"]
    assert len(str(soup(page).select_one("#words")["value"])) == 200  # type: ignore[index]
    assert not soup(page).select("main b")


def test_more_than_twenty_five_reviews_are_shown_a_page_at_a_time(tmp_path: Path) -> None:
    many = [read(f"r{n}.txt", FEN.replace("Child Fen", f"Child F{n}")) for n in range(10, 37)]
    with served(tmp_path, *many) as client:
        first, second = (client.get("/reviews", params={"about": "children", "page": n}).text for n in (1, 2))
        beyond = client.get("/reviews?page=99").text

        assert (len(texts(first, ".card")), len(texts(second, ".card"))) == (25, 2)
        assert words(first, "main nav") == "Page 1 of 2 Next page"
        assert links(first, "main nav a") == ["/reviews?about=children&page=2"]
        assert (
            texts(beyond, ".card h3")
            == texts(second, ".card h3")
            == [f"Learning Review – Child F{n}" for n in (35, 36)]
        )


@pytest.mark.parametrize(
    ("typed", "shown"), [("", "abc"), ("1", "abc"), ("3", "g"), ("4", "g"), ("0", "abc"), ("-1", "abc"), ("²", "abc")]
)
def test_whatever_page_is_typed_one_is_shown(typed: str, shown: str) -> None:
    assert "".join(paged("abcdefg", typed, 3).shown) == shown


def test_a_reviews_page_tells_facts_sections_recommendations_and_themes(client: TestClient) -> None:
    page = client.get("/reviews/fen-1").text
    facts = dict(zip(texts(page, ".facts dt"), texts(page, ".facts dd"), strict=True))

    assert words(page, "h1") == "Child Fen"
    assert facts["Publisher"] == "Saltmere Safeguarding Children Partnership (stated in the document)"
    assert (facts["Date"], facts["Versions"]) == ("March 2031 (stated in the document)", "the only version loaded")
    assert texts(page, ".sections li") == [
        "The Background background; 1 passage",
        "The Findings finding; 3 passages",
        "Good Practice good practice in the case; 1 passage",
        "Recommendations recommendation; 1 passage",
        "Progress progress reported by the board; 1 passage",
        "Questions for your team question for reflection; 2 passages",
    ]
    assert texts(page, "main .sources blockquote") == [
        "Health visitors should finish a neglect assessment within eight weeks of the first visit."
    ]
    assert "Neglect 5 passages; machine-tagged" in texts(page, "main ul li")


def test_its_sections_and_recommendations_open_where_they_stand(client: TestClient) -> None:
    page = client.get("/reviews/fen-1").text
    for link, name in zip(links(page, ".sections a"), texts(page, ".sections a"), strict=True):
        path, anchor = link.split("#")
        assert words(client.get(path).text, f"#{anchor}") == name
    [opened_at] = links(page, "main .sources a")
    document = client.get(opened_at).text
    assert words(document, "mark").startswith("Health visitors should finish")
    assert "/reviews/fen-1" in links(document, "main a")


def test_the_cases_of_a_newsletter_have_pages_of_their_own(tmp_path: Path) -> None:
    with served(tmp_path, newsletter()) as client:
        first, second = (client.get(f"/reviews/newsletter-{number}").text for number in (1, 2))

        assert (words(first, "h1"), words(second, "h1")) == ("Baby Oak", "Young Person Elm")
        assert "Listen" not in second and texts(second, ".sections a") == ["Young Person Elm", "Summary"]
        assert words(second, "main").count("This review records no recommendations or actions") == 1
        assert client.get("/reviews/newsletter-3").status_code == 404


def test_a_question_from_its_page_is_asked_of_that_review_alone(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    page = client.get("/reviews/fen-1").text
    form = {str(one["name"]): str(one["value"]) for one in soup(page).select("form.ask input[type=hidden]")}
    typed = words(page, "form.ask textarea")
    sent = client.post("/ask", data=form | {"question": f"{typed} who knew?"}, headers=OWN, follow_redirects=False)

    assert sent.status_code == 303
    assert assistant.asked == [("About Child Fen: who knew?", None, Filters(review="Child Fen"))]
    assert "What did the review of Child Fen find?" in texts(page, "button.question")
    assert not [question for question in texts(page, "button.question") if "happened" in question]


def test_of_an_older_version_the_newer_is_named_first(tmp_path: Path) -> None:
    [newer] = documents("fen")
    old = changed(read("old.txt", FEN.replace("2031", "2029")), other_versions=(OtherVersion("fen", Age.OLDER, "x"),))
    newer = changed(newer, other_versions=(OtherVersion("old", Age.NEWER, "x"),))
    with served(tmp_path, old, newer) as client:
        page, other = client.get("/reviews/old-1").text, client.get("/reviews/fen-1").text

        assert words(page, "main h1 + p").startswith("A newer version is loaded: Child Fen (March 2031).")
        assert links(page, "main h1 + p a") == ["/reviews/fen-1"]
        assert links(other, ".facts a") == ["/reviews/old-1"]
        assert "2 reviews" not in words(client.get("/reviews").text, "main")


def test_a_withdrawn_review_is_gone_from_all_of_these_pages(tmp_path: Path) -> None:
    with served(tmp_path, *documents("fen", "moss")) as client:
        assert client.get("/reviews/fen-1").status_code == 200
        log_withdrawal(DataDirectory(tmp_path), "fen", Action.WITHDRAW, "it names somebody", "Robin")
        pages = [client.get(path).text for path in ("/reviews", "/themes/neglect", "/themes/neglect/meeting")]

        assert client.get("/reviews/fen-1").status_code == 404
        assert not [page for page in pages if "Child Fen" in page]
        assert "Child Moss" in pages[2]


def test_themes_are_counted_in_reviews_and_called_machine_tagged(client: TestClient) -> None:
    page = client.get("/themes").text
    rows = [texts(str(row), "th, td") for row in soup(page).select("tbody tr")]

    assert [row for row in rows if row[0] in {"Neglect", "Recording"}] == [["Neglect", "3", "1", "8"]]
    assert "machine-tagged" in words(page, "main") and "no evidence of" in words(page, "main")
    assert "radicalisation" in words(page, "main .wide ~ p")
    assert words(page, "nav [aria-current=page]") == "Themes"


def test_a_themes_page_lists_the_passages_of_each_review_and_each_opens(client: TestClient) -> None:
    page = client.get("/themes/neglect").text

    assert texts(page, "p.lead") == [
        "Found in 3 of 4 children’s reviews loaded. Others may use different words.",
        "Found in 1 of 1 adults’ review loaded. Others may use different words.",
    ]
    assert texts(page, ".on-theme h3") == ["Child Fen", "Child Reed", "Child Moss", "Adult Ada"]
    assert len(soup(page).select(".on-theme .source")) == 8
    for link, quote in zip(links(page, ".source a.open"), texts(page, ".source blockquote"), strict=True):
        assert words(client.get(link).text, "mark") == quote
    assert links(page, "main li a")[:2] == [f"/themes/neglect/meeting?about={who}" for who in ("children", "adults")]


def test_what_a_person_confirmed_is_told_beside_what_a_machine_tagged(tmp_path: Path) -> None:
    [reed] = documents("reed")
    added = (Added("themes", "Robin", "2031-05-04"),)
    passages = (replace(reed.passages[0], added=added), replace(reed.passages[1], themes=("neglect",)))
    with served(tmp_path, replace(reed, passages=passages)) as client:
        assert "This theme is machine-tagged, 1 of 2 confirmed by a person" in words(
            client.get("/themes/neglect").text, "main"
        )
        assert ["confirmed by a person" in one for one in texts(client.get("/themes/neglect").text, ".whose")] == [
            True,
            False,
        ]


def test_a_theme_of_no_review_says_so(client: TestClient) -> None:
    page = client.get("/themes/radicalisation").text

    assert texts(page, "p.lead")[0] == (
        "Nothing on radicalisation in the 4 children’s reviews loaded. Others may use different words."
    )
    assert not soup(page).select(".source")
    assert client.get("/themes/nothing").status_code == client.get("/themes/nothing/meeting").status_code == 404


def test_the_sheet_for_a_meeting_shows_quotes_gaps_questions_and_a_record_that_is_kept_nowhere(
    client: TestClient,
) -> None:
    page = client.get("/themes/neglect/meeting").text
    adults = client.get("/themes/neglect/meeting?about=adults").text

    assert texts(page, "main h2") == [
        "What reviews found",
        "Good practice in the case",
        "What changed since, as reported",
        "Questions to talk about",
        "What this is, and is not",
    ]
    assert texts(page, ".source .number") == [f"Quote {number}" for number in range(1, 6)]
    assert "Chosen" not in texts(page, "h2") and "chosen by rule, not by judgement" in words(page, ".chosen-by")
    assert texts(page, ".fill-in td") == [""] * 5
    assert not soup(page).select("form")
    assert words(adults, "section[aria-labelledby=practice] p").startswith("None recorded on neglect in the 1 adults’")
    assert (
        texts(adults, "section[aria-labelledby=talk] .small")
        == ["General wording of this assistant, not of a review."] * 3
    )


def test_the_sheet_of_reviews_that_there_are_none_of_falls_back_to_those_there_are(tmp_path: Path) -> None:
    with served(tmp_path, *documents("ada")) as client:
        page = client.get("/themes/neglect/meeting?about=children").text

        assert texts(page, ".source strong") == [
            "Adult Ada; Safeguarding Adult Review – Adult Ada; Thornvale Safeguarding Adults Board; undated"
        ]


def test_the_sheet_can_be_downloaded_as_a_word_file(client: TestClient) -> None:
    [link] = links(client.get("/themes/neglect/meeting").text, ".download a")
    response = client.get(link)

    assert response.headers["content-disposition"] == 'attachment; filename="meeting-neglect.docx"'
    assert docx.Document(io.BytesIO(response.content)).paragraphs[0].text == "For a team meeting: neglect"


def test_the_fictional_sample_is_told_on_every_page_that_quotes_it(tmp_path: Path) -> None:
    [reed] = documents("reed")
    with served(tmp_path, changed(reed, collection=SAMPLE)) as client:
        for path in ("/reviews", "/reviews/reed-1", "/themes", "/themes/neglect"):
            assert "Fictional sample." in words(client.get(path).text, ".banner"), path
        assert "Fictional sample" in words(client.get("/themes/neglect/meeting").text, "p.notice")


def test_with_nothing_loaded_the_pages_say_so(tmp_path: Path) -> None:
    with served(tmp_path) as client:
        for path in ("/reviews", "/themes"):
            assert "No documents are loaded yet" in words(client.get(path).text, ".lead")
        assert client.get("/themes/neglect").status_code == client.get("/reviews/fen-1").status_code == 404
