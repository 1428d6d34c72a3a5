"""Uploads: files that came over the web, from their arrival to the report of what became of them.

`uploads/<id>/` holds the files as `files/1`, `files/2` …, under no name of theirs, until they are read; then only what
is told of them. Whoever works on an upload holds its lock, which a process that is started for it inherits and the
system frees when that ends, however it does: so nobody who looks takes one that was broken off for one that goes on.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO

from ingest.intake import display_name
from ingest.report import FileReport, Release
from vectorstore.data import DataDirectory
from vectorstore.files import replace_file

MOST_FILES = 100
MOST_BYTES_IN_ALL = 500 * 1024 * 1024
KEPT = 20  # reports

FILES, ABOUT, PROGRESS, REPORT, LOCK = "files", "upload.json", "progress.json", "report.json", "lock"
_ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")
# What a record raises that was cut off, or comes from another version of the program.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError)


class Stage(StrEnum):
    """What is done with an upload."""

    WAITING = "waiting"
    READING = "reading"
    BUILDING = "building"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has come: files read, or passages embedded, and of how many."""

    stage: Stage = Stage.WAITING
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class UploadReport:
    """What became of the files and of the index. `fault` says why there is no more to tell."""

    files: tuple[FileReport, ...] = ()
    release: Release = Release.NONE
    version: str | None = None
    notes: tuple[str, ...] = ()
    fault: str | None = None

    def to_record(self) -> dict[str, object]:
        """Return plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent, when (UTC), and how it stands. Neither running nor reported: it was broken off."""

    id: str
    at: str
    names: tuple[str, ...]
    is_running: bool = False
    progress: Progress = Progress()
    report: UploadReport | None = None


class Arriving:
    """An upload while it comes in. It holds the lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        new = folder.with_name(f".{folder.name}")
        (new / FILES).mkdir(parents=True)
        self.lock = os.open(new / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Only now can it be seen, so nobody takes it for one that was broken off.
        new.rename(folder)

    @property
    def id(self) -> str:
        """Return what the upload is called."""
        return self.folder.name

    def new_file(self, name: str) -> IO[bytes]:
        """Return the next file, to be written and closed. Its name is kept beside it, and only to be shown."""
        self.names.append(display_name(re.split(r"[/\\]", name)[-1]))
        return (self.folder / FILES / str(len(self.names))).open("xb")

    def arrived(self) -> None:
        """Record that all of it is there."""
        about = {"at": f"{datetime.now(UTC):%Y-%m-%d %H:%M}", "names": self.names}
        replace_file(self.folder / ABOUT, json.dumps(about).encode())


class Uploads:
    """The uploads of a data directory. Safe to share between threads and processes."""

    def __init__(self, data: DataDirectory) -> None:
        self._root = data.uploads

    @contextmanager
    def arriving(self) -> Iterator[Arriving]:
        """Give a new upload to fill. What is not recorded as arrived when the block ends is removed."""
        self.clear()
        new = Arriving(self._root / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}")
        try:
            yield new
        finally:
            os.close(new.lock)
            if not (new.folder / ABOUT).exists():
                shutil.rmtree(new.folder, ignore_errors=True)

    def files(self, upload: Upload) -> list[Path]:
        """Return the files that were sent, in order, as long as they are kept."""
        return [self._root / upload.id / FILES / str(number) for number in range(1, len(upload.names) + 1)]

    def tell(self, upload: Upload, progress: Progress) -> None:
        """Record how far it has come."""
        replace_file(self._root / upload.id / PROGRESS, json.dumps(asdict(progress)).encode())

    def end(self, upload: Upload, report: UploadReport) -> None:
        """Remove the files and keep the report."""
        shutil.rmtree(self._root / upload.id / FILES, ignore_errors=True)
        replace_file(self._root / upload.id / REPORT, json.dumps(report.to_record()).encode())

    def get(self, upload_id: str) -> Upload | None:
        """Return one upload, None where none of this id has arrived."""
        folder = self._root / upload_id
        if not _ID.fullmatch(upload_id):
            return None
        # First: one that ends meanwhile has its report by then.
        is_running = _is_locked(folder)
        try:
            about = json.loads((folder / ABOUT).read_bytes())
            names = tuple(map(str, about["names"]))
            return Upload(upload_id, str(about["at"]), names, is_running, _progress(folder), _report(folder))
        except _UNREADABLE:
            return None

    def latest(self) -> tuple[Upload, ...]:
        """Return what has arrived, newest first."""
        return tuple(one for upload_id in reversed(self._ids()) if (one := self.get(upload_id)))

    def running(self) -> Upload | None:
        """Return the upload that is read now."""
        return next((one for one in self.latest() if one.is_running and one.report is None), None)

    def clear(self) -> None:
        """Remove what was broken off: files whose reading nobody goes on with, and what never arrived; old reports."""
        idle = [upload_id for upload_id in self._ids() if not _is_locked(self._root / upload_id)]
        arrived = [upload_id for upload_id in idle if (self._root / upload_id / ABOUT).exists()]
        for upload_id in [*set(idle).difference(arrived), *arrived[:-KEPT]]:
            shutil.rmtree(self._root / upload_id, ignore_errors=True)
        for upload_id in arrived:
            shutil.rmtree(self._root / upload_id / FILES, ignore_errors=True)

    def _ids(self) -> Sequence[str]:
        if not self._root.is_dir():
            return []
        return sorted(path.name for path in self._root.iterdir() if _ID.fullmatch(path.name))


def _is_locked(folder: Path) -> bool:
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _progress(folder: Path) -> Progress:
    try:
        record = json.loads((folder / PROGRESS).read_bytes())
        return Progress(Stage(record["stage"]), int(record["done"]), int(record["total"]))
    except _UNREADABLE:
        return Progress()


def _report(folder: Path) -> UploadReport | None:
    try:
        record = json.loads((folder / REPORT).read_bytes())
        files = tuple(map(FileReport.from_record, record["files"]))
        notes, release = tuple(record["notes"]), Release(record["release"])
        return UploadReport(files, release, record["version"], notes, record["fault"])
    except _UNREADABLE:
        return None
