"""Whoever looks for somebody to ring is told whom, and is given no quote."""

import pytest

from assistant.answer import Status
from assistant.ringing import asks_whom_to_ring
from assistant.safety import route

CONTACTS = ("Children's Services: 01632 960001",)


@pytest.mark.parametrize(
    "question",
    [
        "who do I ring?",
        "Who should I call",
        "who do we contact about this",
        "so who can i ring tonight?",
        "who do I ring if I'm worried about a baby",
        "what number do I call out of hours",
        "what is the phone number for childrens social care",
        "number for MASH",
        "whats the contact details of the LADO please",
    ],
)
def test_whom_to_ring_is_told_first_and_alone(question: str) -> None:
    found = route(question, CONTACTS)

    assert found is not None and found.status is Status.LIVE_CASE
    assert "999" in found.text and CONTACTS[0] in found.text


@pytest.mark.parametrize(
    "question",
    [
        "who should the school have rung?",
        "Who did the nurse call about Child Zed?",
        "Who do I contact about a disagreement between agencies, and by when?",
        "who should I invite to a strategy meeting",
        "how many numbers of MASH referrals were there",
        "what do reviews say about who to ring first",
        "what was the number of police visits",
    ],
)
def test_what_a_review_may_answer_is_searched_for(question: str) -> None:
    assert not asks_whom_to_ring(question)
    assert route(question, CONTACTS) is None
