"""What a question asks for."""

import pytest

from assistant.question import Numbered, Wanted, read_question
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
        ("how many recs did they make for health", Wanted.LIST, {S.RECOMMENDATIONS}),
        ("how many findings were closed by the audit", Wanted.STATEMENT, {S.FINDINGS}),
        ("how many actions are for the police", Wanted.LIST, {S.ACTIONS}),
        ("what went well", Wanted.LIST, {S.GOOD_PRACTICE}),
        ("were changes made since?", Wanted.LIST, {S.IMPACT_EVIDENCE}),
        ("what method did the review use", Wanted.STATEMENT, {S.REVIEW_PROCESS}),
        ("all of them please", Wanted.LIST, set()),
        ("and what difference did it make?", Wanted.STATEMENT, {S.IMPACT_EVIDENCE}),
        ("every recommendation in the action plan", Wanted.LIST, {S.RECOMMENDATIONS}),
        ("what did we learn about fathers and handovers", Wanted.STATEMENT, {S.LEARNING}),
        ("what did the review of find?", Wanted.LIST, {S.FINDINGS}),
        ("what did the review find out about the case?", Wanted.LIST, {S.FINDINGS}),
        ("what did they find in the briefing?", Wanted.LIST, {S.FINDINGS}),
        ("what did the review learn?", Wanted.LIST, {S.LEARNING}),
        ("what did the review find about fathers?", Wanted.STATEMENT, set()),
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
        ("how was the baby afterwards?", True),
        ("did the school know that?", True),
        ("was there anything else?", True),
        ("any findings?", True),
        ("any learning on county lines?", False),
        ("what helps when parents avoid visits?", False),
        ("How do schools record self-harm?", False),
        ("Is there learning on parents who say they were not told?", False),
        ("can a father be seen when he is in prison?", False),
        ("Which reviews say that children were not seen alone by anybody?", False),
        ("What do the loaded documents say on elective home education and visits by officers?", False),
    ],
)
def test_a_question_that_leans_on_an_earlier_one_is_known(question: str, back: bool) -> None:
    assert read_question(question).refers_back is back


FINDINGS, ACTIONS = frozenset({S.FINDINGS}), frozenset({S.ACTIONS})
RECOMMENDATIONS = frozenset({S.RECOMMENDATIONS})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("recommendation 2 and action 1", (Numbered(RECOMMENDATIONS, ("2",)), Numbered(ACTIONS, ("1",)))),
        ("findings 3 and 4", (Numbered(FINDINGS, ("3", "4")),)),
        ("recs 2-4, please", (Numbered(RECOMMENDATIONS, ("2", "3", "4")),)),
        ("finding 2.1", (Numbered(FINDINGS, ("2.1",)),)),
        ("finding number two", (Numbered(FINDINGS, ("2",)),)),
        ("the third recommendation for them", (Numbered(RECOMMENDATIONS, ("3",)),)),
        ("rec 2", (Numbered(RECOMMENDATIONS, ("2",)),)),
        ("number 4 of the recommendations", (Numbered(RECOMMENDATIONS, ("4",)),)),
        ("the last recommendation", (Numbered(RECOMMENDATIONS, ("last",)),)),
        ("number 3", (Numbered(frozenset(), ("3",)),)),
        ("and the third one?", (Numbered(frozenset(), ("3",)),)),
        ("what does no. 2 say", (Numbered(frozenset(), ("2",)),)),
        ("#3 please", (Numbered(frozenset(), ("3",)),)),
        ("and the last?", (Numbered(frozenset(), ("last",)),)),
        ("the first time that he was seen", ()),
        ("how many number 3 buses passed the house", ()),
        ("actions 3 months later", ()),
        ("the first action that the worker took", ()),
    ],
)
def test_items_are_read_with_the_section_that_they_belong_to(question: str, items: tuple[Numbered, ...]) -> None:
    assert read_question(question).items == items
