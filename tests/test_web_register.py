"""The page of the register, its sheet and its records."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import WordEmbedder
from starlette.testclient import TestClient
from test_register import LATE_PLAN, opened
from test_register_faults import LISTED, REPORT, TOLD_OF
from website import SETTINGS, ScriptedAssistant, briefing, document, open_live, soup, words

from vectorstore.live import LiveIndex
from vectorstore.sections import SectionType
from web.app import create_app


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(ScriptedAssistant(), open_live(tmp_path, [briefing()]), SETTINGS)
    with TestClient(app) as client:
        yield client


def test_every_row_is_in_the_table_with_its_headers_and_opens_in_the_document(client: TestClient) -> None:
    page = client.get("/recommendations").text
    links = [str(link["href"]) for link in soup(page).select(".register td a.open")]

    assert [quote.get_text() for quote in soup(page).select(".register blockquote")] == [
        "1. Ask every child what a day is like. 🌱 Write it down.",
        "2. Check the address at every contact.",
    ]
    assert {str(cell["scope"]) for cell in soup(page).select(".register th")} == {"col", "row", "rowgroup"}
    assert words(page, "caption") == "Recommendations, actions and promises, review by review"
    assert "Fictional sample" in words(page, ".banner") and "Completion is not inferred" in words(page, "main")
    assert words(page, "nav [aria-current=page]") == "Recommendations"
    assert words(client.get(links[1]).text, "mark") == "2. Check the address at every contact."


def test_filters_stay_in_the_form_and_in_the_address_of_the_sheet(client: TestClient) -> None:
    page = client.get("/recommendations", params={"publisher": "Fernmoor & <b>", "expired": "yes"}).text

    assert soup(page).select_one("#publisher")["value"] == "Fernmoor & <b>"  # type: ignore[index]
    assert soup(page).select_one("#expired[checked]")
    assert words(page, "main p.notice") == (
        "No recommendation, action or promise in the 1 document loaded, published by “Fernmoor & <b>”, with a date "
        "that has passed and not recorded as complete. Others may use other words."
    )
    kept = client.get("/recommendations?publisher=fernmoor&kind=recommendation").text
    assert soup(kept).select_one("a.download")["href"] == (  # type: ignore[index]
        "/recommendations.csv?publisher=fernmoor&kind=recommendation"
    )


def test_a_long_register_is_paged_with_its_filters_and_counts_the_whole(tmp_path: Path) -> None:
    advised = [f"{number}. Share form {number} with every school." for number in range(1, 61)]
    parts = [(SectionType.RECOMMENDATIONS, "Recommendations", "Child Zed", advised)]
    long = document("long", "A long list", parts, publisher="Fernmoor Sample Board")
    with TestClient(create_app(ScriptedAssistant(), open_live(tmp_path, [briefing(), long]), SETTINGS)) as client:
        seen, where, links = [], "/recommendations?review=A+long+list", []
        while where:
            page = client.get(where).text
            seen += [quote.get_text() for quote in soup(page).select(".register blockquote")]
            links.append([link.get_text() for link in soup(page).select("nav.pages a")])
            assert "60 rows: 60 × recommendation." in words(page, "main")
            following = soup(page).select_one("nav.pages a[rel=next]")
            where = str(following["href"]) if following else ""

        assert seen == advised
        assert links == [["Next page"], ["Previous page", "Next page"], ["Previous page"]]
        assert words(page, "nav.pages span") == "Page 3 of 3" and "page 3 of 3" in words(page, "title")
        assert words(page, ".paged").startswith("On this page: 51 to 60 of 60.")
        everything = client.get(str(soup(page).select(".paged a")[0]["href"])).text
        assert len(soup(everything).select(".register blockquote")) == 60
        assert soup(everything).select("nav.pages, .paged") == []
        assert len(client.get("/recommendations.csv?review=A+long+list&page=2").text.splitlines()) == 61


def test_what_is_recorded_as_complete_is_not_called_past(tmp_path: Path) -> None:
    with TestClient(
        create_app(ScriptedAssistant(), LiveIndex(opened(tmp_path, reed=LATE_PLAN), WordEmbedder), SETTINGS)
    ) as client:
        everything = client.get("/recommendations").text
        late = client.get("/recommendations?expired=yes").text

    assert [cell.get_text(" ", strip=True) for cell in soup(everything).select("td[data-label='Planned for']")] == [
        "March 2020 recorded as complete",
        "Ongoing no day or year stated: cannot be told",
        "April 2020 date passed",
    ]
    assert "The planned date has passed: 1, not counting 1 that is recorded as complete." in words(everything, "main")
    assert [cell.get_text(" ", strip=True) for cell in soup(late).select("td[data-label='Planned for']")] == [
        "April 2020 date passed"
    ]
    assert "not counting 1 that is recorded as complete and not listed here." in words(late, "main")


def test_a_row_without_progress_leads_to_where_some_on_its_review_is_told(tmp_path: Path) -> None:
    live = LiveIndex(opened(tmp_path, a=LISTED, b=REPORT + TOLD_OF), WordEmbedder)
    with TestClient(create_app(ScriptedAssistant(), live, SETTINGS)) as client:
        page = client.get("/recommendations").text
        first, second = soup(page).select("td[data-label='Progress reported']")
        records = client.get("/api/recommendations").json()
        written = client.get("/recommendations.csv").content.decode("utf-8-sig")

        assert first.get_text(" ", strip=True) == (
            "no progress found under this number; see “Progress Report – Child Fen” (undated)"
        )
        assert words(client.get(str(first.select("a")[0]["href"])).text, "mark") == second.select("a")[0].get_text()
        assert [[one["source"] for one in row["progress_elsewhere"]] for row in records] == [["b.txt"], []]
        assert "no progress found under this number; see “Progress Report – Child Fen” (undated), b.txt" in written


def test_the_sheet_and_the_records_hold_the_rows_that_are_asked_for(client: TestClient) -> None:
    response = client.get("/recommendations.csv?theme=voice")
    everything = client.get("/recommendations.csv").content.decode("utf-8-sig")
    records = client.get("/api/recommendations?review=child+zed").json()

    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="recommendations.csv"'
    assert len(list(csv.reader(io.StringIO(everything)))) == 3
    assert [(one["item"], one["progress"], one["date_passed"]) for one in records] == [
        ("R1", [], "no date stated"),
        ("R2", [], "no date stated"),
    ]
    text = client.get(f"/api/documents/{records[0]['document_id']}/text").text
    assert [text[one["start"] : one["end"]] for one in records] == [one["text"] for one in records]


def test_with_nothing_loaded_the_page_says_so(tmp_path: Path) -> None:
    with TestClient(create_app(ScriptedAssistant(), open_live(tmp_path, []), SETTINGS)) as client:
        page = client.get("/recommendations").text

        assert "No documents are loaded yet" in words(page, ".lead")
        assert soup(page).select(".register, main p.notice") == []
        assert client.get("/api/recommendations").json() == []


def test_a_kind_of_row_that_there_is_none_of_is_told_to_programs(client: TestClient) -> None:
    response = client.get("/api/recommendations?kind=zzz")

    assert response.status_code == 422
    assert response.json()["detail"] == "`kind` is one of: recommendation, action, dated promise, plan without a date."
    assert client.get("/recommendations?kind=zzz").status_code == 200
