"""What is listed of a review, and which passages count."""

from dataclasses import replace

import pytest

from assistant.listing import Gap, listing, number_of
from assistant.question import read_question
from vectorstore.document import Review
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sections import polarity_of

REVIEW, OTHER = (
    Review("d", "Child X", "Briefing", "Saltmere Board"),
    Review("e", "Child X", "Briefing", "Westmarch Board"),
)


def passage(name: str, section: S, item: str | None = None, document: str = "d", **more: str) -> Passage:
    return Passage(
        name,
        document,
        more.pop("review", "Child X"),
        section,
        section.value,
        item,
        0,
        0,
        0,
        1,
        name,
        polarity=polarity_of(section),
        **more,
    )


FINDINGS = [passage(f"f{n}", S.FINDINGS, f"Finding {n}") for n in (1, 2, 21)] + [passage("f2.1", S.FINDINGS, "2.1")]
PROGRESS = [passage("p2", S.PROGRESS, within="Finding 2"), passage("p1", S.PROGRESS, within="Finding 1")]


@pytest.mark.parametrize(
    ("label", "number"),
    [("R2", "2"), ("Finding 12", "12"), ("2.1", "2.1"), ("unnumbered, 3rd", "3"), ("Theme", None), (None, None)],
)
def test_the_number_of_a_label_is_read_whole(label: str | None, number: str | None) -> None:
    assert number_of(label) == number


@pytest.mark.parametrize(
    ("question", "expected", "gaps"),
    [
        ("finding 1", ["f1"], []),
        ("finding 2.1", ["f2.1"], []),
        ("findings 2 and 3", ["f2"], ["finding 3"]),
        ("the progress on finding 2", ["f2", "p2"], []),
        ("list the findings", ["f1", "f2", "f21", "f2.1"], []),
        ("list the actions", [], ["action"]),
        ("what did the school do", [], []),
    ],
)
def test_a_review_lists_what_was_asked_for_and_says_what_it_lacks(
    question: str, expected: list[str], gaps: list[str]
) -> None:
    listed = listing(read_question(question), [REVIEW], [*FINDINGS, *PROGRESS])

    assert ([p.id for p in listed.passages], listed.gaps) == (expected, tuple(Gap(REVIEW, what) for what in gaps))


def test_the_same_case_at_another_board_has_a_gap_of_its_own() -> None:
    theirs = [passage("w1", S.ACTIONS, "A1", "e")]
    listed = listing(read_question("list the findings"), [REVIEW, OTHER], [*FINDINGS, *theirs])

    assert (listed.passages, listed.gaps) == (tuple(FINDINGS), (Gap(OTHER, "finding"),))


@pytest.mark.parametrize(
    ("question", "other", "told", "gap"),
    [
        (
            "what are the recommendations?",
            S.ACTIONS,
            ["x1"],
            Gap(REVIEW, "recommendation", S.RECOMMENDATIONS, S.ACTIONS),
        ),
        ("what did the review find?", S.LEARNING, ["x1"], Gap(REVIEW, "finding", S.FINDINGS, S.LEARNING)),
        ("what are the actions?", S.RECOMMENDATIONS, [], Gap(REVIEW, "action")),
    ],
)
def test_a_review_without_the_section_shows_what_it_has_in_its_place_and_the_gap_names_both(
    question: str, other: S, told: list[str], gap: Gap
) -> None:
    held = [passage("x1", other, "X1"), passage("b1", S.BACKGROUND)]
    listed = listing(read_question(question), [REVIEW], held)

    assert ([p.id for p in listed.passages], listed.gaps) == (told, (gap,))


@pytest.mark.parametrize("publisher", ["Saltmere Board", "The SALTMERE Board"])
def test_the_actions_of_a_plan_do_not_stand_in_for_recommendations_that_the_review_has(publisher: str) -> None:
    plan = replace(REVIEW, document_id="e", publisher=publisher)
    held = [passage("r1", S.RECOMMENDATIONS, "R1"), passage("a1", S.ACTIONS, "A1", "e")]
    listed = listing(read_question("what are the recommendations?"), [REVIEW, plan], held)

    assert ([p.id for p in listed.passages], listed.gaps) == (["r1"], ())


@pytest.mark.parametrize("publisher", ["Saltmere Board", "The SALTMERE Board"])
def test_a_plan_of_the_review_s_board_without_findings_is_no_gap(publisher: str) -> None:
    plan = replace(REVIEW, document_id="e", publisher=publisher)
    listed = listing(
        read_question("list the findings"), [REVIEW, plan], [*FINDINGS, passage("w1", S.ACTIONS, "A1", "e")]
    )

    assert (listed.passages, listed.gaps) == (tuple(FINDINGS), ())


def test_a_heading_that_nobody_could_place_does_not_hide_the_learning() -> None:
    held = [passage("l1", S.LEARNING, "L1"), passage("u1", S.UNCLASSIFIED)]
    listed = listing(read_question("what did the review find?"), [REVIEW], held)

    assert [p.id for p in listed.passages] == ["l1"]


def test_good_practice_alone_is_given_whole_and_where_one_of_two_is_asked_it_is_not() -> None:
    well = [passage("w1", S.GOOD_PRACTICE), passage("w2", S.GOOD_PRACTICE)]
    found = listing(read_question("who did well with him?"), [REVIEW], [*FINDINGS, *well])
    either = listing(
        read_question("was the nurse dropping her rule on visits good practice or a later change?"),
        [REVIEW],
        [*FINDINGS, *well],
    )
    assert ([p.id for p in found.passages], either.passages) == (["w1", "w2"], ())


def test_a_review_with_a_heading_that_nobody_could_place_is_not_said_to_record_none() -> None:
    asked = read_question("what good practice was there?")
    placed, unplaced = passage("r1", S.RECOMMENDATIONS, "R1"), passage("u1", S.UNCLASSIFIED)

    assert listing(asked, [REVIEW], [*FINDINGS, placed]).gaps == (Gap(REVIEW, "good practice in the case"),)
    assert listing(asked, [REVIEW], [*FINDINGS, placed, unplaced]).gaps == ()
