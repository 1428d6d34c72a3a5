"""The commands that take a document out of everything that is served, and put one back."""

import getpass
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer

from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import NothingToDo

Id = Annotated[str, typer.Argument(metavar="ID", help="As `documents list` shows it; its beginning is enough.")]
By = Annotated[str | None, typer.Option("--by", help="Who says so; by default the login name.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a few words. Name nobody.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def add_withdrawing(
    app: typer.Typer,
    data: Callable[[], DataDirectory],
    embedder: Callable[[], Embedder],
    forgets: Callable[[str], None],
) -> None:
    """Add the commands `withdraw`, `reinstate` and `withdrawn`.

    `forgets` deletes what is kept elsewhere of a document that is erased.
    """

    @app.command()
    def withdraw(
        document_id: Id,
        reason: Reason,
        by: By = None,
        erase: Annotated[bool, typer.Option("--erase", help="Delete it as well, wherever it is kept.")] = False,
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask before deleting.")] = False,
    ) -> None:
        """Hide a document at once from answers, pages, search and stored citations, whatever version is live."""
        from vectorstore.withdrawals import Action, log_withdrawal

        name = resolved(data(), document_id)
        if not reason.strip():
            raise typer.BadParameter("say why in a few words", param_hint="--reason")
        if not erase:
            entry = log_withdrawal(data(), name, Action.WITHDRAW, reason, by or login())
            typer.echo(f"Withdrawn on {entry.day}: {name}. It is hidden now; the next candidate leaves it out.")
            return
        if not yes:
            typer.confirm(
                f"Delete document {name} for good, with every version of the index that holds it? A waiting candidate "
                "and the way back to an earlier version go with it.",
                abort=True,
            )
        _erase(data(), name, reason, by or login(), embedder())
        forgets(name)

    @app.command()
    def reinstate(document_id: Id, reason: Reason, by: By = None) -> None:
        """Take a withdrawal back. A document that was erased has to be loaded again afterwards."""
        from vectorstore.withdrawals import Action, log_withdrawal, read_withdrawals

        name = resolved(data(), document_id)
        known = read_withdrawals(data()).get(name)
        if known is None:
            raise NothingToDo(f"Document {name} is not withdrawn: `documents withdrawn` shows those that are.")
        log_withdrawal(data(), name, Action.REINSTATE, reason, by or login())
        again = " Load its file again." if known.erased else ""
        typer.echo(f"Reinstated: {name}.{again} A candidate built meanwhile does not hold it: build another.")

    @app.command()
    def withdrawn(as_json: Json = False) -> None:
        """List the documents that are withdrawn, with the day and the reason."""
        from vectorstore.withdrawals import read_withdrawals

        entries = list(read_withdrawals(data()).values())
        if as_json:
            typer.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False))
            return
        for entry in entries:
            how = "erased" if entry.erased else "withdrawn"
            typer.echo(f"{entry.document_id}  {how} on {entry.day} by {entry.by}: {entry.reason}")
        if not entries:
            typer.echo("No document is withdrawn.")


def _erase(data: DataDirectory, name: str, reason: str, by: str, embedder: Embedder) -> None:
    from vectorstore.erasure import erase

    done = erase(data, name, reason, by, embedder)
    typer.echo(f"Erased on {done.entry.day}: {name}, with {len(done.removed)} versions of the index that held it.")
    typer.echo(f"Live: {done.live}" if done.live else "Nothing is live now: load documents.")
    if done.removed:
        typer.echo("What waited in a candidate is built again by `review-learning index rebuild`.")


def resolved(data: DataDirectory, beginning: str) -> str:
    """Return the id that begins so. Raise NothingToDo where none does, or several do."""
    from vectorstore.versions import known_documents
    from vectorstore.withdrawals import read_log

    known = known_documents(data) | {entry.document_id for entry in read_log(data)}
    found = sorted(name for name in known if name.startswith(beginning)) if beginning else []
    if beginning in known:
        return beginning
    if len(found) == 1:
        return found[0]
    if found:
        raise NothingToDo(f"{len(found)} documents have an id that begins with {beginning}: give more of it.")
    raise NothingToDo(f"There is no document {beginning}: `review-learning documents list` shows those that there are.")


def login() -> str:
    """Return the login name, "unknown" where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
