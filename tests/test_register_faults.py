"""What the register must not tell: progress that is only hoped for, another review's, or a planned date that is none."""

import pytest

from assistant.action_plans import plan_rows
from vectorstore.passage import Passage
from vectorstore.sections import SectionType


def cell(column: str, order: int, text: str = "A fictional cell") -> Passage:
    return Passage(
        id=f"x-{order}", document_id="x", review="Child Fen", section=SectionType.ACTIONS, heading=None, item=None,
        order=order, part=0, start=order * 50, end=order * 50 + len(text), text=text, row="1", column=column,
    )  # fmt: skip


def role_of(column: str) -> str | None:
    """Return the part of its row that a cell below this header plays beside a plain task."""
    asked, other = cell("Task", 0), cell(column, 1)
    (row,) = plan_rows([asked, other])
    return next((name for name in ("what", "lead", "when", "progress") if other in getattr(row, name)), None)


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("To be completed by", "when"),
        ("Date to be completed", "when"),
        ("Expected completion date", "when"),
        ("Complete by", "when"),
        ("By when", "when"),
        ("To be completed by whom", "lead"),
        ("Action to be taken", "what"),
        ("Actions to be taken", "what"),
        ("Action required", "what"),
        ("What will be done", "what"),
        ("Evidence required", None),
        ("How will we evidence impact?", None),
        ("Required outcome", None),
        ("Outcome sought", None),
        ("Outcome", None),
        ("Outcomes to be achieved", None),
        ("Expected outcome", None),
        ("Update due", None),
        ("Status (to be completed by the board)", None),
        ("Date completed", "progress"),
        ("Action taken", "progress"),
        ("Has it been completed?", "progress"),
        ("Outcome achieved", "progress"),
        ("Evidence of impact", "progress"),
        ("Progress and outcome", "progress"),
        ("RAG", "progress"),
    ],
)
def test_a_column_is_progress_only_where_it_says_how_things_stand(column: str, role: str | None) -> None:
    assert role_of(column) == role
