"""Robustness: what slips cost, how alike other wordings are answered, what an earlier question leaves behind."""

from dataclasses import replace
from pathlib import Path

import pytest
from shelf import WordEmbedder, release
from test_gate import outcome
from test_trial import LOADED, QUESTIONS, question, served

from evals.evaluation import Evaluation, Measure
from evals.gold import Span
from evals.robustness import agreement, drops, leak, wordings
from evals.trial import evaluation_file, try_out
from vectorstore.data import DataDirectory
from vectorstore.releases import read_pointer

ONE, TWO, THREE = Span("a", 0, 9), Span("a", 20, 29), Span("b", 0, 9)


def test_a_drop_is_the_mean_of_what_each_pair_loses() -> None:
    pairs = [
        (outcome(n, {"vital": 1.0, "answered": 1.0}), outcome(n, {"vital": after, "answered": 1.0}))
        for n, after in enumerate((0.0, 1.0, 0.5, 1.0))
    ]
    vital, answered = drops("typos", pairs)

    assert (vital.name, vital.value, vital.size) == ("typos: vital facts told, lost", 0.375, 4)
    assert vital.low is not None and vital.high is not None and vital.low <= 0.375 <= vital.high
    assert (answered.value, answered.low, answered.high) == (0.0, 0.0, 0.0)
    assert list(drops("typos", [])) == []


def test_wordings_agree_as_far_as_they_cite_the_same_and_decide_alike() -> None:
    def cites(status: str, *spans: Span) -> object:
        return replace(outcome(0, {}), status=status, cited=spans)

    groups = [
        [cites("answered", ONE, TWO), cites("partial", TWO, THREE), cites("answered", ONE, TWO)],
        [cites("answered", ONE), cites("not_found")],
        [cites("answered", ONE)],
    ]

    consistency, decisions = agreement(groups)  # type: ignore[arg-type]
    assert consistency == Measure("wordings: consistency@5", pytest.approx(((1 / 3 + 1 + 1 / 3) / 3 + 0) / 2), 2)
    assert decisions == Measure("wordings: decisions agree", 0.5, 2)


def test_wordings_of_one_question_are_one_group() -> None:
    first, other, alone = QUESTIONS[0], question("b1", "x", "fact", wording_of="a1"), QUESTIONS[1]
    asked = {one: outcome(0, {}) for one in ("a1", "b1", "a2")}

    assert wordings([first, other, alone], asked) == [[first, other]]
    assert wordings([first, other, alone], {"a1": outcome(0, {})}) == []


def test_a_leak_is_what_only_the_conversation_brings_in() -> None:
    def cites(number: int, *spans: Span) -> object:
        return replace(outcome(number, {}), cited=spans)

    alone = {"q0": cites(0, ONE), "q1": cites(1, ONE), "q2": cites(2, ONE, THREE)}
    later = [cites(0, ONE, THREE), cites(1, ONE), cites(2, ONE, THREE)]
    earlier = {name: frozenset({"b.txt"}) for name in alone}

    assert leak(earlier, alone, later, {"a": "a.txt", "b": "b.txt"}) == Measure("history leak", 1 / 3, 3)  # type: ignore[arg-type]


def test_measures_are_kept_with_the_evaluation_and_change_no_verdict(tmp_path: Path) -> None:
    data, embedder = DataDirectory(tmp_path), WordEmbedder()
    release(data, LOADED, embedder)
    pointer = read_pointer(data)
    assert pointer
    again = question("b1", "What number of dental appointments did Child On miss?", "fact", ("child-on.txt", "Eleven dental appointments were missed and each was written down"), told=["eleven"], wording_of="a1")  # fmt: skip
    plain = try_out(data, pointer.version, embedder, [*QUESTIONS, again], served)
    trial = try_out(data, pointer.version, embedder, [*QUESTIONS, again], served, robustness=True)

    assert plain.candidate and trial.candidate and plain.candidate.robustness == ()
    assert (trial.judgement, trial.candidate) == (plain.judgement, plain.candidate)
    assert [one.name for one in trial.candidate.robustness] == [
        "typos: vital facts told, lost",
        "typos: questions answered, lost",
        "wordings: consistency@5",
        "wordings: decisions agree",
        "history leak",
    ]
    kept = Evaluation.read(evaluation_file(data, pointer.version))
    assert kept.robustness == trial.candidate.robustness
