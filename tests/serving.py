"""The program in processes of its own, each served as `review-learning serve` does it, on a port that was free."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from forked import ROOT, running

START_SECONDS = 120

_ARGUMENTS = ("serve", "--port", "0", "--no-token")


@dataclass(frozen=True)
class Worker:
    """One process, and the address that it serves on."""

    address: str
    process: "subprocess.Popen[str]"


@contextmanager
def workers(data: Path, count: int = 1) -> Iterator[list[str]]:
    """Serve the data directory for the length of the block, and give the address of each worker once it is ready."""
    with ExitStack() as stack:
        started = [stack.enter_context(running(_ARGUMENTS, _environment(data), ROOT)) for _ in range(count)]
        yield [_ready(printed) for printed in started]


@contextmanager
def started_afresh(data: Path, **settings: str) -> Iterator[Worker]:
    """Serve the data directory as `workers` does, with more settings, from a process that is started as a shell does."""
    environment = _environment(data) | {f"REVIEW_LEARNING_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-u", "-m", "review_learning", *_ARGUMENTS]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Worker(_ready(server.stdout), server)
        finally:
            server.terminate()


def _environment(data: Path) -> dict[str, str]:
    return os.environ | {"REVIEW_LEARNING_DATA": str(data), "REVIEW_LEARNING_QUESTIONS_A_MINUTE": "0"}


def _ready(printed: IO[str]) -> str:
    """Return the address that a server prints, once it answers there."""
    address = next(found[0] for line in printed if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
    _wait_until_ready(address)
    return address


def _wait_until_ready(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=10).close()
            return
        except OSError:
            assert time.monotonic() < until, "the server did not become ready"
            time.sleep(0.2)
