"""Taking out the candidate that waits: what is live is not touched, and no document is deleted."""

from vectorstore.data import DataDirectory
from vectorstore.faults import Refused
from vectorstore.lock import writing
from vectorstore.versions import candidate, remove_versions


def discard(data: DataDirectory, version: str) -> None:
    """Remove the candidate. Raise Refused where the version is not the one that waits, UpdateRunning."""
    with writing(data):
        if candidate(data) != version:
            raise Refused(f"Index {version} does not wait any more: look again at what does.")
        remove_versions(data, [version])
