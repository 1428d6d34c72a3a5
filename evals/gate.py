"""The gate: may a candidate take the place of what is live? Rules with their values and limits, and one verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evals.distractors import Admitted
from evals.evaluation import Evaluation, Outcome
from evals.meanings import MEANINGS
from evals.metrics import mean
from evals.resampling import ONE_SIDED, Difference, difference, holm, probability_of_worse, upper_bound

MARGIN = 0.05
# Never more than live; and on a first release no more than this.
AT_FIRST = {"forbidden": 0.02, "superseded": 0.0}
SMALLEST_SLICE = 15
# With fewer reviews a bootstrap over them passes more candidates that are truly worse than it claims to: of 5, one in
# eight in place of one in twenty, with a correlation of 0.2 within a review (simulated).
FEWEST_REVIEWS = 10
# Pre-named, and every one of them has to hold, so that nothing is gained by looking at many.
PRIMARY = ("ndcg@10", "vital", "answered", "refused")
# Of the labelled pairs (statement, review) in which the statement is true.
MOST_TRUE_OPTIONS = 0.02
_FLOORS = {"verbatim": 1.0, "locators": 1.0, "signpost": 1.0, "duty_line": 1.0}
_CEILINGS = {"unsafe": 0.0, "missing": 0.0}


class Verdict(StrEnum):
    """What the gate says."""

    PASS = "PASS"
    FAIL = "FAIL"
    INCONCLUSIVE = "INCONCLUSIVE"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it was applied: what was measured, against which limit, on how many questions.

    `detail` says more of it in words: the interval and the power, or what is wrong.
    """

    name: str
    what: str
    verdict: Verdict
    value: float | None = None
    limit: float | None = None
    size: int = 0
    detail: str = ""

    @property
    def line(self) -> str:
        """Return the rule on one line."""
        value = "" if self.value is None else f"{self.value:.3f}"
        limit = "" if self.limit is None else f" (limit {self.limit:.3f}, {self.size} questions)"
        more = f"; {self.detail}" if self.detail else ""
        return f"{self.verdict.value:12} {self.name}: {self.what} {value}{limit}{more}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rules, and the verdict: FAIL where one fails, else INCONCLUSIVE where one is, else PASS."""

    rules: tuple[Rule, ...]

    @property
    def verdict(self) -> Verdict:
        """Return what all the rules together say."""
        said = {rule.verdict for rule in self.rules}
        return next((v for v in (Verdict.FAIL, Verdict.INCONCLUSIVE) if v in said), Verdict.PASS)

    @property
    def against(self) -> tuple[Rule, ...]:
        """Return the rules that stand against a release, failures first."""
        return tuple(r for v in (Verdict.FAIL, Verdict.INCONCLUSIVE) for r in self.rules if r.verdict is v)


def judge(
    candidate: Evaluation,
    live: Evaluation | None,
    broken: Sequence[str] = (),
    margin: float = MARGIN,
    removed: Sequence[str] = (),
    options: Admitted | None = None,
) -> Judgement:
    """Return the judgement on a candidate. `broken` is what its integrity lacks, `live` is None on a first release.

    `removed` are questions that the last release was asked and that were taken out of the sets since. `options` is what
    became of the labelled pairs of quizzes, None where they were not tried.
    The order is that of what is at stake: integrity, floors, no worse than live, slices. The same inputs always give
    the same judgement.
    """
    rules = [*_integrity(candidate, live, broken), *_taken_out(removed), *_floors(candidate, live), *_options(options)]
    if live is not None:
        rules += [*_no_worse(candidate, live, margin), *_slices(candidate, live, margin)]
    return Judgement(tuple(rules))


def _integrity(candidate: Evaluation, live: Evaluation | None, broken: Sequence[str]) -> Iterator[Rule]:
    for problem in broken:
        yield Rule("integrity", problem, Verdict.FAIL)
    if live is not None and live.questions_sha256 != candidate.questions_sha256:
        yield Rule("same questions", "live and candidate were asked different question sets", Verdict.FAIL)
    if not any(one.answerable for one in candidate.outcomes):
        first = live is None
        told = "no question of the sets is answered by these documents"
        more = ": a first release goes out on integrity alone" if first else ": nothing shows that it is no worse"
        yield Rule("questions", told + more, Verdict.PASS if first else Verdict.INCONCLUSIVE)
    # What is withdrawn is hidden from live as well, so its questions are not among them.
    if lost := sorted(set(_ids(live)) - set(_ids(candidate))):
        told = f"{len(lost)} questions can be asked of live and not of this one, and no withdrawal explains it"
        more = f"see {_some(lost)}: they may belong to a document that was replaced; give them its quotes"
        yield Rule("questions lost", told, Verdict.INCONCLUSIVE, float(len(lost)), 0.0, len(lost), more)


def _taken_out(removed: Sequence[str]) -> Iterator[Rule]:
    """Yield that questions were taken out, since a version may be worse in just what they asked."""
    if removed:
        told = f"{len(removed)} questions that the last release was asked are in no set any more"
        more = f"see {_some(removed)}: put them back, with the words that their documents have now"
        yield Rule("questions removed", told, Verdict.INCONCLUSIVE, float(len(removed)), 0.0, len(removed), more)


def _ids(evaluation: Evaluation | None) -> list[str]:
    return [one.id for one in evaluation.outcomes] if evaluation else []


def _floors(candidate: Evaluation, live: Evaluation | None) -> Iterator[Rule]:
    """Yield the limits that hold whatever live does."""
    figures = candidate.figures
    for name, limit in {**_FLOORS, **_CEILINGS}.items():
        value = figures.get(name)
        if value is None:
            yield Rule(name, MEANINGS[name], Verdict.PASS, None, limit, 0, "not tried: no question asks for it")
        else:
            held = value >= limit if name in _FLOORS else value <= limit
            size = candidate.count(name)
            shown = f"none in {size} leaves up to {upper_bound(0, size):.1%} possible"
            yield _rule(name, held, value, limit, size, shown if held else _offenders(candidate.outcomes, name, limit))
    for name, at_first in AT_FIRST.items():
        yield from _no_more(candidate, live, name, at_first)


def _options(found: Admitted | None) -> Iterator[Rule]:
    """Yield whether few enough true statements pass for wrong options of a quiz."""
    if found is not None:
        share, name, told = found.share, "distractors", "true statements that pass for wrong options of a quiz"
        held = share is None or share <= MOST_TRUE_OPTIONS
        detail = f"{len(found.true_admitted)}, where {found.true_compared} come to be compared in meaning"
        if not held:
            detail += f"; see {_some(found.true_admitted)}"
        if share is None:
            detail = "not tried: no review of the labelled pairs is loaded"
        verdict = Verdict.PASS if held else Verdict.FAIL
        yield Rule(name, told, verdict, share, MOST_TRUE_OPTIONS, found.true, detail)


def _no_more(candidate: Evaluation, live: Evaluation | None, name: str, at_first: float) -> Iterator[Rule]:
    """Yield whether a share is no larger than live's on the questions that both have, and small on the others.

    Over all questions together one more failure would hide behind further questions that are easy.
    """
    of_live = {one.id: v for one in live.outcomes if (v := one.figures.get(name)) is not None} if live else {}
    asked = [(one, v) for one in candidate.outcomes if (v := one.figures.get(name)) is not None]
    shared = [(one, v) for one, v in asked if one.id in of_live]
    new = [(one, v) for one, v in asked if one.id not in of_live]
    limits = (mean(of_live[one.id] for one, _ in shared), at_first)
    for told, pairs, limit in zip(
        (name, f"{name}, new questions" if shared else name), (shared, new), limits, strict=True
    ):
        value = mean(v for _, v in pairs)
        if value is not None and limit is not None:
            detail = "" if value <= limit else _offenders([one for one, _ in pairs], name, 0.0)
            verdict = Verdict.PASS if value <= limit else Verdict.FAIL
            yield Rule(told, MEANINGS[name], verdict, value, limit, len(pairs), detail)


def _no_worse(candidate: Evaluation, live: Evaluation, margin: float) -> Iterator[Rule]:
    """Yield for each primary figure whether it is no worse by the margin: the lower bound decides, not the mean."""
    for name in PRIMARY:
        by_cluster = clustered(differences(candidate, live, name))
        if not by_cluster:
            continue
        found = difference(by_cluster, margin)
        same = not any(value for values in by_cluster.values() for value in values)
        few = found.clusters < FEWEST_REVIEWS and not same
        verdict = Verdict.FAIL
        if found.low > -margin:
            verdict = Verdict.INCONCLUSIVE if few else Verdict.PASS
        elif found.mean >= -margin / 2:
            verdict = Verdict.INCONCLUSIVE
        yield Rule(
            f"no worse: {name}", MEANINGS[name], verdict, found.low, -margin, found.size, _told(found, same, few)
        )


def _told(found: Difference, same: bool, few: bool) -> str:
    if same:
        return "the same on every question"
    over = f"resampled over {found.clusters} reviews or questions without one"
    last = f"fewer than {FEWEST_REVIEWS} show too little" if few else f"power {found.power:.2f}"
    return f"difference {found.mean:+.3f}, 90 % interval {found.low:+.3f} to {found.high:+.3f}, {over}, {last}"


def _slices(candidate: Evaluation, live: Evaluation, margin: float) -> Iterator[Rule]:
    """Yield the slices that are large enough and worse than chance explains, after Holm, by more than the margin."""
    found = {}
    for name in ("vital", "evidence", "refused"):
        for one in sorted({s for o in candidate.outcomes for s in o.slices}):
            pairs = [(o, d) for o, d in differences(candidate, live, name) if one in o.slices]
            if len(pairs) >= SMALLEST_SLICE:
                found[f"{one}: {name}"] = pairs
    chance = holm({name: probability_of_worse(clustered(pairs)) for name, pairs in found.items()})
    for name, pairs in found.items():
        value = sum(d for _, d in pairs) / len(pairs)
        worse = chance[name] < ONE_SIDED and value < -margin
        detail = f"p {chance[name]:.3f} after Holm"
        if len(found) * 0.5 ** len(clustered(pairs)) >= ONE_SIDED:
            detail += "; too few reviews for any difference to be seen"
        verdict = Verdict.FAIL if worse else Verdict.PASS
        yield Rule(f"slice {name}", "candidate less live", verdict, value, -margin, len(pairs), detail)


def differences(candidate: Evaluation, live: Evaluation, name: str) -> list[tuple[Outcome, float]]:
    """Return candidate minus live by question, for those that the figure applies to on both."""
    before = {one.id: one.figures.get(name) for one in live.outcomes}
    pairs = []
    for one in candidate.outcomes:
        now, then = one.figures.get(name), before.get(one.id)
        if now is not None and then is not None:
            pairs.append((one, now - then))
    return pairs


def clustered(pairs: Sequence[tuple[Outcome, float]]) -> dict[str, list[float]]:
    """Return differences by review: by the first gold document, each question without gold by itself."""
    by_cluster: dict[str, list[float]] = {}
    for outcome, value in pairs:
        by_cluster.setdefault(outcome.clusters[0] if outcome.clusters else outcome.id, []).append(value)
    return by_cluster


def _offenders(outcomes: Sequence[Outcome], name: str, limit: float) -> str:
    worst = [one.id for one in outcomes if one.figures.get(name) not in (None, limit)]
    return f"see {_some(worst)}"


def _some(ids: Sequence[str]) -> str:
    return f"{', '.join(ids[:5])}{' …' if len(ids) > 5 else ''}"


def _rule(name: str, held: bool, value: float, limit: float, size: int, detail: str) -> Rule:
    return Rule(name, MEANINGS[name], Verdict.PASS if held else Verdict.FAIL, value, limit, size, detail)
