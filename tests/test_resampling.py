"""Differences are told from chance by resampling whole reviews."""

import pytest
from scipy import stats

from evals.resampling import difference, holm, probability_of_worse, upper_bound


def test_equal_answers_have_no_spread_and_full_power() -> None:
    found = difference({"a": [0.0, 0.0], "b": [0.0]}, margin=0.05)

    assert (found.mean, found.low, found.high, found.size, found.clusters, found.power) == (0, 0, 0, 3, 2, 1.0)


def test_questions_on_one_review_count_for_less_than_as_many_on_several() -> None:
    alone = difference({str(n): [(-1.0) ** n] for n in range(20)}, margin=0.05)
    together = difference({str(n): [(-1.0) ** n] * 5 for n in range(4)}, margin=0.05)

    assert (alone.size, together.size) == (20, 20)
    assert together.low < alone.low < 0 and together.power < alone.power


def test_the_same_differences_give_the_same_bounds() -> None:
    values = {str(n): [n % 3 / 10, -0.1] for n in range(30)}

    assert difference(values, 0.05) == difference(values, 0.05)


def test_the_interval_is_near_that_of_another_bootstrap() -> None:
    values = [((n * 37) % 11 - 5) / 20 for n in range(40)]
    ours = difference({str(n): [value] for n, value in enumerate(values)}, 0.05)
    theirs = stats.bootstrap(
        (values,), lambda x, axis: x.mean(axis=axis), confidence_level=0.9, method="percentile", rng=3
    )

    assert ours.low == pytest.approx(theirs.confidence_interval.low, abs=0.005)
    assert ours.high == pytest.approx(theirs.confidence_interval.high, abs=0.005)


def test_what_chance_explains_is_probable_and_what_it_does_not_is_not() -> None:
    assert probability_of_worse({str(n): [-0.5] for n in range(12)}) < 0.001
    assert probability_of_worse({str(n): [0.0] for n in range(12)}) == 1.0
    assert 0.3 < probability_of_worse({str(n): [(-1.0) ** n * 0.5] for n in range(12)}) < 0.8


def test_probabilities_are_adjusted_for_how_many_there_are() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})


@pytest.mark.parametrize(("failures", "size"), [(0, 30), (1, 30), (5, 100), (0, 1)])
def test_the_bound_of_a_share_is_that_of_clopper_and_pearson(failures: int, size: int) -> None:
    exact = stats.binomtest(failures, size).proportion_ci(confidence_level=0.90, method="exact").high

    assert upper_bound(failures, size) == pytest.approx(exact, abs=1e-6)


def test_nothing_is_sure_of_what_always_failed() -> None:
    assert upper_bound(3, 3) == 1.0
