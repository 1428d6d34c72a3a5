"""The Quality pages: what they show, and that nothing is released past the gate, unread or unnamed."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shelf import RememberingModel, loaded, release
from starlette.testclient import TestClient
from test_trial import LOADED, QUESTIONS, served
from website import OWN, SETTINGS, ScriptedAssistant, soup, words

from evals.pack import Standing
from evals.release import Gatekeeper
from vectorstore.contents import DOCUMENTS
from vectorstore.corrections import log_corrections
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.live import LiveIndex
from vectorstore.releases import read_pointer, read_releases
from vectorstore.versions import build_candidate, candidate
from web.app import create_app
from web.background import JUDGED, Background, Progress
from web.releasing import Releasing
from web.settings import WebSettings

# Stands in for `evals run VERSION`: what it says and how it ends is what the page has to tell.
FAILS = "import sys; print('review-learning: a1: the quote stands nowhere.', file=sys.stderr); sys.exit(3)"


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return RememberingModel()


@pytest.fixture
def keeper(tmp_path: Path, embedder: Embedder) -> Gatekeeper:
    data = DataDirectory(tmp_path / "data")
    release(data, LOADED, embedder)
    data.questions.mkdir()
    (data.questions / "own.jsonl").write_text("\n".join(one.model_dump_json() for one in QUESTIONS))
    return Gatekeeper(data, lambda: embedder, served, 0.05, Standing)


def opened(keeper: Gatekeeper, command: str = FAILS, settings: WebSettings = SETTINGS) -> TestClient:
    live = LiveIndex(keeper.data, keeper.embedder)
    child = [sys.executable, "-c", command]
    releasing = Releasing(keeper, Background(child, JUDGED), Background(child))
    app = create_app(ScriptedAssistant(), live, settings, releasing)
    return TestClient(app, headers={"Accept": "text/html"})


@pytest.fixture
def client(keeper: Gatekeeper) -> Iterator[TestClient]:
    with opened(keeper) as client:
        yield client


def send(client: TestClient, page: str, form: str, **values: object) -> tuple[int, str]:
    """Fill in the form of a page that is sent to `form`, and send it; return the status and what is seen then."""
    found = soup(client.get(page).text).select_one(f'form[action="{form}"]')
    assert found
    sent = {str(field["name"]): str(field.get("value", "")) for field in found.select("input[type=hidden]")}
    response = client.post(form, data=sent | values, headers=OWN)  # type: ignore[arg-type]
    return response.status_code, response.text


def waiting(keeper: Gatekeeper) -> str:
    return build_candidate(keeper.data, LOADED[::-1], keeper.embedder())


def live(keeper: Gatekeeper) -> str | None:
    pointer = read_pointer(keeper.data)
    return pointer.version if pointer else None


def test_the_page_tells_what_is_served_on_what_grounds_and_what_waits(client: TestClient, keeper: Gatekeeper) -> None:
    first, version = live(keeper), waiting(keeper)

    page = client.get("/quality").text

    told = words(page, "main")
    assert f"Index {first}: {len(LOADED)} documents" in told
    assert "no questions asked; content approved by nobody" in told
    assert f"Index {version}: {len(LOADED)} documents" in told and "It is not served." in told
    assert "No version was evaluated yet." in told
    assert client.get(f"/quality/{version}").status_code == 404
    assert client.get(f"/quality/{version}/release").status_code == 409


def test_what_passed_is_read_ticked_named_and_then_released_and_can_be_taken_back(
    client: TestClient, keeper: Gatekeeper
) -> None:
    first, version = live(keeper), waiting(keeper)
    trial = keeper.trial(version)
    answers = [one.id for one in keeper.pack(trial).answers]
    page = f"/quality/{version}/release"

    assert "PASS" in words(client.get("/quality").text, "main")
    assert soup(client.get(f"/quality/{version}").text).select_one(".report svg")
    assert len(soup(client.get(page).text).select("input[name=read][form=release]")) == len(answers) == 30

    status, told = send(client, page, page, name=" ", read=answers)
    assert (status, words(told, ".summary")) == (422, "There is a problem Enter your name")
    assert len(soup(told).select("input[name=read][checked]")) == 30
    status, told = send(client, page, page, name="Robin", read=answers[:-1])
    assert (status, live(keeper)) == (422, first)
    assert f"1 of 30 answers are not ticked as read: {answers[-1]}" in words(told, "main")

    status, told = send(client, page, page, name="Robin", read=answers)
    assert (status, live(keeper)) == (200, version)
    assert "content approved by Robin" in words(told, "main")
    assert (read_releases(keeper.data)[-1].grounds.read, client.get("/healthz").json()["index_version"]) == (
        30,
        version,
    )

    again = client.get(page)
    assert (again.status_code, "This version was released already" in again.text) == (409, True)

    assert send(client, "/quality", "/quality/rollback", name="")[0] == 422
    stale = send(client, "/quality", "/quality/rollback", name="Kit", served=str(first))
    assert (stale[0], f"Index {first} is not served any more" in stale[1], live(keeper)) == (422, True, version)
    assert send(client, "/quality", "/quality/rollback", name="Kit")[0] == 200
    assert (live(keeper), read_releases(keeper.data)[-1].grounds.by) == (first, "Kit")


def test_what_fails_is_not_released_and_the_rule_is_named(client: TestClient, keeper: Gatekeeper) -> None:
    first, version = live(keeper), build_candidate(keeper.data, LOADED[1:], keeper.embedder())
    trial = keeper.trial(version)
    page = f"/quality/{version}/release"

    status, told = send(client, page, page, name="Robin", read=[one.id for one in keeper.pack(trial).answers])

    assert (status, live(keeper)) == (422, first)
    assert "FAIL integrity: child-on.txt is in the live index and not in this one" in words(told, "main")


def test_inconclusive_asks_for_a_reason_and_records_it(client: TestClient, keeper: Gatekeeper) -> None:
    (keeper.data.questions / "own.jsonl").unlink()
    version = waiting(keeper)
    read = [one.id for one in keeper.pack(keeper.trial(version)).answers]
    page = f"/quality/{version}/release"

    _, told = send(client, page, page)
    assert [one.get_text() for one in soup(told).select(".summary a")] == [
        f"{len(read)} of {len(read)} answers are not ticked as read: {', '.join(read[:3])} and {len(read) - 3} more",
        "Enter your name",
        "Say why it may be released although the evaluation is inconclusive",
    ]
    assert [soup(told).select_one(str(one["href"])) for one in soup(told).select(".summary a")].count(None) == 0
    assert "--sign-off" not in words(told, "main")
    assert send(client, page, page, name="Robin", read=read)[0] == 422
    assert send(client, page, page, name="Robin", reason="no questions yet", read=read)[0] == 200
    assert (live(keeper), read_releases(keeper.data)[-1].grounds.sign_off) == (version, "Robin: no questions yet")


def test_new_documents_are_there_to_be_looked_at_before_they_are_released(
    client: TestClient, keeper: Gatekeeper
) -> None:
    (keeper.data.questions / "own.jsonl").unlink()
    version = build_candidate(keeper.data, [*LOADED, loaded("fresh")], keeper.embedder())
    keeper.trial(version)

    for page in ("/quality", f"/quality/{version}/release"):
        text = client.get(page).text
        assert [one["href"] for one in soup(text).select("main a[href^='/waiting/']")] == ["/waiting/fresh"]
    told = words(text, "main")
    assert "fresh (fresh.txt): new; no question of the sets is about it" in told
    assert "No question of the sets is about what is new or changed." in told
    assert "Nobody asked who else lived in the household." in words(client.get("/waiting/fresh").text, ".text")


def test_a_candidate_is_discarded_after_asking_and_what_is_live_stays(client: TestClient, keeper: Gatekeeper) -> None:
    first, version = live(keeper), build_candidate(keeper.data, [*LOADED, loaded("fresh")], keeper.embedder())
    page = f"/quality/{version}/discard"

    assert soup(client.get("/quality").text).select(f'main a[href="{page}"]')
    told = words(client.get(page).text, "main")
    assert "1 document is not in what is live. It stays stored, and the next candidate has it again." in told
    assert "fresh (fresh.txt)" in told and candidate(keeper.data) == version

    status, told = send(client, page, page)
    assert (status, candidate(keeper.data), live(keeper)) == (200, None, first)
    assert "No version waits." in words(told, "main")
    assert client.get(page).status_code == 404
    assert client.get(f"/quality/{first}/discard").status_code == 404


def test_of_a_candidate_that_cannot_be_read_it_is_not_said_that_what_is_live_holds_it(
    client: TestClient, keeper: Gatekeeper
) -> None:
    version = build_candidate(keeper.data, [*LOADED, loaded("fresh")], keeper.embedder())
    documents = keeper.data.indexes / version / DOCUMENTS
    documents.chmod(0o600)
    documents.write_text("{", encoding="utf-8")
    page = f"/quality/{version}/discard"

    told = words(client.get(page).text, "main")
    assert "cannot be read" in told and "holds every document" not in told
    assert (send(client, page, page)[0], candidate(keeper.data)) == (200, None)


def test_a_pack_that_changed_while_it_was_read_is_read_again(client: TestClient, keeper: Gatekeeper) -> None:
    first, version = live(keeper), waiting(keeper)
    read = [one.id for one in keeper.pack(keeper.trial(version)).answers]
    page = f"/quality/{version}/release"

    status, told = send(client, page, page, name="Robin", read=read, pack="another")

    assert (status, live(keeper)) == (422, first)
    assert "The content has changed since this page was opened" in words(told, ".summary")
    assert soup(told).select("input[name=read][checked]") == []


def test_what_is_wrong_with_the_index_is_told_in_its_own_words(client: TestClient, keeper: Gatekeeper) -> None:
    keeper.data.live.write_text("{")

    told = client.get("/quality")

    assert (told.status_code, "delete it, then promote a version by its name" in told.text) == (503, True)


@pytest.mark.parametrize(
    "path", ["/quality/evaluate", "/quality/rollback", "/quality/rebuild", "/quality/none/release"]
)
def test_forms_of_other_sessions_are_refused(path: str, client: TestClient) -> None:
    assert client.post(path, data={"token": "forged", "name": "Robin"}, headers=OWN).status_code == 403


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def test_an_evaluation_is_started_once_and_why_it_ended_is_told(keeper: Gatekeeper) -> None:
    version = waiting(keeper)
    waits = f"import pathlib, time; p = pathlib.Path({str(keeper.data.root / 'go')!r})\nwhile not p.exists(): time.sleep(0.05)\n"
    with opened(keeper, waits + FAILS) as client:
        status, told = send(client, "/quality", "/quality/evaluate", version=version)
        assert (status, "An evaluation runs" in words(told, "main")) == (200, True)
        assert soup(told).select('form[action="/quality/evaluate"]') == []

        (keeper.data.root / "go").touch()
        until(lambda: "An evaluation runs" not in client.get("/quality").text)
        told = words(client.get("/quality").text, "main")
        assert f"The evaluation of index {version} ended without a verdict: a1: the quote stands nowhere." in told
        assert send(client, "/quality", "/quality/evaluate", version="../live")[0] == 404


def test_a_candidate_that_lacks_corrections_is_rebuilt_by_a_button_and_said_before_its_release(
    keeper: Gatekeeper,
) -> None:
    (keeper.data.questions / "own.jsonl").unlink()
    version = waiting(keeper)
    keeper.trial(version)
    assert log_corrections(keeper.data, LOADED[0].document.id, {"area": "Fernmoor"}, "Kit")
    lacks = "1 correction is not in the candidate that waits: rebuild it to include it"
    with opened(keeper, f"import pathlib; pathlib.Path({str(keeper.data.root / 'built')!r}).touch()") as client:
        for page in ("/quality", f"/quality/{version}/release"):
            assert lacks in words(client.get(page).text, "main")
        send(client, "/quality", "/quality/rebuild")
        until((keeper.data.root / "built").exists)
    with opened(keeper) as client:
        send(client, "/quality", "/quality/rebuild")
        until(lambda: "A candidate is being built" not in client.get("/quality").text)
        told = words(client.get("/quality").text, "main")
        assert "No candidate was built: a1: the quote stands nowhere." in told


def test_no_second_evaluation_starts_while_one_runs_and_stopping_ends_it() -> None:
    evaluating = Background([sys.executable, "-c", "import time; time.sleep(60)"])

    assert (evaluating.progress(), evaluating.start("first"), evaluating.start("second")) == (None, True, False)
    progress = evaluating.progress()
    assert progress == Progress("first", progress.since if progress else "", is_running=True)

    evaluating.stop()
    assert evaluating.progress() is None
