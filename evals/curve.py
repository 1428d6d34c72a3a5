"""The drawing of risk over coverage: how wrong the answers are when only the surest are given, by tenths of them."""

from dataclasses import dataclass

from evals.evaluation import Evaluation
from evals.metrics import risk_at

WIDTH, HEIGHT = 300, 160
TENTHS = tuple(n / 10 for n in range(1, 11))


@dataclass(frozen=True, slots=True)
class Curve:
    """The risks of one index at every tenth of coverage, and the same as the points of a line, in pixels."""

    name: str
    risks: tuple[float, ...]
    points: str
    is_dashed: bool


def curves(candidate: Evaluation | None, live: Evaluation | None) -> tuple[Curve, ...]:
    """Return the curve of the candidate, and that of live as a dashed one; none where no question shows any."""
    runs = {"Candidate": candidate, "Live": live}
    return tuple(_curve(name, run) for name, run in runs.items() if run and run.risk_coverage)


def _curve(name: str, run: Evaluation) -> Curve:
    risks = tuple(risk_at(run.risk_coverage, tenth) or 0.0 for tenth in TENTHS)
    places = (f"{t * WIDTH:.0f},{(1 - risk) * HEIGHT:.1f}" for t, risk in zip(TENTHS, risks, strict=True))
    return Curve(name, risks, " ".join(places), name == "Live")
