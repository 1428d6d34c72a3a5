"""What comes in: one file, read safely once, and accepted only where its content is what its name says."""

import errno
import hashlib
import io
import os
import stat
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ingest.blocks import Refused
from ingest.encoding import decode, utf16
from ingest.manuscript import Run, compose

MOST_BYTES = 50 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
# Below this size a high ratio is only a short file of blanks.
RATIO_MATTERS = 1024 * 1024
LONGEST_NAME = 200
ID_LENGTH = 16

SUPPORTED = ".txt, .md, .html, .docx and .pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMATS = {
    ".txt": ("text", "text/plain"),
    ".md": ("markdown", "text/markdown"),
    ".markdown": ("markdown", "text/markdown"),
    ".html": ("html", "text/html"),
    ".htm": ("html", "text/html"),
    ".docx": ("docx", _DOCX),
    ".pdf": ("pdf", "application/pdf"),
}
ENDINGS = tuple(_FORMATS)
_OLD_FORMATS = frozenset({".doc", ".rtf", ".odt", ".pages", ".wps", ".docm", ".dot", ".dotx"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_CONTENT = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    _OLE: "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\x1f\x8b": "a compressed file",
}
_WHERE_PDF_BEGINS = 1024


@dataclass(frozen=True, slots=True)
class Intake:
    """An accepted file. `id` is made from its content; `name` is for showing only and never a path."""

    id: str
    name: str
    format: str
    media_type: str
    data: bytes


def examine(path: Path, name: str | None = None) -> Intake | Refused:
    """Return the file at the path, or why it is not accepted. Links, devices and pipes are never opened for reading.

    `name` is what it is called where that is not its name on the disk, as of an upload.
    """
    data = _read(path)
    return data if isinstance(data, Refused) else examine_bytes(name or path.name, data)


def examine_bytes(name: str, data: bytes) -> Intake | Refused:
    """Return a file that came with a name, or why it is not accepted."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - the name is untrusted text, not a path of ours
    if ending not in _FORMATS:
        return _unsupported(ending)
    if not data:
        return Refused("empty", "The file is empty. Check that the right file was chosen.")
    if len(data) > MOST_BYTES:
        return _too_big()
    format_, media_type = _FORMATS[ending]
    if refusal := _content_refusal(format_, ending, data):
        return refusal
    return Intake(hashlib.sha256(data).hexdigest()[:ID_LENGTH], display_name(name), format_, media_type, data)


def display_name(name: str) -> str:
    """Return the name without characters that control or hide something, at most 200 long, its ending kept."""
    shown = compose([Run(name)]).text or "unnamed"
    if len(shown) <= LONGEST_NAME:
        return shown
    stem, dot, ending = shown.rpartition(".")
    ending = f"…{dot}{ending}" if stem and len(ending) <= 10 else "…"
    return shown[: LONGEST_NAME - len(ending)] + ending


def _read(path: Path) -> bytes | Refused:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return _unreadable(error)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            return Refused("not_a_file", "This is not an ordinary file. Choose the document itself.")
        if about.st_size > MOST_BYTES:
            return _too_big()
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        return _unreadable(error)
    finally:
        os.close(handle)


def _unreadable(error: OSError) -> Refused:
    match error.errno:
        case errno.ELOOP:
            return Refused("not_a_file", "This is a link. Choose the document that it leads to.")
        case errno.ENOENT | errno.ENOTDIR:
            return Refused("missing", "There is no such file. Check the name and the folder.")
        case errno.EACCES | errno.EPERM:
            return Refused("unreadable", "The file may not be read. Ask its owner for permission to read it.")
        case _:
            return Refused("unreadable", f"The file cannot be read ({os.strerror(error.errno or 0)}). Copy it again.")


def _too_big() -> Refused:
    return Refused("too_big", f"The file is larger than {MOST_BYTES // 1024**2} MB. Split it and load the parts.")


def _unsupported(ending: str) -> Refused:
    if ending in _OLD_FORMATS:
        return Refused(
            "unsupported", f"Files of type {ending} cannot be loaded. Save the document as .docx or .pdf and load that."
        )
    what = f"Files of type {display_name(ending)}" if ending else "Files without an ending"
    return Refused("unsupported", f"{what} cannot be loaded. Supported are {SUPPORTED}.")


def _content_refusal(format_: str, ending: str, data: bytes) -> Refused | None:
    match format_:
        case "pdf":
            return None if b"%PDF-" in data[:_WHERE_PDF_BEGINS] else _mismatch(ending, data)
        case "docx":
            return _docx_refusal(ending, data)
        case _:
            return _text_refusal(format_, ending, data)


def _mismatch(ending: str, data: bytes) -> Refused:
    what = next((what for magic, what in _OTHER_CONTENT.items() if data.startswith(magic)), None)
    if what is None:
        what = "a web page" if _is_web_page(data) else "something else"
    return Refused(
        "mismatch", f"The file is not what its ending {ending} says; it holds {what}. Save it in its own format."
    )


def _is_web_page(data: bytes) -> bool:
    start = data[:_WHERE_PDF_BEGINS].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _text_refusal(format_: str, ending: str, data: bytes) -> Refused | None:
    if any(data.startswith(magic) for magic in _OTHER_CONTENT) or (format_ == "text" and _is_web_page(data)):
        return _mismatch(ending, data)
    if b"\0" in data and (utf16(data) is None or "\0" in decode(data)):
        return _mismatch(ending, data)
    return None


def _docx_refusal(ending: str, data: bytes) -> Refused | None:
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return Refused(
            "encrypted", "The Word file is protected with a password. Save a copy without one and load that."
        )
    if not data.startswith(b"PK\x03\x04"):
        return _mismatch(ending, data)
    if not _has_sane_directory(data):
        return _bomb()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return Refused(
            "damaged", "The Word file is cut off or damaged. Copy it again, or open it in Word and save it anew."
        )
    return _entries_refusal(ending, entries)


def _entries_refusal(ending: str, entries: list[zipfile.ZipInfo]) -> Refused | None:
    if "word/document.xml" not in {entry.filename for entry in entries}:
        return Refused(
            "mismatch", f"The file is not what its ending {ending} says; it is no Word document. Check the file."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        return Refused(
            "encrypted", "The Word file is protected with a password. Save a copy without one and load that."
        )
    return _bomb() if len(entries) > MOST_ENTRIES or _unpacks_too_far(entries) else None


def _unpacks_too_far(entries: list[zipfile.ZipInfo]) -> bool:
    large = (entry for entry in entries if entry.file_size > RATIO_MATTERS)
    tight = any(entry.file_size > MOST_RATIO * max(1, entry.compress_size) for entry in large)
    return tight or sum(entry.file_size for entry in entries) > MOST_UNPACKED


def _has_sane_directory(data: bytes) -> bool:
    """Return whether the archive's list of contents is short enough to be read at all; a missing one is found later."""
    at = data.rfind(b"PK\x05\x06", -65_557)
    if at < 0 or len(data) < at + 22:
        return True
    entries, size = struct.unpack("<HI", data[at + 10 : at + 16])
    is_zip64 = data[max(0, at - 20) : at].startswith(b"PK\x06\x07")
    return not is_zip64 and entries <= MOST_ENTRIES and size <= MOST_ENTRIES * 512


def _bomb() -> Refused:
    return Refused(
        "archive", "The Word file unpacks to far more than a document holds. Open it in Word and save it anew."
    )
