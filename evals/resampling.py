"""Is a difference more than chance? Resampling of paired differences, by clusters of questions on one review."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

SEED = 7
RESAMPLES = 10_000
ONE_SIDED = 0.05
_Z = NormalDist().inv_cdf(1 - ONE_SIDED)


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of candidate minus live over `size` questions in `clusters` reviews, with 5 % and 95 % bounds.

    `power` is how likely a candidate that is exactly as good would be seen to be no worse than the margin allows.
    """

    mean: float
    low: float
    high: float
    size: int
    clusters: int
    power: float


def difference(by_cluster: Mapping[str, Sequence[float]], margin: float, seed: int = SEED) -> Difference:
    """Return the difference with its bounds, from differences by question, those of one review together.

    Percentile bootstrap over whole clusters (Miller 2024, arXiv 2411.00640): questions on one review are not
    independent. The power takes the bootstrap's spread as normal.
    """
    sums, sizes = _totals(by_cluster)
    drawn = np.random.default_rng(seed).multinomial(len(sums), [1 / len(sums)] * len(sums), RESAMPLES)
    means: NDArray[np.float64] = (drawn @ sums) / (drawn @ sizes)
    low, high = np.quantile(means, [ONE_SIDED, 1 - ONE_SIDED])
    spread = float(means.std())
    power = NormalDist().cdf(margin / spread - _Z) if spread > 0 else 1.0
    return Difference(
        float(sums.sum() / sizes.sum()), float(low), float(high), int(sizes.sum()), len(sums), round(power, 3)
    )


def probability_of_worse(by_cluster: Mapping[str, Sequence[float]], seed: int = SEED) -> float:
    """Return how likely chance alone makes the mean as low as it is: a paired randomisation test, one-sided.

    The sign of all differences of a cluster is turned at random (Smucker, Allan and Carterette 2007, by clusters).
    """
    sums, _ = _totals(by_cluster)
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], (RESAMPLES, len(sums)))
    as_low = (signs @ sums <= sums.sum() + 1e-12).sum()
    return float((as_low + 1) / (RESAMPLES + 1))


def _totals(by_cluster: Mapping[str, Sequence[float]]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return sum and size of each cluster, so ordered and so added that the order of the questions changes nothing."""
    ordered = [by_cluster[name] for name in sorted(by_cluster)]
    return np.array([math.fsum(values) for values in ordered]), np.array([len(values) for values in ordered])


def holm(probabilities: Mapping[str, float]) -> dict[str, float]:
    """Return the probabilities adjusted for how many there are, step-down (Holm 1979)."""
    adjusted: dict[str, float] = {}
    highest = 0.0
    for place, (name, value) in enumerate(sorted(probabilities.items(), key=lambda pair: pair[1])):
        highest = max(highest, min(1.0, value * (len(probabilities) - place)))
        adjusted[name] = highest
    return adjusted


def upper_bound(failures: int, size: int, confidence: float = 0.95) -> float:
    """Return the one-sided upper bound of a share, exact (Clopper and Pearson 1934): none of 30 may still be 9.5 %."""
    if failures >= size:
        return 1.0
    low, high = failures / size, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at_most = sum(math.comb(size, k) * middle**k * (1 - middle) ** (size - k) for k in range(failures + 1))
        low, high = (middle, high) if at_most > 1 - confidence else (low, middle)
    return high
