"""How far answers depend on how a question is put: slips, other wordings, what was asked before. Told, not gated."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from evals.evaluation import Evaluation, Factory, Measure, Outcome, evaluate
from evals.gate import clustered
from evals.metrics import jaccard, mean
from evals.perturbation import Switch, switches, typos, words_of
from evals.questions import Question
from evals.resampling import difference
from vectorstore.index import Index

DEPTH = 5
COMPARED = ("vital", "answered")
_WHAT = {"vital": "vital facts told", "answered": "questions answered"}


def with_robustness(
    runs: Sequence[Evaluation],
    indexes: Sequence[Index],
    questions: Sequence[Question],
    factory: Factory,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Evaluation]:
    """Return the evaluations of the indexes with their measures of robustness; asks the questions again, twice."""
    documents = [one for index in indexes for one in index.documents.values()]
    names = [name for one in documents for name in (*one.subjects, one.publisher or "")]
    known = words_of([index.text(one) for index in indexes for one in index.documents])
    switched = switches(questions, {one.source: one.subjects for one in documents})
    typed = evaluate(indexes, typos(questions, names, known), factory, progress)
    after = evaluate(indexes, [one.question for one in switched], factory, progress)
    return [
        replace(run, robustness=tuple(_measures(run, slipped, later, questions, switched, index)))
        for run, slipped, later, index in zip(runs, typed, after, indexes, strict=True)
    ]


def _measures(
    run: Evaluation,
    slipped: Evaluation,
    later: Evaluation,
    questions: Sequence[Question],
    switched: Sequence[Switch],
    index: Index,
) -> Iterator[Measure]:
    clean = {one.id: one for one in run.outcomes}
    yield from drops("typos", [(clean[one.id], one) for one in slipped.outcomes if one.id in clean])
    groups = wordings(questions, clean)
    yield from agreement([[clean[one.id] for one in group if not one.history] for group in groups])
    followed = [
        (clean[alone.id], clean[one.id])
        for group in groups
        for alone in group
        for one in group
        if one.history and not alone.history
    ]
    yield from drops("follow-up", followed)
    sources = {name: one.source for name, one in index.documents.items()}
    yield leak({one.question.id: one.earlier for one in switched}, clean, later.outcomes, sources)


def drops(name: str, pairs: Sequence[tuple[Outcome, Outcome]]) -> Iterator[Measure]:
    """Yield how much worse the second of each pair is answered than the first: the mean difference, by reviews."""
    for figure in COMPARED:
        found = [
            (one, before - after)
            for one, other in pairs
            if (before := one.figures.get(figure)) is not None and (after := other.figures.get(figure)) is not None
        ]
        if found:
            drop = difference(clustered(found), margin=1.0)
            yield Measure(f"{name}: {_WHAT[figure]}, lost", drop.mean, drop.size, drop.low, drop.high)


def wordings(questions: Sequence[Question], asked: Mapping[str, Outcome]) -> list[list[Question]]:
    """Return the groups of questions that put one question in several ways, those of them that were asked."""
    groups: dict[str, list[Question]] = {}
    for one in questions:
        if one.id in asked:
            groups.setdefault(one.wording_of or one.id, []).append(one)
    return [group for group in groups.values() if len(group) > 1]


def agreement(groups: Sequence[Sequence[Outcome]]) -> Iterator[Measure]:
    """Yield how alike the wordings of one question are answered, as means over the groups of two or more.

    Consistency at 5 is the mean Jaccard index of the first five citations' spans over all pairs of a group; decisions
    agree where all of a group are answered or none is.
    """
    several = [group for group in groups if len(group) > 1]
    if several:
        alike = [mean(jaccard(a.cited[:DEPTH], b.cited[:DEPTH]) for a, b in combinations(g, 2)) for g in several]
        decided = [float(len({one.is_answered for one in group}) == 1) for group in several]
        yield Measure("wordings: consistency@5", mean(alike), len(several))
        yield Measure("wordings: decisions agree", mean(decided), len(several))


def leak(
    earlier: Mapping[str, frozenset[str]],
    alone: Mapping[str, Outcome],
    later: Sequence[Outcome],
    sources: Mapping[str, str],
) -> Measure:
    """Return how many answers cite what an earlier question was about, though they do not when asked alone."""

    def cites(outcome: Outcome) -> bool:
        return any(sources[span.document_id] in earlier[outcome.id] for span in outcome.cited)

    pairs = [(one, alone[one.id]) for one in later if one.id in alone]
    return Measure("history leak", mean(float(cites(one) and not cites(first)) for one, first in pairs), len(pairs))
