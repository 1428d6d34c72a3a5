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

ROOT = Path(__file__).parents[1]
START_SECONDS = 120

_COMMAND = [sys.executable, "-u", "-m", "review_learning", "serve", "--port", "0", "--no-token"]


@dataclass(frozen=True)
class Worker:
    """One process, and the address that it serves on."""

    address: str
    process: "subprocess.Popen[str]"


@contextmanager
def workers(data: Path, count: int = 1) -> Iterator[list[str]]:
    """Serve the data directory for the length of the block, and give the address of each worker once it is ready."""
    with started_workers(data, count) as ready:
        yield [worker.address for worker in ready]


@contextmanager
def started_workers(data: Path, count: int = 1, **settings: str) -> Iterator[list[Worker]]:
    """Serve the data directory as `workers` does, with more settings, and give the processes as well."""
    environment = os.environ | {"REVIEW_LEARNING_DATA": str(data), "REVIEW_LEARNING_QUESTIONS_A_MINUTE": "0"}
    environment |= {f"REVIEW_LEARNING_{name}": value for name, value in settings.items()}
    with ExitStack() as stack:
        started = [
            subprocess.Popen(_COMMAND, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
            for _ in range(count)
        ]
        for server in started:
            stack.enter_context(server)
            stack.callback(server.terminate)
        addresses = [_address(server) for server in started]
        for address in addresses:
            _wait_until_ready(address)
        yield [Worker(address, process) for address, process in zip(addresses, started, strict=True)]


def _address(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    return next(found[0] for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))


def _wait_until_ready(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=10).close()
            return
        except OSError:
            assert time.monotonic() < until, "the server did not become ready"
            time.sleep(0.2)
