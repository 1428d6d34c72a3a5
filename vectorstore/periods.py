"""Dates as documents print them, and as file names hold them: the days that they may mean, first and last."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
# As a newsletter's season is meant: winter is that which the year begins with.
_SEASONS = {"winter": (1, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR, _NAME, _DAY = r"(?P<year>(?:19|20)\d\d)", rf"(?P<month>{_MONTH})", r"(?P<day>\d{1,2})"
# In file names words stand between hyphens, underscores and full stops.
_EDGE, _END, _GAP = r"(?<![^\W_])", r"(?![^\W_])", r"[ ,._-]*"
_FORMS = (
    re.compile(rf"{_EDGE}{_DAY}(?:st|nd|rd|th)?{_GAP}{_NAME}{_GAP}{_YEAR}{_END}", re.I),
    re.compile(rf"{_EDGE}{_NAME}{_GAP}{_DAY}(?:st|nd|rd|th)?,{_GAP}{_YEAR}{_END}", re.I),
    re.compile(rf"{_EDGE}{_YEAR}[-._/]?(?P<month>0[1-9]|1[0-2])[-._/]?(?P<day>0[1-9]|[12]\d|3[01]){_END}"),
    re.compile(rf"{_EDGE}{_DAY}[-./](?P<month>\d{{1,2}})[-./]{_YEAR}{_END}"),
    re.compile(rf"{_EDGE}{_NAME}{_GAP}{_YEAR}{_END}", re.I),
    re.compile(rf"{_EDGE}{_YEAR}[-._](?P<month>0[1-9]|1[0-2]){_END}"),
    re.compile(rf"{_EDGE}(?P<season>{'|'.join(_SEASONS)}){_GAP}{_YEAR}{_END}", re.I),
    re.compile(rf"{_EDGE}{_YEAR}{_END}"),
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both counted in."""

    start: date
    end: date


def period_of(words: str | None) -> Period | None:
    """Return the days that the first date in the words may mean; None where they hold none."""
    for form in _FORMS:
        if match := form.search(words or ""):
            return _period(match.groupdict())
    return None


def _period(parts: dict[str, str | None]) -> Period | None:
    year = int(parts["year"] or 0)
    if season := parts.get("season"):
        first, last = _SEASONS[season.lower()]
        return Period(date(year, first, 1), _last_day(year, last))
    month = parts.get("month")
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    if not 1 <= number <= 12:
        return None
    return _of_month(year, number, parts.get("day"))


def _of_month(year: int, month: int, day: str | None) -> Period | None:
    if day is None:
        return Period(date(year, month, 1), _last_day(year, month))
    try:
        return Period(date(year, month, int(day)), date(year, month, int(day)))
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
