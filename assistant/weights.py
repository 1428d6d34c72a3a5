"""The weights of the reranker's features, as `python -m evals.fitting` fitted them."""

WEIGHTS: dict[str, float] = {
    "fused": 3.42,
    "likeness": 3.17,
    "closeness": 4.83,
    "coverage": 3.01,
    "further": 1.89,
    "section": 0.84,
    "ought": 0.88,
    "explains": 0.75,
    "aside": -1.62,
    "short": -1.22,
    "number": 0.81,
    "date": 0.03,
    "person": 0.81,
    "place": 0.27,
    "reason": 0.14,
}
