"""Documents that wait or are held back: maintainers look at them and decide, and nobody else sees a word of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from shelf import WordEmbedder
from starlette.testclient import TestClient
from test_uploads import Watched
from website import OWN, SETTINGS, ScriptedAssistant, soup, words

from ingest.candidate import build
from ingest.commands import load
from ingest.outstanding import Outstanding, outstanding
from ingest.unreleased import left_out
from vectorstore.corrections import read_corrections
from vectorstore.data import DataDirectory
from vectorstore.live import LiveIndex
from vectorstore.versions import promote
from vectorstore.withdrawals import read_withdrawals
from web.app import create_app
from web.person import Role

REVIEW = "Learning Review: Child {name}\n\nFindings\n\n* {finding}\n\nRecommendations\n\n1. Schools should write every call down.\n"
SERVED = REVIEW.format(name="Om", finding="Nobody asked who else lived in the household.")
WAITS = REVIEW.format(name="Ek", finding="Midwives were not invited to the strategy meeting.")
HELD = REVIEW.format(name="Ash", finding="Her date of birth is 3 May 2011, as the lighthouse log says.")


def add(data: DataDirectory, folder: Path, **texts: str) -> dict[str, str]:
    """Load files and return the ids of their documents by file name."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    reports, _ = load(data, WordEmbedder(), [folder / f"{name}.txt" for name in texts])
    return {name: str(report.document_id) for name, report in zip(texts, reports, strict=True)}


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a data directory with one document served, one waiting and one held back, and the ids of them."""
    root = tmp_path_factory.mktemp("unreleased")
    data = DataDirectory(root / "data")
    first = add(data, root / "files", om=SERVED)
    return data.root, first | add(data, root / "files", ek=WAITS, ash=HELD)


@pytest.fixture
def data(loaded_once: tuple[Path, dict[str, str]], tmp_path: Path) -> DataDirectory:
    shutil.copytree(loaded_once[0], tmp_path / "data")
    return DataDirectory(tmp_path / "data")


@pytest.fixture
def ids(loaded_once: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return loaded_once[1]


def app_for(data: DataDirectory, role: Role = Role.MAINTAINER) -> FastAPI:
    live = LiveIndex(data, WordEmbedder)
    return create_app(ScriptedAssistant(), live, SETTINGS, access=Watched(role))


@pytest.fixture
def client(data: DataDirectory, ids: dict[str, str]) -> Iterator[TestClient]:
    with TestClient(app_for(data), headers={"Accept": "text/html"}) as client:
        yield client


def send(client: TestClient, page: str, action: str, **values: str) -> tuple[int, str, str]:
    """Send one form of a page; return the status, where that led, and what is seen there."""
    found = soup(client.get(page).text).select_one(f'form[action="{page}/{action}"] input[name=token]')
    assert found
    response = client.post(f"{page}/{action}", data={"token": str(found["value"])} | values, headers=OWN)
    return response.status_code, response.url.path, response.text


def test_a_document_that_waits_is_shown_with_its_text_and_how_it_was_read(
    client: TestClient, ids: dict[str, str]
) -> None:
    page = client.get(f"/waiting/{ids['ek']}").text

    told = words(page, "main")
    assert "It is in the candidate that waits to be released." in told
    assert "Midwives were not invited to the strategy meeting." in words(page, ".text")
    assert words(page, "main details summary") == "2 sections, 2 passages"
    assert [one.get_text() for one in soup(page).select("main details h3")] == ["Findings", "Recommendations"]
    assert "Read as: recommendation; about Child Ek" in told
    assert [" ".join(one.get_text().split()) for one in soup(page).select("main details li")] == [
        "unnumbered, 1st: Midwives were not invited to the strategy meeting.",
        "R1: Schools should write every call down. (to: Schools)",
    ]
    assert soup(page).select("main form[action$=approve]") == []


def test_a_document_that_is_held_back_has_its_details_marked_in_words_and_is_approved_by_a_name(
    client: TestClient, data: DataDirectory, ids: dict[str, str]
) -> None:
    page = f"/waiting/{ids['ash']}"
    text = client.get(page).text

    assert "It is held back, and in no index" in words(text, "main")
    assert [one.get_text() for one in soup(text).select(".text mark")] == ["3 May 2011"]
    assert "Looks like a date of birth 3 May 2011, as the lighthouse log says." in words(text, ".text")

    status, _, told = send(client, page, "approve", name=" ")
    assert (status, words(told, ".summary")) == (422, "There is a problem Enter your name")
    assert read_corrections(data) == ()
    status, path, told = send(client, page, "approve", name="Robin")
    assert (status, path, "It was held back, and approved: added by Robin" in words(told, "main")) == (200, page, True)
    assert outstanding(data) == Outstanding(True, {ids["ash"]: 1})
    build(data, WordEmbedder(), progress=lambda done, total: None)
    assert "It is in the candidate that waits" in words(client.get(page).text, "main")
    assert (left_out(data), outstanding(data)) == ((), Outstanding(True, {}))


def test_a_document_is_withdrawn_by_a_name_and_a_reason(
    client: TestClient, data: DataDirectory, ids: dict[str, str]
) -> None:
    page = f"/waiting/{ids['ash']}"

    status, _, told = send(client, page, "withdraw", by="", reason="")
    assert (status, [one.get_text() for one in soup(told).select(".summary a")]) == (
        422,
        ["Enter your name", "Say why in a few words, and name nobody"],
    )
    send(client, page, "withdraw", by="Robin", reason="tells a birthday")

    assert [(one.by, one.reason) for one in read_withdrawals(data).values()] == [("Robin", "tells a birthday")]
    assert client.get(page).status_code == 410
    assert left_out(data) == ()


def test_what_is_served_by_now_has_its_own_page_and_what_is_unknown_none(
    client: TestClient, data: DataDirectory, ids: dict[str, str]
) -> None:
    promote(data)
    client.app.state.parts.live.refresh()  # type: ignore[attr-defined]

    assert client.get(f"/waiting/{ids['ek']}").url.path == f"/documents/{ids['ek']}"
    for name in ("nothing", ".new", "live"):
        assert client.get(f"/waiting/{name}").status_code == 404


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.TRAINER])
def test_nobody_else_sees_a_word_of_it_wherever_they_look(data: DataDirectory, ids: dict[str, str], role: Role) -> None:
    with TestClient(app_for(data, role), headers={"Accept": "text/html"}) as client:
        for name in ("ek", "ash"):
            seen = {
                path: client.get(path)
                for path in (
                    f"/waiting/{ids[name]}",
                    f"/documents/{ids[name]}",
                    f"/documents/{ids[name]}/original",
                    f"/documents/{ids[name]}/pages/1.png",
                    f"/documents/{ids[name]}/corrections",
                    f"/api/documents/{ids[name]}",
                    f"/api/documents/{ids[name]}/text",
                    "/documents",
                    "/reviews",
                    "/recommendations",
                    "/api/recommendations",
                )
            }
            assert {path: one.status_code for path, one in seen.items() if ids[name] in path} == {
                path: 403 if path.startswith("/waiting") or path.endswith("corrections") else 404
                for path in seen
                if ids[name] in path
            }
            for one in seen.values():
                assert not any(secret in one.text for secret in ("Child Ek", "Child Ash", "3 May 2011", "lighthouse"))


def test_what_is_stored_is_found_by_no_search(data: DataDirectory, ids: dict[str, str]) -> None:
    live = LiveIndex(data, WordEmbedder)
    with live.use() as index:
        assert index
        assert {hit.passage.document_id for hit in index.keywords("lighthouse strategy meeting", 9)} <= {ids["om"]}
    live.close()
