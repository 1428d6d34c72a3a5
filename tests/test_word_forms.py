"""Forms of one word that a stemmer leaves apart: they are searched for and compared as one."""

import pytest

from vectorstore.keywords import tokens


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("hid the letters", "hidden letter"),
        ("giving toys away", "gave a toy away"),
        ("drunk", "drinking"),
        ("the baby was asleep", "babies sleep"),
        ("who fed him", "feeding"),
        ("bad teeth", "a bad tooth"),
        ("81 yr old", "eighty-one years old"),
        ("aged 14", "aged fourteen"),
        ("6 wks", "six weeks"),
        ("thirty visits", "30 visits"),
        ("forty two", "42"),
    ],
)
def test_forms_of_one_word_are_compared_as_one(typed: str, printed: str) -> None:
    assert tokens(typed) == tokens(printed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("what was found", "what was the finding"),
        ("needs were met", "needs were meeting"),
        ("the letter was sent", "the letter was SEND"),
        ("one visit", "1 visit"),
        ("the second visit", "2 visit"),
    ],
)
def test_words_that_only_look_like_forms_of_one_stay_apart(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)
