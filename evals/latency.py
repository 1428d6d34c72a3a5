"""How long answers took, candidate and live asked in turns. Their ratio tells; the seconds are this machine's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evals.evaluation import Evaluation

SHARES = {"median": 0.5, "95th percentile": 0.95}


@dataclass(frozen=True, slots=True)
class Latency:
    """The seconds within which a share of the questions was answered, and candidate over live where both were asked."""

    name: str
    candidate: float | None
    live: float | None

    @property
    def ratio(self) -> float | None:
        """Return how many times as long the candidate takes."""
        return self.candidate / self.live if self.candidate is not None and self.live else None


def latency(run: Evaluation) -> Mapping[str, float | None]:
    """Return the median and the 95th percentile of one evaluation, in seconds."""
    return {name: run.latency(share) for name, share in SHARES.items()}


def latencies(candidate: Evaluation | None, live: Evaluation | None) -> tuple[Latency, ...]:
    """Return the median and the 95th percentile of both, nothing where no question was asked."""
    if candidate is None or not candidate.seconds:
        return ()
    before = latency(live) if live else {}
    return tuple(Latency(name, value, before.get(name)) for name, value in latency(candidate).items())


def latency_lines(candidate: Evaluation | None, live: Evaluation | None) -> Iterator[str]:
    """Yield the times as a terminal shows them."""
    for one in latencies(candidate, live):
        against = f", live {one.live:.3f} s, ratio {one.ratio:.2f}" if one.live and one.ratio is not None else ""
        yield f"Time, {one.name}: candidate {one.candidate:.3f} s{against}"
