"""The pages on which a maintainer sends documents, sees how far their reading is, and gets the report."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.status import HTTP_303_SEE_OTHER

from ingest.first_use import is_first_use, served
from ingest.intake import ENDINGS, MOST_BYTES
from ingest.report import FileReport, Outcome
from ingest.uploads import MOST_BYTES_IN_ALL, MOST_FILES, Upload, Uploads
from vectorstore.data import DataDirectory
from vectorstore.faults import Damaged, UpdateRunning
from vectorstore.flags import in_words
from vectorstore.lock import writing
from vectorstore.manifest import read_manifest
from vectorstore.versions import versions
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.receiving import MEGABYTE, NotTaken, receive
from web.rendering import Page
from web.sessions import Session
from web.uploading import Uploading

FIELD = "files"
TO_DO = (Outcome.REFUSED, Outcome.HELD_BACK)
INSTEAD = "Load documents with the command: review-learning ingest FOLDER."
ANOTHER = "Another upload is being read. Wait until it is done, then send yours. Nothing of it was taken"
UPDATE = "The index is being updated by a command. Wait until that is done, then send your files. Nothing was taken"
NO_UPLOAD = (
    "Upload not found",
    "No upload is kept at this address. The page Upload lists the latest; reports of older ones are forgotten.",
)


def uploading(parts: WithParts) -> Uploading:
    """Return what has uploads read. Raise a problem where the program is served without it."""
    if parts.uploading is None:
        raise ProblemError(403, "Documents are not taken by this server", INSTEAD)
    return parts.uploading


WithUploading = Annotated[Uploading, Depends(uploading)]
router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage(Page):
    """The form, with what will become of what is sent, and the latest uploads."""

    template: ClassVar[str] = "upload.html"
    field: ClassVar[str] = FIELD
    endings: ClassVar[tuple[str, ...]] = ENDINGS
    most_megabytes: ClassVar[int] = MOST_BYTES // MEGABYTE
    most_megabytes_in_all: ClassVar[int] = MOST_BYTES_IN_ALL // MEGABYTE
    most_files: ClassVar[int] = MOST_FILES
    token: str
    errors: dict[str, str]
    goes_live: bool
    takes_sample: bool
    uploads: tuple[Upload, ...]

    @property
    def running(self) -> Upload | None:
        """Return the upload that is read now."""
        return next((one for one in self.uploads if one.is_running and one.report is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedPage(Page):
    """How far the reading of one upload is, and the report once there is one.

    `state` is that of the version that the report is about: candidate, live, previous, old; None where it is gone.
    `held` are the documents that it holds, `withdrawn` those that nobody is shown any more.
    """

    template: ClassVar[str] = "uploaded.html"
    is_entry: ClassVar[bool] = False
    upload: Upload
    state: str | None
    held: frozenset[str]
    withdrawn: frozenset[str]

    @property
    def inside(self) -> int:
        """Return how many files of the upload the version holds."""
        return sum(self._outside(one) is None for one in self.files)

    @property
    def outside(self) -> str:
        """Return how many files of the upload the version does not hold, and why, in words."""
        counts = Counter(why for one in self.files if (why := self._outside(one)))
        return ", ".join(f"{count} {why}" for why, count in counts.items())

    def is_withdrawn(self, file: FileReport) -> bool:
        """Return whether a file that was taken belongs to a document that was withdrawn since."""
        return file.document_id in self.withdrawn

    def _outside(self, file: FileReport) -> str | None:
        """Return why the version does not hold a file, None where it does."""
        if file.outcome in {Outcome.REFUSED, Outcome.HELD_BACK}:
            return file.outcome.value
        if self.is_withdrawn(file):
            return "withdrawn"
        return None if file.document_id in self.held else "left out"

    @property
    def counts(self) -> str:
        """Return how many files were loaded, refused and so on, in words."""
        counts = ((sum(one.outcome is outcome for one in self.files), outcome.value) for outcome in Outcome)
        return ", ".join(f"{count} {words}" for count, words in counts if count)

    @property
    def files(self) -> tuple[FileReport, ...]:
        """Return what became of each file, those first that somebody has to do something about."""
        files = self.upload.report.files if self.upload.report else ()
        return tuple(sorted(files, key=lambda one: (*TO_DO, one.outcome).index(one.outcome)))

    @property
    def is_taken(self) -> bool:
        """Return whether an index holds any of the files."""
        return any(one.outcome in {Outcome.LOADED, Outcome.UNCHANGED} for one in self.files)

    def warnings(self, file: FileReport) -> tuple[str, ...]:
        """Return what a person should look at in a file."""
        return in_words(file.flags, file.document_id or "ID")


@router.get("/upload")
def upload_page(parts: WithParts, session: WithSession, made: WithUploading) -> Response:
    """Return the form."""
    return _page(parts, session)


@router.post("/upload")
async def send(request: Request, parts: WithParts, session: WithSession, made: WithUploading) -> Response:
    """Take the files and have them read, or return the form with why they were not taken."""
    uploads = Uploads(parts.live.data)
    refused = await run_in_threadpool(_busy, parts.live.data)
    if refused is None:
        with uploads.arriving() as arriving:
            refused = await receive(request, arriving, lambda token: parts.sessions.is_token(session, token))
            if refused is None and not await run_in_threadpool(made.start, arriving, uploads):
                refused = NotTaken(409, ANOTHER)
    if refused:
        return await run_in_threadpool(_page, parts, session, refused)
    await run_in_threadpool(parts.record, "sent documents", f"upload {arriving.id}, {len(arriving.names)} files")
    return RedirectResponse(f"/upload/{arriving.id}", HTTP_303_SEE_OTHER)


@router.get("/upload/{upload_id}")
def uploaded_page(upload_id: str, parts: WithParts, made: WithUploading) -> Response:
    """Return how far the reading is, or the report."""
    upload = Uploads(parts.live.data).get(upload_id)
    if upload is None:
        raise ProblemError(404, *NO_UPLOAD)
    version = upload.report.version if upload.report else None
    state = next((one.state for one in versions(parts.live.data) if one.name == version), None)
    page = UploadedPage(
        title=_title(upload),
        current="/upload",
        upload=upload,
        state=state,
        held=_held(parts.live.data, version) if version and state else frozenset(),
        withdrawn=frozenset(parts.live.withdrawn),
    )
    return parts.respond(page)


def _held(data: DataDirectory, version: str) -> frozenset[str]:
    try:
        return frozenset(one.id for one in read_manifest(data.indexes / version).documents)
    except Damaged:
        return frozenset()


def _title(upload: Upload) -> str:
    if upload.report:
        return "What became of your upload"
    return "Your upload is being read" if upload.is_running else "Your upload was broken off"


def _busy(data: DataDirectory) -> NotTaken | None:
    """Return why nothing can be read now."""
    if Uploads(data).running():
        return NotTaken(409, ANOTHER)
    try:
        with writing(data):
            return None
    except UpdateRunning:
        return NotTaken(409, UPDATE)


def _page(parts: Parts, session: Session, refused: NotTaken | None = None) -> Response:
    data = parts.live.data
    page = UploadPage(
        title="Upload documents",
        current="/upload",
        is_error=refused is not None,
        token=parts.sessions.token(session),
        errors={FIELD: refused.line} if refused else {},
        goes_live=is_first_use(data),
        takes_sample=served(data).sample,
        uploads=Uploads(data).latest(),
    )
    response = parts.respond(page, refused.status if refused else 200)
    parts.sessions.keep(session, response)
    return response
