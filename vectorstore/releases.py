"""The live pointer and the log of releases. The pointer alone decides what is served; the log is for people."""

import json
import os
from dataclasses import asdict, dataclass
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
class Release:
    """One promotion or rollback. `when` is UTC."""

    when: str
    action: str
    version: str
    previous: str | None
    documents: int
    passages: int
    manifest_sha256: str


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


def release(data: DataDirectory, pointer: Pointer, action: str, documents: int, passages: int) -> Release:
    """Make the version live at once and for good, and log it. The caller holds the write lock."""
    entry = Release(
        datetime.now(UTC).isoformat(timespec="seconds"),
        action,
        pointer.version,
        pointer.previous,
        documents,
        passages,
        pointer.manifest_sha256,
    )
    # The log first: a version that is served was never "not yet released", whenever the power fails.
    _log(data, entry)
    replace_file(data.live, json.dumps(asdict(pointer), indent=1).encode())
    return entry


def read_releases(data: DataDirectory) -> tuple[Release, ...]:
    """Return the log, oldest first, without a last line that was cut off."""
    if not data.releases.is_file():
        return ()
    releases = []
    for line in data.releases.read_bytes().split(b"\n"):
        try:
            releases.append(Release(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return tuple(releases)


def _log(data: DataDirectory, entry: Release) -> None:
    with data.releases.open("ab") as file:
        # A leading line end closes a line that a crash cut off; empty lines are skipped in reading.
        file.write(b"\n" + json.dumps(asdict(entry)).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_directory(data.root)
