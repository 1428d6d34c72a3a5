"""The list of withdrawn documents. It is read with everything that is served: no rebuild or rollback undoes it."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from vectorstore.data import DataDirectory
from vectorstore.faults import Damaged
from vectorstore.files import sync_directory
from vectorstore.lock import noting

CUT_OFF = "its line in withdrawn.jsonl was cut off"
UNKNOWN_DAY = "a day that is not known"
_NAMED = re.compile(rb'\{"document_id": ?"(\w+)"')


class Action(StrEnum):
    """What was done to a document. Erased is withdrawn, and deleted as well."""

    WITHDRAW = "withdraw"
    ERASE = "erase"
    REINSTATE = "reinstate"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One line of the list, and who says so. `when` is UTC. It holds nothing that the document says or is called."""

    document_id: str
    action: Action
    reason: str
    by: str
    when: str

    @property
    def day(self) -> str:
        """Return the day, as YYYY-MM-DD."""
        return self.when if self.when == UNKNOWN_DAY else self.when[:10]

    @property
    def erased(self) -> bool:
        """Return whether the document was deleted as well."""
        return self.action is Action.ERASE


def read_withdrawals(data: DataDirectory) -> Mapping[str, Withdrawal]:
    """Return the documents that are withdrawn now, by id. Raise Damaged where the list cannot be read.

    A document that a line names which was cut off is withdrawn, whatever the rest would have said; any other damage
    may hide a withdrawal, so that nothing may be served on the strength of it.
    """
    withdrawn: dict[str, Withdrawal] = {}
    for entry in read_log(data):
        if entry.action is Action.REINSTATE:
            withdrawn.pop(entry.document_id, None)
        else:
            withdrawn[entry.document_id] = entry
    return withdrawn


def read_log(data: DataDirectory) -> tuple[Withdrawal, ...]:
    """Return every line of the list, oldest first. Raise Damaged where one cannot be read."""
    try:
        lines = data.withdrawn.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    entries = (_cut_off(line) if _is_cut_off(line) else _entry(line) for line in lines if line.strip())
    return tuple(entry for entry in entries if entry)


def log_withdrawal(data: DataDirectory, document_id: str, action: Action, reason: str, by: str) -> Withdrawal:
    """Add a line to the list and return it; every process that serves the data directory acts on it at once.

    Raise Damaged where the list cannot be read, UpdateRunning.
    """
    with noting(data):
        read_log(data)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Withdrawal(document_id, action, " ".join(reason.split()), " ".join(by.split()), when)
        with data.withdrawn.open("ab") as file:
            # A leading line end closes a line that a crash cut off; empty lines are skipped in reading.
            file.write(b"\n" + json.dumps(asdict(entry)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_directory(data.root)
        return entry


def _entry(line: bytes) -> Withdrawal:
    try:
        record = json.loads(line)
        return Withdrawal(**record | {"action": Action(record["action"])})
    except (ValueError, TypeError, KeyError) as fault:
        raise Damaged(
            "The list of withdrawn documents, withdrawn.jsonl, cannot be read: put it back from a backup, "
            "or correct the line that is not JSON."
        ) from fault


def _cut_off(line: bytes) -> Withdrawal | None:
    """Return what a line that was cut off withdraws, as far as it names a document at all."""
    found = _NAMED.match(line)
    return Withdrawal(found[1].decode(), Action.WITHDRAW, CUT_OFF, "unknown", UNKNOWN_DAY) if found else None


def _is_cut_off(line: bytes) -> bool:
    """Return whether a line was left by a process that was killed while it wrote it."""
    return line.startswith(b"{") and not line.rstrip().endswith(b"}")
