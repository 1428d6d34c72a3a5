"""Uploads are read one at a time, each in a process of its own, so that serving goes on."""

import subprocess
import threading
from collections.abc import Sequence

from ingest.uploads import Arriving, Uploads


class Uploading:
    """Starts the reading with a command that takes the upload's id as its last word. Safe to share between threads."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, arriving: Arriving, uploads: Uploads) -> bool:
        """Have an upload read that is all there, and return whether that was possible: not while another is."""
        with self._lock:
            if uploads.running():
                return False
            # The one before may have its report and still be about to leave.
            self._end()
            arriving.arrived()
            self._process = subprocess.Popen(
                [*self._command, arriving.id],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                # It holds the lock from now on, for as long as it lives.
                pass_fds=[arriving.lock],
            )
            return True

    def stop(self) -> None:
        """Break the reading off, and wait for its end."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait()
        self._process = None
