"""Rows of action plans: which cells say what is to be done, by whom, by when, and how it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from vectorstore.passage import Passage
from vectorstore.sections import SectionType

# Looked at in this order: "Date completed" is progress, "Action owner" a lead, "Expected outcome" neither.
_HOPED = re.compile(
    r"\bsuccess|\bmeasure|\bhow (?:will|would|can|do)\b|(?:planned|proposed|target) (?:evidence|impact)"
    r"|updates? (?:is |are )?due|next (?:progress )?update",
    re.I,
)
# What is wished for or still to come says nothing of how it stands: "To be completed by", "Evidence required".
_AHEAD = re.compile(
    r"\b(?:expected|intended|desired|anticipated|required|needed|sought)\b"
    r"|\b(?:to|will|shall|should|must) (?:\w+ )*?be\b",
    re.I,
)
_WISHED = re.compile(r"expected|intended|desired|anticipated|sought", re.I)
_STANDS = re.compile(r"progress|status|\brag\b|rating|update|\bactual\b", re.I)
_DONE = re.compile(r"completed\b|taken|achieved", re.I)
_SHOWN = re.compile(r"evidence|impact", re.I)
_OUTCOME = re.compile(r"outcome", re.I)
_WHEN = re.compile(
    r"when\b|time ?-?(?:scale|frame|line)|target|deadline|\bdue\b|\bdate\b|completion"
    r"|\bto be (?!taken)\w+ by\W*$|\b(?:complete|required|needed) by\W*$",
    re.I,
)
_LEAD = re.compile(r"\blead|whom?\b|responsib|owner|agenc(?:y|ies)\b|organisation|addressee", re.I)
_WHAT = re.compile(r"recommendation|action|task|what\b", re.I)
# The table of an action plan may say again which recommendation its action answers.
_LISTS = (SectionType.ACTIONS, SectionType.RECOMMENDATIONS)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row: what is to be done, and the cells that say who, when and how it stands, in their order."""

    what: tuple[Passage, ...]
    lead: tuple[Passage, ...]
    when: tuple[Passage, ...]
    progress: tuple[Passage, ...]

    @property
    def section(self) -> SectionType:
        """Return whether it is a recommendation or an action: an action where any of its cells is one."""
        sections = {passage.section for passage in self.what}
        found = next((section for section in _LISTS if section in sections), None)
        return found or next((s for s in _LISTS if s.value[:-1] in (self.what[0].column or "").lower()), _LISTS[-1])

    @property
    def item(self) -> str | None:
        """Return what the row is called: the label of the cell that says so, or the row's title.

        A row that names an item of the list above it again is called as that one.
        """
        cell = next((passage for passage in self.what if passage.section is self.section), self.what[0])
        if cell.row and not cell.item and cell.within in (f"R{cell.row}", f"A{cell.row}"):
            return cell.within
        return cell.row or cell.item if (cell.item or "unnumbered").startswith("unnumbered") else cell.item


def plan_rows(passages: Sequence[Passage], text: str) -> Iterator[PlanRow]:
    """Yield the rows of the tables that say what is to be done, in the order of the document's stored text.

    A row without a number that has a recommendation and an action yields both, each with the row's lead and date.
    """
    rows = list(_rows(passages, text))
    for number, cells in enumerate(rows):
        by_role = _by_role(cells)
        what = _together(by_role.get("what") or by_role.get("other") or [], cells)
        asked = any(cell.section in _LISTS for cell in cells)
        if what and (asked or ("what" in by_role and ("lead" in by_role or "when" in by_role))):
            for part in _parts(what):
                yield _plan_row(part, [*cells, *_going_on(part, rows[number + 1 :])])


def _plan_row(what: tuple[Passage, ...], cells: Sequence[Passage]) -> PlanRow:
    by_role = _by_role(cells)
    return PlanRow(what, *(tuple(by_role.get(role, ())) for role in ("lead", "when", "progress")))


def _by_role(cells: Sequence[Passage]) -> dict[str, list[Passage]]:
    by_role: dict[str, list[Passage]] = {}
    for cell in cells:
        by_role.setdefault(_role(cell.column or ""), []).append(cell)
    return by_role


def _parts(what: tuple[Passage, ...]) -> list[tuple[Passage, ...]]:
    """Return the recommendation and its action apart, or all together where one number stands before both."""
    numbered = what[0].row is not None and len({cell.row for cell in what}) == 1
    if numbered or not {cell.section for cell in what}.issuperset(_LISTS):
        return [what]
    return [tuple(cells) for _, cells in groupby(what, key=lambda cell: cell.section is SectionType.RECOMMENDATIONS)]


def _going_on(what: tuple[Passage, ...], below: Sequence[Sequence[Passage]]) -> list[Passage]:
    """Return the cells of the rows below that stand beside the same title, where it is merged over several rows."""
    title = " ".join(cell.text for cell in what)
    rows = takewhile(lambda row: what[0].row is None and all(cell.row == title for cell in row), below)
    return [cell for row in rows for cell in row]


def _role(column: str) -> str:
    if _says_how_it_stands(column):
        return "progress"
    wished = _WISHED.search(column) and not _WHEN.search(column)
    if wished or any(pattern.search(column) for pattern in (_HOPED, _STANDS, _SHOWN, _OUTCOME)):
        return "hoped"
    roles = {"when": _WHEN, "lead": _LEAD, "what": _WHAT}
    return next((role for role, pattern in roles.items() if pattern.search(column)), "other")


def _says_how_it_stands(column: str) -> bool:
    if _HOPED.search(column) or _AHEAD.search(column):
        return False
    told = _STANDS.search(column) or _DONE.search(column)
    return bool(told or (_SHOWN.search(column) and not _OUTCOME.search(column)))


def _rows(passages: Sequence[Passage], text: str) -> Iterator[list[Passage]]:
    """Yield the cells of each row."""
    row: list[Passage] = []
    for passage in passages:
        if row and _begins(passage, row, text):
            yield row
            row = []
        if passage.column is not None:
            row.append(passage)
    if row:
        yield row


def _begins(passage: Passage, row: list[Passage], text: str) -> bool:
    """Return whether another row begins: below the last, and not its going on in a column that it left empty."""
    last = row[-1]
    if passage.column is None or passage.review != last.review:
        return True
    if "\n" not in text[last.end : passage.start]:
        return False
    if passage.row is None or passage.row != last.row:
        return True
    return passage.column != last.column and passage.column in {cell.column for cell in row}


def _together(what: Sequence[Passage], cells: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the first of these cells and those that follow it with no other cell between: one verbatim stretch."""
    if not what:
        return ()
    first = cells.index(what[0])
    end = next((n for n in range(first, len(cells)) if cells[n] not in what), len(cells))
    return tuple(cells[first:end])
