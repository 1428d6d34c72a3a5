"""A form with files, taken as it comes: piece by piece to the disk, and no further than its limits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from ingest.intake import MOST_BYTES
from ingest.uploads import MOST_BYTES_IN_ALL, MOST_FILES, Arriving
from vectorstore.files import disk_may_be_full

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MEGABYTE = 1024 * 1024
FORM_TYPE = b"multipart/form-data"
MOST_OF_A_FIELD = 1_000
MOST_AROUND_FILES = 1024 * 1024  # the form's own bytes

NONE_CHOSEN = "Choose at least one file"
TOO_MANY = f"Choose at most {MOST_FILES} files at a time, and send the others afterwards. Nothing was taken"
TOO_MUCH = (
    f"Choose files of at most {MOST_BYTES_IN_ALL // MEGABYTE} MB together, and send the others afterwards. "
    "Nothing was taken"
)
CUT_OFF = "The files did not arrive whole, and nothing was taken. Choose them again"
NOT_SENT = "Nothing was taken: the page was open for too long, or your browser keeps no cookies. Choose the files again"
NO_FORM = "What was sent is not a form with files. Choose the files here"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Why what was sent was not taken, and the status to say it with."""

    status: int
    line: str


async def receive(request: Request, arriving: Arriving, is_ours: Callable[[str], bool]) -> NotTaken | None:
    """Fill the upload with the files of the form, and return None, or why that was not done.

    The form's token comes first, and no file is kept before `is_ours` says that it is one. Raise NoSpace.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind != FORM_TYPE or not boundary:
        return NotTaken(415, NO_FORM)
    form = _Form(arriving, is_ours)
    try:
        parser = MultipartParser(boundary, form.callbacks())
        async for piece in request.stream():
            await run_in_threadpool(form.take, parser, piece)
        return form.missing()
    except _Stopped as stopped:
        return stopped.because
    except (ClientDisconnect, FormParserError):
        return NotTaken(422, CUT_OFF)
    finally:
        form.close()


class _Stopped(Exception):
    """Raised where no more of the form is to be read."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.because = NotTaken(status, line)


class _Form:
    """The parts of the form as the parser finds them.

    Starlette's own reading of forms limits how many files there are and not how large: it would write all of them to
    the disk before anybody could refuse one.
    """

    def __init__(self, arriving: Arriving, is_ours: Callable[[str], bool]) -> None:
        self._arriving, self._is_ours = arriving, is_ours
        self._is_known = self._is_whole = False
        self._size = self._size_of_file = 0
        self._header, self._value = b"", b""
        self._options: dict[bytes, bytes] = {}
        self._field = bytearray()
        self._file: IO[bytes] | None = None

    def callbacks(self) -> "MultipartCallbacks":
        """Return what the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._open,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._whole,
        }

    def take(self, parser: MultipartParser, piece: bytes) -> None:
        """Take the next piece of the body."""
        self._size += len(piece)
        if self._size > MOST_BYTES_IN_ALL + MOST_AROUND_FILES:
            raise _Stopped(413, TOO_MUCH)
        with disk_may_be_full():
            parser.write(piece)

    def missing(self) -> NotTaken | None:
        """Return what is missing at the end."""
        if not self._is_whole:
            return NotTaken(422, CUT_OFF)
        if not self._is_known:
            return NotTaken(403, NOT_SENT)
        return None if self._arriving.names else NotTaken(422, NONE_CHOSEN)

    def close(self) -> None:
        """Close the file that is being written."""
        if self._file:
            with disk_may_be_full():
                self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._options, self._field = {}, bytearray()

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, self._options = parse_options_header(self._value)
        self._header = self._value = b""

    def _open(self) -> None:
        # A field for files in which none was chosen is sent with an empty name.
        if not (name := self._options.get(b"filename")):
            return
        if not self._is_known:
            raise _Stopped(403, NOT_SENT)
        if len(self._arriving.names) == MOST_FILES:
            raise _Stopped(422, TOO_MANY)
        self._file = self._arriving.new_file(name.decode("utf-8", "replace"))
        self._size_of_file = 0

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            self._field += data[start:end]
            if len(self._field) > MOST_OF_A_FIELD:
                raise _Stopped(422, CUT_OFF)
            return
        self._size_of_file += end - start
        if self._size_of_file > MOST_BYTES:
            name = self._arriving.names[-1]
            raise _Stopped(
                413,
                f"“{name}” is larger than {MOST_BYTES // MEGABYTE} MB, and nothing was taken. Split it, or leave it "
                "out, and send the others again",
            )
        self._file.write(data[start:end])

    def _end(self) -> None:
        if self._file is None and self._options.get(b"name") == b"token":
            self._is_known = self._is_ours(self._field.decode("latin-1"))
        self.close()

    def _whole(self) -> None:
        self._is_whole = True
