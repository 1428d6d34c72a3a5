"""The command `documents show`: how a document was understood, also one that nobody is answered from yet."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from vectorstore.data import DataDirectory
from vectorstore.faults import NothingToDo
from vectorstore.withdrawal_commands import Id, Json, resolved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vectorstore.document import Document
    from vectorstore.passage import Passage

LIVE = "live"


def add_show(app: typer.Typer, data: Callable[[], DataDirectory]) -> None:
    """Add the command `show`."""

    @app.command()
    def show(document_id: Id, as_json: Json = False) -> None:
        """Show what is known of a document and who says so, with its passages as they were understood."""
        from vectorstore.shown import lines_of, record_of
        from vectorstore.withdrawals import read_withdrawals

        try:
            name = resolved(data(), document_id)
        except NothingToDo as fault:
            raise typer.BadParameter(str(fault)) from fault
        if entry := read_withdrawals(data()).get(name):
            raise NothingToDo(f"Document {name} was withdrawn on {entry.day}: {entry.reason}")
        document, passages, standing, told = _found(data(), name)
        if as_json:
            typer.echo(json.dumps({"standing": standing, **record_of(document, passages)}, ensure_ascii=False))
            return
        for line in (*told, *lines_of(document, passages)):
            typer.echo(line)


def _found(data: DataDirectory, name: str) -> "tuple[Document, Sequence[Passage], str, tuple[str, ...]]":
    """Return the document with its passages and how it stands, in a word and in lines: the live one before others."""
    from ingest.unreleased import WORDS, unreleased
    from vectorstore.contents import read_documents, read_passages
    from vectorstore.releases import read_pointer

    if pointer := read_pointer(data):
        directory = data.indexes / pointer.version
        if document := next((one for one in read_documents(directory) if one.id == name), None):
            return document, [one for one in read_passages(directory) if one.document_id == name], LIVE, ()
    if found := unreleased(data, name):
        return found.document, found.loaded.passages, found.standing.value, (WORDS[found.standing],)
    raise typer.BadParameter(
        f"no document {name} is live, waits or is stored: `documents list` and `documents waiting` show those there are"
    )
