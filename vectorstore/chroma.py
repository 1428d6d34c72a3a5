"""The vectors of a version, in a Chroma directory. The only module that knows Chroma."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from numpy.typing import NDArray

from vectorstore.faults import StoreFailed

CHROMA_VERSION = chromadb.__version__
SQLITE = "chroma.sqlite3"
BATCH = 1_000

# Two builds of the same vectors give different graphs: chance decides on the shortcuts. Woven and searched this widely
# both find the true neighbours, and so answer alike. As Chroma sets it, 1 passage in 100 among many that are nearly
# alike was not found even by its own vector; so, none was. Costs 1 ms a query and 0.1 ms a passage among 10,000.
GRAPH: CreateHNSWConfiguration = {"space": "cosine", "max_neighbors": 48, "ef_construction": 400, "ef_search": 1_000}

_COLLECTION = "passages"
# Without index_metadata.pickle a vector segment has not been written yet: its files are blank and change when opened.
_PERSISTED = "index_metadata.pickle"
# Rows that opening the directory writes.
_VOLATILE = "acquire_write"


class ChromaVectors:
    """One open Chroma directory. Never shared with a writer: a second one would corrupt it without a word."""

    def __init__(self, client: Client, collection: Collection) -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def build(cls, directory: Path, ids: Sequence[str], documents: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Write a new directory with one vector per id, in their order, each marked with its document's id."""
        with _translated(directory), closing(_client(directory)) as client:
            collection = client.create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": GRAPH},
            )
            for start in range(0, len(ids), BATCH):
                part = slice(start, start + BATCH)
                collection.add(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    metadatas=[{"document_id": document} for document in documents[part]],
                )

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Return the directory opened for reading. Raise StoreFailed where Chroma cannot."""
        if not (directory / SQLITE).is_file():
            # Chroma would make an empty database in its place.
            raise StoreFailed(f"The vectors of {directory.parent.name} cannot be read: {SQLITE} is missing.")
        with _translated(directory):
            client = _client(directory)
            try:
                return cls(client, client.get_collection(_COLLECTION, embedding_function=None))
            except BaseException:
                client.close()
                raise

    def close(self) -> None:
        """Release the files and threads that Chroma holds."""
        self._client.close()

    def ids(self) -> list[str]:
        """Return every id in the order that it was added."""
        with _translated():
            return list(self._collection.get(include=[])["ids"])

    def vectors(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """Return the stored vectors of these ids, in their order. Raise StoreFailed where one is missing."""
        with _translated():
            found = self._collection.get(include=["embeddings"])
            place = {name: position for position, name in enumerate(found["ids"])}
            return np.asarray(found["embeddings"], dtype=np.float32)[[place[name] for name in ids]]

    def query(self, vector: NDArray[np.float32], k: int, document_id: str | None = None) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the nearest `k`, best first, of one document where that is given."""
        with _translated():
            found = self._collection.query(
                query_embeddings=vector[np.newaxis],
                n_results=k,
                where=None if document_id is None else {"document_id": document_id},
                include=["distances"],
            )
            distances = found["distances"] or [[]]
            return [(name, 1.0 - float(d)) for name, d in zip(found["ids"][0], distances[0], strict=True)]


def fingerprint(directory: Path) -> str:
    """Return the SHA-256 of what the database says. Its bytes prove nothing, since opening it changes them."""
    digest = hashlib.sha256()
    with _translated(directory), closing(_database(directory)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        for (table,) in tables:
            if table != _VOLATILE:
                digest.update(table.encode())
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    digest.update(repr(row).encode())
    return digest.hexdigest()


def integrity(directory: Path) -> str:
    """Return "ok", or what SQLite finds wrong with the database."""
    with _translated(directory), closing(_database(directory)) as database:
        return str(database.execute("PRAGMA integrity_check").fetchone()[0])


def stable_files(directory: Path) -> list[Path]:
    """Return the files of a Chroma directory whose bytes stay as they were built."""
    return sorted(
        file for segment in directory.iterdir() if (segment / _PERSISTED).is_file() for file in segment.iterdir()
    )


def _client(directory: Path) -> Client:
    # Declared as less than it is: without `close`.
    return cast(Client, chromadb.PersistentClient(path=directory, settings=Settings(anonymized_telemetry=False)))


def _database(directory: Path) -> sqlite3.Connection:
    # Not read only: a process that was killed may have left a journal to roll back. It is never created.
    return sqlite3.connect(f"{(directory / SQLITE).absolute().as_uri()}?mode=rw", uri=True)


@contextmanager
def _translated(directory: Path | None = None) -> Iterator[None]:
    where = f" of {directory.parent.name}" if directory else ""
    try:
        yield
    except Exception as fault:
        raise StoreFailed(f"The vectors{where} cannot be read or written: {fault}") from fault
    except BaseException as fault:
        # Damage can make Chroma's Rust code panic, and a panic is not an Exception.
        if type(fault).__name__ != "PanicException":
            raise
        raise StoreFailed(f"The vectors{where} cannot be read or written: Chroma panicked: {fault}") from fault
