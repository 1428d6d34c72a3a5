"""What is served: follows the live pointer and switches by itself, without dropping a question that is being asked."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import Damaged
from vectorstore.index import Index
from vectorstore.manifest import manifest_hash
from vectorstore.releases import Pointer, read_pointer
from vectorstore.withdrawals import Withdrawal, read_withdrawals

LOOK_SECONDS = 0.2
RETRY_SECONDS = 30.0
WARMING = "What was learned?"

Stamp = tuple[int, int, int] | None


class LiveIndex:
    """The live version, for every thread of this process. Close it when the process is done with it."""

    def __init__(self, data: DataDirectory, embedder: Callable[[], Embedder]) -> None:
        self._data = data
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._current: _Generation | None = None
        self._swapping = threading.Lock()
        self._looking = threading.Lock()
        self._seen: Stamp = None
        self._withdrawn = _Withdrawn(data)
        self._retry_at = 0.0
        self._degraded: str | None = None
        self._watcher: threading.Thread | None = None
        self._closed = threading.Event()

    @property
    def data(self) -> DataDirectory:
        """Return the data directory that the live version lies in."""
        return self._data

    @property
    def degraded(self) -> str | None:
        """Return why what is served is not what was released, None where all is well."""
        return self._degraded or self._withdrawn.problem

    @property
    def withdrawn(self) -> Mapping[str, Withdrawal]:
        """Return the documents that are withdrawn at this moment, by id, whether the live version holds them or not."""
        return self._withdrawn.now() or {}

    @contextmanager
    def use(self) -> Iterator[Index | None]:
        """Lend the live version; it stays open until the block ends, whatever is released meanwhile.

        None where nothing is live, or where nothing that is could be opened (`degraded` says why). The first use
        waits until the index is open and warm; later ones never wait for a new version. What has been withdrawn by
        the time of the call is left out. Where the list of that was never readable nothing is lent.
        """
        self._watch()
        with self._swapping:
            generation = self._current
            if generation:
                generation.users += 1
        try:
            withdrawn = self._withdrawn.now()
            yield generation.without(withdrawn) if generation and withdrawn is not None else None
        finally:
            if generation:
                self._leave(generation)

    def refresh(self) -> None:
        """Look at the pointer now, and switch where it has changed. The watching thread does so five times a second."""
        with self._looking:
            if self._closed.is_set():
                return
            seen = _stamp(self._data.live)
            if seen == self._seen and (self._degraded is None or time.monotonic() < self._retry_at):
                return
            self._follow()
            self._seen = seen

    def close(self) -> None:
        """Stop watching and close what is open as soon as nobody uses it."""
        self._closed.set()
        if self._watcher:
            self._watcher.join()
        with self._looking:
            self._swap(None)

    def _watch(self) -> None:
        """Open the live version in the first caller's thread, and leave the watching to one that ends with us."""
        if self._watcher or self._closed.is_set():
            return
        self.refresh()
        with self._looking:
            if self._watcher is None and not self._closed.is_set():
                self._watcher = threading.Thread(target=self._look_on, name="live index", daemon=True)
                self._watcher.start()

    def _look_on(self) -> None:
        while not self._closed.wait(LOOK_SECONDS):
            self.refresh()

    def _follow(self) -> None:
        """Serve what the pointer names. Whatever is wrong with it, what is served now goes on being served."""
        pointer = None
        try:
            pointer = read_pointer(self._data)
            opened = None
            if pointer and (self._current is None or self._current.index.version != pointer.version):
                opened = _Generation(self._open(pointer.version, pointer.manifest_sha256))
            # Before the switch, so that nobody is told of a fault by what was released.
            self._degraded = None
            if opened or pointer is None:
                self._swap(opened)
        except Exception as fault:
            self._degraded = str(fault)
            self._retry_at = time.monotonic() + RETRY_SECONDS
            if self._current is None and pointer is not None:
                self._fall_back(pointer)

    def _fall_back(self, pointer: Pointer) -> None:
        """Serve the version before, where the live one cannot be opened and nothing is served yet."""
        if pointer.previous is None:
            return
        try:
            self._swap(_Generation(self._open(pointer.previous)))
            self._degraded = f"{self._degraded} Served instead: {pointer.previous}."
        except Exception as fault:
            self._degraded = f"{self._degraded} Nor can the version before be served: {fault}"

    def _open(self, version: str, manifest_sha256: str | None = None) -> Index:
        """Return the version, open and warm."""
        if manifest_sha256 and manifest_hash(self._data.indexes / version) != manifest_sha256:
            raise Damaged(f"Index {version} is not the one that was released: promote a version again.")
        self._embedder = self._embedder or self._make_embedder()
        index = Index.open(self._data, version, self._embedder)
        try:
            index.dense(WARMING, 1)
            index.keywords(WARMING, 1)
        except BaseException:
            index.close()
            raise
        return index

    def _swap(self, generation: "_Generation | None") -> None:
        with self._swapping:
            old, self._current = self._current, generation
            if old:
                old.users += 1
                old.retired = True
        if old:
            self._leave(old)

    def _leave(self, generation: "_Generation") -> None:
        with self._swapping:
            generation.users -= 1
            last = generation.retired and generation.users == 0
        if last:
            generation.index.close()


class _Generation:
    """A version while it is served, and by how many."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.users = 0
        self.retired = False
        # Kept with what it was made for, in one assignment: several threads may ask at once.
        self._view: tuple[Mapping[str, Withdrawal], Index] = ({}, index)

    def without(self, withdrawn: Mapping[str, Withdrawal]) -> Index:
        """Return the index without what is withdrawn."""
        made_for, view = self._view
        if made_for is not withdrawn:
            view = self.index.without(withdrawn)
            self._view = withdrawn, view
        return view


class _Withdrawn:
    """The list of withdrawn documents as it is now: looked at whenever it is asked for, read when it has changed."""

    def __init__(self, data: DataDirectory) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._seen: Stamp = None
        self._known: Mapping[str, Withdrawal] | None = None
        self.problem: str | None = None

    def now(self) -> Mapping[str, Withdrawal] | None:
        """Return the list; what was known before where it cannot be read, None where it never could."""
        with self._lock:
            seen = _stamp(self._data.withdrawn)
            if self._known is None or seen != self._seen:
                self._read(seen)
            return self._known

    def _read(self, seen: Stamp) -> None:
        try:
            self._known, self._seen, self.problem = read_withdrawals(self._data), seen, None
        except (Damaged, OSError) as fault:
            self.problem = str(fault)


def _stamp(path: Path) -> Stamp:
    """Return what changes whenever the file does, None where there is none."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size
