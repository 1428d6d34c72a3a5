"""The evaluations that are kept, one a version, the latest: what each came to, without reading its answers again."""

import json
from dataclasses import dataclass

from evals.evaluation import Measure
from evals.gate import PRIMARY, Verdict
from evals.trial import judgement_file
from vectorstore.data import DataDirectory

_ENDING = ".gate.json"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the verdict, on how many questions, and the figures that the gate looks at first."""

    version: str
    verdict: str
    questions: int
    against: tuple[str, ...]
    measures: tuple[Measure, ...]


def read_runs(data: DataDirectory) -> tuple[Run, ...]:
    """Return the runs, that of the newest version first; what cannot be read is left out."""
    names = sorted((file.name.removesuffix(_ENDING) for file in data.evaluations.glob(f"*{_ENDING}")), reverse=True)
    return tuple(run for name in names if (run := _run(data, name)))


def _run(data: DataDirectory, version: str) -> Run | None:
    try:
        record = json.loads(judgement_file(data, version).read_text(encoding="utf-8"))
        known = {one["name"]: Measure(**one) for one in record["measures"]}
        against = tuple(rule["name"] for rule in record["rules"] if rule["verdict"] != Verdict.PASS)
        measures = tuple(known.get(name) or Measure(name, None, 0) for name in PRIMARY)
        return Run(version, record["verdict"], record["questions"], against, measures)
    except (OSError, ValueError, KeyError, TypeError):
        return None
