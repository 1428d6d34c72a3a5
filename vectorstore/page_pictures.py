"""Pages as pictures, kept beside the original that they were drawn from, and gone with it."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vectorstore.contents import DOCUMENT_ID
from vectorstore.data import DataDirectory

# Of all documents together; whoever looks at an older page again has it drawn again.
MOST_BYTES = 200 * 1024**2
# To be raised whenever pages are drawn otherwise than those that are kept.
FORM = 1

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Lettering:
    """The size of a picture in dots, its letters without white space, and of each the left, top, right and bottom."""

    width: int
    height: int
    letters: str = ""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a PNG, and where its letters stand."""

    png: bytes
    lettering: Lettering


class PagePictures:
    """The pictures that are kept: `page-3.png` with `page-3.json` in the folder of the document."""

    def __init__(self, data: DataDirectory, most_bytes: int = MOST_BYTES) -> None:
        self._data = data
        self._most_bytes = most_bytes

    def find(self, document_id: str, number: int) -> PagePicture | None:
        """Return a page, counted from 1; None where it is not kept or was drawn by another version of this program."""
        picture, lettering = self._paths(document_id, number)
        try:
            return PagePicture(picture.read_bytes(), _lettering(json.loads(lettering.read_bytes())))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, document_id: str, number: int, picture: PagePicture) -> None:
        """Keep a page where that can be done; the folder of a document that was erased meanwhile is not made anew.

        No lock is taken: a picture can be drawn again, and a reader does not wait for an update to end.
        """
        paths = self._paths(document_id, number)
        try:
            for path, content in zip(paths, (picture.png, _plain(picture.lettering)), strict=True):
                _write(path, content)
            self._trim()
        except OSError:
            return

    def _paths(self, document_id: str, number: int) -> tuple[Path, Path]:
        if not DOCUMENT_ID.fullmatch(document_id):
            raise KeyError(document_id)
        folder = self._data.documents / document_id
        return folder / f"page-{number}.png", folder / f"page-{number}.json"

    def _trim(self) -> None:
        """Remove the oldest until the others have room."""
        left = self._most_bytes
        for _, size, path in sorted(self._kept(), reverse=True):
            left -= size
            if left < 0:
                path.unlink(missing_ok=True)

    def _kept(self) -> Iterator[tuple[int, int, Path]]:
        for path in self._data.documents.glob("[!.]*/page-*"):
            try:
                about = path.stat()
            except FileNotFoundError:
                continue
            yield about.st_mtime_ns, about.st_size, path


def _write(path: Path, content: bytes) -> None:
    """Write the content so that a reader sees all of it or nothing."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _plain(lettering: Lettering) -> bytes:
    flat = [edge for box in lettering.boxes for edge in box]
    record = {"form": FORM, "size": [lettering.width, lettering.height], "letters": lettering.letters, "boxes": flat}
    return json.dumps(record, separators=(",", ":")).encode()


def _lettering(record: dict[str, object]) -> Lettering:
    if record["form"] != FORM:
        raise ValueError(record["form"])
    (width, height), flat = record["size"], iter(record["boxes"])  # type: ignore[misc,call-overload]
    return Lettering(width, height, str(record["letters"]), tuple(zip(flat, flat, flat, flat, strict=True)))  # type: ignore[has-type]
