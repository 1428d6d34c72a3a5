"""The cache of vectors by content and model: a passage that did not change is not embedded again."""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.embedder import BATCH, Embedder
from vectorstore.faults import NoSpace, StoreFailed

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
_MOST_VARIABLES = 500


def embed_cached(
    cache: Path, texts: Sequence[str], embedder: Embedder, progress: Callable[[int, int], None]
) -> NDArray[np.float32]:
    """Return one vector per text, in their order, embedding only what the cache does not hold for this model.

    What was embedded stays in the cache even where the caller is killed. `progress` gets (texts done, texts in all).
    Raise StoreFailed where the cache cannot be used or the model returns something that is no vector.
    """
    cache.parent.mkdir(parents=True, exist_ok=True)
    keys = [_key(embedder.id, text) for text in texts]
    with _translated(cache), closing(_open(cache)) as database:
        known = _known(database, keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        copies = Counter(keys)
        done = sum(copies[key] for key in known)
        progress(done, len(keys))
        for batch in _batches(missing):
            vectors = _checked(embedder.embed([text for _, text in batch]), len(batch))
            rows = {key: vector for (key, _), vector in zip(batch, vectors, strict=True)}
            with database:
                stored = [(key, vector.tobytes()) for key, vector in rows.items()]
                database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", stored)
            known |= rows
            done += sum(copies[key] for key in rows)
            progress(done, len(keys))
    return np.array([known[key] for key in keys], dtype=np.float32)


def keep_vectors(cache: Path, texts: Sequence[str], model: str) -> None:
    """Delete every vector but those of these texts, so that nothing of it stays in the file."""
    if not cache.is_file():
        return
    kept = {_key(model, text) for text in texts}
    with _translated(cache), closing(_open(cache)) as database:
        gone = [(key,) for (key,) in database.execute("SELECT key FROM vectors") if bytes(key) not in kept]
        with database:
            database.executemany("DELETE FROM vectors WHERE key = ?", gone)
        # Deleted rows stay in the pages of the file until it is written anew.
        database.execute("VACUUM")


def _key(model: str, text: str) -> bytes:
    return hashlib.sha256(f"{model}\0{text}".encode()).digest()


def _open(cache: Path) -> sqlite3.Connection:
    """Return the cache. One that is damaged is thrown away: everything in it can be computed again."""
    try:
        return _connected(cache)
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.OperationalError):
            raise
        cache.unlink()
        return _connected(cache)


def _connected(cache: Path) -> sqlite3.Connection:
    database = sqlite3.connect(cache)
    try:
        database.execute(_TABLE)
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
    except BaseException:
        database.close()
        raise
    return database


def _known(database: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
    known = {}
    for start in range(0, len(keys), _MOST_VARIABLES):
        part = keys[start : start + _MOST_VARIABLES]
        marks = ",".join("?" * len(part))
        for key, vector in database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part):
            known[bytes(key)] = np.frombuffer(vector, dtype=np.float32)
    return known


def _batches(missing: dict[bytes, str]) -> Iterator[list[tuple[bytes, str]]]:
    """Yield batches of like length, since the longest text of a batch decides what all of it costs."""
    ordered = sorted(missing.items(), key=lambda item: (len(item[1]), item[0]))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def _checked(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    if vectors.ndim != 2 or len(vectors) != count or not np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3):
        raise StoreFailed("The embedding model returned something other than one vector of unit length per passage.")
    return vectors


@contextmanager
def _translated(cache: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        if fault.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise NoSpace(NoSpace.FULL) from fault
        raise StoreFailed(f"The cache of vectors {cache.name} cannot be used: {fault}; deleting it is safe.") from fault
