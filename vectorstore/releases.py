"""The live pointer and the log of releases. The pointer alone decides what is served; the log is for people."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from vectorstore.data import DataDirectory
from vectorstore.faults import Damaged
from vectorstore.files import replace_file, sync_directory


@dataclass(frozen=True, slots=True)
class Pointer:
    """The version that is served, the one served before, and the hash of the former's manifest."""

    version: str
    previous: str | None
    manifest_sha256: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a release rests on: who made it, what the gate said, and who approved the content.

    `verdict` is None where no question was asked, as on first use: integrity alone then decided. `sign_off` is who
    answers for a verdict that was inconclusive, and why. `questions` were asked of the version; the hashes are of that
    question set, of the files of the program and of the content pack that was approved. `read` of the pack's answers
    were ticked as read, None where that was not asked. `asked` are the ids of the questions.
    """

    by: str | None = None
    verdict: str | None = None
    approved_by: str | None = None
    sign_off: str | None = None
    questions: int = 0
    questions_sha256: str | None = None
    program_sha256: str | None = None
    pack_sha256: str | None = None
    read: int | None = None
    asked: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return the grounds in words."""
        said = [f"{self.verdict} on {self.questions} questions" if self.verdict else "no questions asked"]
        said += [f"signed off by {self.sign_off}"] if self.sign_off else []
        said.append(f"content approved by {self.approved_by}" if self.approved_by else "content approved by nobody")
        return "; ".join(said + ([f"by {self.by}"] if self.by else []))


NONE = Grounds()


@dataclass(frozen=True, slots=True)
class Release:
    """One promotion or rollback. `when` is UTC."""

    when: str
    action: str
    version: str
    previous: str | None
    documents: int
    passages: int
    manifest_sha256: str
    grounds: Grounds = NONE

    @property
    def line(self) -> str:
        """Return the release on one line."""
        return f"{self.when}  {self.action:8}  {self.version}  {self.grounds.words}"


def read_pointer(data: DataDirectory) -> Pointer | None:
    """Return what is live, None where nothing was ever released. Raise Damaged where the pointer is unreadable."""
    try:
        return Pointer(**json.loads(data.live.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as fault:
        raise Damaged(
            "The pointer to the live index cannot be read: delete it, then promote a version by its name."
        ) from fault


def release(
    data: DataDirectory, pointer: Pointer, action: str, documents: int, passages: int, grounds: Grounds = NONE
) -> Release:
    """Make the version live at once and for good, and log it with its grounds. The caller holds the write lock."""
    entry = Release(
        datetime.now(UTC).isoformat(timespec="seconds"),
        action,
        pointer.version,
        pointer.previous,
        documents,
        passages,
        pointer.manifest_sha256,
        grounds,
    )
    # The log first: a version that is served was never "not yet released", whenever the power fails.
    _log(data, entry)
    replace_file(data.live, json.dumps(asdict(pointer), indent=1).encode())
    return entry


def read_releases(data: DataDirectory) -> tuple[Release, ...]:
    """Return the log, oldest first, without lines that cannot be read, as a last one that was cut off."""
    return tuple(one for _, one in _lines(data) if one)


def grounds_of(data: DataDirectory, version: str) -> Grounds:
    """Return the grounds on which a version was last released, which still hold when it is gone back to."""
    return next((one.grounds for one in reversed(read_releases(data)) if one.version == version), NONE)


def unread_releases(data: DataDirectory) -> tuple[int, ...]:
    """Return the numbers of the lines of the log that cannot be read, from 1."""
    return tuple(number for number, one in _lines(data) if one is None)


def _lines(data: DataDirectory) -> Iterator[tuple[int, Release | None]]:
    if not data.releases.is_file():
        return
    for number, line in enumerate(data.releases.read_bytes().split(b"\n"), 1):
        if line.strip():
            yield number, _read(line)


def _read(line: bytes) -> Release | None:
    try:
        record = json.loads(line)
        grounds = Grounds(**record.get("grounds", {}))
        return Release(**record | {"grounds": replace(grounds, asked=tuple(grounds.asked))})
    except (ValueError, TypeError, AttributeError):
        return None


def _log(data: DataDirectory, entry: Release) -> None:
    with data.releases.open("ab") as file:
        # A leading line end closes a line that a crash cut off; empty lines are skipped in reading.
        file.write(b"\n" + json.dumps(asdict(entry)).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_directory(data.root)
