"""Files that survive a crash: written whole or not at all, and on the disk before anything points at them."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vectorstore.faults import NoSpace


@contextmanager
def disk_may_be_full() -> Iterator[None]:
    """Raise NoSpace where the disk turns out to be full in the block."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise NoSpace(NoSpace.FULL) from fault


def replace_file(path: Path, content: bytes) -> None:
    """Write the content so that a reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def sync_tree(root: Path) -> None:
    """Bring every file and folder below and with `root` to the disk."""
    for path in root.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_directory(path)
    sync_directory(root)


def sync_directory(directory: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
