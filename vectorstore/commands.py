"""The commands `index` and `documents`: what is there, whether it is sound, what is served."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import NothingToDo
from vectorstore.withdrawal_commands import By, add_withdrawing, login

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Version = Annotated[str | None, typer.Argument(help="A version as `index list` shows it; by default the live one.")]


def index_commands(data: Callable[[], DataDirectory]) -> typer.Typer:
    """Return the commands that look after index versions.

    `rebuild` is added where documents can be read, `promote` where a version can be evaluated.
    """
    app = typer.Typer(no_args_is_help=True, help="Look after index versions: list, show, verify, release, go back.")

    @app.command("list")
    def list_versions(as_json: Json = False) -> None:
        """List the versions on disk, newest first."""
        from vectorstore.versions import versions

        found = versions(data())
        if as_json:
            typer.echo(json.dumps([asdict(version) for version in found]))
            return
        for version in found:
            told = version.problem or f"{version.documents} documents, {version.passages} passages, {version.model}"
            typer.echo(f"{version.name}  {version.state:9}  built {version.built}  {told}")
        if not found:
            typer.echo("There is no index yet: load documents with `review-learning ingest FOLDER`.")

    @app.command()
    def show(version: Version = None) -> None:
        """Print the manifest of a version as JSON."""
        from vectorstore.manifest import read_manifest

        typer.echo(json.dumps(asdict(read_manifest(_directory(data(), version))), indent=2, ensure_ascii=False))

    @app.command()
    def verify(version: Version = None) -> None:
        """Check that a version is whole: files, texts, passages, vectors. Exit 1 where it is not."""
        from vectorstore.versions import verify as check

        problems = check(data(), version)
        for problem in problems:
            typer.echo(problem)
        if problems:
            raise typer.Exit(1)
        typer.echo("Whole: files, texts, passages and vectors are as the manifest says.")

    @app.command()
    def rollback(by: By = None) -> None:
        """Make the version live again that was live before."""
        from vectorstore.versions import rollback as go_back

        typer.echo(f"Live: {go_back(data(), by or login()).version}")

    @app.command()
    def releases(as_json: Json = False) -> None:
        """List what was released, newest first: when, by whom, on which verdict, and who approved the content."""
        from vectorstore.releases import read_releases, unread_releases

        found = read_releases(data())[::-1]
        if unread := unread_releases(data()):
            lines = ", ".join(map(str, unread))
            typer.echo(f"{data().releases}: line {lines} cannot be read and is left out: look at the file.", err=True)
        if as_json:
            typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
            return
        for one in found:
            typer.echo(one.line)
        if not found and not unread:
            typer.echo("Nothing was released yet: load documents with `review-learning ingest FOLDER`.")

    @app.command()
    def prune(keep: Annotated[int, typer.Option(min=0, help="How many of the newest to keep.")] = 2) -> None:
        """Remove old versions; the live one, the one before it and the candidate always stay."""
        from vectorstore.versions import prune as remove

        removed = remove(data(), keep)
        typer.echo("Removed: " + (", ".join(removed) or "nothing"))

    return app


def document_commands(
    data: Callable[[], DataDirectory], embedder: Callable[[], Embedder], forgets: Callable[[str], None]
) -> typer.Typer:
    """Return the commands that list what is loaded in the live index, and that withdraw a document.

    `show` is added where documents can be read that are in no index.
    """
    app = typer.Typer(
        no_args_is_help=True, help="See which documents are loaded, how each was understood; withdraw one."
    )

    @app.command("list")
    def list_documents(as_json: Json = False) -> None:
        """List the documents of the live index."""
        from vectorstore.contents import read_documents
        from vectorstore.withdrawals import read_withdrawals

        withdrawn = read_withdrawals(data())
        documents = [one for one in read_documents(_directory(data())) if one.id not in withdrawn]
        if as_json:
            typer.echo(json.dumps([asdict(document) for document in documents], ensure_ascii=False))
            return
        for document in documents:
            said = [
                document.publisher or "publisher not stated",
                document.date or "undated",
                ", ".join(document.subjects) or "no subject named",
            ]
            sample = "  (fictional sample)" if document.is_sample else ""
            typer.echo(f"{document.id}  {document.source}  {document.title}  [{'; '.join(said)}]{sample}")
        if withdrawn:
            typer.echo(f"Withdrawn: {len(withdrawn)} (`review-learning documents withdrawn` lists them)")

    add_withdrawing(app, data, embedder, forgets)
    return app


def _directory(data: DataDirectory, version: str | None = None) -> Path:
    """Return where a version lies, by default the live one. Raise NothingToDo where there is none."""
    from vectorstore.releases import read_pointer

    pointer = read_pointer(data)
    name = version or (pointer.version if pointer else None)
    if name is None:
        raise NothingToDo("Nothing is live: load documents with `review-learning ingest FOLDER`.")
    if not (data.indexes / name / "manifest.json").is_file() or Path(name).name != name:
        raise NothingToDo(f"There is no index {name}: `review-learning index list` shows those that there are.")
    return data.indexes / name
