"""The weights of the reranker are fitted so that gold outscores the rest, on documents that were left out."""

import numpy as np

from assistant.weights import WEIGHTS
from evals.fitting import NAMES, Array, Example, cross_validated, fit, recall, squashed, written

HELPS = NAMES.index("closeness")


def example(document: str, seed: int, gold: int = 1) -> Example:
    """Return six passages, the second of which carries the gold and is closest to the question."""
    chance = np.random.default_rng(seed)
    features: Array = chance.normal(0, 0.3, (6, len(NAMES)))
    features[1, HELPS] = 2.0
    return Example(document, features, tuple(frozenset({0} if n == 1 else ()) for n in range(6)), gold)


def test_the_feature_that_tells_gold_apart_gets_the_weight_and_works_on_documents_left_out() -> None:
    chosen = [example(f"document {number % 12}", number) for number in range(36)]
    weights = fit(chosen)
    assert int(np.argmax(weights)) == HELPS
    assert recall(chosen, cross_validated(chosen), 1) == 1.0
    by_chance = [one.features[:, NAMES.index("fused")] for one in chosen]
    assert recall(chosen, by_chance, 1) < 0.6


def test_recall_counts_the_gold_that_the_first_passages_carry_of_all_there_is() -> None:
    one = example("d", 1, gold=2)
    best_first = [np.array([0.0, 9.0, 1.0, 0.0, 0.0, 0.0])]
    assert (recall([one], best_first, 1), recall([one], best_first, 6)) == (0.5, 0.5)


def test_the_weights_are_written_as_the_module_that_is_checked_in_has_them() -> None:
    text = written(np.array([WEIGHTS[name] for name in NAMES]))
    held: dict[str, object] = {}
    exec(text, held)  # the text is our own
    assert held["WEIGHTS"] == WEIGHTS
    assert tuple(WEIGHTS) == NAMES


def test_letters_and_digits_alone_are_compared() -> None:
    assert squashed("The “R2” – it’s\nﬁne.") == "ther2itsfine"
