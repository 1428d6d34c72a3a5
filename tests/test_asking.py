"""What `ask` prints, and what a batch answers to a line that cannot be asked. No index is needed for either."""

import json
from contextlib import nullcontext

import pytest

from assistant.answer import Answer, Citation, Status
from assistant.assistant import Assistant
from assistant.commands import answer_batch, told
from assistant.typed import MOST_CHARACTERS, clean

LIVE = "I've got a baby here with a bruise, what do I do?"
CITED = Citation(
    number=1,
    quote="Nobody asked\nwho lived there.",
    source="om.txt",
    document_id="a1",
    title="Practice Review",
    publisher=None,
    review="Child Om",
    section="findings",
    heading="Findings",
    item="Finding 2",
    page=3,
    start=10,
    end=40,
    url="/documents/a1?start=10&end=40#cited",
)
SOURCE = "[1] om.txt: Practice Review (Findings, Finding 2, page 3), characters 10-40"


@pytest.fixture
def assistant() -> Assistant:
    return Assistant(lambda: nullcontext(None))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "the line is not JSON in UTF-8 (Expecting property name enclosed in double quotes"),
        (b'{"question": "caf\xe9"}', "the line is not JSON in UTF-8 ('utf-8' codec can't decode byte 0xe9"),
        (b"[]", "the line is no JSON object"),
        (b"{}", "the question is empty or no text"),
        (b'{"question": " \\ud800 "}', "the question is empty or no text"),
        (b'{"question": 7}', "the question is empty or no text"),
        (json.dumps({"question": "x" * (MOST_CHARACTERS + 1)}).encode(), "the question is longer than 1,000"),
        (b'{"question": "x", "history": [{"question": "y"}]}', "the question is empty or no text"),
        (b'{"question": "x", "history": "y"}', 'the history is no list of {"q": "'),
    ],
)
def test_a_line_that_cannot_be_asked_says_why_and_the_rest_are_answered(
    assistant: Assistant, line: bytes, told: str
) -> None:
    bad, good = answer_batch(assistant, [line, b"", json.dumps({"id": 2, "question": LIVE}).encode()])

    assert (bad["id"], bad["status"], bad["citations"]) == (None, "unavailable", ())
    assert str(bad["answer"]).startswith(f"This cannot be asked: {told}")
    assert (good["id"], good["status"]) == (2, "live_case")


def test_a_fault_of_ours_is_told_with_the_lines_id() -> None:
    class Broken(Assistant):
        def ask(self, *arguments: object, **options: object) -> Answer:
            raise RuntimeError("no more memory")

    (answer,) = answer_batch(Broken(lambda: nullcontext(None)), [b'{"id": "a", "question": "x"}'])

    assert (answer["id"], answer["status"], answer["answer"]) == (
        "a",
        "unavailable",
        "This could not be answered, the fault is ours (RuntimeError: no more memory).",
    )


def test_a_question_may_be_as_long_as_the_limit_and_loses_only_what_nobody_sees(assistant: Assistant) -> None:
    longest = "é" * MOST_CHARACTERS
    (answer,) = answer_batch(assistant, [json.dumps({"question": f"\x00{longest}\ud800 "}).encode()])

    assert "cannot be asked" not in str(answer["answer"])
    assert clean("\ufeffa\r\nb\x00\udce9 ") == "\ufeffa\nb"


def test_the_nearest_passages_are_shown_where_the_answer_says_so() -> None:
    answer = Answer(Status.NOT_FOUND, "Nothing on this.\n\nThe nearest passages are shown below.", nearest=(CITED,))

    assert told(answer) == (
        f"Nothing on this.\n\nThe nearest passages are shown below.\n\n{SOURCE}\n    “Nobody asked who lived there.”"
    )


def test_a_quote_in_the_answer_is_not_printed_again_below() -> None:
    answer = Answer(Status.ANSWERED, "“Nobody asked who lived there.” [1]", citations=(CITED,))

    assert told(answer) == f"“Nobody asked who lived there.” [1]\n\n{SOURCE}"


def test_a_notice_that_the_answer_begins_with_is_printed_once() -> None:
    answer = Answer(Status.ANSWERED, "Call 999.\n\n“Quote.” [1]", notices=("Call 999.", "Fictional sample."))

    assert told(answer) == "Fictional sample.\n\nCall 999.\n\n“Quote.” [1]"


def test_marks_are_taken_off_and_what_was_printed_stays() -> None:
    answer = Answer(Status.ANSWERED, "**Child \\*Om\\*** – “C:\\\\reviews \\[sic\\] 2 \\*\\* 3” [1]")

    assert told(answer) == "Child *Om* – “C:\\reviews [sic] 2 ** 3” [1]"
