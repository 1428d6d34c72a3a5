"""How fast, as ratios in one run: a warm question over HTTP, against the plain pipeline on the same passages.

`python -m evals.benchmark [FOLDER [QUESTIONS.jsonl]]` loads the folder (by default the sample corpus) into a directory
of its own, serves it, and asks the questions in turns with the pipeline that one would write first: split by length,
embed, five nearest. Times are medians over the interleaved questions; only the ratio travels between machines.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from vectorstore.contents import read_documents, read_text
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.releases import read_pointer

HERE = Path(__file__).parent
CORPUS, QUESTIONS = HERE / "corpus", HERE / "questions" / "sample.jsonl"
ROUNDS = 3
CHUNK, NEAREST = 1_000, 5
MOST_QUESTIONS = 60
HELP_RUNS, PAGES = 5, 50


def main(folder: Path, questions: Path) -> None:
    """Print the measured figures as one JSON object."""
    asked = [json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines()][
        :MOST_QUESTIONS
    ]
    with tempfile.TemporaryDirectory() as root:
        environment = os.environ | {"REVIEW_LEARNING_DATA": root, "REVIEW_LEARNING_QUESTIONS_A_MINUTE": "0"}
        began = time.perf_counter()
        subprocess.run([*COMMAND, "ingest", str(folder)], env=environment, check=True, stdout=subprocess.DEVNULL)
        loading = time.perf_counter() - began
        plain = plain_pipeline(DataDirectory(Path(root)))
        with served(environment) as port:
            ours, theirs = interleaved(asked, lambda question: post(port, question), plain)
            page, health = (seconds_of_pages(port, path) for path in ("/", "/healthz"))
            size = len(get(port, "/"))
    figures = {
        "questions": len(asked),
        "load_and_build_s": round(loading, 1),
        "http_ask_p50_ms": milliseconds(statistics.median(ours)),
        "http_ask_p95_ms": milliseconds(statistics.quantiles(ours, n=20)[-1]),
        "plain_search_p50_ms": milliseconds(statistics.median(theirs)),
        "ratio_p50": round(statistics.median(ours) / statistics.median(theirs), 2),
        "first_page_p50_ms": milliseconds(page),
        "first_page_bytes": size,
        "health_p50_ms": milliseconds(health),
        "help_s": round(statistics.median(seconds_of_help() for _ in range(HELP_RUNS)), 2),
    }
    print(json.dumps(figures, indent=2))


COMMAND = [sys.executable, "-m", "review_learning"]


def plain_pipeline(data: DataDirectory) -> Callable[[str], object]:
    """Return the search that one would write first: chunks of a thousand characters, dense vectors, nearest five."""
    pointer = read_pointer(data)
    assert pointer is not None
    directory, embedder = data.indexes / pointer.version, load_embedder()
    texts = [read_text(directory, document.id) for document in read_documents(directory)]
    chunks = [text[at : at + CHUNK] for text in texts for at in range(0, len(text), CHUNK - 200)]
    vectors = embedder.embed(chunks)
    return lambda question: np.argsort(-(vectors @ embedder.embed([question])[0]))[:NEAREST]


def interleaved(
    questions: Sequence[str], ask: Callable[[str], object], plain: Callable[[str], object]
) -> tuple[list[float], list[float]]:
    """Return the seconds of every question, asked of each in turn; a first round warms both and is not counted."""
    ours: list[float] = []
    theirs: list[float] = []
    for round_number in range(ROUNDS + 1):
        for question in questions:
            # Another wording each round, so that no cache of vectors answers for the model.
            wording = re.sub(r"\?*$", "?" * round_number, question)
            pair = seconds(ask, wording), seconds(plain, wording)
            if round_number:
                ours.append(pair[0])
                theirs.append(pair[1])
    return ours, theirs


def seconds(call: Callable[[str], object], question: str) -> float:
    """Return how long one call takes."""
    began = time.perf_counter()
    call(question)
    return time.perf_counter() - began


def seconds_of_help() -> float:
    """Return how long `review-learning --help` takes, the start of the interpreter included."""
    began = time.perf_counter()
    subprocess.run([*COMMAND, "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


@contextmanager
def served(environment: dict[str, str]) -> Iterator[int]:
    """Serve the directory on loopback for the length of the block, and give the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*COMMAND, "serve", "--no-token", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port: int) -> None:
    """Return once the server listens; it is given a minute."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start within a minute")


def seconds_of_pages(port: int, path: str) -> float:
    """Return the median time of a page, asked for again and again by one reader."""
    return statistics.median(seconds(lambda address: get(port, address), path) for _ in range(PAGES))


def get(port: int, path: str) -> bytes:
    """Return a page as it comes over HTTP."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return bytes(response.read())


def post(port: int, question: str) -> bytes:
    """Return the answer object as it comes over HTTP."""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/ask", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        return bytes(response.read())


def milliseconds(value: float) -> float:
    """Return seconds as milliseconds, to a tenth."""
    return round(value * 1000, 1)


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0] if given else CORPUS, given[1] if len(given) > 1 else QUESTIONS)
