"""How likely it is that the passages answer the question: a logistic model over two measures that we can explain."""

import math
from collections.abc import Sequence

from vectorstore.acronyms import expand
from vectorstore.keywords import stems, tokens
from vectorstore.passage import Passage

# Fitted on the development questions; below the threshold nothing is shown as an answer.
INTERCEPT, PER_SIMILARITY, PER_COVERAGE = -2.2, 5.0, 2.0
THRESHOLD = 0.38
COVERED_BY = 4


def answerability(question: str, similarity: float, passages: Sequence[Passage]) -> float:
    """Return a figure from 0 to 1, from the best cosine similarity and the share of the question's words covered."""
    score = INTERCEPT + PER_SIMILARITY * similarity + PER_COVERAGE * coverage(question, passages[:COVERED_BY])
    return round(1 / (1 + math.exp(-score)), 4)


def coverage(question: str, passages: Sequence[Passage]) -> float:
    """Return the share of the question's stems that the passages hold, in their own or in the reviews' words."""
    wanted = set(tokens(question))
    held = frozenset[str]().union(*(stems(p.embedded) for p in passages))
    found = wanted & held
    missing = sorted(wanted - found)
    # One look at all of them first, since most words have no other word in the reviews.
    through = [w for w in missing if held.intersection(tokens(expand(w)))] if expand(" ".join(missing)) else []
    return (len(found) + len(through)) / len(wanted) if wanted else 0.0
