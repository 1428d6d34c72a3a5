"""The commands `ingest` and `index rebuild`: documents become a candidate index."""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.report import FileReport, Outcome, Release, with_held_back, with_versions
from vectorstore.consent import ApprovedBy, Consent, Decision, Gate, SignOff
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import NothingToDo
from vectorstore.flags import in_words
from vectorstore.withdrawal_commands import login

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

    from ingest.candidate import Built
    from ingest.sandbox import Sandbox
    from vectorstore.page_pictures import PagePicture

# A page takes a tenth of a second; what takes far longer is no page that somebody is to read.
DRAWING_SECONDS = 5.0

TO_RELEASE = (
    "To release it: `review-learning evals run`, then `review-learning evals report`, read the content pack that this "
    "writes, then `review-learning index promote --approved-by NAME` "
    '(where the verdict is INCONCLUSIVE, with --sign-off "NAME: REASON").'
)

Promote = Annotated[bool, typer.Option("--promote", help="Release the result at once, where it passes the evaluation.")]


def load(
    data: DataDirectory,
    embedder: Embedder,
    paths: Sequence[Path],
    *,
    collection: str | None = None,
    keep_sample: bool = False,
    recognition: float = 0.0,
) -> tuple[list[FileReport], "Built"]:
    """Load files and build what is to be built; return what became of the files and of the index.

    Text recognition may take so many seconds a file.

    Raise NothingToDo where the paths lead to no file at all.
    """
    from ingest.candidate import load_and_build
    from ingest.loading import find_files

    files = find_files(paths)
    if not files:
        folders = ", ".join(map(str, paths))
        raise NothingToDo(f"There is no file in {folders} (hidden ones are left out): name the folder of your reviews.")
    with progress_bars() as bars:
        reading = bars.add_task("Reading (scans take longest)", total=len(files))
        return load_and_build(
            files,
            data,
            embedder,
            collection=collection,
            keep_sample=keep_sample,
            recognition=recognition,
            read=lambda _: bars.advance(reading),
            embedded=embedding(bars),
        )


def page_drawer() -> "Callable[[Path, int], PagePicture | None] | None":
    """Return what draws a page of a PDF, by its number from 1, or gives None; None where pdfium is not installed."""
    from ingest.blocks import Refused
    from ingest.drawing import can_draw

    @cache
    def sandbox() -> "Sandbox":
        """The one child starts with the first page that somebody looks at, and ends with this process."""
        from ingest.sandbox import Limits, Sandbox

        return Sandbox(Limits(seconds=DRAWING_SECONDS, children=1))

    def draw(original: Path, number: int) -> "PagePicture | None":
        drawn = sandbox().draw(original, number)
        return None if isinstance(drawn, Refused) else drawn

    return draw if can_draw() else None


def add_ingest(
    app: typer.Typer,
    data: Callable[[], DataDirectory],
    embedder: Callable[[], Embedder],
    gate: Gate,
    recognition: Callable[[], float] = lambda: 0.0,
) -> None:
    """Add the command `ingest`. The gate decides what is released, apart from first use.

    `recognition` gives how many seconds a file text recognition may take.
    """

    @app.command()
    def ingest(
        paths: Annotated[
            list[Path],
            typer.Argument(metavar="PATH…", help="Files, or folders that are searched through.", exists=True),
        ],
        keep_sample: Annotated[
            bool, typer.Option("--keep-sample", help="Keep the fictional sample beside your documents.")
        ] = False,
        promote: Promote = False,
        approved_by: ApprovedBy = None,
        sign_off: SignOff = None,
        strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if any file was refused.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    ) -> None:
        """Load documents: text, Markdown, HTML, DOCX, PDF. The first ones go live, later ones wait as a candidate."""
        reports, built = load(data(), embedder(), paths, keep_sample=keep_sample, recognition=recognition())
        built, decision = released(built, gate, promote, approved_by, sign_off)
        _tell(reports, built, decision, as_json)
        refused = any(report.outcome is Outcome.REFUSED for report in reports)
        loaded = any(report.outcome in {Outcome.LOADED, Outcome.UNCHANGED} for report in reports)
        if built.version is None or not loaded or (strict and refused):
            raise typer.Exit(1)
        stop_unless_live(decision)


def add_rebuild(
    app: typer.Typer,
    data: Callable[[], DataDirectory],
    embedder: Callable[[], Embedder],
    gate: Gate,
    recognition: Callable[[], float] = lambda: 0.0,
) -> None:
    """Add the command `index rebuild`, with the gate and the time for text recognition as `ingest` has them."""

    @app.command()
    def rebuild(promote: Promote = False, approved_by: ApprovedBy = None, sign_off: SignOff = None) -> None:
        """Read every original again and build a candidate of all of them, for after an update of the program."""
        from ingest.candidate import build
        from ingest.loading import read_again
        from ingest.sandbox import Limits, Sandbox
        from vectorstore.lock import writing

        limits = Limits(recognition=recognition())
        with writing(data()), progress_bars() as bars, Sandbox(limits) as sandbox:
            reading = bars.add_task("Reading", total=None)
            reports = read_again(data(), sandbox, lambda _: bars.advance(reading))
            built = build(data(), embedder(), always=True, progress=embedding(bars))
        built, decision = released(built, gate, promote, approved_by, sign_off)
        told = with_held_back([*reports, *built.left_out], built.held)
        _tell(with_versions(told, built.documents), built, decision, as_json=False)
        if built.version is None:
            raise typer.Exit(1)
        stop_unless_live(decision)


def released(
    built: "Built", gate: Gate, promote: bool, approved_by: str | None, sign_off: str | None
) -> "tuple[Built, Decision | None]":
    """Return what became of a candidate that was to be released at once, and the decision where there was one."""
    waits = built.version and built.release in {Release.CANDIDATE, Release.WAITING}
    if not (promote and waits and built.version):
        return built, None
    decision = gate(built.version, Consent(login(), approved_by, sign_off))
    return (replace(built, release=Release.LIVE) if decision.is_live else built), decision


def stop_unless_live(decision: Decision | None) -> None:
    """Leave with the exit code of a decision against the release."""
    if decision and not decision.is_live:
        raise typer.Exit(decision.exit_code)


@contextmanager
def progress_bars() -> "Iterator[Progress]":
    """Show bars on the error stream, nothing where that is not a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), disable=not sys.stderr.isatty(), transient=True) as bars:
        yield bars


def embedding(bars: "Progress") -> Callable[[int, int], None]:
    """Return what is told how far the embedding has come."""
    task = bars.add_task("Embedding", total=None)
    return lambda done, total: bars.update(task, completed=done, total=total)


def _tell(reports: Sequence[FileReport], built: "Built", decision: Decision | None, as_json: bool) -> None:
    if as_json:
        files = [report.to_record() for report in reports]
        typer.echo(json.dumps({"files": files, **built_record(built, decision)}, ensure_ascii=False))
        return
    for report in reports:
        typer.echo(_line(report))
        for told in in_words(report.flags, report.document_id or "ID"):
            typer.echo(f"           {told}")
        for told in report.versions:
            typer.echo(f"           {told}")
    for line in unused_lines(built):
        typer.echo(line)
    tell_decision(decision)
    typer.echo(closing(built))


def _line(report: FileReport) -> str:
    if report.outcome in {Outcome.REFUSED, Outcome.HELD_BACK}:
        return f"{report.outcome.value:9}  {report.source}: {report.reason}"
    subjects = ", ".join(report.subjects) or "no subject named"
    size = f"{report.sections} sections, {report.passages} passages"
    return f"{report.outcome.value:9}  {report.source}: {report.kind or 'kind not stated'}; {subjects}; {size}"


def tell_decision(decision: Decision | None) -> None:
    """Print what there is to say of a release: on the error stream where it was refused."""
    for line in decision.lines if decision else ():
        typer.echo(line, err=not (decision and decision.is_live))


def built_record(built: "Built", decision: Decision | None = None) -> dict[str, object]:
    """Return what became of the index, as plain values for `--json`."""
    decided = {"decision": list(decision.lines)} if decision else {}
    return decided | {
        "release": built.release.value,
        "version": built.version,
        "held_back": [document.id for document in built.held],
        "unused_corrections": [asdict(correction) for correction in built.unused],
    }


def unused_lines(built: "Built") -> list[str]:
    """Return a line for each correction that is kept but could not be put into its document."""
    from ingest.corrected import is_usable

    lines = []
    for one in built.unused:
        what = "no longer finds its passage" if is_usable(one) else "holds a value that is no longer known"
        where = (
            f"“{one.passage.beginning}”, document {one.document_id}" if one.passage else f"document {one.document_id}"
        )
        lines.append(f"1 correction {what}: {one.field} of {where}, by {one.by} on {one.day}. It is kept.")
    return lines


def closing(built: "Built") -> str:
    """Return in a line what became of the index."""
    match built.release.value:
        case "live":
            return f"Live: {built.version}"
        case "candidate":
            return f"Candidate: {built.version}. It is not served yet. {TO_RELEASE}"
        case "unchanged":
            return f"Nothing new: {built.version} already holds all that may be served."
        case "waiting":
            return f"Nothing new: {built.version} already holds all that may be served. It waits. {TO_RELEASE}"
        case _ if built.held:
            return (
                "Every document is held back, so there is nothing to index: "
                "`review-learning documents waiting` shows them and why."
            )
        case _:
            return "Nothing could be loaded, so there is nothing to index."
