"""The figures of a run with their 90 % intervals and sizes: how far chance alone may have made them."""

from evals.evaluation import Evaluation, Measure
from evals.gate import clustered
from evals.resampling import difference


def measures(run: Evaluation) -> tuple[Measure, ...]:
    """Return every figure of a run that has a value, in order, with how many questions it is on.

    The interval is the percentile bootstrap over whole reviews of `evals.resampling`. It is left out where all
    questions have the same value, since resampling them shows nothing, and of figures that are of the run as a whole.
    """
    return tuple(_measure(run, name, value) for name, value in run.figures.items() if value is not None)


def _measure(run: Evaluation, name: str, value: float) -> Measure:
    pairs = [(one, known) for one in run.outcomes if (known := one.figures.get(name)) is not None]
    if len({known for _, known in pairs}) < 2:
        return Measure(name, value, len(pairs))
    found = difference(clustered(pairs), margin=1.0)
    return Measure(name, value, len(pairs), found.low, found.high)
