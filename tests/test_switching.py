"""Versions are promoted and rolled back under load: two real servers, asked all the while over HTTP.

Every version has a word of its own, in every passage of one document and in what is said of another. So an answer that
mixes versions is seen, whatever it was put together from. SOAK=1 runs it at full counts.
"""

import itertools
import os
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from briefings import read
from serving import workers

from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.releases import Pointer
from vectorstore.versions import build_version, promote, rollback

FULL = bool(os.environ.get("SOAK"))
WORKERS = 2
CLIENTS_OF_A_WORKER = 2
# Some thirty requests a second in all on two cores. Without a pause the release itself would wait for its turn.
PAUSE_SECONDS = 0.05
# So many promotions, and after each row of them one rollback.
ROWS = (7, 7, 6) if FULL else (2,)
# What is promised is two seconds. `make test` runs beside other tests on machines that may be slow, where a question
# alone can take longer: there it is only told from a server that never switches.
MOST_SECONDS = 2.0 if FULL else 60.0
PATIENCE_SECONDS = 60.0

BIRDS = (
    "avocet bittern chaffinch dipper egret fulmar gannet hoopoe jackdaw kestrel linnet merganser nuthatch osprey "
    "plover redstart sandpiper treecreeper wagtail yellowhammer whimbrel"
)
WORDS = BIRDS.split()[: sum(ROWS) + 1]
OWN = """Practice Review – 6 Step Briefing – Child Fen

Millbrook Safeguarding Children Partnership

The Findings

Finding 1: Seven dental appointments were missed and each was written down in the {word} file, which nobody read.

Finding 2: The {word} team closed the case although the school had written that it did not agree.

Recommendations

1. Dental services to ring the {word} team after two missed appointments.
"""
# The same in every version, apart from its publisher, who is told as a person may correct it.
STANDING = """Practice Review – 6 Step Briefing – Child Elm

The Findings

Finding 1: Four dental appointments were missed and no letter was answered in all that time.

Finding 2: The health visitor was told of the move only after the family had gone.
"""
QUESTIONS = (
    "Which reviews talk about missed dental appointments?",
    "What are the findings for Child Fen?",
    "What are the recommendations for Child Fen?",
    "How many dental appointments were missed by Child Elm?",
)

_WORD = re.compile("|".join(WORDS))


def documents(word: str) -> list[LoadedDocument]:
    standing = read("standing.txt", STANDING)
    corrected = replace(standing.document, publisher=f"{word.title()} Board")
    return [replace(standing, document=corrected), read(f"{word}.txt", OWN.format(word=word))]


def words_in(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


class Client(threading.Thread):
    """Asks one worker again and again, opens the sources of every answer, and notes what is wrong with them."""

    def __init__(self, address: str, words: Mapping[str, str], switched: threading.Condition) -> None:
        super().__init__()
        self._address, self._words, self._switched = address, words, switched
        self._stopped = threading.Event()
        # The versions in the order in which they were answered from, and when the first such answer had come.
        self.served: list[tuple[str, float]] = []
        self.failed: list[str] = []
        self.mixed: list[str] = []
        self.answers = self.gone = 0

    def run(self) -> None:
        with httpx.Client(base_url=self._address, timeout=60, trust_env=False) as self._http:
            for question in itertools.cycle(QUESTIONS):
                if self._stopped.wait(PAUSE_SECONDS):
                    return
                try:
                    self._ask(question)
                except Exception as fault:
                    self.failed.append(repr(fault))

    def stop(self) -> None:
        self._stopped.set()

    def _ask(self, question: str) -> None:
        response = self._http.post("/api/ask", json={"question": question})
        if response.status_code != 200 or response.json()["status"] != "answered":
            self.failed.append(f"{question}: {response.status_code} {response.text}")
            return
        answer = response.json()
        self.answers += 1
        self._note(answer["index_version"])
        if words_in(response.text) != {self._words[answer["index_version"]]}:
            self.mixed.append(response.text)
        for citation in answer["citations"]:
            self._open(citation, answer["index_version"])

    def _note(self, version: str) -> None:
        if not self.served or self.served[-1][0] != version:
            with self._switched:
                self.served.append((version, time.time()))
                self._switched.notify_all()

    def _open(self, citation: dict[str, str | int], version: str) -> None:
        source = self._http.get(f"/api/documents/{citation['document_id']}/text")
        if source.status_code == 404 and self._http.get("/healthz").json()["index_version"] != version:
            # The version that was answered from was left meanwhile, and its own document with it.
            self.gone += 1
        elif source.status_code != 200:
            self.failed.append(f"{citation}: {source.status_code} {source.text}")
        else:
            same_words = source.text[citation["start"] : citation["end"]] == citation["quote"]
            if not same_words or not words_in(source.text) <= {self._words[version]}:
                self.mixed.append(f"{citation}: {source.text}")


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@contextmanager
def asking(addresses: list[str], words: Mapping[str, str], switched: threading.Condition) -> Iterator[list[Client]]:
    clients = [Client(address, words, switched) for address in addresses * CLIENTS_OF_A_WORKER]
    for client in clients:
        client.start()
    try:
        yield clients
    finally:
        for client in clients:
            client.stop()
        for client in clients:
            client.join()


def test_servers_switch_under_load_without_a_failed_request_or_a_mixed_answer(
    tmp_path: Path, embedder: Embedder, record_property: Callable[[str, object], None]
) -> None:
    data = DataDirectory(tmp_path / "data")
    words = {build_version(data, documents(word), embedder): word for word in WORDS}
    names, switched = iter(words), threading.Condition()
    released = [promote(data, next(names)).version]
    seconds: list[float] = []

    def wait_for_all(clients: list[Client]) -> None:
        """Wait until every client is answered from what was released last."""
        there = lambda: all(client.served and client.served[-1][0] == released[-1] for client in clients)  # noqa: E731
        with switched:
            assert switched.wait_for(there, PATIENCE_SECONDS), [(c.served[-1:], c.failed[:1]) for c in clients]

    def follow(pointer: Pointer, clients: list[Client]) -> None:
        """Note how long each client waited for its first answer from what has been released now."""
        changed = data.live.stat().st_mtime
        released.append(pointer.version)
        wait_for_all(clients)
        seconds.extend(client.served[-1][1] - changed for client in clients)

    with workers(data.root, WORKERS) as addresses, asking(addresses, words, switched) as clients:
        wait_for_all(clients)
        for row in ROWS:
            for _ in range(row):
                follow(promote(data, next(names)), clients)
            follow(rollback(data), clients)

    figures = {
        "switches": len(released) - 1,
        "answers": sum(client.answers for client in clients),
        "sources of a version left meanwhile": sum(client.gone for client in clients),
        "seconds to switch, median": round(statistics.median(seconds), 2),
        "seconds to switch, most": round(max(seconds), 2),
    }
    print(figures)
    for name, value in figures.items():
        record_property(name, value)
    assert [(client.failed, client.mixed) for client in clients] == [([], [])] * len(clients)
    assert [[name for name, _ in client.served] for client in clients] == [released] * len(clients)
    assert max(seconds) <= MOST_SECONDS
