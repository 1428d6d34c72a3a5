"""The command `documents recommendations`: the register in a terminal, as a sheet or as JSON."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vectorstore.faults import NothingToDo

if TYPE_CHECKING:
    from assistant.register import Row, Selection
    from assistant.tasks import Kind
    from vectorstore.index import Index

KINDS = "recommendation, action, dated promise, plan without a date"


def add_recommendations(app: typer.Typer, opened: "Callable[[], AbstractContextManager[Index | None]]") -> None:
    """Add the command `recommendations`; `opened` lends the live index for the time of the command."""

    @app.command()
    def recommendations(
        addressee: Annotated[str | None, typer.Option(help="To whom, as printed or an agency (midwifery).")] = None,
        theme: Annotated[str | None, typer.Option(help="On what.")] = None,
        publisher: Annotated[str | None, typer.Option(help="Published by whom, or “not stated”.")] = None,
        review: Annotated[str | None, typer.Option(help="Of which review.")] = None,
        kind: Annotated[str | None, typer.Option(help=f"Only one of: {KINDS}.")] = None,
        expired: Annotated[
            bool,
            typer.Option("--expired", help="Only what has a date that has passed and is not recorded as complete."),
        ] = False,
        csv: Annotated[str | None, typer.Option(metavar="FILE|-", help="Write a sheet instead.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
    ) -> None:
        """List every recommendation, action and dated promise, word for word. Completion is never inferred."""
        from assistant.register import Selection, register
        from assistant.register_sheet import record

        wanted = Selection(addressee, theme, publisher, review, _kind(kind), expired)
        with opened() as index:
            if index is None:
                raise NothingToDo("Nothing is live: load documents with `review-learning ingest FOLDER`.")
            rows, documents = wanted.of(register(index, date.today())), len(index.documents)
        if csv:
            _write_sheet(rows, csv)
        elif as_json:
            _print(json.dumps([record(row) for row in rows], ensure_ascii=False))
        else:
            _print("\n\n".join(told(rows, wanted, documents)))


def _kind(name: str | None) -> "Kind | None":
    from assistant.tasks import Kind

    try:
        return Kind(name) if name else None
    except ValueError as fault:
        raise typer.BadParameter(f"{name} is none of: {KINDS}", param_hint="--kind") from fault


def _write_sheet(rows: "Sequence[Row]", where: str) -> None:
    from assistant.register_sheet import sheet

    if where == "-":
        sys.stdout.buffer.write(sheet(rows).encode())
        return
    try:
        Path(where).write_bytes(sheet(rows).encode())
    except OSError as fault:
        raise typer.BadParameter(f"{where} cannot be written ({fault})", param_hint="--csv") from fault
    typer.echo(f"{len(rows)} rows written to {where}", err=True)


def told(rows: "Sequence[Row]", wanted: "Selection", documents: int) -> "Iterator[str]":
    """Yield the register as a terminal shows it, a paragraph at a time."""
    from assistant.register import NO_PUBLISHER, counted, nothing_found
    from prompts.render import render

    if any(row.is_sample for row in rows):
        yield render("sample_notice")
    for (review, publisher, dated, edition, source), same in groupby(
        rows, key=lambda row: (row.review, row.publisher, row.dated, row.edition, row.source)
    ):
        facts = [publisher or f"publisher {NO_PUBLISHER}", dated or "undated", source, edition]
        yield f"{review} ({'; '.join(fact for fact in facts if fact)})"
        yield from map(_told_row, same)
    if not rows:
        yield nothing_found(wanted, documents)
    counts = ", ".join(f"{number} × {kind.value}" for kind, number in counted(rows).items())
    yield f"{counts}, in {documents} documents loaded.\n{render('completion')}"


def _told_row(row: "Row") -> str:
    from assistant.register_sheet import said_of_none

    planned = f"{row.planned.printed} ({row.standing})" if row.planned.printed else row.standing
    reported = [
        f"    progress{f', {one.column}' if one.column else ''}: “{' '.join(one.text.split())}” "
        f"[{one.source}, characters {one.start}-{one.end}]"
        for one in row.progress
    ]
    lines = [
        f"  {row.kind.value}{f' {row.item}' if row.item else ''}: “{' '.join(row.text.split())}”",
        f"    addressed to: {row.addressee or 'not stated'}; planned: {planned}; characters {row.start}-{row.end}",
        *(reported or [f"    progress: {said_of_none(row)}"]),
    ]
    return "\n".join(lines)


def _print(text: str) -> None:
    """Print in UTF-8 whatever the terminal's own encoding is."""
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()
