"""What a follow-up takes from the conversation: subject, section and theme; and what it must not take."""

from collections.abc import Iterator

import pytest
from briefings import TWO_OF_ONE_NAME, open_briefings

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from assistant.conversation import Turn
from vectorstore.embedder import load_embedder


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    opened = open_briefings(tmp_path_factory.mktemp("follow"), load_embedder(), texts=TWO_OF_ONE_NAME)
    yield Assistant(opened.use)
    opened.close()


def last(assistant: Assistant, *questions: str) -> Answer:
    """Return the answer to the last of the questions, asked in one conversation."""
    conversation = None
    for question in questions:
        answer = assistant.ask(question, conversation)
        conversation = answer.conversation_id
    return answer


def items(answer: Answer) -> list[tuple[str | None, str, str | None]]:
    return [(cited.review, cited.section, cited.item) for cited in answer.citations]


RECOMMENDED = ("Child On", "recommendations", "R2")


@pytest.mark.parametrize("follow_up", ["number 2", "the second one", "what does no. 2 say?", "and the last?", "#2"])
def test_a_number_alone_is_of_the_section_that_was_spoken_of(assistant: Assistant, follow_up: str) -> None:
    assert items(last(assistant, "What are the recommendations for Child On?", follow_up)) == [RECOMMENDED]


def test_all_of_them_is_the_section_that_was_spoken_of(assistant: Assistant) -> None:
    answer = last(assistant, "what did Child On recommend about dentists", "all of them please")

    assert items(answer) == [("Child On", "recommendations", "R1"), RECOMMENDED]


def test_how_many_is_counted_in_the_lead_line(assistant: Assistant) -> None:
    answer = last(assistant, "How many recommendations were there for Child On?")

    assert "2 recommendations, in the order printed:" in answer.answer.splitlines()


def test_a_new_subject_takes_the_section_and_drops_the_old_subject(assistant: Assistant) -> None:
    questions = ["What are the recommendations for Child On?", "and Baby Ivy?", "and Young Person K?"]

    assert {(c.review, c.section) for c in last(assistant, *questions).citations} == {
        ("Young Person K", "recommendations")
    }


def test_the_theme_is_taken_over_two_turns(assistant: Assistant) -> None:
    answer = last(assistant, "Was supervision a problem for Child On?", "and Baby Ivy?", "and the Thornvale Child T?")

    assert "Supervision of the school nurse had stopped in the autumn." in answer.citations[0].quote


@pytest.mark.parametrize(
    ("status", "leaves"),
    [
        (Status.ANSWERED, "about Child On"),
        (Status.NOT_FOUND, "about Child On"),
        (Status.OUT_OF_SCOPE, None),
        (Status.LIVE_CASE, None),
        (Status.IDENTIFICATION, None),
        (Status.PERSONAL_DATA, None),
    ],
)
def test_what_was_refused_leaves_nothing_behind(status: Status, leaves: str | None) -> None:
    assert Turn("about Child On", Answer(status, "")).leaves == leaves


def test_a_refused_question_opens_no_subject(assistant: Assistant) -> None:
    answer = last(assistant, "Who is Child On really? what is his real name?", "and what were the findings?")

    assert answer.reviews.chosen == ()
