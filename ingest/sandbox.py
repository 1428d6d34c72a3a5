"""Files are read in a child process, which may fail, hang or die without harm to the program."""

import multiprocessing
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, TimeoutError
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from ingest.blocks import Loaded, Refused
from ingest.docx import load_docx
from ingest.drawing import Drawing
from ingest.html import load_html
from ingest.intake import Intake
from ingest.markdown import load_markdown
from ingest.pdf import load_pdf
from ingest.reading import Reading, read_document
from ingest.recognition import Recogniser, lacking
from ingest.text import load_text
from vectorstore.flags import FlagKind
from vectorstore.page_pictures import PagePicture

LOADERS: dict[str, Callable[[bytes], Loaded | Refused]] = {
    "text": load_text,
    "markdown": load_markdown,
    "html": load_html,
    "docx": load_docx,
    "pdf": load_pdf,
}

Result = TypeVar("Result", Loaded, Reading, PagePicture)
Work = Callable[..., Result | Refused]

MOST_TEXT = 20 * 1024 * 1024
# A child that has not answered so long after its time is up is given up with its pool.
GRACE = 15.0
# A child that is starting needs some time before it begins.
START = 30.0
TRIES = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: seconds and bytes of address space. Each child is replaced after `files` files.

    `recognition` is how many seconds more the pages of a scan may take to be read; 0 leaves them unread.
    """

    seconds: float = 10.0
    memory: int = 1024**3
    children: int = 2
    files: int = 20
    recognition: float = 0.0


class Sandbox:
    """Child processes that read files. Use it in a with-statement; it may be called from several threads."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._places = threading.Semaphore(limits.children)
        self._lock = threading.Lock()
        self._pool = self._new_pool()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def load(self, intake: Intake) -> Loaded | Refused:
        """Return the file's text, or a refusal: whatever happens to the child is one of its reasons.

        Raises KeyError for a format that has no loader, which is a fault of the program.
        """
        LOADERS[intake.format]
        return self._recognised(intake, load, (intake.format, intake.data))

    def read(self, intake: Intake, source: str, collection: str | None) -> Reading | Refused:
        """Return the file read as a document with its passages, or a refusal; all within one file's limits.

        Raises KeyError for a format that has no loader, which is a fault of the program.
        """
        LOADERS[intake.format]
        return self._recognised(intake, read, (intake.format, intake.data, intake.id, source, collection))

    def read_loaded(self, document_id: str, loaded: Loaded, source: str, collection: str | None) -> Reading | Refused:
        """Return what was loaded before, read as a document with its passages, or a refusal."""
        return self._run(read_loaded, (document_id, loaded, source, collection), self._limits.seconds)

    def draw(self, original: Path, number: int) -> PagePicture | Refused:
        """Return a page of a PDF as a picture, by its number from 1, or a refusal."""
        return self._run(draw, (original, number), self._limits.seconds)

    def _recognised(self, intake: Intake, work: Work[Result], values: tuple[object, ...]) -> Result | Refused:
        """Do the work, and once more with text recognition where pages are pictures and it can be had."""
        seconds, recognition = self._limits.seconds, self._limits.recognition
        result = self._run(work, values, seconds)
        if not (recognition and intake.format == "pdf" and _is_scan(result) and lacking() is None):
            return result
        again = self._run(work, (*values, recognition), seconds + recognition)
        # What could be read without recognition is not lost where that fails.
        return result if isinstance(again, Refused) and not isinstance(result, Refused) else again

    def _run(self, work: Work[Result], values: tuple[object, ...], seconds: float) -> Result | Refused:
        with self._places:
            for _ in range(TRIES):
                pool = self._pool
                try:
                    return self._run_in(pool, work, values, seconds)
                except (BrokenExecutor, RuntimeError):
                    # An idle child that dies takes its pool with it, and this file is not to blame.
                    self._replace(pool)
        return _died(None)

    def _run_in(
        self, pool: ProcessPool, work: Work[Result], values: tuple[object, ...], seconds: float
    ) -> Result | Refused:
        future = pool.schedule(run, args=(work, values, seconds), timeout=seconds)
        try:
            result: Result | Refused = future.result(timeout=seconds + START + GRACE)
        except TimeoutError:
            if not future.done():
                self._replace(pool)
            return _too_slow(seconds)
        except ProcessExpired as error:
            return _too_slow(seconds) if error.exitcode == -signal.SIGXCPU else _died(error.exitcode)
        except MemoryError:
            return _too_much_memory()
        return result

    def _new_pool(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        # Without this the server of children would import the whole program.
        context.set_forkserver_preload([__name__])
        return ProcessPool(
            max_workers=self._limits.children,
            max_tasks=self._limits.files,
            initializer=confine,
            initargs=(self._limits.memory,),
            context=context,
        )

    def _replace(self, pool: ProcessPool) -> None:
        """Give up a pool that has broken or stopped answering."""
        with self._lock:
            if pool is not self._pool:
                return
            self._pool = self._new_pool()
        pool.stop()  # type: ignore[no-untyped-call]
        # A pool that hangs may take for ever to end; nobody waits for it.
        threading.Thread(target=pool.join, daemon=True).start()


def confine(memory: int) -> None:
    """Take from the child what a loader never needs: memory beyond the limit, writing files, core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _is_scan(result: object) -> bool:
    """Return whether pages of the file are pictures that nobody has read yet."""
    loaded = result.loaded if isinstance(result, Reading) else result
    if isinstance(loaded, Refused):
        return loaded.code == "no_text"
    return isinstance(loaded, Loaded) and any(flag.kind is FlagKind.NO_TEXT for flag in loaded.flags)


def load(format_: str, data: bytes, recognition: float = 0.0) -> Loaded | Refused:
    """Return what the loader makes of the file, in the child.

    The pages of a PDF that are pictures are read for so many seconds of `recognition`.
    """
    loaded = load_pdf(data, Recogniser(data, recognition).read) if recognition else LOADERS[format_](data)
    return _within_length(loaded)


def read(
    format_: str, data: bytes, document_id: str, source: str, collection: str | None, recognition: float = 0.0
) -> Reading | Refused:
    """Return the file as a document with its passages, in the child."""
    loaded = load(format_, data, recognition)
    return loaded if isinstance(loaded, Refused) else read_loaded(document_id, loaded, source, collection)


def read_loaded(document_id: str, loaded: Loaded, source: str, collection: str | None) -> Reading:
    """Return what was loaded as a document with its passages, in the child."""
    return Reading(loaded, *read_document(document_id, source, loaded, collection))


def draw(original: Path, number: int) -> PagePicture:
    """Return a page of a PDF as a picture, in the child."""
    return Drawing(original).picture(number)


def run(work: Work[Result], values: tuple[object, ...], seconds: float) -> Result | Refused:
    """Return what the work makes of the values, in the child. Nothing but plain values leaves it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds) + 2, resource.RLIM_INFINITY))
    try:
        return work(*values)
    except MemoryError:
        return _too_much_memory()
    except RecursionError:
        return Refused("damaged", "The file is nested far deeper than a document is. Save it anew and load that.")
    except Exception as error:  # a loader's own mistake must not stop the other files either
        return Refused("damaged", f"The file cannot be read ({type(error).__name__}). Save it anew and load that.")


def _within_length(result: Loaded | Refused) -> Loaded | Refused:
    if isinstance(result, Loaded) and len(result.text.encode()) > MOST_TEXT:
        return Refused(
            "too_long", f"The file holds more than {MOST_TEXT // 1024**2} MB of text. Split it and load the parts."
        )
    return result


def _too_much_memory() -> Refused:
    return Refused("memory", "The file needs more memory than a document may. Save it anew or split it.")


def _too_slow(seconds: float) -> Refused:
    return Refused("timeout", f"The file was not read within {seconds:g} seconds. Save it anew or split it.")


def _died(exit_code: int | None) -> Refused:
    how = "" if exit_code is None else f" ({exit_code})"
    return Refused("crash", f"The program that reads such files stopped{how}. Save the file anew and load that.")
