"""Sentences that would be read as their opposite alone are quoted with the ones beside them."""

import pytest

from assistant.turning import together

SEEN = "The health visitor saw a small bruise and recorded it."
HELD = "The review holds that a paediatrician should have been asked."


@pytest.mark.parametrize(
    ("before", "turn"),
    [
        ("The officer had no power to insist on seeing the child.", "However, the officer could have come back."),
        ("The nursery believed that early help was in place.", "This was not the case."),
        ("The plan was agreed by all agencies.", "It was never carried out."),
        ("Workers recorded that the child was happy.", "In reality, nobody had spoken to her."),
        ("The father was described as protective.", "But he had been convicted of assault."),
        ("The threshold was thought to be met.", "Despite this, no meeting was called."),
        ("The family were said to be engaging.", "They didn't attend any of the four appointments."),
        ("The mother was thought to live alone.", "It later emerged that she did not."),
        ("The bruise was noted.", "Nevertheless, it was not seen as an injury."),
    ],
)
def test_a_sentence_and_the_one_that_turns_it_are_never_quoted_apart(before: str, turn: str) -> None:
    sentences = [SEEN, before, turn, HELD]
    assert together(sentences, [1]) == (1, 2)
    assert together(sentences, [2]) == (1, 2)
    assert together(sentences, [0]) == (0,)


@pytest.mark.parametrize("denial", ["No referral was made.", "None was sought.", "Nothing was recorded."])
def test_a_short_denial_stands_with_what_it_denies(denial: str) -> None:
    assert together([SEEN, denial, HELD], [1]) == (0, 1)
    assert together([SEEN, denial, HELD], [0]) == (0,)


@pytest.mark.parametrize(
    "sentence",
    [
        "No referral was made to children's social care by the school that the child attended.",
        "This was good practice.",
        "It was known to the school.",
        "Butler House was the placement.",
    ],
)
def test_a_sentence_that_can_be_read_alone_is_quoted_alone(sentence: str) -> None:
    assert together([SEEN, sentence, HELD], [1]) == (1,)


def test_turns_of_turns_are_kept_and_the_ends_of_a_passage_hold() -> None:
    turned = ["It was agreed.", "However, it was late.", "Even so, it was right."]
    assert together(turned, [0]) == (0, 1, 2)
    assert together(["However, it was late."], [0]) == (0,)
    assert together([SEEN, HELD], [0, 1]) == (0, 1)
