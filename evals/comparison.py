"""How two evaluations differ: every figure, and the questions that got better or worse."""

from collections.abc import Iterator
from dataclasses import dataclass

from evals.evaluation import Evaluation, Outcome
from evals.gate import clustered, differences
from evals.resampling import difference

# Figures of one question in which a change is told, the most telling first.
TELLING = (
    "unsafe",
    "forbidden",
    "superseded",
    "signpost",
    "duty_line",
    "answered",
    "refused",
    "vital",
    "evidence",
    "ndcg@10",
)
LOWER_IS_BETTER = frozenset({"unsafe", "forbidden", "superseded", "missing", "words"})


@dataclass(frozen=True, slots=True)
class Row:
    """One figure on both, and its difference with a 90 % interval by reviews, where both have it on a question."""

    name: str
    before: float | None
    after: float | None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A question that is answered better or worse than before, with both answers and what its gold is."""

    id: str
    question: str
    figure: str
    before: float
    after: float
    answer_before: str
    answer_after: str
    gold: tuple[str, ...]

    @property
    def is_worse(self) -> bool:
        """Return whether the later answer is the worse one."""
        return (self.after < self.before) is not (self.figure in LOWER_IS_BETTER)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations side by side. `only` are questions that one of them alone was asked."""

    before: str
    after: str
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    only: tuple[str, ...] = ()


def compared(before: Evaluation, after: Evaluation) -> Comparison:
    """Return how the second differs from the first."""
    names = dict.fromkeys([*before.figures, *after.figures])
    then, now = {one.id: one for one in before.outcomes}, {one.id: one for one in after.outcomes}
    changes = [change for name in now if name in then and (change := _change(then[name], now[name]))]
    worst_first = sorted(changes, key=lambda one: (not one.is_worse, TELLING.index(one.figure), one.id))
    return Comparison(
        before.index_version,
        after.index_version,
        tuple(_row(before, after, name) for name in names),
        tuple(worst_first),
        tuple(sorted(then.keys() ^ now.keys())),
    )


def _row(before: Evaluation, after: Evaluation, name: str) -> Row:
    pairs = differences(after, before, name)
    values = before.figures.get(name), after.figures.get(name)
    if not pairs:
        return Row(name, *values)
    found = difference(clustered(pairs), margin=1.0)
    return Row(name, *values, found.mean, found.low, found.high, found.size)


def _change(then: Outcome, now: Outcome) -> Change | None:
    """Return the most telling difference between two answers to one question, None where none is told."""
    for name in TELLING:
        old, new = then.figures.get(name), now.figures.get(name)
        if old is not None and new is not None and old != new:
            return Change(now.id, now.question, name, old, new, then.answer, now.answer, now.gold)
    return None


def lines(comparison: Comparison) -> Iterator[str]:
    """Yield the comparison as a terminal shows it."""
    yield f"{'':14} {comparison.before:>30} {comparison.after:>30}"
    for row in comparison.rows:
        change = "" if row.mean is None else f"  {row.mean:+.3f} ({row.low:+.3f} to {row.high:+.3f}, n {row.size})"
        yield f"{row.name:14} {_shown(row.before):>30} {_shown(row.after):>30}{change}"
    for name, worse in (("Worse", True), ("Better", False)):
        found = [one for one in comparison.changes if one.is_worse is worse]
        yield f"{name}: {len(found)}"
        yield from (f"  {one.id} {one.figure} {one.before:.2f} -> {one.after:.2f}: {one.question}" for one in found)
    if comparison.only:
        yield f"Asked of one of them alone: {', '.join(comparison.only)}"


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
