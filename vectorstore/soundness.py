"""Whether the data directory can be written to and what is live is whole, told for `doctor`."""

import os

from vectorstore.data import DataDirectory
from vectorstore.faults import Damaged
from vectorstore.releases import read_pointer
from vectorstore.versions import verify


def of_data(data: DataDirectory) -> str:
    """Return that files can be written to the directory. Raise OSError where they cannot."""
    data.root.mkdir(parents=True, exist_ok=True)
    probe = data.root / f".doctor-{os.getpid()}"
    probe.write_bytes(b"ok")
    probe.unlink()
    return f"ok: {data.root} can be written to"


def of_index(data: DataDirectory) -> str:
    """Return which version is live and whole, or that there is none yet. Raise Damaged where it is not whole."""
    pointer = read_pointer(data)
    if pointer is None:
        return (
            "none yet: load documents with `review-learning ingest FOLDER`, or `review-learning serve` for the sample"
        )
    if problems := verify(data):
        raise Damaged(f"{problems[0]} (`review-learning index rollback` goes back to the version before)")
    return f"ok: {pointer.version} is live and whole"
