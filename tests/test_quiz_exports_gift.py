"""GIFT is read by two parsers that others wrote, and what they read is what the quiz says."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_readers import (
    Node,
    Question,
    expected,
    from_pegjs,
    from_pygift,
    hostile,
    node,
    read_by_pygift,
    spaced,
    words_of,
)
from quizzes import ALL, MATCH, MULTIPLE, ORDER, PAIRS, SHORT, STAGES, quiz, reworded, said

from assistant.quizzes.exports.gift import gift
from assistant.quizzes.exports.opening import making, opening
from assistant.quizzes.quiz import Item, ItemKind, Quiz

# pygiftparser refuses feedback in an essay, and ends any other at one of these even where it is escaped.
ESSAYS = (ItemKind.SHORT, ItemKind.REFLECTIVE)
ENDS_FEEDBACK = "=~}"


@pytest.fixture(scope="module")
def pegjs() -> Iterator[Node]:
    with node() as reader:
        yield reader


def written(one: Quiz) -> bytes:
    return gift(one, said(one))


def expected_of(one: Quiz) -> list[Question]:
    return [expected(item) for item in one.accepted]


def questions_by_pygift(one: Quiz) -> list[Question]:
    _, *questions = read_by_pygift(written(one))
    return [from_pygift(question) for question in questions]


def test_gift_pegjs_reads_every_kind_with_its_key_and_feedback(pegjs: Node) -> None:
    made = quiz()
    category, before, *questions = pegjs.read(written(made))

    assert category == {"type": "Category", "title": f"$course$/top/{made.title}"}
    assert (before["type"], before["title"]) == ("Description", "Before you start")
    assert words_of(before["stem"]["text"]) == spaced(" ".join([*opening(said(made)), *making(made, said(made))]))
    types = ["MC", "MC", "TF", "TF", "MC", "Matching", "Matching", "MC", "Essay", "Essay"]
    assert [one["type"] for one in questions] == types
    assert [one["id"] for one in questions] == [item.id for item in ALL]
    assert [from_pegjs(one) for one in questions] == expected_of(made)


def test_pygiftparser_reads_every_kind_but_essays_with_its_key_and_feedback() -> None:
    made = quiz([item for item in ALL if item.kind not in ESSAYS])

    assert questions_by_pygift(made) == expected_of(made)


def test_pygiftparser_reads_essays_without_their_feedback() -> None:
    made = quiz([item for item in ALL if item.kind in ESSAYS])
    _, *questions = read_by_pygift(re.sub(rb"\{\n####.*\n\}", b"{}", written(made)))

    assert [type(one.answer).__name__ for one in questions] == ["Essay", "Essay"]
    assert [from_pygift(one) for one in questions] == [replace(one, feedback="") for one in expected_of(made)]


@settings(deadline=None)
@given(st.lists(hostile(), min_size=3, max_size=8), st.sampled_from(ALL))
def test_gift_pegjs_reads_any_words_as_they_are(pegjs: Node, words: list[str], item: Item) -> None:
    made = quiz([reworded(item, cycle(words))], title=words[0])
    category, _, *questions = pegjs.read(written(made))

    assert category["title"].replace("//", "/") == f"$course$/top/{spaced(words[0])}"
    assert [from_pegjs(one) for one in questions] == expected_of(made)


@settings(deadline=None)
@given(
    st.lists(hostile(without=ENDS_FEEDBACK), min_size=3, max_size=8),
    hostile(),
    st.sampled_from([item for item in ALL if item.kind not in ESSAYS]),
)
def test_pygiftparser_reads_any_words_as_they_are(words: list[str], stem: str, item: Item) -> None:
    made = quiz([replace(reworded(item, cycle(words)), stem=stem)])

    assert questions_by_pygift(made) == expected_of(made)


@given(st.lists(hostile(), min_size=3, max_size=8))
def test_no_item_has_a_blank_line_or_a_line_that_is_a_comment_of_the_quiz(words: list[str]) -> None:
    made = quiz([reworded(item, cycle(words)) for item in ALL])
    blocks = written(made).decode().strip().split("\n\n")

    assert len(blocks) == 2 + len(ALL)
    assert [block.splitlines()[0] for block in blocks[2:]] == [f"// [id:{item.id}]" for item in ALL]
    assert not any(line.startswith("//") for block in blocks for line in block.split("\n")[1:])


def test_weights_of_a_multiple_answer_add_up_and_a_wrong_answer_costs() -> None:
    lines = written(quiz([MULTIPLE])).decode().splitlines()
    weights = [line[2:].partition("%")[0] for line in lines if line.startswith("~")]

    assert weights == ["33.33333", "-50", "33.33333", "33.33333", "-50"]


def test_fewer_than_three_pairs_or_stages_are_asked_in_words_and_told_to_be(pegjs: Node) -> None:
    pairs = replace(MATCH, pairs=PAIRS[:2], shown=(1, 0))
    stages = replace(ORDER, stages=STAGES[:2], shown=(1, 0))
    _, _, *questions = pegjs.read(written(quiz([pairs, stages])))

    assert [one["type"] for one in questions] == ["Essay", "Essay"]
    assert [words_of(one["stem"]["text"]) for one in questions] == [
        "Match the findings of the review of Child Fen to what it recommended. "
        "Give each finding the letter of the recommendation that was made on it. "
        "1. “Visits were booked by telephone and nobody wrote down who was at home.” "
        "2. “Missed dental appointments were counted by each clinic alone.” "
        "A. “Clinics should tell the school nurse of the second missed appointment.” "
        "B. “Write down at each visit who was there.” "
        "These are too few for lists to choose from: write the numbers and letters in the box.",
        "Put these in order: what was found, recommended, done and changed. "
        "Number these in their order, from 1 for the first. "
        "A. “Write down at each visit who was there.” "
        "B. “Visits were booked by telephone and nobody wrote down who was at home.” "
        "These are too few for lists to choose from: write the numbers and letters in the box.",
    ]


def test_an_item_is_written_the_same_wherever_it_stands() -> None:
    first, second = (written(quiz(items)).decode().strip().split("\n\n") for items in ([SHORT, MATCH], [MATCH, SHORT]))

    assert first[2:] == second[:1:-1]
