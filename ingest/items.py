"""What each statement of a section is called: as printed ("R2", "Finding 3", "4.12") or "unnumbered, 2nd"."""

import re
from collections.abc import Sequence

from ingest.blocks import BlockKind
from ingest.outline import Unit
from vectorstore.agencies import agencies_in
from vectorstore.sections import SectionType as S

# Recommendations and actions are both numbered from 1 in one document, so the letter tells them apart.
_LETTER = {S.RECOMMENDATIONS: "R", S.ACTIONS: "A", S.FINDINGS: "F", S.LEARNING: "L", S.QUESTIONS: "Q"}
_LISTS = frozenset({*_LETTER, S.GOOD_PRACTICE})
# A document speaking of itself at the end of a list is no item of it.
_OF_ITSELF = re.compile(r"This (?:newsletter|briefing|report|document|summary|page|bulletin|note)\b")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_NUMBER = re.compile(r"\(?(\d{1,2}|[ivx]{1,4}|[a-zA-Z])(?:[.)]|$)")
_PRINTED_LABEL = re.compile(r"([RAF]\d{1,2})[.):]?")
_ROW_LABEL = re.compile(r"[A-Z]{1,3}\d?[- ]?\d{1,2}[a-z]?|(?:Recommendation|Action|Finding) \d{1,2}")

_GROUP = r"(?:[Gg]roups?|[Bb]oard|[Tt]eams?|[Pp]anel|[Pp]artnership|[Pp]artners|[Tt]rusts?|[Ss]ervices?|[Aa]genc(?:y|ies)|[Cc]ouncil|[Hh]ub|[Ff]orum|[Oo]rganisations?|[Pp]ractitioners|[Pp]rofessionals|[Mm]anagers|[Ss]chools|[Cc]ommissioners|[Nn]etworks?|[Ss]ub-?[Gg]roups?)"
_RUN_IN = re.compile(
    r"(?:Recommendations?(?: to| for)(?: the)? )?(?P<who>All\b[\w ,]{0,40}|[A-Z][\w'’&,/() ]{1,90}?)\s*(?: [-–—]|:)\s+(?=\S)"
)
_ACTOR = re.compile(
    r"(?:That )?(?:[Tt]he )?(?P<who>(?:All|Each|Every|[A-Z])[\w'’&,/ -]{1,90}?) (?:should|must|to|will|needs? to|are to|is to)\b"
)


def item_labels(run: Sequence[Unit], text: str) -> list[str | None]:
    """Return a label for each statement of one list, None for what is not an item of it."""
    listed = any(u.block.marker or u.block.kind is BlockKind.CELL for u in run)
    numbered = any(_own_label(u) for u in run)
    labels: list[str | None] = []
    named: dict[str, str] = {}
    current: str | None = None
    counted = 0
    for unit in run:
        label = _own_label(unit)
        if label is None and unit.named:
            counted += unit.named not in named
            label = named.setdefault(unit.named, _heading_label(unit, counted))
        elif label is None and numbered and unit.block.kind is not BlockKind.CELL:
            label = current
        elif label is None and _is_item(unit, listed) and not _OF_ITSELF.match(text[unit.block.start : unit.block.end]):
            counted += 1
            label = f"unnumbered, {ordinal(counted)}"
        current = label if numbered else None
        labels.append(label)
    return labels


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd …"""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def addressee(text: str, section: S) -> str | None:
    """Return whom a recommendation or action is addressed to, in its own words, or None where it does not say."""
    if section not in {S.RECOMMENDATIONS, S.ACTIONS}:
        return None
    if (match := _RUN_IN.match(text)) and _is_body(match["who"]):
        return match["who"].strip()
    if (match := _ACTOR.match(text)) and _is_body(" ".join(match["who"].split()[-2:])):
        return match["who"].strip()
    return None


def _is_body(who: str) -> bool:
    """Return whether the words name somebody who can act: an agency, a group, all."""
    return bool(
        re.match(r"All\b", who)
        or re.search(rf"\b{_GROUP}\b", who)
        or agencies_in(who)
        or re.fullmatch(r"[A-Z]{3,6}", who)
    )


def _own_label(unit: Unit) -> str | None:
    """Return the label that is printed with the statement itself."""
    if unit.finding and (unit.finding.section is unit.section):
        return unit.finding.label
    if unit.block.kind is BlockKind.CELL:
        return _row_label(unit.block.row or "", unit.section)
    marker = unit.block.marker or ""
    if _PARAGRAPH_NUMBER.fullmatch(marker):
        return marker.rstrip(".")
    if printed := _PRINTED_LABEL.fullmatch(marker):
        return printed[1]
    number = _NUMBER.fullmatch(marker)
    return f"{_LETTER.get(unit.section, '')}{number[1]}" if number and number[1] and unit.block.level <= 1 else None


def _heading_label(unit: Unit, counted: int) -> str:
    """Return what a finding is called that has a heading of its own: its number, else its place."""
    number = re.match(r"(\d{1,2})[.):]?\s", unit.named or "")
    return f"{_LETTER[unit.section]}{number[1]}" if number else f"unnumbered, {ordinal(counted)}"


def _row_label(row: str, section: S) -> str | None:
    """Return the label of a table's row: its number with the section's letter, or as printed ("SA1")."""
    number = _NUMBER.fullmatch(row)
    if number and section in _LETTER:
        return f"{_LETTER[section]}{number[1]}"
    return row if _ROW_LABEL.fullmatch(row) else None


def _is_item(unit: Unit, listed: bool) -> bool:
    """Return whether an unnumbered statement counts: every bullet of a list, else every paragraph but an opening "…:"."""
    if unit.section not in _LISTS:
        return False
    return bool(unit.block.marker) or unit.block.kind is BlockKind.CELL or not listed
