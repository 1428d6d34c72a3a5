"""Measures of rankings, of citations and of refusals. Each is of one question, or of labels with scores.

A ranking is, for each hit from the best, the set of gold spans (by their number) that it covers. A span is credited to
the first hit that covers it, since an index may cut one passage in two. Equal to trec_eval's measures where each hit
covers one span at most.
"""

import math
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

Ranking = Sequence[AbstractSet[int]]


def recall(ranking: Ranking, gold: int, depth: int) -> float:
    """Return the share of the gold spans that the first hits cover, 0 to 1."""
    return len(set().union(*ranking[:depth])) / gold


def reciprocal_rank(ranking: Ranking, depth: int) -> float:
    """Return one over the rank of the first hit that covers a gold span, 0 where none of the first does."""
    return next((1 / rank for rank, covered in enumerate(ranking[:depth], 1) if covered), 0.0)


def ndcg(ranking: Ranking, gold: int, depth: int) -> float:
    """Return the normalised discounted cumulative gain, 0 to 1 (Järvelin and Kekäläinen 2002, linear gain).

    A hit gains one for every gold span that none before it covers, divided by log2(rank + 1). The ideal has a gold
    span at each of the first ranks; a hit that covers several at once may do better and counts as 1.
    """
    seen: set[int] = set()
    gained = 0.0
    for rank, covered in enumerate(ranking[:depth], 1):
        gained += len(set(covered) - seen) / math.log2(rank + 1)
        seen |= covered
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(gold, depth) + 1))
    return min(1.0, gained / ideal)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return how often a positive scores above a negative, ties as half (Mann and Whitney 1947); None for no pair."""
    if not positive or not negative:
        return None
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def risk_coverage(confidence: Sequence[float], error: Sequence[float]) -> list[tuple[float, float]]:
    """Return (coverage, risk) with the most confident first: the mean error of the answers given up to each.

    El-Yaniv and Wiener 2010. Of equal confidences the one with the larger error comes first, so that no order flatters.
    """
    ranked = sorted(zip(confidence, error, strict=True), key=lambda pair: (-pair[0], -pair[1]))
    total, points = 0.0, []
    for number, (_, wrong) in enumerate(ranked, 1):
        total += wrong
        points.append((number / len(ranked), total / number))
    return points


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean over the questions that a measure applies to, None where it applies to none."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
