"""What the tests of the index put into it: an embedder that can be followed by hand, and documents of one line each."""

import atexit
import hashlib
import shutil
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore import releases
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.embedder import Embedder, load_embedder
from vectorstore.manifest import manifest_hash, read_manifest
from vectorstore.passage import Hit, Passage
from vectorstore.releases import Pointer
from vectorstore.sections import SectionType
from vectorstore.versions import LoadedDocument, build_candidate

LINES = (
    "The school did not tell the health visitor about the move.",
    "Midwives were not invited to the strategy meeting.",
    "Police shared the report on the same day.",
    "Nobody asked who else lived in the household.",
)


class WordEmbedder:
    """A text's vector counts its words, each in a place of its own: texts are alike as far as they share words."""

    def __init__(self, name: str = "words", dimension: int = 256) -> None:
        self.id = name
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().replace(".", "").split():
                vectors[row, zlib.crc32(word.encode()) % self.dimension] += 1
        length: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / length


class RememberingModel:
    """The model that is used. Texts that it embedded together before get the same vectors, without the time for it."""

    def __init__(self) -> None:
        self._model = load_embedder()
        self._known: dict[tuple[str, ...], NDArray[np.float32]] = {}

    @property
    def id(self) -> str:
        return self._model.id

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        key = tuple(texts)
        if key not in self._known:
            self._known[key] = self._model.embed(texts)
        return self._known[key].copy()


def loaded(name: str, lines: Sequence[str] = LINES) -> LoadedDocument:
    """Return a document with a passage a line; passage ids are `name-0`, `name-1` ..."""
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    return LoadedDocument(
        document=Document(id=name, source=f"{name}.txt", media_type="text/plain", title=name),
        text="\n".join(lines),
        passages=tuple(
            Passage(
                id=f"{name}-{place}",
                document_id=name,
                review=None,
                section=SectionType.FINDINGS,
                heading="Findings",
                item=None,
                order=place,
                part=0,
                start=start,
                end=start + len(line),
                text=line,
            )
            for place, (start, line) in enumerate(zip(starts, lines, strict=True))
        ),
    )


def ids(hits: Sequence[Hit]) -> list[str]:
    """Return the passage ids of hits in their order."""
    return [hit.passage.id for hit in hits]


_RELEASED: dict[str, Path] = {}


def release(data: DataDirectory, documents: Sequence[LoadedDocument], embedder: Embedder) -> None:
    """Make a version of the documents live in an empty data directory.

    Whatever was released before by this process is copied, since most tests begin with an index and few are about how
    it came to be: verifying one takes a process of its own. So it is verified once, when it is built: `promote` would
    look at the same files again.
    """
    key = hashlib.sha256(repr((embedder.id, documents)).encode()).hexdigest()
    if key not in _RELEASED:
        root = Path(tempfile.mkdtemp(prefix="released-"))
        atexit.register(shutil.rmtree, root, ignore_errors=True)
        _make_live(DataDirectory(root), build_candidate(DataDirectory(root), documents, embedder))
        _RELEASED[key] = root
    shutil.copytree(_RELEASED[key], data.root, dirs_exist_ok=True)


def _make_live(data: DataDirectory, version: str) -> None:
    folder = data.indexes / version
    manifest = read_manifest(folder)
    pointer = Pointer(version, None, manifest_hash(folder))
    releases.release(data, pointer, "promote", len(manifest.documents), manifest.passages)
