"""An upload becomes documents and a candidate, in a process of its own: the same as `ingest`, with the report kept."""

import time
from collections.abc import Callable

from ingest.candidate import Built, load_and_build
from ingest.commands import unused_lines
from ingest.report import FileReport
from ingest.uploads import Progress, Stage, Upload, UploadReport, Uploads
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import IndexFault, NothingToDo

TELL_SECONDS = 0.5
FAULT = "The program failed ({}). What was read until then is kept. Tell whoever looks after this assistant."


def read_upload(
    data: DataDirectory, upload_id: str, embedder: Callable[[], Embedder], recognition: float
) -> UploadReport:
    """Read the files of an upload, build what is to be built, and keep and return the report of it.

    What the index cannot do is told in the report. Raise NothingToDo where there is no such upload.
    """
    uploads = Uploads(data)
    upload = uploads.get(upload_id)
    if upload is None or upload.report:
        raise NothingToDo(f"There is no upload {upload_id} to be read.")
    try:
        report = _reported(*_read(data, uploads, upload, embedder(), recognition))
    except IndexFault as fault:
        report = UploadReport(fault=str(fault))
    except Exception as fault:
        # The message may quote a document.
        uploads.end(upload, UploadReport(fault=FAULT.format(type(fault).__qualname__)))
        raise
    uploads.end(upload, report)
    return report


def _read(
    data: DataDirectory, uploads: Uploads, upload: Upload, embedder: Embedder, recognition: float
) -> tuple[list[FileReport], Built]:
    names = dict(zip(uploads.files(upload), upload.names, strict=True))
    telling = _Telling(uploads, upload)
    telling.tell(Progress(Stage.READING, 0, len(names)))
    return load_and_build(
        list(names),
        data,
        embedder,
        named=names.__getitem__,
        recognition=recognition,
        read=lambda _: telling.read(),
        embedded=lambda done, total: telling.tell(Progress(Stage.BUILDING, done, total)),
    )


class _Telling:
    """Records the progress, not more often than a person could read it."""

    def __init__(self, uploads: Uploads, upload: Upload) -> None:
        self._uploads, self._upload = uploads, upload
        self._done, self._at = 0, 0.0

    def read(self) -> None:
        self._done += 1
        self.tell(Progress(Stage.READING, self._done, len(self._upload.names)))

    def tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._at >= TELL_SECONDS:
            self._uploads.tell(self._upload, progress)
            self._at = now


def _reported(files: list[FileReport], built: Built) -> UploadReport:
    return UploadReport(tuple(files), built.release, built.version, tuple(unused_lines(built)))
