"""The words of an answer around its quotes."""

from dataclasses import replace

import pytest

from assistant.catalogue import catalogued
from assistant.citing import citation
from assistant.composer import by_review, statement_line
from assistant.filters import Filters
from vectorstore.document import Document
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S

DOCUMENT = Document("d", "d.txt", "text/plain", "Learning review", publisher="Saltmere Board", subjects=("Child N",))
KNOWN = Passage(
    "p1",
    "d",
    "Child N",
    S.SAFEGUARDING_CONCERNS,
    "What was known",
    None,
    0,
    0,
    0,
    9,
    "Not seen.",
    row="GP",
    column="Known",
)
NEXT = replace(KNOWN, id="p2", section=S.PROGRESS, text="A note was made.", column="Next")


def line(*passages: Passage) -> str:
    return statement_line([(p, citation(DOCUMENT, p, number)) for number, p in enumerate(passages, 1)])


def test_cells_of_a_row_are_one_line_with_the_status_of_evidence_first() -> None:
    second = replace(KNOWN, id="p3", text="Jabs *declined*.")

    assert (
        line(KNOWN, second)
        == "- Concerns known before (row “GP”): Known: “Not seen.” [1]; Known: “Jabs \\*declined\\*.” [2]"
    )
    assert line(NEXT) == "- Progress reported by the board (row “GP”): Next: “A note was made.” [1]"


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ("Finding 2. The nurse rang.", "“Finding 2. The nurse rang.” …"),
        ("The nurse rang.", "“The nurse rang.” …"),
        ("Nobody came.", "… “Nobody came.” …"),
        ("It was late.", "… “It was late.”"),
    ],
)
def test_dots_show_where_a_quote_leaves_words_out_and_a_label_is_not_missed(piece: str, shown: str) -> None:
    text = "Finding 2. The nurse rang. Nobody came. It was late."
    passage = Passage("p", "d", "Child N", S.FINDINGS, "Findings", "Finding 2", 0, 0, 0, len(text), text)
    pairs = [(passage, citation(DOCUMENT, passage, 1))]

    assert statement_line(pairs, {"p": (piece,)}) == f"- Finding (Finding 2): {shown} [1]"


def test_passages_of_two_reviews_of_one_name_stay_apart() -> None:
    other = replace(KNOWN, id="o", document_id="e")

    assert by_review([KNOWN, other, NEXT]) == (KNOWN, NEXT, other)


@pytest.mark.parametrize(
    ("publisher", "title", "labels"),
    [
        ("Westmarch Board", "Learning review", ["Child N (Saltmere Board)", "Child N (Westmarch Board)"]),
        ("Saltmere Board", "Progress report", ["Child N (Learning review)", "Child N (Progress report)"]),
        ("Saltmere Board", "Learning review", ["Child N (d.txt)", "Child N (e.txt)"]),
    ],
)
def test_reviews_of_one_name_are_told_apart_by_what_differs(publisher: str, title: str, labels: list[str]) -> None:
    other = replace(DOCUMENT, id="e", source="e.txt", title=title, publisher=publisher)
    made = catalogued({"d": DOCUMENT, "e": other})

    assert [made.label(DOCUMENT, "Child N"), made.label(other, "Child N")] == labels
    chosen = [Filters(review=label).admit(DOCUMENT, KNOWN) for label in labels]
    assert chosen == [True, False]
    assert catalogued({"d": DOCUMENT}).label(DOCUMENT, "Child N") == "Child N"
