"""Which passages are cited, and which of their words an answer quotes."""

import math
from dataclasses import replace

import pytest

from assistant.answer_type import AnswerType, asked_for, held_by
from assistant.reranker import Features, Ranked
from assistant.selection import IN_FULL, ONE_FACT, best, counts, excerpt, excerpts, first_excerpts, is_plain, per_review
from assistant.weights import WEIGHTS
from vectorstore.passage import Passage
from vectorstore.sections import Polarity
from vectorstore.sections import SectionType as S

NOTHING = Features(*[0.0] * 15)


def ranked(name: str, score: float, text: str = "", document: str = "d", section: S = S.FINDINGS) -> Ranked:
    """Return a passage with the score; its later sentences match a little worse than its first."""
    words = text or f"Statement {name} of the review."
    passage = Passage(name, document, "Child X", section, None, None, 0, 0, 0, len(words), words)
    features = replace(NOTHING, closeness=score / WEIGHTS["closeness"])
    return Ranked(passage, features, tuple(-0.1 * n for n in range(words.count(".") or 1)))


def document_of(passage: Passage) -> str:
    return passage.document_id


def words(count: int, name: str = "word") -> str:
    return " ".join(f"{name.capitalize() if n == 0 else name}{n}" for n in range(count)) + "."


def test_what_scored_nearly_as_well_as_the_best_is_cited_and_another_document_only_beside_it() -> None:
    found = [
        ranked("best", 9.0, "Alpha."),
        ranked("near", 8.0, "Beta."),
        ranked("other, near", 8.5, "Gamma.", "e"),
        ranked("other, far", 7.5, "Delta.", "e"),
        ranked("far", 5.0, "Epsilon."),
    ]
    assert [one.passage.id for one in best(found, document_of)] == ["best", "near", "other, near"]
    assert best([], document_of) == ()


def test_a_plan_of_the_same_case_is_cited_as_the_review_itself_is() -> None:
    found = [ranked("review", 9.0, "Alpha."), ranked("plan", 7.0, "Beta.", "e")]
    assert [one.passage.id for one in best(found, document_of)] == ["review"]
    assert [one.passage.id for one in best(found, lambda passage: passage.review)] == ["review", "plan"]


def test_what_was_done_since_is_only_pointed_to_beside_a_fact_of_the_case() -> None:
    found = [ranked("then", 9.0, "Caseloads were 600."), ranked("since", 8.0, "They are 400.", section=S.PROGRESS)]
    then = {"then": ("Caseloads were 600.",), "since": ()}
    both = {"then": ("Caseloads were 600.",), "since": ("They are 400.",)}
    assert excerpts(found, "What caseload did the nurse have?") == then
    assert excerpts(found, "What caseload did the nurse have?", frozenset({S.PROGRESS})) == both
    assert excerpts(found, "Is the caseload any lower yet?") == both


def test_the_same_statement_is_cited_once_and_no_more_than_five_are() -> None:
    twice = [ranked("a", 9.0, "The nurse rang."), ranked("b", 8.9, "The nurse rang!")]
    limits = [ranked("five", 9.0, "Send it in 5 days."), ranked("ten", 8.9, "Send it in 10 days.")]
    assert [one.passage.id for one in best(limits, document_of)] == ["five", "ten"]
    more = [ranked(name, 8.0, f"The {name} rang.") for name in ("teacher", "doctor", "porter", "cook", "tutor")]
    assert [one.passage.id for one in best([*twice, *more], document_of)] == [
        "a",
        "teacher",
        "doctor",
        "porter",
        "cook",
    ]


def test_a_short_statement_is_quoted_whole_and_of_a_long_one_the_sentences_that_match_best() -> None:
    text = f"{words(12, 'a')} {words(16, 'b')} {words(12, 'c')} {words(12, 'd')}"
    long = ranked("long", 1.0, text)
    assert excerpt(ranked("short", 1.0, words(12, "a")), 20) == (words(12, "a"),)
    assert excerpt(long, 20) == (words(12, "a"),)
    assert excerpt(long, 30) == (f"{words(12, 'a')} {words(16, 'b')}",)
    apart = replace(long, sentences=(0.9, 0.1, 0.8, 0.2))
    assert excerpt(apart, 30) == (words(12, "a"), words(12, "c"))
    assert all(piece in text for piece in excerpt(apart, 30))


def test_a_short_sentence_between_two_that_are_quoted_is_quoted_with_them() -> None:
    text = f"{words(12, 'a')} {words(8, 'b')} {words(12, 'c')} {words(12, 'd')}"
    apart = replace(ranked("long", 1.0, text), sentences=(0.9, 0.1, 0.8, 0.2))
    assert excerpt(apart, 24) == (f"{words(12, 'a')} {words(8, 'b')} {words(12, 'c')}",)


def test_a_printed_label_is_no_sentence_to_quote() -> None:
    text = f"Finding 2. {words(12, 'a')} {words(12, 'b')} {words(12, 'c')}"
    labelled = ranked("long", 1.0, text)
    labelled = replace(labelled, passage=replace(labelled.passage, item="Finding 2"), sentences=(0.9, 0.1, 0.8, 0.2))
    assert excerpt(labelled, 16) == (words(12, "b"),)


def test_an_answer_quotes_only_so_much_and_points_to_the_rest() -> None:
    cited = [ranked(name, 1.0, words(18, name)) for name in ("a", "b", "c", "d")]
    assert {name: len(pieces) for name, pieces in excerpts(cited, "What colour was it?").items()} == {
        "a": 1, "b": 1, "c": 1, "d": 0,
    }  # fmt: skip
    assert {name: len(pieces) for name, pieces in excerpts(cited, "Why was it so?").items()} == {
        "a": 1, "b": 1, "c": 1, "d": 1,
    }  # fmt: skip
    leaning = excerpts(cited, "What colour was it?", leans=True)
    assert [len(pieces) for pieces in leaning.values()] == [1, 1, 1, 1]
    first = ranked("long", 1.0, words(200))
    assert excerpts([first], "What colour was it?") == {"long": (words(200),)}


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("What colour was the door?", True),
        ("how many visits were there", True),
        ("Why did nobody ring?", False),
        ("what should the school do", False),
        ("who rang and what did they say", False),
        ("anything on bath seats?", False),
        ("Was he seen? Who by?", False),
    ],
)
def test_one_fact_is_told_from_a_reason_what_ought_to_be_and_two_things(question: str, plain: bool) -> None:
    assert is_plain(question) is plain
    assert ONE_FACT.whole < IN_FULL.whole


def test_of_each_review_the_best_passages_count_and_the_first_is_quoted() -> None:
    known = {("d", "Child X"), ("e", "Child X")}
    fused = {"background": 1.0, "first": 0.8, "second": 0.7, "third": 0.6, "weak": 0.3, "other": 0.4}
    kinds = {"background": S.BACKGROUND, "other": S.LEARNING}
    found = [
        replace(
            ranked(name, 0.0, document="e" if name == "other" else "d", section=kinds.get(name, S.FINDINGS)),
            features=replace(NOTHING, fused=share),
        )
        for name, share in fused.items()
    ]
    chosen = per_review(found, known)
    assert [one.passage.id for one in chosen] == ["first", "other", "second"]
    assert {name: bool(pieces) for name, pieces in first_excerpts(chosen).items()} == {
        "first": True, "other": True, "second": False,
    }  # fmt: skip
    front = replace(found[1].passage, review=None)
    assert [counts(found[0].passage, known), counts(found[1].passage, known), counts(front, known)] == [
        False,
        True,
        False,
    ]


def of_theme(name: str, document: str, section: S, polarity: Polarity, *themes: str) -> Ranked:
    one = ranked(name, 0.0, document=document, section=section)
    passage = replace(one.passage, themes=themes, polarity=polarity)
    return replace(one, passage=passage, features=replace(NOTHING, fused=1.0))


def test_asked_what_went_wrong_on_a_theme_findings_come_first_and_only_reviews_with_something_on_it() -> None:
    known = {("d", "Child X"), ("e", "Child X"), ("f", "Child X")}
    found = [
        of_theme("process", "d", S.REVIEW_PROCESS, Polarity.MENTION),
        of_theme("changed", "e", S.IMPACT_EVIDENCE, Polarity.IMPACT, "neglect"),
        of_theme("missed", "e", S.FINDINGS, Polarity.CONCERN, "neglect"),
        of_theme("found", "f", S.FINDINGS, Polarity.CONCERN, "neglect"),
    ]

    def told(among: list[Ranked], *, wrong: bool = False) -> list[str]:
        return [one.passage.id for one in per_review(among, known, ["neglect"], wrong=wrong)]

    assert told(found) == ["process", "changed", "found", "missed"]
    assert told(found, wrong=True) == ["missed", "found", "changed"]
    assert told(found[:3], wrong=True) == ["process", "missed", "changed"]  # one review alone may not be all there is


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many visits were there?", {AnswerType.NUMBER}),
        ("how long did it take", {AnswerType.NUMBER, AnswerType.DATE}),
        ("by when?", {AnswerType.DATE}),
        ("Who rang the school?", {AnswerType.PERSON}),
        ("which agency was told", {AnswerType.PERSON}),
        ("where was he found", {AnswerType.PLACE}),
        ("Why did it end?", {AnswerType.REASON}),
        ("What did the review find?", set()),
    ],
)
def test_the_kind_of_answer_is_told_by_the_question_word(question: str, kinds: set[AnswerType]) -> None:
    assert asked_for(question) == kinds


@pytest.mark.parametrize(
    ("kind", "holds", "lacks"),
    [
        (AnswerType.NUMBER, "There were four visits.", "There were visits."),
        (AnswerType.DATE, "It ended in May 2031.", "It ended."),
        (AnswerType.PERSON, "The health visitor rang.", "It was rung about."),
        (AnswerType.PLACE, "He was found at the station.", "He was found."),
        (AnswerType.REASON, "It ended because nobody rang.", "It ended."),
    ],
)
def test_words_that_may_be_such_an_answer_are_told_from_others(kind: AnswerType, holds: str, lacks: str) -> None:
    assert (held_by(holds, kind), held_by(lacks, kind)) == (True, False)


def test_the_score_is_the_weighted_sum_of_the_features() -> None:
    features = replace(NOTHING, fused=1.0, short=1.0)
    assert math.isclose(features.score, WEIGHTS["fused"] + WEIGHTS["short"])
