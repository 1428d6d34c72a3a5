"""Lines below a recommendation or action that say who does it and by when: "Lead: Director of Education. By March"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.addressees import TASKS
from ingest.blocks import BlockKind
from ingest.headers import Detail, kind_of_column
from ingest.units import Unit

LONGEST_LINE, LONGEST_WITH_LINES = 250, 900
LONGEST_LEAD = 80

_LINE = re.compile(r"(?P<label>[A-Za-z][A-Za-z /&()’'-]{1,40}):\s+(?P<words>\S.*)", re.DOTALL)


def with_details(units: Sequence[Unit], text: str) -> tuple[Unit, ...]:
    """Return the units, each recommendation and action together with the lines below it that say who and by when.

    Where such a line comes before the first statement, the lines stand above what they tell of: none is joined.
    """
    kept: list[Unit] = []
    first: dict[tuple[object, ...], bool] = {}
    for unit in units:
        line = _line(unit, text)
        stands_above = first.setdefault((unit.review, unit.section, unit.heading, unit.finding), line is not None)
        if line and kept and not stands_above and _belongs(unit, kept[-1]):
            kept[-1] = _joined(kept[-1], unit, line)
        else:
            kept.append(unit)
    return tuple(kept)


def detail_line(words: str) -> re.Match[str] | None:
    """Return the label and the words of a line that says who does something or by when, None for any other."""
    line = _LINE.fullmatch(words) if len(words) <= LONGEST_LINE else None
    return line if line and isinstance(kind_of_column(line["label"]), Detail) else None


def _line(unit: Unit, text: str) -> re.Match[str] | None:
    told = unit.section in TASKS and unit.block.kind is not BlockKind.CELL
    return detail_line(text[unit.block.start : unit.block.end]) if told else None


def _belongs(unit: Unit, before: Unit) -> bool:
    """Return whether the line stands below the statement that it tells of, and both together are no long passage."""
    place = (before.review, before.section, before.heading)
    beside = before.counted and before.block.kind not in {BlockKind.CELL, BlockKind.NOTE}
    same = (unit.review, unit.section, unit.heading) == place and unit.finding in {None, before.finding}
    numbered = any(letter.isalnum() for letter in unit.block.marker or "")
    return beside and same and not numbered and unit.block.end - before.block.start <= LONGEST_WITH_LINES


def _joined(before: Unit, unit: Unit, line: re.Match[str]) -> Unit:
    lead = re.split(r"[.;]\s", line["words"].strip())[0].rstrip(".")
    leads = kind_of_column(line["label"]) is Detail.LEAD and len(lead) <= LONGEST_LEAD
    addressee = before.addressee or (lead if leads else None)
    return replace(before, block=replace(before.block, end=unit.block.end), addressee=addressee)
