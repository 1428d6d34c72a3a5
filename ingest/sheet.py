"""A printed page: where its words and ruling lines are, turned upright, and its words gathered into lines."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Self

from ingest.manuscript import Run, compose
from ingest.text import LIST_MARKER

# As shares of the font size.
SAME_LINE = 0.45
WORD_GAP = 0.16
WIDE_GAP = 0.9
RAISED = 0.8
# Print that is hardly smaller is a raised sign where it stands far up.
RAISED_FAR, FAR_UP, FARTHEST_UP = 0.9, 0.25, 0.6
TOUCHING = 0.3
# As a share of a numeral's size.
SMALLER_THAN_NUMERAL = 0.8
# As a share of the width of the words.
PRINTED_OVER = 0.4

# What a raised sign in small print may be: digits, the small Roman numbers of endnotes, or an asterisk.
_NOTE_SIGNS = re.compile(r"\s*(?:[\d,;\s]*\d|[ivx]{1,5}|[*†‡§]{1,3})[,;\s]*")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMERAL = re.compile(r"[1-9]\d?")
_UNIT = re.compile(r"(?:\d|\b[kcm]?m)\s*$")

_MARKER_ALONE = re.compile(rf"(?:{LIST_MARKER.pattern.split('(?P<gap>')[0]})")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that were painted in one go: from `x0` to `x1` on the baseline `y`, in points, in the direction `angle`."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, or a very thin box, across or down the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def across(self) -> bool:
        """Return whether the line runs from left to right."""
        return abs(self.x1 - self.x0) >= abs(self.y1 - self.y0)


@dataclass(slots=True)
class Sheet:
    """What is printed on one page, in the order of painting; `number` counts from 1."""

    number: int
    fragments: list[Fragment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline without a wide gap between them. `bold` tells that all of them are."""

    runs: tuple[Run, ...]
    text: str
    bold: bool
    x0: float
    x1: float
    y: float
    size: float

    @classmethod
    def of(cls, runs: Iterable[Run], x0: float, x1: float, y: float, size: float) -> Self:
        """Return the line, with runs of one look made one."""
        looks = groupby(runs, key=lambda run: (run.bold, run.italic, run.page, run.note))
        merged = [Run("".join(run.text for run in group), *look) for look, group in looks]
        bold = all(run.bold for run in merged if run.text.strip())
        return cls(tuple(merged), compose(merged).text, bold, x0, x1, y, size)

    @property
    def top(self) -> float:
        """Return the height of the tallest letters."""
        return self.y + self.size * 0.8

    @property
    def bottom(self) -> float:
        """Return the depth of the letters that go below the baseline."""
        return self.y - self.size * 0.25


def upright(sheet: Sheet) -> list[Sheet]:
    """Return the page turned so that most of its words run from left to right; words in other directions follow."""
    letters: Counter[int] = Counter()
    for fragment in sheet.fragments:
        letters[fragment.angle] += len(fragment.text.strip())
    sheets: list[Sheet] = []
    for angle, _ in letters.most_common():
        turned = [_turned(f, angle) for f in sheet.fragments if f.angle == angle]
        rules = [] if sheets else [_turned_rule(r, angle) for r in sheet.rules]
        sheets.append(Sheet(sheet.number, turned, rules))
    return sheets


def _turn(x: float, y: float, angle: int) -> tuple[float, float]:
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cos + y * sin, y * cos - x * sin


def _turned(fragment: Fragment, angle: int) -> Fragment:
    """Return the fragment on an upright page. Its `x1` is where it ends along its own direction."""
    if not angle:
        return fragment
    x, y = _turn(fragment.x0, fragment.y, angle)
    return replace(fragment, x0=x, x1=x + fragment.x1 - fragment.x0, y=y)


def _turned_rule(rule: Rule, angle: int) -> Rule:
    if not angle:
        return rule
    (ax, ay), (bx, by) = _turn(rule.x0, rule.y0, angle), _turn(rule.x1, rule.y1, angle)
    return Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def lines_of(fragments: Iterable[Fragment], page: int) -> list[Line]:
    """Return the lines from top to bottom and left to right; a wide gap begins another line on the same baseline."""
    lines: list[Line] = []
    for row in _with_signs(_rows(_with_numerals(list(fragments)))):
        parts: list[list[Fragment]] = []
        for fragment in sorted(row, key=lambda f: f.x0):
            if parts and _is_printed_over(parts[-1][-1], fragment):
                continue
            if parts and not _is_apart(parts[-1], fragment):
                parts[-1].append(fragment)
            else:
                parts.append([fragment])
        lines += [_line(part, page) for part in parts]
    return lines


def _with_numerals(fragments: list[Fragment]) -> list[Fragment]:
    """Return the fragments with numerals that count paragraphs, set large beside them, made markers of first lines.

    The marker is written with a stop, as other lists print it; it is no part of the item's own words.
    """
    for numeral in _counting([f for f in fragments if _NUMERAL.fullmatch(f.text.strip()) and not f.angle]):
        beside = [f for f in fragments if _is_beside_numeral(f, numeral)]
        if beside:
            first = max(beside, key=lambda f: f.y)
            place = fragments.index(numeral)
            fragments[place] = replace(numeral, text=f"{numeral.text.strip()}.", y=first.y, size=first.size)
    return fragments


def _counting(numerals: Sequence[Fragment]) -> list[Fragment]:
    """Return those that count on down the page, one under the other; a single large number is a figure to read."""
    counting: list[Fragment] = []
    ordered = sorted(numerals, key=lambda f: (round(f.x0), -f.y))
    for above, below in pairwise(ordered):
        if abs(above.x0 - below.x0) < 1 and above.size == below.size and int(below.text) == int(above.text) + 1:
            counting += [one for one in (above, below) if one not in counting]
    return counting


def _is_beside_numeral(fragment: Fragment, numeral: Fragment) -> bool:
    """Return whether words begin right of a numeral that is set larger, at the height of its figures."""
    gap = fragment.x0 - numeral.x1
    smaller = fragment.size < SMALLER_THAN_NUMERAL * numeral.size and len(fragment.text.strip()) > 1
    return smaller and 0 <= gap < 2 * numeral.size and numeral.y - 1 <= fragment.y < numeral.y + numeral.size


def _rows(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return the fragments by baseline; raised and lowered signs stay with their line."""
    rows: list[list[Fragment]] = []
    tallest = 0.0
    for fragment in sorted((f for f in fragments if f.text.strip()), key=lambda f: -f.y):
        tallest = max(tallest, fragment.size)
        if rows and rows[-1][0].y - fragment.y < SAME_LINE * tallest:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
            tallest = fragment.size
    return rows


def _with_signs(rows: Sequence[list[Fragment]]) -> list[list[Fragment]]:
    """Return the rows with signs that are raised so far that they stand between two baselines in the lower one."""
    whole: list[list[Fragment]] = []
    for row in rows:
        above = whole[-1] if whole else []
        if above and all(_is_sign_in(sign, row) for sign in above):
            whole[-1] = above + row
        else:
            whole.append(row)
    return whole


def _is_sign_in(sign: Fragment, row: Sequence[Fragment]) -> bool:
    return bool(_NOTE_SIGNS.fullmatch(sign.text)) and any(
        _is_raised(sign, other.size, other.y)
        and sign.y - other.y < FARTHEST_UP * other.size
        and min(abs(sign.x0 - other.x1), abs(sign.x1 - other.x0)) < TOUCHING * other.size
        for other in row
    )


def _is_raised(fragment: Fragment, size: float, base: float) -> bool:
    """Return whether a fragment is smaller than the print of its line and stands higher."""
    up = fragment.y - base
    return (fragment.size < RAISED * size and up > 0) or (fragment.size < RAISED_FAR * size and up > FAR_UP * size)


def _is_printed_over(last: Fragment, fragment: Fragment) -> bool:
    """Return whether the same words are printed once more in nearly the same place, as for a shadow."""
    return last.text == fragment.text and fragment.x0 - last.x0 < PRINTED_OVER * (last.x1 - last.x0)


def _is_apart(part: Sequence[Fragment], fragment: Fragment) -> bool:
    gap = fragment.x0 - max(f.x1 for f in part)
    if gap <= WIDE_GAP * max(part[-1].size, fragment.size):
        return False
    # A list marker, or the small sign of a footnote, stands apart from its words as far as the author's tab stop.
    before = "".join(f.text for f in part).strip()
    is_sign = _is_raised(part[-1], fragment.size, fragment.y) and _NOTE_SIGNS.fullmatch(before)
    return not (_MARKER_ALONE.fullmatch(before) or is_sign)


def _line(part: Sequence[Fragment], page: int) -> Line:
    size = max(part, key=lambda f: len(f.text.strip()) * 100 + f.size).size
    base = next(f.y for f in part if f.size == size)
    runs: list[Run] = []
    end = part[0].x0
    for fragment in part:
        if runs and fragment.x0 - end > WORD_GAP * fragment.size:
            runs.append(Run(" ", fragment.bold, fragment.italic, page))
        if _is_raised(fragment, size, base) and _NOTE_SIGNS.fullmatch(fragment.text):
            runs.append(_sign(runs, fragment, page))
        else:
            runs += _without_superscripts(fragment, page)
        end = max(end, fragment.x1)
    return Line.of(runs, part[0].x0, end, base, size)


def _sign(runs: list[Run], fragment: Fragment, page: int) -> Run:
    """Return the sign of a footnote, whole where it was painted digit by digit."""
    before = runs.pop().note if runs and runs[-1].note else ""
    return Run("", fragment.bold, fragment.italic, page, before + fragment.text.strip())


def _without_superscripts(fragment: Fragment, page: int) -> list[Run]:
    """Return the words with superscript digits made signs of footnotes, but for those of a power or a unit."""
    runs, at, text = [], 0, fragment.text
    for match in _SUPERSCRIPT.finditer(text):
        if not _UNIT.search(text[: match.start()]):
            runs.append(Run(text[at : match.start()], fragment.bold, fragment.italic, page))
            runs.append(Run("", fragment.bold, fragment.italic, page, match[0].translate(_DIGITS)))
            at = match.end()
    return [run for run in (*runs, Run(text[at:], fragment.bold, fragment.italic, page)) if run.text or run.note]
