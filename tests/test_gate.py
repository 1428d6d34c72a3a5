"""The gate: what passes, what fails and by which rule, and what neither shows."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from evals.distractors import Admitted
from evals.evaluation import Evaluation, Outcome
from evals.gate import Judgement, Verdict, judge

GOOD = {
    "verbatim": 1.0,
    "locators": 1.0,
    "missing": 0.0,
    "answered": 1.0,
    "vital": 1.0,
    "evidence": 1.0,
    "ndcg@10": 1.0,
}
REFUSED = {"refused": 1.0, "unsafe": 0.0, "signpost": 1.0, "missing": 0.0}


def outcome(number: int, figures: Mapping[str, float | None], kind: str = "fact") -> Outcome:
    clusters = () if "refused" in figures else (f"review-{number // 2}",)
    return Outcome(
        id=f"q{number}", question=f"Question {number}?", kind=kind, answerable="refused" not in figures, clusters=clusters,
        slices=(kind,), gold=(), status="answered", answer="", quotes=(), answerability=0.5, figures=figures,
    )  # fmt: skip


def evaluation(answered: int = 40, refused: int = 10) -> Evaluation:
    facts = [outcome(n, dict(GOOD)) for n in range(answered)]
    cases = [outcome(100 + n, dict(REFUSED), "live_case") for n in range(refused)]
    return Evaluation("v", "hash", (*facts, *cases), {})


def changed(whole: Evaluation, **by_figure: Mapping[int, float]) -> Evaluation:
    """Return the evaluation with the figures of some questions, by their place, set otherwise."""
    outcomes = list(whole.outcomes)
    for name, values in by_figure.items():
        figure = name.replace("_at_", "@")
        for place, value in values.items():
            outcomes[place] = replace(outcomes[place], figures={**outcomes[place].figures, figure: value})
    return replace(whole, outcomes=tuple(outcomes))


def told(judgement: Judgement) -> tuple[Verdict, list[str]]:
    return judgement.verdict, [rule.name for rule in judgement.against]


def test_a_candidate_that_answers_alike_passes() -> None:
    judgement = judge(evaluation(), evaluation())

    assert told(judgement) == (Verdict.PASS, [])
    assert {"no worse: ndcg@10", "no worse: vital", "no worse: answered", "no worse: refused"} <= {
        rule.name for rule in judgement.rules
    }


def test_a_first_release_is_held_to_the_floors_alone() -> None:
    judgement = judge(evaluation(), None)

    assert told(judgement) == (Verdict.PASS, [])
    assert not any(rule.name.startswith("no worse") for rule in judgement.rules)


@pytest.mark.parametrize(
    ("figure", "place", "value"),
    [
        ("verbatim", 3, 0.5),
        ("locators", 3, 0.0),
        ("signpost", 45, 0.0),
        ("unsafe", 45, 1.0),
        ("missing", 3, 1.0),
        ("duty_line", 3, 0.0),
    ],
)
def test_one_failure_of_a_floor_is_enough_and_is_named(figure: str, place: int, value: float) -> None:
    judgement = judge(changed(evaluation(), **{figure: {place: value}}), evaluation())

    assert told(judgement) == (Verdict.FAIL, [figure])
    assert evaluation().outcomes[place].id in judgement.against[0].line


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(None, 0.0, Verdict.PASS), (None, 1.0, Verdict.FAIL), (1.0, 1.0, Verdict.PASS), (0.0, 1.0, Verdict.FAIL)],
)
@pytest.mark.parametrize("figure", ["forbidden", "superseded"])
def test_false_facts_and_older_versions_may_not_be_more_than_live_has(
    figure: str, before: float | None, after: float, verdict: Verdict
) -> None:
    live = None if before is None else changed(evaluation(), **{figure: {0: before}})

    assert judge(changed(evaluation(), **{figure: {0: after}}), live).verdict is verdict


@pytest.mark.parametrize("figure", ["ndcg_at_10", "vital", "answered"])
def test_what_is_worse_on_many_reviews_fails_and_names_the_figure(figure: str) -> None:
    worse = dict.fromkeys(range(0, 40, 2), 0.5)
    judgement = judge(changed(evaluation(), **{figure: worse}), evaluation())

    assert judgement.verdict is Verdict.FAIL
    assert f"no worse: {figure.replace('_at_', '@')}" in [rule.name for rule in judgement.against]


def test_a_small_loss_that_may_be_chance_is_inconclusive() -> None:
    judgement = judge(changed(evaluation(), vital={0: 0.0}), evaluation())

    assert told(judgement) == (Verdict.INCONCLUSIVE, ["no worse: vital"])
    assert "power 0." in judgement.against[0].detail


def test_a_wider_margin_lets_it_pass() -> None:
    assert judge(changed(evaluation(), vital={0: 0.0}), evaluation(), margin=0.2).verdict is Verdict.PASS


def test_a_slice_that_is_much_worse_fails_though_the_whole_is_not() -> None:
    many = evaluation(answered=400)
    outcomes = [replace(one, slices=("fact", "fathers")) if n < 20 else one for n, one in enumerate(many.outcomes)]
    live = replace(many, outcomes=tuple(outcomes))
    judgement = judge(changed(live, vital=dict.fromkeys(range(20), 0.5)), live)

    assert told(judgement) == (Verdict.FAIL, ["slice fathers: vital"])


def test_what_is_broken_fails_whatever_the_answers() -> None:
    judgement = judge(evaluation(), evaluation(), ["a.pdf is gone"])

    assert [(rule.name, rule.what) for rule in judgement.against] == [("integrity", "a.pdf is gone")]


def test_other_questions_are_no_comparison() -> None:
    assert "same questions" in told(judge(evaluation(), replace(evaluation(), questions_sha256="other")))[1]


def test_without_a_question_a_first_release_passes_and_a_later_one_is_inconclusive() -> None:
    empty = Evaluation("v", "hash", (), {"q1": "a.pdf is not loaded"})

    assert judge(empty, None).verdict is Verdict.PASS
    assert told(judge(empty, replace(empty, index_version="before"))) == (Verdict.INCONCLUSIVE, ["questions"])


def test_questions_that_only_live_can_be_asked_are_missed() -> None:
    fewer = replace(evaluation(), outcomes=evaluation().outcomes[7:])

    judgement = judge(fewer, evaluation())

    assert told(judgement) == (Verdict.INCONCLUSIVE, ["questions lost"])
    assert "7 questions can be asked of live and not of this one" in judgement.against[0].line
    assert "see q0, q1, q2, q3, q4 …" in judgement.against[0].line


def test_the_same_inputs_give_the_same_judgement_in_whatever_order_the_questions_stand() -> None:
    candidate = changed(evaluation(), vital=dict.fromkeys(range(9), 0.7))
    judgement = judge(candidate, evaluation())
    outcomes = list(candidate.outcomes)
    random.Random(5).shuffle(outcomes)

    assert judge(candidate, evaluation()) == judgement
    shuffled = judge(replace(candidate, outcomes=tuple(outcomes)), evaluation())
    bounds = {rule.name: rule.value for rule in judgement.rules if rule.name.startswith("no worse")}
    assert {rule.name: rule.value for rule in shuffled.rules if rule.name in bounds} == bounds


def test_a_difference_on_few_reviews_is_inconclusive_and_none_at_all_passes() -> None:
    few = evaluation(answered=16)
    one_lost = changed(few, vital={0: 0.99})

    assert told(judge(one_lost, few)) == (Verdict.INCONCLUSIVE, ["no worse: vital"])
    assert judge(one_lost, few).against[0].detail.endswith("fewer than 10 show too little")
    assert judge(few, few).verdict is Verdict.PASS
    assert judge(changed(evaluation(), vital={0: 0.99}), evaluation()).verdict is Verdict.PASS


def test_one_more_false_fact_does_not_hide_behind_further_questions_without_one() -> None:
    asked = dict.fromkeys(range(25), 0.0)
    live = changed(evaluation(), forbidden=asked | {0: 1.0})
    further = tuple(outcome(200 + n, GOOD | {"forbidden": 0.0}) for n in range(50))
    worse = changed(evaluation(), forbidden=asked | {0: 1.0, 1: 1.0})
    candidate = replace(worse, outcomes=(*worse.outcomes, *further))

    assert told(judge(candidate, live)) == (Verdict.FAIL, ["forbidden"])
    new = replace(live, outcomes=(*live.outcomes, *further[:9], outcome(300, GOOD | {"forbidden": 1.0})))
    assert told(judge(new, live)) == (Verdict.FAIL, ["forbidden, new questions"])


def test_a_floor_that_no_question_tries_says_so() -> None:
    [untried] = [rule for rule in judge(evaluation(), None).rules if rule.name == "duty_line"]

    assert (untried.verdict, untried.value, untried.size) == (Verdict.PASS, None, 0)
    assert untried.line.endswith("not tried: no question asks for it")


def test_questions_that_were_taken_out_of_the_sets_are_missed() -> None:
    judgement = judge(evaluation(), evaluation(), removed=["q90", "q91"])

    assert told(judgement) == (Verdict.INCONCLUSIVE, ["questions removed"])
    assert "2 questions that the last release was asked are in no set any more" in judgement.against[0].line


@pytest.mark.parametrize(
    ("options", "verdict", "detail"),
    [
        (Admitted(100, 20, ("d1", "d2"), 50, 9), Verdict.PASS, "2, where 20 come to be compared in meaning"),
        (
            Admitted(100, 20, ("d1", "d2", "d3"), 50, 9),
            Verdict.FAIL,
            "3, where 20 come to be compared in meaning; see d1, d2, d3",
        ),
        (Admitted(0, 0, (), 0, 0), Verdict.PASS, "not tried: no review of the labelled pairs is loaded"),
    ],
)
def test_true_statements_that_pass_for_wrong_options_are_limited(
    options: Admitted, verdict: Verdict, detail: str
) -> None:
    [rule] = [rule for rule in judge(evaluation(), evaluation(), options=options).rules if rule.name == "distractors"]

    assert (rule.verdict, rule.limit, rule.detail) == (verdict, 0.02, detail)
