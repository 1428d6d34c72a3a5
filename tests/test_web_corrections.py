"""The pages of corrections: what they show, what they record, and what they refuse."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shelf import WordEmbedder
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, briefing, newsletter, open_live, soup, words

from ingest.corrected import corrected
from ingest.outstanding import Outstanding, outstanding
from vectorstore.corrections import read_corrections
from vectorstore.data import DataDirectory
from vectorstore.document import Age, OtherVersion
from vectorstore.versions import build_candidate, promote
from vectorstore.withdrawals import Action, log_withdrawal
from web.app import create_app

PAGE = "/documents/zed-briefing/corrections"
PASSAGE = "/documents/zed-briefing/passages/zed-briefing-1/corrections"
OLDER = OtherVersion("newsletter", Age.NEWER, "the dates in their texts")


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    return DataDirectory(tmp_path)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    zed = briefing()
    live = open_live(tmp_path, [replace(zed, document=replace(zed.document, other_versions=(OLDER,))), newsletter()])
    with TestClient(create_app(ScriptedAssistant(), live, SETTINGS), headers={"Accept": "text/html"}) as client:
        yield client


def form(client: TestClient, page: str) -> dict[str, str | list[str]]:
    """Return what a browser would send of the form as it stands."""
    sent: dict[str, str | list[str]] = {}
    (found,) = soup(client.get(page).text).select("form.correct[method=post]:not(:has([name=nothing]))")
    for field in found.select("input:not([type=checkbox]), input[checked], select"):
        chosen = field.select_one("option[selected]") or field.select_one("option")
        value = str(chosen["value"]) if chosen else str(field.get("value", ""))
        name = str(field["name"])
        sent[name] = [*sent.get(name, []), value] if name.endswith("themes") else value
    return sent


def send(client: TestClient, page: str, **values: object) -> tuple[int, str]:
    """Change the form as told and send it; return the status and the page that is seen then."""
    response = client.post(page, data=form(client, page) | values, headers=OWN)  # type: ignore[arg-type]
    return response.status_code, response.text


def said(data: DataDirectory) -> list[tuple[str, object, str, bool]]:
    return [(one.field, one.value, one.by, one.passage is not None) for one in read_corrections(data)]


def test_only_what_was_changed_is_recorded_and_the_page_says_when_it_takes_effect(
    client: TestClient, data: DataDirectory
) -> None:
    status, page = send(client, PAGE, area="Fernmoor", publisher="", name="Robin")

    assert status == 200
    assert said(data) == [("publisher", "", "Robin", False), ("area", "Fernmoor", "Robin", False)]
    assert "Recorded. It takes effect when a version that has it is released." in words(page, "main")
    assert "2 corrections are in no version yet: build a candidate that has them" in words(page, "main")
    hints = {field: words(page, f"#{field}-hint") for field in ("publisher", "area", "date")}
    day = read_corrections(data)[0].day
    assert hints["publisher"].startswith(
        f"Now: Fernmoor Sample Board (stated in the document). Recorded by Robin, {day}, for the next release: not stated."
    )
    assert hints["area"].startswith(f"Now: not stated. Recorded by Robin, {day}, for the next release: “Fernmoor”.")
    assert hints["date"].startswith("Now: May 2021 (stated in the document). Such as")


def test_what_the_waiting_candidate_lacks_is_counted_until_it_is_rebuilt(
    client: TestClient, data: DataDirectory
) -> None:
    documents = [briefing(), newsletter()]
    send(client, PAGE, area="Fernmoor", name="Robin")
    build_candidate(data, corrected(documents, read_corrections(data)).documents, WordEmbedder())
    assert outstanding(data) == Outstanding(True, {})

    _, page = send(client, PAGE, area="Saltmere", nation="England", name="Robin")
    assert "2 corrections are not in the candidate that waits: rebuild it to include them" in words(page, "main")
    _, page = send(client, PASSAGE, section="learning", name="Kit")
    assert "3 corrections are not in the candidate that waits" in words(page, "main")
    build_candidate(data, corrected(documents, read_corrections(data)).documents, WordEmbedder())
    assert outstanding(data) == Outstanding(True, {})
    assert "not in the candidate" not in words(client.get(PAGE).text, "main")

    _, page = send(client, PAGE, clear="area", name="Robin")
    assert "1 correction is not in the candidate that waits: rebuild it to include it" in words(page, "main")


def test_a_release_shows_who_said_it_and_it_can_be_taken_back(client: TestClient, data: DataDirectory) -> None:
    send(client, PAGE, url="https://example.org/zed", name="Robin")
    build_candidate(data, corrected([briefing(), newsletter()], read_corrections(data)).documents, WordEmbedder())
    promote(data)
    client.app.state.parts.live.refresh()  # type: ignore[attr-defined]

    day = read_corrections(data)[0].day
    for page in ("/documents", "/documents/zed-briefing"):
        link = soup(client.get(page).text).select_one('dd a[href="https://example.org/zed"]')
        assert link and link["rel"] == ["noreferrer"]
        assert f"https://example.org/zed (added by Robin, {day})" in words(str(link.parent), "dd")
    record = client.get("/api/documents/zed-briefing", headers={"Accept": "application/json"}).json()
    assert record["attributions"]["url"] == f"added by Robin, {day}"
    assert (record["source_url"], record["attributions"]["area"]) == ("https://example.org/zed", "not stated")

    _, page = send(client, PAGE, clear="url", name="Kit")
    assert "Taken back: with the next release" in words(page, "#url-hint")
    assert read_corrections(data) == ()


@pytest.mark.parametrize(
    ("values", "target", "told"),
    [
        ({"date": "soon", "name": "Robin"}, "#date", "is no date"),
        ({"url": "javascript:alert(1)", "name": "Robin"}, "#url", "must begin with https://"),
        ({"area": "Fernmoor", "name": " "}, "#name", "Enter your name"),
        ({"name": "Robin"}, "#main", "Nothing was changed"),
        ({"supersedes": "nobody", "name": "Robin"}, "#supersedes", "no document nobody"),
    ],
)
def test_what_is_wrong_is_said_first_and_what_was_typed_is_kept(
    client: TestClient, data: DataDirectory, values: dict[str, str], target: str, told: str
) -> None:
    status, page = send(client, PAGE, **values)

    link = soup(page).select_one(".summary a")
    assert link and (status, link["href"]) == (422, target) and told in link.text
    assert soup(page).title and "Error: " in str(soup(page).title)
    for name, value in values.items():
        field = soup(page).select_one(f"input#{name}")
        assert field is None or field["value"] == value
    assert read_corrections(data) == ()


def test_a_proposal_is_confirmed_or_ended_with_a_button(client: TestClient, data: DataDirectory) -> None:
    page = client.get(PAGE).text
    assert "An older version of this document seems to be loaded: Newsletter Plain words." in words(page, ".proposal")

    token = form(client, PAGE)["token"]
    client.post(PAGE, data={"token": token, "name": "Robin", "confirm": "newsletter"}, headers=OWN)
    assert said(data) == [("supersedes", "newsletter", "Robin", False)]
    assert soup(client.get(PAGE).text).select(".proposal") == []

    client.post(PAGE, data={"token": token, "name": "Kit", "nothing": "1"}, headers=OWN)
    assert said(data) == [("supersedes", "", "Kit", False)]


def test_a_passage_is_corrected_on_a_page_of_its_own(client: TestClient, data: DataDirectory) -> None:
    viewer = soup(client.get("/documents/zed-briefing?start=80&end=90").text)
    assert [a.text for a in viewer.select('.notice a[href*="/passages/"]')] == ["Correct this passage"]

    status, page = send(
        client, PASSAGE, section="learning", addressee="schools", themes=["recording", "neglect"], name="Robin"
    )

    assert status == 200 and "Recorded." in words(page, "main")
    assert said(data) == [
        ("themes", ("recording", "neglect"), "Robin", True),
        ("section", "learning", "Robin", True),
        ("addressee", "schools", "Robin", True),
    ]
    assert [str(box["value"]) for box in soup(page).select("#themes .boxes input[checked]")] == ["neglect", "recording"]
    assert send(client, PASSAGE, name="Robin")[0] == 422
    assert send(client, PASSAGE, section="verdict", name="Robin")[0] == 422


def test_passages_are_listed_by_section_a_page_at_a_time(tmp_path: Path, client: TestClient) -> None:
    all_of_them = soup(client.get(PAGE).text).select("#passages ~ .cards .card")
    some = soup(client.get(PAGE + "?section=recommendations&page=1").text).select(".card blockquote")

    assert len(all_of_them) == 6
    assert [quote.text[:9] for quote in some] == ["1. Ask ev", "2. Check "]
    for odd in ("?page=0", "?page=-1", "?page=" + "9" * 6000, "?section=<b>", "?page=x"):
        assert client.get(PAGE + odd).status_code == 200


def test_what_is_unknown_withdrawn_or_forged_is_refused(client: TestClient, data: DataDirectory) -> None:
    page = "/documents/{}/corrections"
    assert client.get(page.format("nobody")).status_code == 404
    assert client.get("/documents/zed-briefing/passages/newsletter-0/corrections").status_code == 404
    token = form(client, PAGE)["token"]
    for forged in ({}, {"token": "x"}):
        response = client.post(PAGE, data={"area": "X", "name": "R"} | forged, headers=OWN)
        assert response.status_code == 403 and "The form was not taken" in response.text
    log_withdrawal(data, "zed-briefing", Action.WITHDRAW, "asked for", "Robin")
    assert client.get(PAGE).status_code == 410
    assert client.post(PAGE, data={"token": token, "area": "X", "name": "R"}, headers=OWN).status_code == 410
    assert read_corrections(data) == ()


def test_what_people_typed_stays_words(client: TestClient) -> None:
    _, page = send(client, PAGE, area='"><script>alert(1)</script>', name="<b>Robin</b>")

    assert soup(page).select("script:not([src^='/static/site.js']), b") == []
    assert "<b>Robin</b>" in words(page, "#area-hint")
