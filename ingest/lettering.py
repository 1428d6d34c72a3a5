"""Markers that count on from one another: (a), (b) … and (i), (ii) …, each a list or a list within another."""

import re
from collections.abc import Sequence

_MARKER = re.compile(r"\(?(?P<sign>[a-z]{1,4}|\d{1,2})[.)]", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def begins(marker: str | None) -> bool:
    """Return whether a marker is the first of its kind: 1, a or i."""
    return 1 in _numbers(marker).values()


def begins_in_roman(marker: str | None) -> bool:
    """Return whether a marker may be the first Roman numeral."""
    return _numbers(marker).get("roman") == 1


def goes_on(last: str | None, marker: str | None) -> bool:
    """Return whether a marker is the next one of the same kind: (b) behind (a), ii. behind i."""
    before, after = _numbers(last), _numbers(marker)
    alike = bool(before) and _frame(last) == _frame(marker)
    return alike and any(after.get(kind) == number + 1 for kind, number in before.items())


def is_lettered(marker: str | None) -> bool:
    """Return whether a marker is a letter or a Roman numeral."""
    return bool(_numbers(marker)) and "digit" not in _numbers(marker)


def listed(markers: Sequence[str | None]) -> list[int]:
    """Return which lines begin items of a list, by the markers before them; none where those do not count on."""
    lists: list[str] = []
    found: list[int] = []
    counts_on = False
    for number, marker in enumerate(markers):
        last = next((one for one in reversed(lists) if goes_on(one, marker)), None)
        if last is not None:
            del lists[lists.index(last) :]
            counts_on = True
        elif not begins(marker):
            continue
        lists.append(marker or "")
        found.append(number)
    return found if counts_on else []


def _numbers(marker: str | None) -> dict[str, int]:
    """Return how far a marker has counted, by each kind that it may be of: "(i)" is a ninth letter or a numeral."""
    match = _MARKER.fullmatch(marker or "")
    if not match:
        return {}
    sign = match["sign"].lower()
    if sign.isdigit():
        return {"digit": int(sign)}
    letter = {"letter": ord(sign) - ord("a") + 1} if len(sign) == 1 else {}
    return letter | ({"roman": _ROMAN.index(sign) + 1} if sign in _ROMAN else {})


def _frame(marker: str | None) -> tuple[bool, str, bool]:
    """Return what stands around a marker's number, and whether it is a capital."""
    marker = marker or ""
    return marker.startswith("("), marker[-1:], marker.strip("(.)").isupper()
