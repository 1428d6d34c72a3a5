"""When something is planned for, as printed: the date in the words of the document, and whether it has passed."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vectorstore.periods import Period, period_of

_MONTH = "|".join([*calendar.month_name[1:], *(rf"{name}\.?" for name in calendar.month_abbr[1:]), "Sept"])
_YEAR = r"(?:19|20)\d\d(?![\d/])"
# Without a year only what cannot be another word: "may" and "spring" are dates only where a year stands behind them.
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTH}),?\s+{_YEAR}"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,\s+{_YEAR}"
    rf"|(?:spring|summer|autumn|winter)\s+(?:of\s+)?{_YEAR}"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}|\d{{4}}-\d\d-\d\d|{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b"
)
_BARE = rf"(?:(?i:the\s+(?:spring|summer|autumn|winter))|{_MONTH})\b"
_PART = r"(?i:(?:the\s+)?(?:end|start|beginning|middle|close)\s+of\s+|early\s+|late\s+|mid-?\s*)?"
_DATE = re.compile(rf"\b{_PART}(?:(?i:{_DAY})|{_BARE})")
_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen"
_NUMBERS = {**{word: n for n, word in enumerate(_COUNTS.split("|")[:-1], 1)}, "eighteen": 18}
_SPAN = rf"(?P<count>\d{{1,2}}|{_COUNTS})?\s*(?P<unit>(?:working )?days?|weeks?|months?|years?)"
_NEXT = re.compile(rf"\b(?:within|over|in|during) the (?:next|coming) {_SPAN}\b", re.I)
# "Within two weeks of the meeting" is how a service should always work, "within three months of publication" is a date.
_WITHIN = re.compile(
    rf"\bwithin {_SPAN}\b(?: of (?:publication|(?:the|this) (?:publication|report|review)\b(?! meeting))"
    r"|(?!\s+(?:of|after|from|before|following)\b))",
    re.I,
)
# "A third admission within a year leads to a review" counts admissions; "an audit is held within a year" limits one.
_COUNTED_IN = re.compile(
    r"\s+(?:(?:should|must|will|shall|would|may|can|is|are|has|have|needs?|leads?|triggers?|prompts?|means?|starts?"
    r"|results?|requires?|receives?|gets?|brings?|causes?|counts?)\b|always\b)",
    re.I,
)
_CONDITION = re.compile(r"\W*(?:if|where|when|whenever|once|should)\b[^,;:]*$", re.I)
_WHOSE = re.compile(
    r"\b(?:who|whose|if|whenever)\s(?:(?!\b(?:be|is|are|been|to|will|should|must|shall)\b)[^,;:])*$", re.I
)
_UNTIL = re.compile(
    r"\b(?:by|before|until|no later than|not later than|due(?: (?:in|on|by|for))?|(?:planned|scheduled) (?:for|in)"
    r"|target(?: date)?:?|deadline:?|timescale:?)\s+$",
    re.I,
)
_AT = re.compile(r"\b(?:in|on|during|from|over|at|for)\s+$", re.I)
_WILL = (
    r"will|shall|(?:is|are|was|were|be|due|plan(?:s|ned)?|intends?|aims?|expected|scheduled) to"
    r"|planned|proposed|being (?:set up|piloted|developed|introduced|rolled out)"
)
_FUTURE = re.compile(rf"\b(?:{_WILL}|should|must|needs? to)\b")
# "Police should look into the incident in May" plans nothing for May; "the group should report in May" does.
_BEGINS = r"(?:be )?(?:report|present|begin|start|launch|finish|complete|publish|return|meet|repeat|review again)\w*"
_FUTURE_AT = re.compile(rf"\b(?:{_WILL}|(?:should|must|to) {_BEGINS})\b")
_PAST = re.compile(r"\b(?:was|were|had|did)\b")
# What stands behind these is told of something else: "to find out whether a referral on 1 May 2018 …".
_OTHER = re.compile(
    r"\b(?:was|were|had|did|whether|regarding|concerning|which|who|that|since)\b|\w+ (?:dated|received|sent|made)\b"
)
# Of what happened: "cases closed in 2019", "the survey carried out in May 2015"; not of what "will be closed".
_DONE = (
    r"(?:(?!(?:need|indeed|speed|feed)\b)\w+ed|took place|began|begun|went|came|built|made|held|seen|sent|given"
    r"|taken|written|done|found|brought|born)"
)
_EVENT = re.compile(
    rf"(?P<lead>.*?)\b{_DONE}(?: (?:out|up|in|on|off|over|down|through|back|place))?(?: \w+ly)? \w+ $", re.I | re.S
)
_IS_TO_BE = re.compile(
    r"\b(?:(?:be|been|being|is|are|gets?|will|shall|to|should|must|have|not) (?:\w+ly |not |then |also |again )*"
    r"|(?:be|been|being|is|are) [^.;:]*(?:,|\b(?:and|or|then)) )$",
    re.I,
)
_HAD_TO = re.compile(rf"\b(?:should|could|would|must|might) (?:\w+ )?have (?:\w+ly )?(?:been|{_DONE})\b")
_ORDER = re.compile(
    r"\W*(?:agree|audit|complete|create|deliver|develop|embed|ensure|establish|finish|hold|implement|introduce|issue"
    r"|launch|make|produce|provide|publish|report|revise|review|set|share|train|update|write)\b",
    re.I,
)
# In a cell: what a date behind these words is of, where no "by" or "until" stands between.
_LED = re.compile(
    r"\b(?:(?P<until>(?:by|until|till|to|before|ending)(?=\W*(?:the )?$)|due|deadline|target|latest)"
    r"|(?:from|since|start\w*|begin\w*|commenc\w*|launch\w*|after|following|see|review\w*|updated?|checked"
    r"|amended|achieved|closed|done|(?<!be )completed))\b",
    re.I,
)
_GOES_ON = re.compile(
    r"\b(?:on-?going|contin\w+|immediate(?:ly)?|annual\w*|(?:bi-?)?monthly|quarterly|weekly|yearly|daily|termly"
    r"|regular\w*|rolling|recurring|every|each|thereafter|onwards?)\b",
    re.I,
)


class Due(StrEnum):
    """How a planned date stands to today, as it is printed."""

    PASSED = "passed"
    TO_COME = "not yet passed"
    NO_DATE = "no date stated"
    NO_YEAR = "no day or year stated: cannot be told"
    NO_END = "no last day stated: cannot be told"
    UNDATED = "undated: cannot be told"


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned date as printed, the days that it may mean (None where that cannot be told), and how it stands."""

    printed: str | None
    period: Period | None
    due: Due


NOT_STATED = Planned(None, None, Due.NO_DATE)


def planned_in(text: str, dated: str | None, today: date, *, days_too: bool = True) -> Planned:
    """Return the first date that the sentence plans something for; an event's date ("In March 2017 …") is none.

    `dated` is the date of the document, from which "over the next six months" is counted. `days_too` is false where
    "within ten days" says how a service should work and not when something is to be done.
    """
    relative = (_NEXT.search(text) or _within(text, days_too)) if _looks_ahead(text) else None
    found = next((match for match in _DATE.finditer(text) if _is_planned(text, match)), None)
    if found and not (relative and relative.start() < found.start()):
        return as_printed(" ".join(found[0].split()), dated, today)
    return _relative(relative, dated, today) if relative else NOT_STATED


def as_printed(words: str, dated: str | None, today: date) -> Planned:
    """Return the planned date that a cell or phrase states and nothing else."""
    if relative := _NEXT.search(words) or _WITHIN.search(words):
        return _relative(relative, dated, today, words)
    found = [(period, match.start()) for match in _DATE.finditer(words) if (period := period_of(match[0]))]
    if not found:
        return Planned(words, None, Due.NO_YEAR)
    leads = [(period, _lead(words[:start])) for period, start in found]
    limits = [period for period, lead in leads if lead and lead["until"]]
    dates = limits if _GOES_ON.search(words) else [p for p, lead in leads if lead is None or lead["until"]]
    if not dates:
        return Planned(words, None, Due.NO_END)
    last = max(dates, key=lambda period: period.end)
    return Planned(words, last, _due(last, today))


def _within(text: str, days_too: bool) -> re.Match[str] | None:
    """Return a time limit that is a date: of months or years, or any where `days_too`."""
    limits = (match for match in _WITHIN.finditer(text) if match["count"] and not _is_counted_in(text, match))
    return next((limit for limit in limits if days_too or limit["unit"][0].lower() in "my"), None)


def _is_counted_in(text: str, match: re.Match[str]) -> bool:
    """Return whether a span is that in which something happens to somebody, and not that in which it is to be done."""
    before, after = text[: match.start()], text[match.end() :]
    if before.strip() and _COUNTED_IN.match(after):
        return True
    conditional = _CONDITION.fullmatch(before) and re.match(r"[^.;:]*,", after)
    return bool(conditional or _WHOSE.search(before))


def _lead(before: str) -> re.Match[str] | None:
    """Return the last word that says what a date behind it is of, with no other date between."""
    between = re.split(r"\d", before)[-1]
    return max(_LED.finditer(between), key=lambda match: match.start(), default=None)


def _is_planned(text: str, match: re.Match[str]) -> bool:
    """Return whether the words before a date make it one that something is planned for."""
    before, after = text[: match.start()], text[match.end() :]
    if until := _UNTIL.search(before):
        word = until[0].split()[0].lower()
        if word in ("by", "before", "until"):
            return _is_limit(word, before, until.start(), after)
        return _looks_ahead(before)
    ahead = max((future.end() for future in _FUTURE_AT.finditer(before)), default=0)
    told = _HAD_TO.search(before) or _OTHER.search(before[ahead:]) or _is_event(before)
    return bool(_AT.search(before) and ahead and not told)


def _is_limit(word: str, before: str, start: int, after: str) -> bool:
    """Return whether "by", "before" or "until" a date limits what is to come: not "By 2017 there were concerns"."""
    if not before[:start].strip():
        future, past = _FUTURE.search(after), _PAST.search(after)
        ahead = future and not (past and past.start() < future.start())
        hindsight = word != "by" and _HAD_TO.search(after)
        return after.startswith(":") or bool((ahead and not hindsight) or _ORDER.match(after))
    if word != "by" and (_HAD_TO.search(before) or _is_event(before)):
        return False
    return _looks_ahead(before)


def _is_event(before: str) -> bool:
    """Return whether a date says when something was done: "cases closed in" it, not "will be closed in" it."""
    event = _EVENT.match(before)
    return bool(event and not _IS_TO_BE.search(event["lead"]))


def _looks_ahead(text: str) -> bool:
    """Return whether words say what is to come, or at least none what has been."""
    return bool(_FUTURE.search(text)) or not _PAST.search(text)


def _relative(match: re.Match[str], dated: str | None, today: date, words: str | None = None) -> Planned:
    printed, written = words or " ".join(match[0].split()), period_of(dated)
    if written is None:
        return Planned(printed, None, Due.UNDATED)
    last = _later(written.end, match["count"], match["unit"].lower())
    period = Period(written.start, last)
    return Planned(printed, period, _due(period, today))


def _later(day: date, count: str | None, unit: str) -> date:
    number = 1 if count is None else int(count) if count.isdigit() else _NUMBERS[count.lower()]
    if "day" in unit or "week" in unit:
        # Five working days are a week.
        return day + timedelta(
            days=number * (7 if "week" in unit else 1) + (2 * (number // 5 + 1) if " " in unit else 0)
        )
    months = day.year * 12 + day.month - 1 + number * (12 if "year" in unit else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _due(period: Period, today: date) -> Due:
    return Due.PASSED if period.end < today else Due.TO_COME
