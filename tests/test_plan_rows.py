"""Rows of action plans without a column of numbers: each has the lead, the date and the progress printed in it."""

from pathlib import Path

import formats
import pytest
from shelf import WordEmbedder
from test_register import HEAD, opened, rows_of, short

from assistant.action_plans import plan_rows
from assistant.assistant import answered
from assistant.evidence import find_evidence
from assistant.filters import Filters
from assistant.planned import Due
from assistant.tasks import Kind
from ingest.blocks import Loaded, Refused
from ingest.html import load_html
from ingest.reading import read_document
from vectorstore.live import LiveIndex

BRIEFING = "# Learning Review\nChild Fen\n## Action plan\n"
LONG = "Tell every parent of a small child about neglect in plain words, and how they can get help"


def told(written: str, suffix: str) -> list[tuple[str, ...]]:
    """Return the words of each row in the order what, who, when, how it stands."""
    return told_of(formats.load(BRIEFING + written, suffix))


def told_of(loaded: Loaded | Refused) -> list[tuple[str, ...]]:
    assert isinstance(loaded, Loaded)
    passages = read_document("fen", "fen.txt", loaded)[1]
    rows = plan_rows(passages, loaded.text)
    return [tuple(", ".join(c.text for c in part) for part in (r.what, r.lead, r.when, r.progress)) for r in rows]


@pytest.mark.parametrize("suffix", formats.FORMATS)
def test_a_row_named_by_its_action_has_what_stands_beside_it(suffix: str) -> None:
    written = (
        "Action | Lead | By when | Progress\n"
        "Print the leaflet for parents | Business manager | 30 June 2031 | Begun\n"
        "Audit twenty health plans | Education lead | December 2031 | Not begun\n"
    )

    assert told(written, suffix) == [
        ("Print the leaflet for parents", "Business manager", "30 June 2031", "Begun"),
        ("Audit twenty health plans", "Education lead", "December 2031", "Not begun"),
    ]


@pytest.mark.parametrize(
    ("task", "lead", "when"),
    [
        ("Action", "Lead", "Deadline"),
        ("Action", "Lead agency", "Timescale"),
        ("Action", "Who", "When"),
        ("Action", "Owner", "Completion date"),
        ("Action", "Lead agency", "Planned date"),
        ("Recommendation", "Lead", "Target date"),
    ],
)
def test_its_date_is_read_whatever_the_column_is_called(task: str, lead: str, when: str) -> None:
    written = f"{task} | {lead} | {when}\nPrint the leaflet | Police | May 2031\n"

    assert told(written, "docx") == [("Print the leaflet", "Police", "May 2031", "")]


def test_a_row_whose_other_cells_are_empty_is_a_row_of_its_own() -> None:
    written = (
        "Action | Lead | By when\nPrint the leaflet |  | \nDraw up the form |  | \nAudit plans | Police | May 2031\n"
    )

    assert told(written, "docx") == [
        ("Print the leaflet", "", "", ""),
        ("Draw up the form", "", "", ""),
        ("Audit plans", "Police", "May 2031", ""),
    ]


@pytest.mark.parametrize("said", ["Tell parents", LONG])
def test_a_recommendation_and_its_action_each_have_what_their_row_says(said: str) -> None:
    written = f"Recommendation | Action | Lead | By when\n{said} | Print a leaflet | Police | May 2031\n"

    assert told(written, "docx") == [(said, "Police", "May 2031", ""), ("Print a leaflet", "Police", "May 2031", "")]


def test_a_recommendation_beside_several_actions_has_what_is_said_of_each() -> None:
    written = (
        "<h1>Learning Review</h1><p>Child Fen<h2>Action plan</h2>"
        "<table><tr><th>Recommendation<th>Action<th>Lead<th>By when"
        "<tr><td rowspan=2>Tell parents<td>Write a leaflet<td>Health<td>May 2031"
        "<tr><td>Print the leaflet<td>Police<td>June 2031</table>"
    )

    assert told_of(load_html(written.encode())) == [
        ("Tell parents", "Health, Police", "May 2031, June 2031", ""),
        ("Write a leaflet", "Health", "May 2031", ""),
        ("Print the leaflet", "Police", "June 2031", ""),
    ]


def test_the_register_shows_it(tmp_path: Path) -> None:
    written = "Action plan\n\nAction\tLead\tBy when\tProgress\nPrint the leaflet\tPolice\t30 June 2031\tBegun\n"

    assert [short(row) for row in rows_of(tmp_path, fen=HEAD + written)] == [
        (
            Kind.ACTION, "unnumbered, 1st", "Print the leaflet", "Police", "30 June 2031", Due.TO_COME,
            [("Progress", "Begun")],
        )
    ]  # fmt: skip


NUMBERED = HEAD.replace("Fen", "Reed") + (
    "Action plan\n\nNo\tAction\tLead\tBy when\n1\tPrint the leaflet for parents\tPolice\tMay 2031\n"
    "2\tAudit twenty health plans\tHealth\tJune 2031\n"
)
UNNUMBERED = HEAD + (
    "Action plan\n\nAction\tLead\tBy when\nPrint the leaflet\tPolice\tMay 2031\nAudit twenty plans\tHealth\tJune 2031\n"
)


def test_a_list_of_actions_says_by_when_where_that_is_asked(tmp_path: Path) -> None:
    with LiveIndex(opened(tmp_path, fen=UNNUMBERED, reed=NUMBERED), WordEmbedder).use() as index:
        assert index is not None
        asked = "What actions are planned for Child {} and by when?"
        answers = [
            answered(index, find_evidence(index, asked.format(name), (), Filters(), None)) for name in ("Fen", "Reed")
        ]
        plain = answered(index, find_evidence(index, "What actions are planned for Child Fen?", (), Filters(), None))

    assert [[cited.quote for cited in answer.citations] for answer in answers] == [
        ["Print the leaflet", "May 2031", "Audit twenty plans", "June 2031"],
        ["Print the leaflet for parents", "May 2031", "Audit twenty health plans", "June 2031"],
    ]
    assert [answer.answer.split("\n\n")[0::2] for answer in answers] == [
        [
            "2 actions, in the order printed:",
            "- Action (to Police): Action: “Print the leaflet” [1]; By when: “May 2031” [2]\n"
            "- Action (to Health): Action: “Audit twenty plans” [3]; By when: “June 2031” [4]",
        ],
        [
            "2 actions, in the order printed:",
            "- Action (row “1”, to Police): Action: “Print the leaflet for parents” [1]; By when: “May 2031” [2]\n"
            "- Action (row “2”, to Health): Action: “Audit twenty health plans” [3]; By when: “June 2031” [4]",
        ],
    ]
    assert [cited.quote for cited in plain.citations] == ["Print the leaflet", "Audit twenty plans"]


def test_a_table_below_the_list_that_names_its_recommendations_again_is_joined_to_them(tmp_path: Path) -> None:
    listed = "Recommendations\n\n1. Schools should record part-time timetables.\n\n2. The rota should be shared.\n\n"
    table = (
        "No\tRecommendation\tLead\tBy when\n1\tPart-time timetables\tSchools\tMay 2031\n2\tA new form\tAll\tMay 2032\n"
    )

    assert [
        (row.item, row.text, row.addressee, row.planned.printed) for row in rows_of(tmp_path, fen=HEAD + listed + table)
    ] == [
        ("R1", "Schools should record part-time timetables.", "Schools", "May 2031"),
        ("R2", "The rota should be shared.", None, None),
        ("R2", "A new form", "All", "May 2032"),
    ]
