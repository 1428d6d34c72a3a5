"""Tables that are typed into a text with bars between their cells: "Agency | Involvement"."""

from collections.abc import Sequence

BAR = " | "
FEWEST_ROWS = 2
# Two cells a line may as well be a line of links or a running title.
FEWEST_ROWS_OF_TWO = 3


def with_tabs(lines: Sequence[str]) -> list[str]:
    """Return the lines, those of such a table with tabs between their cells."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        rows = end - at
        is_table = rows >= (FEWEST_ROWS_OF_TWO if _bars(lines[at]) == 1 else FEWEST_ROWS)
        out += [line.strip().replace(BAR, "\t") if is_table else line for line in lines[at:end]]
        at = end
    return out


def _end(lines: Sequence[str], at: int) -> int:
    """Return where lines end that have as many bars as the one at a place, which is alone where it has none."""
    end = at + 1
    while _bars(lines[at]) and end < len(lines) and _bars(lines[end]) == _bars(lines[at]):
        end += 1
    return end


def _bars(line: str) -> int:
    return 0 if line.lstrip().startswith("|") else line.strip().count(BAR)
