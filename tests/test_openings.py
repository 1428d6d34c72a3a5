"""Two reviews that are asked how they differ and nothing else: each is told by its own opening."""

from collections.abc import Iterator

import pytest
from briefings import TWO_OF_ONE_NAME, open_briefings

from assistant.assistant import Assistant
from assistant.openings import asks_for_nothing_else, beginnings
from assistant.question import read_question
from vectorstore.embedder import load_embedder
from vectorstore.passage import Passage
from vectorstore.sections import SectionType


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    opened = open_briefings(tmp_path_factory.mktemp("openings"), load_embedder(), texts=TWO_OF_ONE_NAME)
    yield Assistant(opened.use)
    opened.close()


@pytest.mark.parametrize(
    "question",
    ["How do the two Child Ts differ?", "compare both Child Ts", "Child T and Child T, what's the difference?"],
)
def test_each_of_two_is_told_by_what_it_says_first(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    assert [(c.source, c.section, c.quote) for c in answer.citations] == [
        ("child-t.txt", "introduction", "A Serious Case Review was undertaken in 2014."),
        ("other-child-t.txt", "background", "Child T was nine and had asthma."),
    ]
    assert answer.answer.startswith(
        "2 reviews have the name Child T: Child T (Eldermoor Safeguarding Children Board), "
    )


@pytest.mark.parametrize(
    ("question", "nothing_else"),
    [
        ("what is the difference between both", True),
        ("compare them", True),
        ("how do they differ on supervision", False),
        ("did both miss appointments", False),
    ],
)
def test_a_comparison_of_something_is_told_from_one_of_nothing(question: str, nothing_else: bool) -> None:
    assert asks_for_nothing_else(read_question(question)) is nothing_else


def test_of_a_long_opening_the_first_sentences_are_quoted_and_the_next_statement_is_pointed_to() -> None:
    sentence = "The family of five had moved four times in two years and was known to three services. "
    first, second = (
        Passage(n, "d", "Child X", SectionType.BACKGROUND, None, None, 0, 0, 0, len(text), text)
        for n, text in (("a", (sentence * 5).strip()), ("b", (sentence * 2).strip()))
    )

    assert beginnings([first, second]) == {"a": ((sentence * 3).strip(),), "b": ()}


def test_an_opening_is_not_cut_before_what_turns_it() -> None:
    sentence = "The family of five had moved four times in two years and was known to three services. "
    text = (sentence * 3 + "However, no service knew of the others. " + sentence).strip()
    opening = Passage("a", "d", "Child X", SectionType.BACKGROUND, None, None, 0, 0, 0, len(text), text)

    assert beginnings([opening]) == {"a": ((sentence * 3 + "However, no service knew of the others.").strip(),)}
