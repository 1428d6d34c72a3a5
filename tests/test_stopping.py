"""A server that is asked to stop while answers are streamed: none of them is lost.

`make soak` opens as many streams as the server takes at once and lets wait; `make test` three.
"""

import json
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from model_server import Exchange
from model_server import serving as serving_model
from serving import started_afresh
from website import briefing

from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.versions import build_version, promote
from web.places import WAITING_FOR_A_MODEL, WITH_A_MODEL

STREAMS = WITH_A_MODEL + WAITING_FOR_A_MODEL if os.environ.get("SOAK") else 3
MODEL_SECONDS = 2.0
PATIENCE_SECONDS = 60.0
QUESTION = "What are the recommendations for Child Zed?"


def slow(exchange: Exchange) -> None:
    """Say something of no use, late: so long the answer is not whole and its stream stays open."""
    exchange.begin()
    exchange.wait(MODEL_SECONDS)
    exchange.piece("nothing\n")
    exchange.end()


def events(address: str, begun: threading.Semaphore) -> list[str]:
    """Return the names of the events of one stream and the status of its answer; tell once it has begun."""
    names: list[str] = []
    url, asked = f"{address}/api/ask/stream", {"question": QUESTION}
    with httpx.stream("POST", url, json=asked, timeout=PATIENCE_SECONDS, trust_env=False) as response:
        for line in response.iter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                names.append(value)
            elif field == "data" and names == ["status"]:
                begun.release()
            elif field == "data":
                names.append(json.loads(value)["status"])
    return names


def test_a_server_that_is_asked_to_stop_ends_every_answer_first(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path / "data")
    promote(data, build_version(data, [briefing()], load_embedder()))
    with serving_model() as model, ThreadPoolExecutor(STREAMS) as threads:
        model.replies.append(slow)
        settings = {"MODEL": "openai:made-up", "MODEL_URL": model.url, "MODEL_KEY": "none"}
        with started_afresh(data.root, **settings) as worker:
            begun = threading.Semaphore(0)
            read = [threads.submit(events, worker.address, begun) for _ in range(STREAMS)]
            # Those that have a place have begun; the others were sent with them and wait for one.
            for _ in range(min(STREAMS, WITH_A_MODEL)):
                assert begun.acquire(timeout=PATIENCE_SECONDS)
            assert not any(one.done() for one in read)
            worker.process.send_signal(signal.SIGTERM)
            told = [one.result() for one in read]
            code = worker.process.wait(PATIENCE_SECONDS)

    assert told == [["status", "final", "answered"]] * STREAMS
    assert code in {0, -signal.SIGTERM}
    assert len(model.asked) == STREAMS
