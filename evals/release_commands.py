"""The command `index promote`, and the gate that `ingest --promote` and its like go through."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from evals.progress import progress_bar
from vectorstore.consent import ApprovedBy, Consent, Decision, Gate, SignOff
from vectorstore.withdrawal_commands import login

if TYPE_CHECKING:
    from evals.release import Gatekeeper
    from evals.trial import Trial

REFUSED = 1
COULD_NOT_RUN = 3


def add_promote(app: typer.Typer, gatekeeper: "Callable[[], Gatekeeper]") -> None:
    """Add the command `promote`."""

    @app.command()
    def promote(
        version: Annotated[
            str, typer.Argument(help="`candidate`, or a version as `index list` shows it.")
        ] = "candidate",
        approved_by: ApprovedBy = None,
        sign_off: SignOff = None,
    ) -> None:
        """Evaluate a version, and make it live where it passes and its content is approved; servers switch at once.

        Exit 0 released, 1 refused, 3 could not run, 4 INCONCLUSIVE and nobody signed it off.
        """
        from evals.commands import named
        from vectorstore.releases import read_pointer

        keeper = gatekeeper()
        name, live = named(keeper.data, version), read_pointer(keeper.data)
        if live and live.version == name:
            typer.echo(f"Live: {name}")
            return
        decision = gate(gatekeeper)(name, Consent(login(), approved_by, sign_off))
        for line in decision.lines:
            typer.echo(line, err=not decision.is_live)
        if not decision.is_live:
            typer.echo(f"Nothing was released: {live.version if live else 'nothing'} stays live.", err=True)
            raise typer.Exit(decision.exit_code)
        typer.echo(f"Live: {name}")


def gate(gatekeeper: "Callable[[], Gatekeeper]") -> Gate:
    """Return what decides on a version: it is tried where that is not done yet, and its content pack is written."""

    def decide(version: str, consent: Consent) -> Decision:
        from evals.gold import Unresolved
        from evals.trial import BadQuestions
        from vectorstore.faults import IndexFault

        keeper = gatekeeper()
        try:
            with progress_bar("Asking") as progress:
                trial = keeper.trial(version, progress)
        except (BadQuestions, Unresolved, IndexFault, OSError) as fault:
            return Decision(False, (f"It could not be evaluated: {fault}",), COULD_NOT_RUN)
        return _decided(keeper, trial, consent)

    return decide


def _decided(keeper: "Gatekeeper", trial: "Trial", consent: Consent) -> Decision:
    """Release what was tried, where its content pack was there to be read before somebody approved it."""
    from evals.report import is_written, write_pack
    from vectorstore.faults import Damaged

    try:
        pack = keeper.pack(trial)
    except Damaged as fault:
        return Decision(False, (*(rule.line for rule in trial.judgement.against), str(fault)), REFUSED)
    was_there = is_written(keeper.data, pack)
    path = write_pack(keeper.data, pack)
    if consent.approved_by and not was_there and trial.judgement.verdict != "FAIL":
        signed = ' --sign-off "NAME: REASON"' if trial.judgement.verdict == "INCONCLUSIVE" else ""
        again = f"review-learning index promote {trial.version} --approved-by NAME{signed}"
        told = f"Nobody can have read the content pack: it was written just now. Read it, then: {again}"
        return Decision(False, (f"{trial.judgement.verdict}.", told, f"Content pack: {path}"), REFUSED)
    decision = keeper.release(trial, consent)
    return Decision(decision.is_live, (*decision.lines, f"Content pack: {path}"), decision.exit_code)
