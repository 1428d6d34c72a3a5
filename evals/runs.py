"""The evaluations that are kept: one a version, the latest."""

from dataclasses import dataclass

from evals.gate import PRIMARY
from evals.trial import Trial, read_trial
from vectorstore.data import DataDirectory

_ENDING = ".gate.json"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the verdict, on how many questions, and the figures that the gate looks at first."""

    version: str
    verdict: str
    questions: int
    against: tuple[str, ...]
    figures: tuple[tuple[str, float | None], ...]


def read_runs(data: DataDirectory) -> tuple[Run, ...]:
    """Return the runs, that of the newest version first; what cannot be read is left out."""
    names = sorted((file.name.removesuffix(_ENDING) for file in data.evaluations.glob(f"*{_ENDING}")), reverse=True)
    return tuple(run for name in names if (run := _run(data, name)))


def _run(data: DataDirectory, version: str) -> Run | None:
    try:
        trial: Trial = read_trial(data, version)
    except (OSError, ValueError):
        return None
    figures = trial.candidate.figures if trial.candidate else {}
    return Run(
        version,
        trial.judgement.verdict.value,
        len(trial.candidate.outcomes) if trial.candidate else 0,
        tuple(rule.name for rule in trial.judgement.against),
        tuple((name, figures.get(name)) for name in PRIMARY),
    )
