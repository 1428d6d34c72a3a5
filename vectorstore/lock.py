"""The write lock: one writer at a time, for the whole of its work."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from vectorstore.data import DataDirectory
from vectorstore.faults import NoSpace, UpdateRunning

LOCK_SECONDS = 1.0


@contextmanager
def writing(data: DataDirectory) -> Iterator[None]:
    """Hold the write lock. Raise UpdateRunning where another process or thread has it. One thread may nest it.

    A full disk, wherever in the block it shows, is raised as NoSpace. The system frees the lock of a killed process.
    """
    try:
        data.indexes.mkdir(parents=True, exist_ok=True)
        with FileLock(data.write_lock, timeout=LOCK_SECONDS, is_singleton=True):
            yield
    except Timeout as fault:
        raise UpdateRunning("Another update of the index runs: wait until it is done, then try again.") from fault
    except OSError as fault:
        if fault.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise NoSpace(NoSpace.FULL) from fault
