"""A withdrawal acts at once and everywhere, and nothing but taking it back undoes it."""

import json
import multiprocessing
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.queues import Queue
from pathlib import Path

import pytest
from briefings import BRIEFINGS, read
from shelf import WordEmbedder, ids, loaded, release
from starlette.testclient import TestClient
from website import SETTINGS, ask, soup, words

from assistant.assistant import Assistant
from assistant.catalogue import catalogue
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.faults import Damaged
from vectorstore.index import Index
from vectorstore.live import LiveIndex
from vectorstore.lock import writing
from vectorstore.versions import build_candidate, promote, rollback
from vectorstore.withdrawals import CUT_OFF, UNKNOWN_DAY, Action, Withdrawal, log_withdrawal, read_log, read_withdrawals
from web.app import create_app

WITHIN_SECONDS = 5.0
QUESTIONS = ("supervision of the social worker", "was not brought to the dentist", "two fathers", "agencies")


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    """Three briefings, live."""
    data = DataDirectory(tmp_path)
    release(data, [read(name, text) for name, text in BRIEFINGS.items()], WordEmbedder())
    return data


@pytest.fixture
def live(data: DataDirectory) -> Iterator[LiveIndex]:
    live = LiveIndex(data, WordEmbedder)
    yield live
    live.close()


def withdraw(data: DataDirectory, document_id: str = "child-on") -> Withdrawal:
    return log_withdrawal(data, document_id, Action.WITHDRAW, "asked by the board", "Robin")


def served(live: LiveIndex) -> set[str]:
    with live.use() as index:
        return set(index.documents) if index else set()


def test_the_list_keeps_who_and_why_and_nothing_of_the_document(data: DataDirectory) -> None:
    entry = log_withdrawal(data, "child-on", Action.WITHDRAW, " asked  by\nthe board ", "Robin")

    assert read_withdrawals(data) == {"child-on": entry}
    assert (entry.reason, entry.by, entry.action) == ("asked by the board", "Robin", Action.WITHDRAW)
    assert json.loads(data.withdrawn.read_bytes()).keys() == {"document_id", "action", "reason", "by", "when"}


def test_a_withdrawal_is_taken_back_by_a_line_of_its_own(data: DataDirectory) -> None:
    withdraw(data)
    log_withdrawal(data, "child-on", Action.REINSTATE, "by mistake", "Robin")

    assert read_withdrawals(data) == {}
    assert [entry.action for entry in read_log(data)] == [Action.WITHDRAW, Action.REINSTATE]


def test_a_document_whose_line_was_cut_off_is_withdrawn_and_the_next_line_is_whole(data: DataDirectory) -> None:
    first = withdraw(data)
    with data.withdrawn.open("ab") as file:
        file.write(b'{"document_id": "childt", "act')

    cut_off = Withdrawal("childt", Action.WITHDRAW, CUT_OFF, "unknown", UNKNOWN_DAY)
    assert read_withdrawals(data) == {"child-on": first, "childt": cut_off}
    second = withdraw(data, "newsletter")
    assert read_withdrawals(data) == {"child-on": first, "childt": cut_off, "newsletter": second}
    assert cut_off.day == UNKNOWN_DAY


def test_a_document_is_withdrawn_while_an_update_runs(data: DataDirectory) -> None:
    with ThreadPoolExecutor(1) as other, writing(data):
        entry = other.submit(withdraw, data).result()

    assert read_withdrawals(data) == {"child-on": entry}


@pytest.mark.parametrize("damage", [b"nonsense\n", b'{"document_id": "x"}\n', b'{"action": "hide"}\n', b"[]\n"])
def test_a_damaged_list_is_a_fault_and_is_not_added_to(data: DataDirectory, damage: bytes) -> None:
    data.withdrawn.write_bytes(damage)

    with pytest.raises(Damaged, match=r"withdrawn\.jsonl"):
        read_withdrawals(data)
    with pytest.raises(Damaged):
        withdraw(data)
    assert data.withdrawn.read_bytes() == damage


def test_a_view_ranks_as_an_index_without_the_document(tmp_path: Path) -> None:
    embedder = load_embedder("all-MiniLM-L6-v2")
    documents = [read(name, text) for name, text in BRIEFINGS.items()]
    whole, part = DataDirectory(tmp_path / "whole"), DataDirectory(tmp_path / "part")
    view_of = Index.open(whole, build_candidate(whole, documents, embedder), embedder)
    left = Index.open(
        part, build_candidate(part, [d for d in documents if d.document.id != "child-on"], embedder), embedder
    )
    view = view_of.without({"child-on": Withdrawal("child-on", Action.WITHDRAW, "", "", "2026-01-01")})

    assert view.documents == left.documents and view.passages == left.passages
    for question in QUESTIONS:
        assert ids(view.dense(question, 8)) == ids(left.dense(question, 8))
        assert set(ids(view.keywords(question, 50))) == set(ids(left.keywords(question, 50)))
        assert "child-on" not in {
            hit.passage.document_id for hit in view.dense(question, 50, {p.id for p in view_of.passages})
        }
    assert [r.subject for r in catalogue(view).reviews] == [r.subject for r in catalogue(left).reviews]
    for lookup in (view.text, view.passage):
        with pytest.raises(KeyError):
            lookup("child-on" if lookup == view.text else view_of.passages_of("child-on")[0].id)
    assert view.passages_of("child-on") == ()
    view_of.close()
    left.close()


def test_a_document_that_is_withdrawn_while_a_question_is_asked_stays_for_that_question_only(
    data: DataDirectory, live: LiveIndex
) -> None:
    with live.use() as index:
        withdraw(data)
        assert index and "child-on" in index.documents and index.text("child-on")
        assert served(live) == {"newsletter", "child-t"}


def test_rollback_and_promotion_respect_a_withdrawal(data: DataDirectory, live: LiveIndex) -> None:
    build_candidate(data, [read(name, text) for name, text in BRIEFINGS.items()] + [loaded("more")], WordEmbedder())
    withdraw(data)
    promote(data)
    live.refresh()
    assert served(live) == {"newsletter", "child-t", "more"}

    rollback(data)
    live.refresh()

    assert served(live) == {"newsletter", "child-t"}


def test_a_version_that_is_put_back_from_a_backup_respects_a_withdrawal(data: DataDirectory, tmp_path: Path) -> None:
    (name,) = [path.name for path in data.indexes.iterdir() if path.name[0].isdigit()]
    shutil.copytree(data.indexes / name, tmp_path / "backup" / name)
    withdraw(data)
    shutil.rmtree(data.indexes / name)
    shutil.copytree(tmp_path / "backup" / name, data.indexes / name)
    data.live.unlink()
    promote(data, name)
    live = LiveIndex(data, WordEmbedder)

    assert served(live) == {"newsletter", "child-t"}
    live.close()


def test_with_a_list_that_cannot_be_read_nothing_more_is_shown_than_before(
    data: DataDirectory, live: LiveIndex
) -> None:
    withdraw(data)
    assert served(live) == {"newsletter", "child-t"}

    data.withdrawn.write_bytes(b"nonsense\n")

    assert served(live) == {"newsletter", "child-t"}
    assert live.degraded and "withdrawn.jsonl" in live.degraded
    started_later = LiveIndex(data, WordEmbedder)
    assert served(started_later) == set()
    started_later.close()


def test_every_process_hides_a_document_within_seconds(data: DataDirectory, live: LiveIndex) -> None:
    context = multiprocessing.get_context("spawn")
    told: Queue[float] = context.Queue()
    other = context.Process(target=_watch, args=(str(data.root), told))
    other.start()
    told.get(timeout=60)
    served(live)

    began = time.time()
    withdraw(data)
    assert "child-on" not in served(live)
    here = time.time() - began
    there = told.get(timeout=60) - began
    other.join(30)

    assert here < WITHIN_SECONDS and there < WITHIN_SECONDS


def _watch(root: str, told: "Queue[float]") -> None:
    live = LiveIndex(DataDirectory(Path(root)), WordEmbedder)
    assert "child-on" in served(live)
    told.put(0.0)
    while "child-on" in served(live):
        time.sleep(0.02)
    told.put(time.time())
    live.close()


def test_what_was_withdrawn_is_gone_from_every_address(data: DataDirectory, live: LiveIndex) -> None:
    with live.use() as index:
        assert index
        passage = index.passages_of("child-on")[0].id
    addresses = [
        "/documents/child-on",
        "/api/documents/child-on",
        "/api/documents/child-on/text",
        f"/api/passages/{passage}",
    ]
    with TestClient(create_app(Assistant(live.use), live, SETTINGS)) as client:
        assert {client.get(address).status_code for address in addresses} == {200}

        entry = withdraw(data)

        answers = {address: client.get(address) for address in addresses}
        page = client.get("/documents/child-on", headers={"Accept": "text/html"}).text
        listed = client.get("/documents").text + client.get("/api/documents").text

    assert {answer.status_code for answer in answers.values()} == {410}
    assert answers["/api/documents/child-on"].json()["detail"] == (
        f"This document was withdrawn on {entry.day}. It is no longer shown or searched. "
        "Do not rely on copies of it: ask whoever looks after this assistant."
    )
    assert f"withdrawn on {entry.day}" in words(page, "main")
    for shown in (*(answer.text for answer in answers.values()), page, listed):
        assert "Child On" not in shown and "asked by the board" not in shown


def test_an_earlier_answer_no_longer_shows_what_it_quoted(data: DataDirectory, live: LiveIndex) -> None:
    with TestClient(create_app(Assistant(live.use), live, SETTINGS)) as client:
        address = ask(client, "Compare what the reviews say about supervision")
        before = client.get(address).text
        assert "one supervision session" in before and "Reflective group supervision" in before

        entry = withdraw(data)

        after = client.get(address).text
    assert "one supervision session" not in after and "Child On" not in after and "Saltmere" not in after
    assert f"withdrawn on {entry.day}, so this answer is no longer shown" in words(after, "main")
    kept = [source.get_text() for source in soup(after).select("li.source")]
    assert sum(f"withdrawn on {entry.day}" in source for source in kept) == 2
    assert any("Reflective group supervision" in source for source in kept)
    assert soup(after).select("form.questions") == []


def test_nothing_of_it_is_found_any_more(data: DataDirectory, live: LiveIndex) -> None:
    assistant = Assistant(live.use)
    first = assistant.ask("What are the recommendations for Child On?")
    assert first.citations

    withdraw(data)
    again = assistant.ask("What are the recommendations for Child On?")
    further = assistant.ask("And the findings?", first.conversation_id)

    for answer in (again, further):
        assert "child-on" not in {c.document_id for c in (*answer.citations, *answer.nearest)}
        assert "chronology" not in answer.answer and "dental" not in answer.answer.lower()
