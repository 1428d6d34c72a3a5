"""What the documents do not say although they are near: things that are printed or are not, and what is told of somebody."""

import pytest

from assistant.asked_things import not_printed, not_told

FIRE = "Edith was found in the hallway and was pronounced dead at the scene. Investigators found a cigarette."
INQUEST = "The coroner recorded a narrative conclusion."
TRIAL = "Mother's partner was convicted of cruelty and is serving a prison sentence."
TERM = "He was sentenced to fourteen years in prison, later raised to 15 years."


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("What did the coroner conclude at Edith's inquest?", [FIRE]),
        ("Did the coroner hold an inquest?", [FIRE, TRIAL]),
        ("How long was the prison sentence given to his partner?", [FIRE, TRIAL]),
        ("what sentence did he get", [TRIAL]),
        ("what was the uncle sentenced to", [TRIAL]),
        ("how many years did the partner get", [FIRE, TRIAL]),
        ("what grade did ofsted give the school", [FIRE]),
        ("how many fixed penalty notices were issued", [FIRE]),
        ("whats the cause of death", [TRIAL]),
        ("what was her HbA1c on the ward", [FIRE]),
    ],
)
def test_a_thing_that_no_passage_prints_is_not_answered(question: str, texts: list[str]) -> None:
    assert not_printed(question, texts)


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("What did the coroner conclude?", [FIRE, INQUEST]),
        ("How long was the prison sentence?", [FIRE, TERM]),
        ("what sentence did he get", [TERM]),
        ("what was the uncle sentenced to", [TERM]),
        ("how many years were they waiting", [FIRE]),
        ("where was Edith found", [FIRE]),
        ("how many nights was he missing", [FIRE]),
        ("did the worker feel fine with it", [FIRE]),
        ("was she 16yrs or 15yrs then", [FIRE]),
        ("what about Y11s and S47s", [FIRE]),
    ],
)
def test_a_thing_that_is_printed_or_is_none_of_these_is_looked_for(question: str, texts: list[str]) -> None:
    assert not not_printed(question, texts)


@pytest.mark.parametrize(
    ("question", "chosen", "missing"),
    [
        ("how old was she", [FIRE], True),
        ("how old was she", ["Child T was ten years old and had asthma."], False),
        ("what were the exact ages of the two", [TRIAL], True),
        ("what were the exact ages of the two", ["They were aged 4 and 6."], False),
        ("was it a baby son or a baby daughter that she lost", ["Mother's loss of a baby was not explored."], True),
        ("was it a baby son or a baby daughter that she lost", ["Mother had lost a baby son."], False),
        ("how long did she wait for an appointment", ["The school referred her in June and told her mother."], True),
        ("how many weeks did she wait", ["The school referred her in June and told her mother."], True),
        ("how long did she wait for an appointment", ["She was seen after eleven weeks."], False),
        ("how long did she wait for an appointment", ["She had been waiting since June."], False),
        ("how long was he on a plan", ["A plan was in place from March 2030 to May 2031."], False),
        ("how long did the referral take", ["It was made immediately and without delay."], False),
        ("how long was she neglected", ["Neglect was known from birth."], False),
        ("how long was he on a plan", ["He was on a plan for 18/12."], False),
        ("do they say how long-term neglect is seen", ["Neglect was missed."], False),
        ("how long did the review take", ["The terms of reference were agreed."], True),
        ("how long ago was that", ["The school referred her in June."], False),
        ("how old are the rules", ["The rules were written in 2019."], False),
    ],
)
def test_what_is_told_of_somebody_must_stand_in_what_was_chosen(
    question: str, chosen: list[str], missing: bool
) -> None:
    assert not_told(question, chosen) is missing
