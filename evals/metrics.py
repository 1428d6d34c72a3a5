"""Measures of rankings, of citations and of refusals. Each is of one question, or of labels with scores.

A ranking is, for each hit from the best, the set of gold spans (by their number) that it covers. A span is credited to
the first hit that covers it, since an index may cut one passage in two. Equal to trec_eval's measures where each hit
covers one span at most.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
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
    """Return (coverage, risk) at every threshold of confidence, the highest first: the mean error of what passes it.

    El-Yaniv and Wiener 2010. Equal confidences make one point, since no threshold parts them.
    """
    ranked = sorted(zip(confidence, error, strict=True), reverse=True)
    total, points = 0.0, []
    for number, (sure, wrong) in enumerate(ranked, 1):
        total += wrong
        if number == len(ranked) or ranked[number][0] != sure:
            points.append((number / len(ranked), total / number))
    return points


def aurc(points: Sequence[tuple[float, float]]) -> float | None:
    """Return the area under a risk-coverage curve (Geifman, Uziel and El-Yaniv 2019): the mean risk over coverages.

    Every question counts with the risk at the threshold that just lets it pass. Lower is better; None for no point.
    """
    if not points:
        return None
    before = [0.0, *(coverage for coverage, _ in points)]
    return sum((coverage - last) * risk for last, (coverage, risk) in zip(before, points, strict=False))


def risk_at(points: Sequence[tuple[float, float]], coverage: float) -> float | None:
    """Return the risk at the highest threshold that answers at least this share (El-Yaniv and Wiener 2010)."""
    return next((risk for reached, risk in points if reached >= coverage), None)


def coverage_at(points: Sequence[tuple[float, float]], risk: float) -> float | None:
    """Return the largest share that can be answered at this risk or less, 0 for none (Geifman and El-Yaniv 2017)."""
    return max((coverage for coverage, found in points if found <= risk), default=0.0) if points else None


def quantile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least this share of all do not exceed (nearest rank); None for no value."""
    return sorted(values)[max(1, math.ceil(share * len(values))) - 1] if values else None


def jaccard(one: Iterable[Hashable], other: Iterable[Hashable]) -> float:
    """Return the share of what either holds that both hold (Jaccard 1901), 1 where neither holds anything."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 1.0


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean over the questions that a measure applies to, None where it applies to none."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
