"""What a situation leaves out of a sentence: when, how old and how many. The rest stays word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quizzes.redaction import without_details


def left(sentence: str) -> str:
    return " […] ".join(sentence[start:end] for start, end in without_details(sentence))


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("In December a health visitor saw two small bruises.", "a health visitor saw […] small bruises."),
        ("The case was closed in March 2022, as he would not take part.", "The case was closed […] as he would not take part."),
        ("A boy of thirteen who was excluded from school.", "A boy […] who was excluded from school."),
        ("A 3 year old child who was left alone.", "A […] child who was left alone."),
        ("Child V lived with his mother, who was nineteen and had been in care.", "Child V lived with his mother, who […] had been in care."),
        ("Police had attended the home on eight occasions in the winter.", "Police had attended the home […] in the winter."),
        ("The family moved four times in ten months: from refuge to hostel.", "The family moved […] from refuge to hostel."),
        ("Five weeks later the case closed to Early Help.", "the case closed to Early Help."),
        ("On a Saturday in the autumn father rang the police.", "in the autumn father rang the police."),
        ("She may march to school with her brother.", "She may march to school with her brother."),
        ("No provider had been found.", "No provider had been found."),
        ("Police saw 5 children at home.", "Police saw […] children at home."),
        ("He was due to move on his eighteenth birthday.", "He was due to move"),
        ("The teams did not speak to one another.", "The teams did not speak to one another."),
        ("A section 47 enquiry was begun by the team.", "A section 47 enquiry was begun by the team."),
    ],
)  # fmt: skip
def test_details_are_left_out_and_the_rest_is_word_for_word(sentence: str, shown: str) -> None:
    assert left(sentence) == shown


@pytest.mark.parametrize(
    "sentence",
    [
        "He was seventy-three.",
        "It had been agreed that this would be for eight weeks.",
        "One was in his bedroom.",
        "In fifteen months he lived in three homes.",
        "Between October 2008 and March 2009 he was seen on fourteen occasions at five places by two doctors.",
        "On Monday Jake told his teacher that he was hungry.",
    ],
    ids=["nothing left", "cut off", "no subject", "hardly anything left", "too many gaps", "a name behind a gap"],
)
def test_a_sentence_of_which_too_little_is_left_is_not_told(sentence: str) -> None:
    assert without_details(sentence) == ()


@given(st.text(alphabet="aAb1 ,.:-fivetwoMarch0", max_size=80))
def test_pieces_are_in_order_apart_and_hold_words(sentence: str) -> None:
    pieces = without_details(sentence)

    places = [place for piece in pieces for place in piece]
    assert places == sorted(set(places))
    assert all(sentence[start:end].strip() == sentence[start:end] != "" for start, end in pieces)
    words = [word.strip(".,:-") for start, end in pieces for word in sentence[start:end].split()]
    assert not any(word.isdigit() for word in words)
