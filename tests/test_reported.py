"""Whether something was done, asked of a review that another document of its board reports on."""

from collections.abc import Iterator

import pytest
from briefings import open_briefings

from assistant.answer import Answer
from assistant.assistant import Assistant
from vectorstore.embedder import load_embedder

REVIEW = """Child Safeguarding Practice Review

Child Fen

Tarnside Safeguarding Children Partnership

Background

Child Fen was eight and lived on a houseboat with an uncle.

Findings

* Nobody went to the mooring in the winter, since the boat had no address.

Recommendations

1. The council to keep a list of moorings, so that school nurses can visit families who live on boats.
"""
REPORT = """Impact report on recommendations

{board}

1. Introduction

This report follows up recommendations from three reviews: Child Fen, Child Moss and Baby Reed.

2. Progress

The list of moorings was begun in May. It was given up in October, since the harbour office would not share names.
"""
ELSEWHERE = "Eldermoor Safeguarding Children Board"
QUESTIONS = ("What did the Child Fen review recommend about moorings?", "and has that been done?")


def last(texts: dict[str, str], root: pytest.TempPathFactory) -> Answer:
    opened = open_briefings(root.mktemp("reported"), load_embedder(), texts=texts)
    assistant = Assistant(opened.use)
    conversation = assistant.ask(QUESTIONS[0]).conversation_id
    answer = assistant.ask(QUESTIONS[1], conversation)
    opened.close()
    return answer


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answer, Answer]]:
    own = {"fen.txt": REVIEW, "report.txt": REPORT.format(board="Tarnside Safeguarding Children Partnership")}
    other = {"fen.txt": REVIEW, "report.txt": REPORT.format(board=ELSEWHERE)}
    yield last(own, tmp_path_factory), last(other, tmp_path_factory)


def test_what_a_later_report_of_the_same_board_says_of_it_is_cited(answers: tuple[Answer, Answer]) -> None:
    told = [cited.quote for cited in answers[0].citations if cited.source == "report.txt"]

    assert any("given up in October" in quote for quote in told)


def test_a_report_of_another_board_says_nothing_of_it(answers: tuple[Answer, Answer]) -> None:
    assert not [cited for cited in answers[1].citations if cited.source == "report.txt"]
