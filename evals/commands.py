"""The commands `evals run`, `evals compare` and `evals report`, with `evals add`: is a candidate fit to be released?"""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.adding_commands import add_adding
from evals.progress import progress_bar
from vectorstore.data import DataDirectory
from vectorstore.faults import IndexFault, NothingToDo

if TYPE_CHECKING:
    from evals.evaluation import Evaluation
    from evals.release import Gatekeeper
    from evals.trial import Trial

EXIT_CODES = {"PASS": 0, "FAIL": 1, "INCONCLUSIVE": 4}
COULD_NOT_RUN = 3

Version = Annotated[
    str, typer.Option("--index", help="`candidate`, `live`, or a version as `index list` shows it.", show_default=True)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def evals_commands(data: Callable[[], DataDirectory], gatekeeper: "Callable[[], Gatekeeper]") -> typer.Typer:
    """Return the commands; the gatekeeper knows what answers, and how much worse a candidate may be."""
    app = typer.Typer(no_args_is_help=True, help="Evaluate a candidate before it is released.")

    @app.command()
    def run(
        index: Version = "candidate",
        questions: Annotated[
            list[Path] | None,
            typer.Option(
                help="A question set instead of those of the data directory; may be given again.", exists=True
            ),
        ] = None,
        robustness: Annotated[
            bool, typer.Option("--robustness", help="Ask again with slips and after other questions; not gated.")
        ] = False,
        as_json: Json = False,
    ) -> None:
        """Ask a version and what is live the question sets, and judge.

        Exit 0 PASS, 1 FAIL, 3 could not run, 4 INCONCLUSIVE.
        """
        from evals.gold import Unresolved
        from evals.trial import BadQuestions, read_questions

        keeper = gatekeeper()
        try:
            name = named(data(), index)
            asked = read_questions(questions) if questions else keeper.questions()
            with progress_bar("Asking") as progress:
                trial = keeper.tried(name, asked, progress, robustness)
        except (BadQuestions, Unresolved, IndexFault, OSError) as fault:
            typer.echo(f"review-learning: {fault}", err=True)
            raise typer.Exit(COULD_NOT_RUN) from fault
        if as_json:
            typer.echo(json.dumps(_record(trial), ensure_ascii=False))
        else:
            _tell(trial)
        raise typer.Exit(EXIT_CODES[trial.judgement.verdict])

    @app.command()
    def compare(
        first: Annotated[str, typer.Argument(help="`candidate`, `live` or a version.")],
        second: Annotated[str, typer.Argument(help="What it is compared with.")],
        as_json: Json = False,
    ) -> None:
        """Show how two evaluated versions differ: every figure, and the questions that got better and worse."""
        from evals.comparison import compared, lines

        before, after = evaluated(data(), first), evaluated(data(), second)
        found = compared(before, after)
        if as_json:
            typer.echo(json.dumps(asdict(found), ensure_ascii=False))
            return
        for line in lines(found):
            typer.echo(line)

    @app.command()
    def report(
        index: Version = "candidate",
        to: Annotated[
            Path | None, typer.Option(help="The folder to write into; by default beside the evaluations.")
        ] = None,
    ) -> None:
        """Write the last trial of a version as one HTML file that needs no network, as JSON and as JUnit XML.

        The content pack that a person reads before the release is written beside them.
        """
        from evals.report import html_report, junit_report, write_pack
        from evals.trial import read_trial

        keeper = gatekeeper()
        try:
            trial = read_trial(data(), named(data(), index))
        except (OSError, ValueError) as fault:
            raise NothingToDo(f"{index} was not evaluated whole ({fault}): run `review-learning evals run`.") from fault
        folder = to or data().evaluations
        folder.mkdir(parents=True, exist_ok=True)
        written = {
            "html": html_report(trial, keeper.margin),
            "junit.xml": junit_report(trial.version, trial.judgement),
            "report.json": json.dumps(_record(trial), ensure_ascii=False, indent=1),
        }
        for ending, text in written.items():
            path = folder / f"{trial.version}.{ending}"
            path.write_text(text, encoding="utf-8")
            typer.echo(str(path))
        typer.echo(str(write_pack(data(), keeper.pack(trial), folder)))

    add_adding(app, data, lambda: gatekeeper().embedder())
    return app


def named(data: DataDirectory, index: str) -> str:
    """Return the version that a person names. Raise NothingToDo where there is none."""
    from vectorstore.releases import read_pointer
    from vectorstore.versions import candidate, version_names

    pointer = read_pointer(data)
    found = {"candidate": candidate(data), "live": pointer.version if pointer else None}.get(index, index)
    if found is None:
        raise NothingToDo(f"There is no {index} index: load documents with `review-learning ingest FOLDER`.")
    if found not in version_names(data):
        raise NothingToDo(f"There is no index {found}: `review-learning index list` shows those that there are.")
    return found


def evaluated(data: DataDirectory, index: str) -> "Evaluation":
    """Return the last evaluation of a version. Raise NothingToDo where it has none."""
    from evals.evaluation import Evaluation
    from evals.trial import evaluation_file

    name = named(data, index)
    try:
        return Evaluation.read(evaluation_file(data, name))
    except FileNotFoundError:
        raise NothingToDo(f"{name} was not evaluated: run `review-learning evals run --index {index}`.") from None
    except ValueError as fault:
        raise NothingToDo(f"The evaluation of {name} cannot be read ({fault}): run it again.") from fault


def _tell(trial: "Trial") -> None:
    from evals.latency import latency_lines

    for rule in trial.judgement.rules:
        typer.echo(rule.line)
    for run in filter(None, (trial.candidate, trial.live)):
        figures = ", ".join(f"{name} {value:.3f}" for name, value in run.figures.items() if value is not None)
        left = f"; {len(run.left_out)} questions left out, whose documents are not loaded" if run.left_out else ""
        typer.echo(f"{run.index_version}: {len(run.outcomes)} questions{left}: {figures}")
        for measure in run.robustness:
            typer.echo(f"  {measure.line}")
    for line in latency_lines(trial.candidate, trial.live):
        typer.echo(line)
    typer.echo(trial.judgement.verdict.value)


def _record(trial: "Trial") -> dict[str, object]:
    from evals.intervals import measures
    from evals.latency import latency

    runs = {"candidate": trial.candidate, "live": trial.live}
    figures = {
        name: {"version": run.index_version, "questions": len(run.outcomes), "left_out": len(run.left_out)}
        | {"figures": dict(run.figures), "measures": [asdict(one) for one in measures(run)]}
        | {"robustness": [asdict(one) for one in run.robustness]}
        | {"risk_coverage": run.risk_coverage, "latency": latency(run)}
        for name, run in runs.items()
        if run
    }
    rules = [asdict(rule) for rule in trial.judgement.rules]
    return {"version": trial.version, "verdict": trial.judgement.verdict.value, "rules": rules, **figures}
