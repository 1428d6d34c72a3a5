"""What a question asks for."""

import pytest

from assistant.question import Wanted, read_question
from vectorstore.sections import SectionType as S


@pytest.mark.parametrize(
    ("question", "wanted", "sections"),
    [
        ("List every finding for Child Z", Wanted.LIST, {S.FINDINGS}),
        ("What are the recommendations for Child Z?", Wanted.LIST, {S.RECOMMENDATIONS}),
        ("Just the recommendations please, not the actions", Wanted.LIST, {S.RECOMMENDATIONS}),
        ("need the key actions + recommendations, the whole lot", Wanted.LIST, {S.ACTIONS, S.RECOMMENDATIONS}),
        ("how many findings were there", Wanted.LIST, {S.FINDINGS}),
        ("what's the key learning? all the points", Wanted.LIST, {S.LEARNING}),
        ("any recommendations about supervision?", Wanted.STATEMENT, {S.RECOMMENDATIONS}),
        ("What good practice did the school show?", Wanted.LIST, {S.GOOD_PRACTICE}),
        ("Which reviews talk about fathers?", Wanted.COMPARISON, set()),
        ("Compare what two reviews say on step down", Wanted.COMPARISON, set()),
        ("When was the child seen?", Wanted.STATEMENT, set()),
        ("what does the progress report say of handovers", Wanted.STATEMENT, set()),
        ("how many visits were made", Wanted.STATEMENT, set()),
    ],
)
def test_the_form_and_the_sections_are_read_from_the_words(question: str, wanted: Wanted, sections: set[S]) -> None:
    read = read_question(question)

    assert (read.wanted, read.sections) == (wanted, sections)


@pytest.mark.parametrize(
    ("question", "back"),
    [
        ("and how was he after that?", True),
        ("what about the assessment", True),
        ("did anyone refer her on?", True),
        ("Which reviews say that children were not seen alone by anybody?", False),
        ("What do the loaded documents say on elective home education and visits by officers?", False),
    ],
)
def test_a_question_that_leans_on_an_earlier_one_is_known(question: str, back: bool) -> None:
    assert read_question(question).refers_back is back
