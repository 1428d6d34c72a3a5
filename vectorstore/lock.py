"""The write lock: one writer at a time, for the whole of its work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.data import DataDirectory
from vectorstore.faults import UpdateRunning
from vectorstore.files import disk_may_be_full

LOCK_SECONDS = 1.0
# A line is added in a moment, so whoever waits longer than this waits for nothing.
NOTE_SECONDS = 4.0


@contextmanager
def writing(data: DataDirectory) -> Iterator[None]:
    """Hold the write lock. Raise UpdateRunning where another process or thread has it. One thread may nest it.

    A full disk, wherever in the block it shows, is raised as NoSpace. The system frees the lock of a killed process.
    """
    with _holding(data, data.write_lock, LOCK_SECONDS):
        yield


@contextmanager
def noting(data: DataDirectory) -> Iterator[None]:
    """Hold the lock of what people say: withdrawals and corrections, which never wait for a build to end."""
    with _holding(data, data.notes_lock, NOTE_SECONDS):
        yield


@contextmanager
def _holding(data: DataDirectory, lock: Path, seconds: float) -> Iterator[None]:
    try:
        with disk_may_be_full():
            data.indexes.mkdir(parents=True, exist_ok=True)
            with FileLock(lock, timeout=seconds, is_singleton=True):
                yield
    except Timeout as fault:
        raise UpdateRunning("Another update of the index runs: wait until it is done, then try again.") from fault
