"""What each statement of a section is called: as printed ("R2", "Finding 3", "4.12") or "unnumbered, 2nd"."""

import re
from collections.abc import Sequence

from ingest import lettering
from ingest.blocks import BlockKind
from ingest.units import Unit
from vectorstore.sections import SectionType as S

# Recommendations and actions are both numbered from 1 in one document, so the letter tells them apart.
_LETTER = {S.RECOMMENDATIONS: "R", S.ACTIONS: "A", S.FINDINGS: "F", S.LEARNING: "L", S.QUESTIONS: "Q"}
_LISTS = frozenset({*_LETTER, S.GOOD_PRACTICE})
# In words: a line that names a statement, with a full stop behind it and without.
LONGEST_NAME, LONGEST_NAMING_SENTENCE = 16, 9
FEWEST_NAMES = 2
# A document speaking of itself at the end of a list is no item of it.
_OF_ITSELF = re.compile(r"This (?:newsletter|briefing|report|document|summary|page|bulletin|note)\b")
_DIGITS = re.compile(r"\(?\d{1,2}[.)]?")
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_NUMBER = re.compile(r"\(?(\d{1,2}[a-z]?|[ivx]{1,4}|[a-zA-Z])(?:[.)]|$)")
_PRINTED_LABEL = re.compile(r"([RAF]\d{1,2})[.):]?")
_TYPED = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<number>\d{1,2})[.):]?\s+(?=\S)")
_ROW_LABEL = re.compile(r"[A-Z]{1,3}\d{0,2}[-. ]?\d{1,2}[a-z]?|(?:Recommendation|Action|Finding) \d{1,2}")


def item_labels(run: Sequence[Unit], text: str) -> list[str | None]:
    """Return a label for each statement of one list, None for what is not an item of it."""
    return _Labels(run, text).read()


class _Labels:
    """Gives the statements of one run their labels, from top to bottom."""

    def __init__(self, run: Sequence[Unit], text: str) -> None:
        self.run, self.text = run, text
        self.listed = any(u.block.marker or u.block.kind is BlockKind.CELL for u in run)
        self.digits = any(u.block.marker and _DIGITS.fullmatch(u.block.marker) for u in run)
        self.parts = _parts(run)
        self.told = _told(run, text)
        self.series = _series(run, text)
        self.numbered = bool(self.series) or any(self._own(u) for u in run)
        self.top = min((u.block.level for u in run if u.block.kind is BlockKind.ITEM), default=0)
        self.named: dict[str, str] = {}
        self.current: str | None = None
        self.counted = 0
        self.given: dict[str | None, tuple[set[str], int]] = {}
        self.rows: dict[str, str] = {}

    def read(self) -> list[str | None]:
        labels = []
        for unit in self.run:
            label = self.current if unit in self.told else self._label(unit)
            stays = self.numbered or self.told or unit.block.kind is BlockKind.ITEM
            self.current = label if stays else None
            labels.append(label)
        return labels

    def _label(self, unit: Unit) -> str | None:
        if label := self.series.get(unit) or self._own(unit):
            return self._in_its_list(unit, label)
        if unit.named:
            self.counted += unit.named not in self.named
            return self.named.setdefault(unit.named, _heading_label(unit, self.counted))
        goes_on = unit.block.kind is BlockKind.ITEM and unit.block.level > self.top and self.current
        if goes_on or (self.numbered and unit.block.kind is not BlockKind.CELL):
            return self.current
        if not _is_item(unit, self.listed) or _OF_ITSELF.match(self.text[unit.block.start : unit.block.end]):
            return None
        if unit.block.row in self.rows:
            return self.rows[unit.block.row]
        self.counted += 1
        label = f"unnumbered, {ordinal(self.counted)}"
        if unit.block.kind is BlockKind.CELL:
            self.rows[self.text[unit.block.start : unit.block.end]] = label
        return label

    def _own(self, unit: Unit) -> str | None:
        """Return the printed label; a letter in a list of numbers, or a numeral in one of letters, is a part of its item."""
        part = self.digits and unit.block.kind is BlockKind.ITEM and _LETTERED.fullmatch(unit.block.marker or "")
        return None if part or unit in self.parts else _own_label(unit)

    def _in_its_list(self, unit: Unit, label: str) -> str:
        """Return the label; where a second list begins at one under the same heading it says so ("list 2, R1")."""
        if unit.block.kind is not BlockKind.ITEM or (unit.finding and unit.finding.section is unit.section):
            return label
        given, lists = self.given.get(unit.heading, (set(), 1))
        if label in given:
            given, lists = set(), lists + 1
        self.given[unit.heading] = (given | {label}, lists)
        return label if lists == 1 else f"list {lists}, {label}"


def _told(run: Sequence[Unit], text: str) -> frozenset[Unit]:
    """Return the paragraphs that tell what the line above them names, where all the list is names and such paragraphs.

    Either every name has a bullet or none has; a name without a paragraph is a statement of its own.
    """
    if any(u.block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM} for u in run):
        return frozenset()
    names = [u for u in run if _names(text[u.block.start : u.block.end])]
    told = frozenset(run).difference(names)
    pairs = zip(run, [*run[1:], None], strict=True)
    each = all(unit in told or following in told for unit, following in pairs)
    alike = len({bool(u.block.marker) for u in names}) == 1 and not any(u.block.marker for u in told)
    return told if each and alike and run[0] in names and len(names) >= FEWEST_NAMES else frozenset()


def _names(words: str) -> bool:
    """Return whether a line only names what the paragraph below it tells."""
    return len(words.split()) <= (LONGEST_NAMING_SENTENCE if words[-1:] in {".", "!", "?"} else LONGEST_NAME)


def _parts(run: Sequence[Unit]) -> frozenset[Unit]:
    """Return the items that count in Roman numerals within an item of a list of letters, at the same margin."""
    parts: set[Unit] = set()
    outer = inner = None
    for unit in run:
        marker = unit.block.marker
        if not lettering.is_lettered(marker):
            continue
        if outer and lettering.goes_on(outer, marker) and not (inner and lettering.goes_on(inner, marker)):
            outer, inner = marker, None
        elif (inner and lettering.goes_on(inner, marker)) or (outer and lettering.begins_in_roman(marker)):
            inner = marker
            parts.add(unit)
        else:
            starts = lettering.begins(marker) and not lettering.begins_in_roman(marker)
            outer, inner = marker if starts else None, None
    return frozenset(parts)


def _series(run: Sequence[Unit], text: str) -> dict[Unit, str]:
    """Return the labels that are typed before paragraphs of one list ("LP1", "LP2", …), where they count from one."""
    typed = [(unit, _TYPED.match(text, unit.block.start, unit.block.end)) for unit in run if not unit.block.marker]
    found = [(unit, match["letters"], int(match["number"])) for unit, match in typed if match]
    letters = {one for _, one, _ in found}
    counts = len(found) >= 2 and len(letters) == 1 and [n for _, _, n in found] == list(range(1, len(found) + 1))
    return {unit: f"{one}{number}" for unit, one, number in found} if counts else {}


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd …"""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _own_label(unit: Unit) -> str | None:
    """Return the label that is printed with the statement itself."""
    if unit.finding and unit.finding.section is unit.section:
        numbered = unit.finding.has_paragraphs and _PARAGRAPH_NUMBER.fullmatch(unit.block.marker or "")
        return (unit.block.marker or "").rstrip(".") if numbered else unit.finding.label
    if unit.block.kind is BlockKind.CELL:
        return row_label(unit.block.row or "", unit.section)
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


def row_label(row: str, section: S) -> str | None:
    """Return the label of a table's row: its number with the section's letter, or as printed ("SA1")."""
    number = _NUMBER.fullmatch(row)
    if number and section in _LETTER:
        return f"{_LETTER[section]}{number[1]}"
    return row if _ROW_LABEL.fullmatch(row) or _PARAGRAPH_NUMBER.fullmatch(row) else None


def _is_item(unit: Unit, listed: bool) -> bool:
    """Return whether an unnumbered statement counts: every bullet of a list, else every paragraph but an opening "…:"."""
    if unit.section not in _LISTS:
        return False
    return bool(unit.block.marker) or unit.block.kind is BlockKind.CELL or not listed
