"""The commands `ingest` and `index rebuild`: documents become a candidate index."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.report import FileReport, Outcome
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import NothingToDo
from vectorstore.flags import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

    from ingest.candidate import Built


def load(
    data: DataDirectory,
    embedder: Embedder,
    paths: Sequence[Path],
    *,
    collection: str | None = None,
    keep_sample: bool = False,
    promote: bool = False,
    recognition: float = 0.0,
) -> tuple[list[FileReport], "Built"]:
    """Load files and build what is to be built; return what became of the files and of the index.

    Text recognition may take so many seconds a file.

    Raise NothingToDo where the paths lead to no file at all.
    """
    from ingest.candidate import build
    from ingest.loading import find_files, load_files
    from ingest.sandbox import Limits, Sandbox
    from vectorstore.lock import writing

    files = find_files(paths)
    if not files:
        folders = ", ".join(map(str, paths))
        raise NothingToDo(f"There is no file in {folders} (hidden ones are left out): name the folder of your reviews.")
    with writing(data), progress_bars() as bars, Sandbox(Limits(recognition=recognition)) as sandbox:
        reading = bars.add_task("Reading (scans take longest)", total=len(files))
        reports = load_files(files, data, sandbox, collection, lambda _: bars.advance(reading))
        built = build(data, embedder, keep_sample=keep_sample, promote_now=promote, progress=_embedding(bars))
    return [*reports, *built.left_out], built


def add_ingest(
    app: typer.Typer,
    data: Callable[[], DataDirectory],
    embedder: Callable[[], Embedder],
    recognition: Callable[[], float] = lambda: 0.0,
) -> None:
    """Add the command `ingest`; `recognition` gives how many seconds a file text recognition may take."""

    @app.command()
    def ingest(
        paths: Annotated[
            list[Path],
            typer.Argument(metavar="PATH…", help="Files, or folders that are searched through.", exists=True),
        ],
        keep_sample: Annotated[
            bool, typer.Option("--keep-sample", help="Keep the fictional sample beside your documents.")
        ] = False,
        promote: Annotated[bool, typer.Option("--promote", help="Make the result live at once.")] = False,
        strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if any file was refused.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    ) -> None:
        """Load documents: text, Markdown, HTML, DOCX, PDF. The first ones go live, later ones wait as a candidate."""
        reports, built = load(
            data(), embedder(), paths, keep_sample=keep_sample, promote=promote, recognition=recognition()
        )
        _tell(reports, built, as_json)
        refused = any(report.outcome is Outcome.REFUSED for report in reports)
        if built.version is None or not any(r.outcome is not Outcome.REFUSED for r in reports) or (strict and refused):
            raise typer.Exit(1)


def add_rebuild(
    app: typer.Typer,
    data: Callable[[], DataDirectory],
    embedder: Callable[[], Embedder],
    recognition: Callable[[], float] = lambda: 0.0,
) -> None:
    """Add the command `index rebuild`; `recognition` gives how many seconds a file text recognition may take."""

    @app.command()
    def rebuild(
        promote: Annotated[bool, typer.Option("--promote", help="Make the result live at once.")] = False,
    ) -> None:
        """Read every original again and build a candidate of all of them, for after an update of the program."""
        from ingest.candidate import build
        from ingest.loading import read_again
        from ingest.sandbox import Limits, Sandbox
        from vectorstore.lock import writing

        limits = Limits(recognition=recognition())
        with writing(data()), progress_bars() as bars, Sandbox(limits) as sandbox:
            reading = bars.add_task("Reading", total=None)
            reports = read_again(data(), sandbox, lambda _: bars.advance(reading))
            built = build(data(), embedder(), promote_now=promote, always=True, progress=_embedding(bars))
        _tell([*reports, *built.left_out], built, as_json=False)
        if built.version is None:
            raise typer.Exit(1)


@contextmanager
def progress_bars() -> "Iterator[Progress]":
    """Show bars on the error stream, nothing where that is not a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), disable=not sys.stderr.isatty(), transient=True) as bars:
        yield bars


def _embedding(bars: "Progress") -> Callable[[int, int], None]:
    task = bars.add_task("Embedding", total=None)
    return lambda done, total: bars.update(task, completed=done, total=total)


def _tell(reports: Sequence[FileReport], built: "Built", as_json: bool) -> None:
    if as_json:
        files = [report.to_record() for report in reports]
        typer.echo(
            json.dumps({"files": files, "release": built.release.value, "version": built.version}, ensure_ascii=False)
        )
        return
    for report in reports:
        typer.echo(_line(report))
        for told in in_words(report.flags, report.document_id or "ID"):
            typer.echo(f"           {told}")
    typer.echo(_closing(built))


def _line(report: FileReport) -> str:
    if report.outcome is Outcome.REFUSED:
        return f"refused    {report.source}: {report.reason}"
    subjects = ", ".join(report.subjects) or "no subject named"
    size = f"{report.sections} sections, {report.passages} passages"
    return f"{report.outcome.value:9}  {report.source}: {report.kind or 'kind not stated'}; {subjects}; {size}"


def _closing(built: "Built") -> str:
    match built.release.value:
        case "live":
            return f"Live: {built.version}"
        case "candidate":
            return f"Candidate: {built.version}. It is not served yet; release it with `review-learning index promote`."
        case "unchanged":
            return f"Nothing new: {built.version} already holds these documents."
        case "waiting":
            return (
                f"Nothing new: {built.version} already holds these documents. "
                "It waits; release it with `review-learning index promote`."
            )
        case _:
            return "Nothing could be loaded, so there is nothing to index."
