"""What ordinary sentences of reviews are taken for in quizzes: tables of sentences, so that a pattern that grows is seen."""

from dataclasses import replace

import pytest
from quizzes import quote

from assistant.quizzes.askable import Form, asked_as, is_to_come, says_what_should_be
from assistant.quizzes.feedback import situation
from assistant.quizzes.quiz import Item, ItemKind, Quote
from assistant.quizzes.showable import is_tellable, is_usable, points_back
from assistant.quizzes.whom import Whom, told_of

NAMES = frozenset({"sarah", "jones", "kettering"})


@pytest.mark.parametrize(
    ("words", "is_fit"),
    [
        ("Mother was not asked about drugs by the midwife who visited her at home.", True),
        ("Father was considered violent by neighbours and the school did not pass that on.", False),
        ("The child was sexually assaulted on the way home from school by a neighbour.", False),
        ("A girl aged 14 was not spoken to by the team that had been told.", False),
        ("The school was not told in 2019 of the plan that the team had made.", False),
        ("The team did not tell Sarah Jones about the plan that had been made.", False),
        ("The team did not tell Kettering General Hospital about the plan that had been made.", True),
    ],
)
def test_words_that_could_be_about_a_family_are_no_answer(words: str, is_fit: bool) -> None:
    assert is_tellable(words, frozenset(words.lower().rstrip(".").split()) - NAMES) is is_fit


def test_a_plan_with_capitals_is_no_name_of_a_child() -> None:
    words = "Step down from a Child Protection Plan was agreed although no agency had read the minutes."

    assert is_usable(words, frozenset(words.lower().rstrip(".").split()))


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Each agency should say who is in the household.", "learned"),
        ("Short breaks are a part of safeguarding.", "learned"),
        ("Father was thought to be living elsewhere and nobody asked.", "found"),
        ("The step down from Child In Need to Early Help was not recorded.", "found"),
        ("Nobody asked who was at home.", "found"),
    ],
)
def test_what_should_be_and_what_always_is_are_learned_and_what_was_is_found(words: str, form: str) -> None:
    assert asked_as(Form.FOUND, words) == form


@pytest.mark.parametrize(
    ("words", "is_said"),
    [
        ("The plan should have been read by each agency.", True),
        ("Agencies need to say who is at home.", True),
        ("The doctor assumed that the hospital must have made the referral.", False),
        ("Nobody felt the need to ask who was at home.", False),
        ("It was unclear who should call the meeting.", False),
        ("The step down from Child In Need to Early Help was not right.", False),
    ],
)
def test_what_somebody_thought_is_not_what_the_review_said_should_be(words: str, is_said: bool) -> None:
    assert says_what_should_be(words) is is_said


@pytest.mark.parametrize(
    ("words", "is_coming"),
    [
        ("Chairs will adjourn a conference where the school is not asked.", True),
        ("Further work is planned with the neglect group.", True),
        ("A toolkit has been written that will be used by each agency.", False),
        ("Referrals name every adult in the household.", False),
    ],
)
def test_what_is_to_come_is_told_from_what_was_done(words: str, is_coming: bool) -> None:
    assert is_to_come(words) is is_coming


def test_what_points_to_something_told_before_is_seen() -> None:
    assert points_back("Mistakes of this kind were easy to make.")
    assert not points_back("What was known in this case was not shared.")


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("The midwife did not ask about the birth.", {Whom.BABY}),
        ("A return home interview was not offered.", {Whom.TEENAGER}),
        ("The teacher wrote down what was said.", {Whom.PUPIL}),
        ("Chronologies of brothers and sisters were not read.", {Whom.SEVERAL}),
        ("Lessons from earlier reviews were not used.", set()),
        ("A rolling programme of workshops feeds into the plan.", set()),
        ("Maternal grandmother was excluded from the assessment.", set()),
        ("Family history was not asked for in the first year of treatment.", set()),
        ("Staff had training online at the Royal College.", set()),
    ],
)
def test_it_is_told_whom_words_are_about(words: str, whom: set[Whom]) -> None:
    assert told_of(words) == whom


def pieces(*texts: str, gap: int) -> tuple[Quote, ...]:
    quotes, start = [], 100
    for words in texts:
        one = quote(words)
        quotes.append(replace(one, cited=replace(one.cited, start=start, end=start + len(words))))
        start += len(words) + gap
    return tuple(quotes)


@pytest.mark.parametrize(
    ("texts", "gap", "told"),
    [
        (("Police saw", "children at home."), 3, "Police saw […] children at home."),
        (("The door was open.", "Nobody was in."), 1, "The door was open. Nobody was in."),
        (("The door was open.", "Nobody was in."), 40, "The door was open. […] Nobody was in."),
        (("the case was closed",), 1, "[…] the case was closed […]"),
    ],
)
def test_a_situation_marks_every_gap(texts: tuple[str, ...], gap: int, told: str) -> None:
    assert situation(Item("", ItemKind.SCENARIO, "", (), scenario=pieces(*texts, gap=gap))) == told
