"""Tables that are typed into a text with bars between their cells, or with spaces under headers that are known."""

import re
from collections.abc import Sequence

from ingest.headers import are_headers

BAR = " | "
FEWEST_ROWS = 2
# Two cells a line may as well be a line of links or a running title.
FEWEST_ROWS_OF_TWO = 3

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


def with_tabs(lines: Sequence[str]) -> list[str]:
    """Return the lines, those of such a table with tabs between their cells."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        rows = end - at
        is_table = rows >= (FEWEST_ROWS_OF_TWO if _bars(lines[at]) == 1 else FEWEST_ROWS)
        if not is_table and (aligned := _aligned(lines, at)):
            out += aligned
            end = at + len(aligned)
        else:
            out += [line.strip().replace(BAR, "\t") if is_table else line for line in lines[at:end]]
        at = end
    return out


def _aligned(lines: Sequence[str], at: int) -> list[str]:
    """Return the rows that stand in columns under a line of known headers, with tabs; nothing where there are none."""
    if not are_headers(_GAP.split(lines[at].strip())):
        return []
    columns = [match.end() for match in _GAP.finditer(lines[at])]
    end = at
    while end < len(lines) and [match.end() for match in _GAP.finditer(lines[end])] == columns:
        end += 1
    return [_GAP.sub("\t", line.strip()) for line in lines[at:end]] if end - at >= FEWEST_ROWS else []


def _end(lines: Sequence[str], at: int) -> int:
    """Return where lines end that have as many bars as the one at a place, which is alone where it has none."""
    end = at + 1
    while _bars(lines[at]) and end < len(lines) and _bars(lines[end]) == _bars(lines[at]):
        end += 1
    return end


def _bars(line: str) -> int:
    return 0 if line.lstrip().startswith("|") else line.strip().count(BAR)
