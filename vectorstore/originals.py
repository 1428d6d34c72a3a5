"""The document store: every loaded file as it came, and what its loader made of it."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from vectorstore.contents import DOCUMENT_ID
from vectorstore.data import DataDirectory
from vectorstore.faults import StoreFailed
from vectorstore.files import replace_file, sync_directory, sync_tree
from vectorstore.lock import writing

RECORD = "loaded.json"
ORIGINAL = "original"

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class Originals:
    """One folder a document, `documents/<id>/`, with the original and the loader's record. Writing takes the lock."""

    def __init__(self, data: DataDirectory) -> None:
        self._data = data

    def store(self, document_id: str, name: str, content: bytes, record: Mapping[str, object]) -> bool:
        """Keep a file and its record, and return whether the id is new. Of a known one the latest record is kept.

        Only the ending of `name` is used. Raise UpdateRunning or NoSpace; then nothing has changed.
        """
        folder = self._folder(document_id)
        with writing(self._data):
            self._sweep()
            loaded = _plain(record)
            if folder.is_dir():
                _renew(folder, _original_name(name), content, loaded)
                return False
            new = self._data.documents / f".new-{document_id}"
            new.mkdir()
            (new / _original_name(name)).write_bytes(content)
            (new / RECORD).write_bytes(loaded)
            sync_tree(new)
            new.rename(folder)
            sync_directory(self._data.documents)
            return True

    def records(self) -> dict[str, dict[str, object]]:
        """Return every loader's record by document id, in order of the ids. Raise StoreFailed where one is damaged."""
        if not self._data.documents.is_dir():
            return {}
        ids = sorted(path.name for path in self._data.documents.iterdir() if DOCUMENT_ID.fullmatch(path.name))
        return {document_id: self.record(document_id) for document_id in ids}

    def record(self, document_id: str) -> dict[str, object]:
        """Return one loader's record. Raise KeyError for an unknown id, StoreFailed where it is damaged."""
        try:
            record: dict[str, object] = json.loads((self._folder(document_id) / RECORD).read_bytes())
        except FileNotFoundError as fault:
            raise KeyError(document_id) from fault
        except ValueError as fault:
            raise StoreFailed(f"The record of document {document_id} cannot be read: load its file again.") from fault
        return record

    def renew(self, document_id: str, record: Mapping[str, object]) -> None:
        """Replace the record of a document. Raise KeyError for an unknown id, UpdateRunning or NoSpace."""
        folder = self._folder(document_id)
        if not folder.is_dir():
            raise KeyError(document_id)
        with writing(self._data):
            replace_file(folder / RECORD, _plain(record))

    def original(self, document_id: str) -> Path:
        """Return where the file lies as it came. Raise KeyError for an unknown id."""
        found = sorted(self._folder(document_id).glob(f"{ORIGINAL}*"))
        if not found:
            raise KeyError(document_id)
        return found[0]

    def remove(self, document_id: str) -> bool:
        """Remove a document, and return whether there was one. Versions that hold it are left as they are."""
        folder = self._folder(document_id)
        with writing(self._data):
            self._sweep()
            if not folder.is_dir():
                return False
            folder.rename(self._data.documents / f".gone-{document_id}")
            self._sweep()
            return True

    def _folder(self, document_id: str) -> Path:
        if not DOCUMENT_ID.fullmatch(document_id):
            raise KeyError(document_id)
        return self._data.documents / document_id

    def _sweep(self) -> None:
        """Remove what a killed process left half written or half removed."""
        self._data.documents.mkdir(parents=True, exist_ok=True)
        for left in self._data.documents.glob(".*"):
            shutil.rmtree(left, ignore_errors=True)


def _renew(folder: Path, original: str, content: bytes, loaded: bytes) -> None:
    if not (folder / original).is_file():
        # The same bytes under another ending are read by another loader.
        replace_file(folder / original, content)
        for other in folder.glob(f"{ORIGINAL}*"):
            if other.name != original:
                other.unlink()
    record = folder / RECORD
    if not record.is_file() or record.read_bytes() != loaded:
        replace_file(record, loaded)


def _plain(record: Mapping[str, object]) -> bytes:
    return json.dumps(record, ensure_ascii=False, indent=1).encode()


def _original_name(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return ORIGINAL + (suffix if _SUFFIX.fullmatch(suffix) else ".bin")
