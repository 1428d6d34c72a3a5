"""Work that the Quality page started: one at a time of a kind, in a process of its own, so that serving goes on."""

import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

# What `evals run` exits with once it has judged, whatever the verdict.
JUDGED = frozenset({0, 1, 4})
DONE = frozenset({0})


@dataclass(frozen=True, slots=True)
class Progress:
    """Work, and which version it is about, if any. `since` is UTC; `fault` says why it ended and was not done."""

    version: str
    since: str
    is_running: bool
    fault: str | None = None


class Background:
    """Starts a command, which may take a version as its last word, and which is done where it exits with one of `done`.

    Safe to share between threads.
    """

    def __init__(self, command: Sequence[str], done: frozenset[int] = DONE) -> None:
        self._command = tuple(command)
        self._done = done
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._version = self._since = ""

    def start(self, *version: str) -> bool:
        """Start the work, on a version where one is given; return whether that was possible: not while it runs."""
        with self._lock:
            if self._process and self._process.poll() is None:
                return False
            self._forget()
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (kept open as long as the process may write)
            self._version, self._since = "".join(version), f"{datetime.now(UTC):%H:%M} UTC"
            self._process = subprocess.Popen(
                [*self._command, *version], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._errors
            )
            return True

    def progress(self) -> Progress | None:
        """Return how it stands, None where it was never started."""
        with self._lock:
            if self._process is None:
                return None
            code = self._process.poll()
            fault = None if code is None or code in self._done else self._last_line()
            return Progress(self._version, self._since, code is None, fault)

    def _last_line(self) -> str:
        if self._errors is None:
            return ""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1].removeprefix("review-learning: ") if lines else "it ended without a word"

    def stop(self) -> None:
        """End what runs, and wait for it."""
        with self._lock:
            if self._process and self._process.poll() is None:
                self._process.terminate()
                self._process.wait()
            self._forget()

    def _forget(self) -> None:
        if self._errors:
            self._errors.close()
        self._process = self._errors = None
