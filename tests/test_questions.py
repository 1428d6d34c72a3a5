import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from evals.corpus import HERE, texts
from evals.questions import Kind, Question, copied, load, problems

SAMPLE = HERE / "questions" / "sample.jsonl"
TEXT = (
    "One: the plan was closed after five weeks, without any meeting. Two: nobody had rung the school about the closure."
)
FIRST = "the plan was closed after five weeks, without any meeting"
SECOND = "nobody had rung the school about the closure"
TEXTS = {"a.txt": TEXT, "b.txt": "Another review found that the father was never asked about his own worries."}
FATHER = {"doc": "b.txt", "quote": "the father was never asked about his own worries"}


def question(**changes: Any) -> Question:  # noqa: ANN401 (any value may be wrong)
    """A sound question, with some of its values replaced."""
    sound = {
        "id": "x1",
        "question": "how soon did they shut it",
        "kind": "fact",
        "answerable": True,
        "evidence": [{"doc": "a.txt", "quote": FIRST}],
        "must_mention": [["five weeks", "5 weeks"]],
        "must_not_mention": [],
    }
    return Question.model_validate_json(json.dumps(sound | changes))


def test_the_sample_set_has_no_problems() -> None:
    assert problems(load(SAMPLE), texts()) == []


def test_the_sample_set_asks_about_every_document_and_in_every_way() -> None:
    questions = load(SAMPLE)
    assert {item.doc for one in questions for item in one.evidence} == set(texts())
    assert {one.kind for one in questions} == set(Kind)
    assert [one.id for one in questions] == [f"s{n:03d}" for n in range(1, len(questions) + 1)]
    assert len(questions) >= 150


def test_the_sample_set_is_mostly_facts_and_a_sixth_has_no_answer() -> None:
    questions = load(SAMPLE)
    kinds = Counter(one.kind for one in questions)
    assert kinds.most_common(1)[0][0] is Kind.FACT
    assert 0.12 <= sum(not one.answerable for one in questions) / len(questions) <= 0.25


def test_few_sample_questions_are_copied_from_the_documents() -> None:
    assert len(copied(load(SAMPLE), texts())) < len(load(SAMPLE)) / 4


def test_a_sound_question_has_no_problems() -> None:
    assert problems([question()], TEXTS) == []


NOTHING: dict[str, Any] = {"answerable": False, "evidence": [], "must_mention": []}
BROKEN: list[tuple[dict[str, Any], list[str]]] = [
    (
        {"kind": "unanswerable"},
        ["answerable=True does not go with unanswerable"],
    ),
    (NOTHING, ["answerable=False does not go with fact"]),
    (NOTHING | {"kind": "good_practice"}, []),
    (
        {"evidence": []},
        [
            "answerable, but evidence or must_mention is missing",
            "no alternative stands in its documents: five weeks, 5 weeks",
        ],
    ),
    ({"must_mention": []}, ["answerable, but evidence or must_mention is missing"]),
    (
        {"kind": "unanswerable", "answerable": False, "must_mention": []},
        ["not answerable, but carries evidence"],
    ),
    (NOTHING | {"kind": "live_case"}, ["a live case must ask for 999 and nothing else"]),
    (NOTHING | {"kind": "live_case", "must_mention": [["999"]]}, []),
    ({"kind": "follow_up"}, ["history belongs to follow_up, always and only"]),
    ({"history": [{"q": "what plan"}]}, ["history belongs to follow_up, always and only"]),
    ({"kind": "theme_across_reviews"}, ["a theme needs two documents"]),
    (
        {"evidence": [{"doc": "c.txt", "quote": FIRST}]},
        [
            "no such document: c.txt",
            f"the quote stands in another document, too: {FIRST}",
            "no alternative stands in its documents: five weeks, 5 weeks",
        ],
    ),
    (
        {"evidence": [{"doc": "a.txt", "quote": FIRST.replace("five", "5")}]},
        [f"the quote stands 0 times in a.txt: {FIRST.replace('five', '5')}"],
    ),
    (
        {"evidence": [{"doc": "a.txt", "quote": "after five weeks"}]},
        ["a quote of 16 characters: after five weeks"],
    ),
    (
        {"kind": "list"},
        ["a list of one"],
    ),
    (
        {"kind": "list", "evidence": [{"doc": "a.txt", "quote": SECOND}, {"doc": "a.txt", "quote": FIRST}]},
        ["the quotes of the list are out of the document's order"],
    ),
    (
        {"kind": "list", "evidence": [{"doc": "a.txt", "quote": FIRST}, FATHER]},
        ["a list from several documents"],
    ),
    (
        {"must_mention": [["Five weeks", "five weeks"]]},
        ["not in lower case: Five weeks"],
    ),
    ({"must_mention": [["six months"]]}, ["no alternative stands in its documents: six months"]),
    ({"must_not_mention": ["any meeting"]}, ["must not be mentioned, but stands in the evidence: any meeting"]),
    (
        {"must_not_mention": ["not five weeks"]},
        ["must and must not be mentioned: not five weeks"],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), BROKEN)
def test_each_check_finds_what_is_wrong(changes: dict[str, Any], expected: list[str]) -> None:
    assert problems([question(**changes)], TEXTS) == [f"x1: {problem}" for problem in expected]


def test_a_wording_of_a_question_has_its_gold_and_is_of_no_wording() -> None:
    again, other = (
        question(id="x2", question="when did it end", wording_of="x1"),
        question(id="x4", question="and when"),
    )
    sound = [question(), again, other]
    gone = question(id="x3", question="how long", wording_of="x9")
    elsewhere = {"evidence": [FATHER], "must_mention": [["worries"]]}

    assert problems(sound, TEXTS) == []
    assert problems([*sound, gone], TEXTS) == ["x3: puts a question in other words that is not there: x9"]
    assert [line.partition(":")[0] for line in problems([*sound, question(id="x3", question="b", wording_of="x2"), question(id="x5", question="c", wording_of="x1", **elsewhere)], TEXTS)] == ["x3", "x5"]  # fmt: skip


def test_repeated_ids_and_questions_are_found() -> None:
    again = question(question="How  soon did they shut it")
    assert problems([question(), again], TEXTS) == [
        "x1: the id is used 2 times",
        "asked 2 times: how soon did they shut it",
    ]


def test_a_set_that_copies_the_documents_is_found() -> None:
    copies = question(question="who said the plan was closed after five weeks")
    assert problems([copies], TEXTS) == ["1 of 1 questions copy 5 running words: x1"]


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "first"},
        {"question": " "},
        {"kind": "quiz"},
        {"stray": 1},
        {"evidence": [{"doc": "a.txt", "quote": FIRST, "page": 2}]},
        {"must_mention": [[]]},
        {"history": [{"a": "no question"}]},
    ],
)
def test_a_line_of_another_shape_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        question(**changes)


def test_blank_lines_of_a_file_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"{question().model_dump_json()}\n\n", encoding="utf-8")
    assert load(path) == (question(),)
