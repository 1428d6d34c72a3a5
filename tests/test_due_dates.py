"""Whether a question asks by when something is to be done."""

import pytest

from assistant.due_dates import asks_when


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("By when must the board write the guidance?", True),
        ("When must the board write the guidance?", True),
        ("When does the board have to report?", True),
        ("Who does what, and when?", True),
        ("Who is to write the guidance and when is it due?", True),
        ("What is due to be done in 2031?", True),
        ("What are the dates of the actions?", True),
        ("What is the timescale of the plan?", True),
        ("Which deadlines does the plan set?", True),
        ("Which injuries were due to neglect?", False),
        ("What was said about up to date records?", False),
        ("What was said about up-to-date records?", False),
        ("When a child discloses abuse, what should staff do?", False),
        ("What do reviews say about if and when a child discloses abuse?", False),
        ("When children go missing, who is told?", False),
    ],
)
def test_only_a_question_that_asks_by_when_is_given_dates(question: str, asks: bool) -> None:
    assert asks_when(question) is asks
