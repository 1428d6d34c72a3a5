"""The words of an answer around its quotes."""

from dataclasses import replace

import pytest

from assistant.catalogue import catalogued
from assistant.citing import citation
from assistant.composer import by_review, counted, statement_line
from assistant.filters import Filters
from ingest.blocks import Loaded
from ingest.markdown import load_markdown
from ingest.reading import read_document
from ingest.text import load_text
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
    ("publisher", "title", "date", "labels"),
    [
        ("Westmarch Board", "Learning review", None, ["Child N (Saltmere Board)", "Child N (Westmarch Board)"]),
        ("Saltmere Board", "Progress report", None, ["Child N (Learning review)", "Child N (Progress report)"]),
        ("The SALTMERE Board", "Progress report", None, ["Child N (Learning review)", "Child N (Progress report)"]),
        ("Saltmere Board", "Learning review", "June 2031", ["Child N (d.txt)", "Child N (June 2031)"]),
        ("Saltmere Board", "Learning review", None, ["Child N (d.txt)", "Child N (e.txt)"]),
    ],
)
def test_reviews_of_one_name_are_told_apart_by_what_differs(
    publisher: str, title: str, date: str | None, labels: list[str]
) -> None:
    other = replace(DOCUMENT, id="e", source="e.txt", title=title, publisher=publisher, date=date or DOCUMENT.date)
    made = catalogued({"d": DOCUMENT, "e": other})

    assert [made.label(DOCUMENT, "Child N"), made.label(other, "Child N")] == labels
    chosen = [Filters(review=label).admit(DOCUMENT, KNOWN) for label in labels]
    assert chosen == [True, False]
    assert catalogued({"d": DOCUMENT}).label(DOCUMENT, "Child N") == "Child N"


@pytest.mark.parametrize(("publisher", "is_one"), [("The SALTMERE Board", True), ("Westmarch Board", False)])
def test_documents_of_one_board_on_one_child_are_one_case_however_the_board_is_spelled(
    publisher: str, is_one: bool
) -> None:
    other = replace(DOCUMENT, id="e", source="e.txt", publisher=publisher)
    made = catalogued({"d": DOCUMENT, "e": other})

    assert (made.case_of(DOCUMENT, "Child N") == made.case_of(other, "Child N")) is is_one
    assert made.case_of(DOCUMENT, "Child N") != made.case_of(other, "Child M")


TARGETS = "Supervision was about targets, so that workers had nowhere to think about what life was like for the child."
TEETH = "Dental appointments were missed and each was written down alone, so that nobody saw the pattern of them."
PARTS = "What we saw\n\n{}\n\nWhy it matters\n\nChildren need somebody who thinks about them."
TOLD_IN_TWO = {
    "names without a number": f"Targets in supervision.\n\n{TARGETS}\n\nMissed appointments.\n\n{TEETH}",
    "long names": f"Supervision was about targets and nobody could think about the children\n\n{TARGETS}\n\nAppointments were missed and nobody noticed them for a whole year\n\n{TEETH}",
    "names with bullets": f"* Targets in supervision:\n\n{TARGETS}\n\n* Missed appointments:\n\n{TEETH}",
    "numbered names": f"1. Targets in supervision\n\n{TARGETS}\n\n2. Missed appointments\n\n{TEETH}",
    "labels": f"Finding 1: Targets in supervision\n\n{TARGETS}\n\nFinding 2: Missed appointments\n\n{TEETH}",
    "parts": f"Finding 1: Targets in supervision\n\n{PARTS.format(TARGETS)}\n\nFinding 2: Missed appointments\n\n{PARTS.format(TEETH)}",
    "parts below names": f"### Targets in supervision\n\n#### {PARTS.format(TARGETS).replace('Why', '#### Why')}\n\n### Missed appointments\n\n#### {PARTS.format(TEETH).replace('Why', '#### Why')}",
    "a table": f"| Finding | What we saw |\n|---|---|\n| Targets in supervision | {TARGETS} |\n| Missed appointments | {TEETH} |",
}


def findings_of(body: str) -> list[Passage]:
    text = f"# Learning Review: Child Q\n\n## Background\n\nChild Q was nine.\n\n## Findings\n\n{body}\n"
    loaded = load_markdown(text.encode()) if "##" in body or "|" in body else load_text(text.replace("#", "").encode())
    assert isinstance(loaded, Loaded)
    _, passages = read_document("q", "q.txt", loaded)
    return [passage for passage in passages if passage.section is S.FINDINGS]


@pytest.mark.parametrize("body", TOLD_IN_TWO.values(), ids=TOLD_IN_TWO.keys())
def test_a_finding_whose_name_and_text_are_two_passages_is_counted_once(body: str) -> None:
    passages = findings_of(body)

    assert (counted(passages), {p.item is None for p in passages}) == ("2 findings", {False})


def test_short_and_long_statements_of_one_list_are_counted_each() -> None:
    body = f"Nobody asked.\n\n{TARGETS}\n\n{TEETH}\n\nThe file was lost."

    assert counted(findings_of(body)) == "4 findings"


def test_findings_of_two_parts_that_print_the_same_label_are_counted_each() -> None:
    said = findings_of("Finding 1: Nobody asked.\n\nFinding 2: Nobody saw.")
    other = [replace(passage, heading="Findings on health", order=passage.order + 2) for passage in said]

    assert counted([*said[:1], *other[:1]]) == "2 findings"
