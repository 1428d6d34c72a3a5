"""The command `evals add`: a person adds a question to the sets, or has a file of questions checked."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.questions import Kind
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder

if TYPE_CHECKING:
    from evals.adding import Added, Checked
    from vectorstore.index import Index

WRONG_USAGE = 2
REVIEW = "Have it reviewed and commit it."

Repeated = list[str] | None


def add_adding(app: typer.Typer, data: Callable[[], DataDirectory], embedder: Callable[[], Embedder]) -> None:
    """Add the command to the group."""

    @app.command()
    def add(
        question: Annotated[str | None, typer.Argument(help="The question, as somebody would ask it.")] = None,
        kind: Annotated[Kind | None, typer.Option(help="What is asked for.")] = None,
        gold: Annotated[
            Repeated, typer.Option(help='Words that answer it: "FILE NAME: verbatim quote" of 40 to 200 characters.')
        ] = None,
        vital: Annotated[
            Repeated, typer.Option(help='A fact that every good answer tells: "wording" or "wording|other wording".')
        ] = None,
        okay: Annotated[Repeated, typer.Option(help="A fact that is good to have, in the same way.")] = None,
        forbidden: Annotated[Repeated, typer.Option(help="What no answer may tell, such as another review's.")] = None,
        no_answer: Annotated[bool, typer.Option("--no-answer", help="The documents do not answer it.")] = False,
        signpost: Annotated[
            bool, typer.Option("--signpost", help="An answer has to begin with the line on present duties.")
        ] = False,
        tag: Annotated[Repeated, typer.Option(help="A slice that it belongs to beside its kind.")] = None,
        history: Annotated[Repeated, typer.Option(help="A question asked before it, of a follow-up.")] = None,
        to: Annotated[Path | None, typer.Option(help="Another file than data/questions/added.jsonl.")] = None,
        check: Annotated[
            Path | None, typer.Option(help="Look at a whole file that people edited.", exists=True, dir_okay=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    ) -> None:
        """Add a question to the sets, or check a file of them. Gold, --vital and others may be given again."""
        from evals.adding import add as add_to
        from evals.adding import check as check_file
        from evals.drafts import Draft, facts
        from evals.drafts import gold as gold_of
        from evals.gold import Places

        if (check is None) == (question is None):
            _misused("give a question, or --check FILE")
        with opened(data(), embedder()) as index:
            if check:
                _tell_checked(check, check_file(data(), check, index), as_json)
                return
            draft = Draft(
                question=question or "",
                kind=kind.value if kind else "",
                answerable=not no_answer,
                gold=tuple(gold_of(one, Places(index).names) for one in gold or ()),
                vital=facts(vital or ()),
                okay=facts(okay or ()),
                forbidden=tuple(forbidden or ()),
                history=tuple(history or ()),
                tags=tuple(tag or ()),
                must_signpost=signpost,
            )
            done = add_to(data(), draft, index, to)
        if isinstance(done, list):
            for problem in done:
                typer.echo(f"review-learning: {problem.line}", err=True)
            raise typer.Exit(1)
        _tell_added(done, as_json)


@contextmanager
def opened(data: DataDirectory, embedder: Embedder) -> "Iterator[Index | None]":
    """Lend the live index without what was withdrawn, None where nothing is live. No model is loaded for it."""
    from vectorstore.index import Index
    from vectorstore.releases import read_pointer
    from vectorstore.withdrawals import read_withdrawals

    pointer = read_pointer(data)
    if pointer is None:
        yield None
        return
    with closing(Index.open(data, pointer.version, embedder)) as index:
        yield index.without(read_withdrawals(data))


def _misused(told: str) -> None:
    typer.echo(f"review-learning: `evals add` cannot tell what to do: {told}.", err=True)
    raise typer.Exit(WRONG_USAGE)


def _tell_added(added: "Added", as_json: bool) -> None:
    if as_json:
        record = {"file": str(added.path), "line": added.number, "asked": added.is_asked}
        typer.echo(json.dumps(record | {"question": json.loads(added.line)}, ensure_ascii=False))
        return
    ask = "" if added.is_asked else f" --questions {added.path}"
    typer.echo(f"{added.path}, line {added.number}:")
    typer.echo(added.line)
    typer.echo(f"{REVIEW} The next `review-learning evals run{ask}` asks it.")


def _tell_checked(path: Path, checked: "Checked", as_json: bool) -> None:
    if as_json:
        record = {"file": str(path), "questions": checked.questions, "problems": checked.problems}
        typer.echo(json.dumps(record, ensure_ascii=False))
    else:
        for problem in checked.problems:
            typer.echo(problem)
        if not checked.problems:
            typer.echo(f"{path}: {checked.questions} questions, nothing wrong.")
    if checked.problems:
        raise typer.Exit(1)
