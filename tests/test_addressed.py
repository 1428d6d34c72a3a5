"""What is asked of an agency in every review, and follow-ups that choose among what a theme was answered with."""

from collections.abc import Iterator

import pytest
from briefings import open_briefings
from test_follow_up import items, last

from assistant.addressed import addressed
from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.composer import counted
from assistant.question import read_question
from vectorstore.embedder import load_embedder
from vectorstore.passage import Hit, Passage
from vectorstore.sections import SectionType as S

NEGLECT = """Learning Review: Child Ro

Published by Marsh Vale Safeguarding Children Partnership, May 2023

Findings

Finding 1. Neglect was named by nobody although the health visitor wrote of hunger and cold at four visits.

Finding 2. The police shared what they saw in the home on the same day.

Recommendations

R1. Schools should weigh what they know of neglect with the school nurse each term.

R2. The police should tell social care of neglect that they see in any home.

R3. School nurses should measure every child on a plan for neglect.
"""
DROWNING = """Learning Review: Child Su

Published by Hollin Bay Safeguarding Children Partnership, March 2024

Findings

Finding 1. The bath seat was taken for a safety device by the parents and by the health visitor.

Recommendations

R1. Schools should teach water safety in the summer term.

R2. Health visitors should speak of bath seats at the first visit.
"""
ADULT = """Safeguarding Adult Review: Adult Pe

Published by Marsh Vale Safeguarding Adults Board, June 2023

Findings

Finding 1. Self-neglect was not understood by the housing officer.

Recommendations

R1. The Board should write guidance on self-neglect for housing officers.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {"ro.txt": NEGLECT, "su.txt": DROWNING, "pe.txt": ADULT}
    opened = open_briefings(tmp_path_factory.mktemp("addressed"), load_embedder(), texts=texts)
    yield Assistant(opened.use)
    opened.close()


def tasks(assistant: Assistant, *questions: str) -> set[tuple[str | None, str | None]]:
    return {(cited.review, cited.item) for cited in last(assistant, *questions).citations}


def test_what_is_addressed_to_an_agency_is_listed_of_every_review_and_counted(assistant: Assistant) -> None:
    answer = last(assistant, "Which recommendations are addressed to schools?")

    assert {(c.review, c.item) for c in answer.citations} == {("Child Ro", "R1"), ("Child Su", "R1")}
    assert answer.answer.splitlines()[0] == (
        "2 recommendations addressed to school, in 2 of 3 reviews loaded."
        " Others may not say to whom they are addressed."
    )


def test_only_those_on_the_theme_that_is_named_are_listed(assistant: Assistant) -> None:
    assert tasks(assistant, "recommendations about neglect for schools") == {("Child Ro", "R1")}


@pytest.mark.parametrize("follow_up", ["just the ones for schools", "which ones are for schools?"])
def test_ones_chooses_among_what_the_theme_was_answered_with(assistant: Assistant, follow_up: str) -> None:
    assert tasks(assistant, "recommendations about neglect", follow_up) == {("Child Ro", "R1")}


def test_an_agency_of_the_question_before_does_not_count(assistant: Assistant) -> None:
    questions = "what do our reviews say about neglect and the police?", "which ones are for schools?"

    assert ("Child Ro", "R2") not in tasks(assistant, *questions)


def test_an_item_in_several_passages_is_one_recommendation() -> None:
    parts = [
        Passage(
            name,
            "d",
            "Child Ro",
            S.RECOMMENDATIONS,
            "Recommendations",
            item,
            0,
            0,
            0,
            9,
            "Schools …",
            addressee="Schools",
        )
        for name, item in (("a", "R1"), ("b", "R1"), ("c", "R2"))
    ]
    found = addressed(read_question("which recommendations are for schools?"), "", [Hit(parts[2], 1.0)], parts)

    assert [passage.id for passage in found.tasks] == ["c", "a", "b"]
    assert counted(found.tasks) == "2 recommendations"


def test_where_none_of_them_is_for_the_agency_nothing_else_is_offered(assistant: Assistant) -> None:
    answer = last(assistant, "recommendations about neglect", "just the ones for health visitors")

    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


def test_the_recommendations_on_a_theme_are_of_childrens_reviews_unless_adults_are_named(assistant: Assistant) -> None:
    answer = last(assistant, "recommendations about neglect")

    assert items(answer)[0][0] == "Child Ro"
    assert "Adult Pe" not in {review for review, *_ in items(answer)}
    adults = last(assistant, "recommendations of adult safeguarding reviews about self-neglect")
    assert items(adults)[0] == ("Adult Pe", "recommendations", "R1")


def test_and_the_recommendations_stays_with_the_theme(assistant: Assistant) -> None:
    answer = last(assistant, "what do our reviews say about neglect?", "and the recommendations?")

    assert items(answer)
    assert {(review, section) for review, section, _ in items(answer)} == {("Child Ro", "recommendations")}
