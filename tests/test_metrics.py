"""The measures agree with those of trec_eval, and with figures worked out by hand."""

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, R, ScoredDoc, nDCG

from evals.metrics import (
    aurc,
    auroc,
    coverage_at,
    jaccard,
    mean,
    ndcg,
    quantile,
    recall,
    reciprocal_rank,
    risk_at,
    risk_coverage,
)


@st.composite
def rankings(draw: st.DrawFn) -> tuple[list[set[int]], int]:
    """A ranking of hits that cover one gold span each or none, every span at most once, and how many spans there are."""
    gold = draw(st.integers(1, 6))
    found = draw(st.sets(st.integers(0, gold - 1)))
    hits = [{one} for one in found] + [set() for _ in range(draw(st.integers(0, 14)))]
    return draw(st.permutations(hits)), gold


@settings(max_examples=200, deadline=None)
@given(rankings())
def test_the_measures_are_those_of_trec_eval(drawn: tuple[list[set[int]], int]) -> None:
    ranking, gold = drawn
    names = [f"gold{min(hit)}" if hit else f"other{place}" for place, hit in enumerate(ranking)]
    qrels = [ir_measures.Qrel("q", f"gold{n}", 1) for n in range(gold)]
    # A score that falls with the rank: trec_eval orders by score, and equal ones by name.
    run = [ScoredDoc("q", name, 1 / rank) for rank, name in enumerate(names, 1)]
    oracle = ir_measures.calc_aggregate([nDCG @ 10, RR @ 10, R @ 5, R @ 10], qrels, run)

    assert {
        nDCG @ 10: pytest.approx(ndcg(ranking, gold, 10)),
        RR @ 10: pytest.approx(reciprocal_rank(ranking, 10)),
        R @ 5: pytest.approx(recall(ranking, gold, 5)),
        R @ 10: pytest.approx(recall(ranking, gold, 10)),
    } == oracle


def test_a_span_is_credited_to_the_first_hit_that_covers_it() -> None:
    assert recall([{0}, {0}, {1}], 2, 2) == 0.5
    assert ndcg([{0}, {0}], 1, 10) == 1.0
    assert ndcg([set(), {0}], 1, 10) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg([{0, 1}], 2, 10) == 1.0


def test_the_area_under_the_curve_counts_pairs_and_ties_as_half() -> None:
    assert auroc([0.9, 0.4], [0.4, 0.1]) == (1 + 1 + 0.5 + 1) / 4
    assert auroc([], [0.1]) is None


def test_risk_rises_with_coverage_where_the_confident_are_right() -> None:
    assert risk_coverage([0.9, 0.1, 0.5], [0.0, 1.0, 0.0]) == [(1 / 3, 0.0), (2 / 3, 0.0), (1.0, 1 / 3)]
    assert risk_coverage([0.5, 0.5], [0.0, 1.0]) == [(1.0, 0.5)]


def test_a_curve_is_summed_up_as_by_hand() -> None:
    """Five questions: two of 0.9 without an error, one of 0.7 that is wrong, one of 0.6, one of 0.2 that is wrong."""
    curve = risk_coverage([0.6, 0.9, 0.2, 0.9, 0.7], [0.0, 0.0, 1.0, 0.0, 1.0])

    assert curve == [(0.4, 0.0), (0.6, 1 / 3), (0.8, 0.25), (1.0, 0.4)]
    assert aurc(curve) == pytest.approx((0 + 0 + 1 / 3 + 0.25 + 0.4) / 5)
    assert (risk_at(curve, 0.8), risk_at(curve, 0.7), risk_at(curve, 0.81)) == (0.25, 0.25, 0.4)
    assert (coverage_at(curve, 0.05), coverage_at(curve, 0.3), coverage_at(curve, 0.4)) == (0.4, 0.8, 1.0)
    assert coverage_at(risk_coverage([0.5], [1.0]), 0.05) == 0.0
    assert (aurc([]), risk_at([], 0.8), coverage_at([], 0.05)) == (None, None, None)


def test_a_quantile_is_the_nearest_rank() -> None:
    seconds = [0.5, 0.1, 0.4, 0.2, 0.3]

    assert (quantile(seconds, 0.5), quantile(seconds, 0.95), quantile([], 0.5)) == (0.3, 0.5, None)


def test_what_two_sets_share_is_measured_of_both_together() -> None:
    assert (jaccard("abc", "bcd"), jaccard("", ""), jaccard("a", "")) == (0.5, 1.0, 0.0)


def test_a_mean_is_of_what_a_measure_applies_to() -> None:
    assert mean([1.0, None, 0.0]) == 0.5
    assert mean([None]) is None
