"""What kind of answer a question asks for (number, date, person, place, reason), and whether words hold one."""

import re
from enum import StrEnum


class AnswerType(StrEnum):
    """The kind of answer that a question word asks for."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_NUMBERS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|half|once|twice|first|second|third"
)
_MONTHS = r"january|february|march|april|may|june|july|august|september|october|november|december"
_ROLES = (
    r"worker|officer|nurse|visitor|midwife|midwives|police|school|college|nursery|gp|doctor|paramedic|manager|mother|father"
    r"|grandmother|grandfather|parent|teacher|service|team|board|panel|partnership|trust|agency|agencies|professional"
)
_ASKED = {
    AnswerType.NUMBER: _any(
        r"\bhow (?:many|much|old|often|long)\b", r"\bwhat (?:percentage|proportion|number|share|age)\b",
        r"\bper ?cent\b",
    ),
    AnswerType.DATE: _any(
        r"\bwhen\b", r"\bhow (?:long|often|soon|quick\w*)\b", r"\b(?:what|which) (?:date|year|month|time|day)\b",
        r"\bdeadline", r"\btime ?(?:scale|limit)", r"\bby when\b",
    ),
    AnswerType.PERSON: _any(
        r"^\W*(?:\w+ ){0,3}?who(?:m|se)?\b",
        r"\b(?:which|what) (?:agency|team|service|professional|organisation|worker)s?\b",
        r"\b(?:by|to|with) whom\b",
    ),
    AnswerType.PLACE: _any(r"\bwhere\b", r"\b(?:which|what) (?:county|area|town|place|borough|ward|room)\b"),
    AnswerType.REASON: _any(
        r"\bwhy\b", r"\bhow come\b", r"\breasons?\b", r"\bwhat (?:made|led|caused|stopped|prevented|kept)\b",
    ),
}  # fmt: skip
_HELD = {
    AnswerType.NUMBER: _any(r"\d", rf"\b(?:{_NUMBERS})\b", r"\bper cent\b"),
    AnswerType.DATE: _any(
        r"\b(?:19|20)\d\d\b", rf"\b(?:{_MONTHS})\b", r"\b\d+(?:st|nd|rd|th)\b",
        r"\b(?:days?|weeks?|months?|years?|hours?|weekly|monthly|annual(?:ly)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    ),
    AnswerType.PERSON: re.compile(rf"\b[A-Z]{{2,6}}\b|(?<=[a-z,] )[A-Z][a-z]+|\b(?i:{_ROLES})s?\b"),
    AnswerType.PLACE: _any(
        r"\b(?:at|in|inside|outside|near|from|to) (?:the|a|an|her|his|their) \w+", r"\w+shire\b", r"\bhome\b"
    ),
    AnswerType.REASON: _any(
        r"\b(?:because|due to|as a result|since|so that|in order to|led to|therefore|reasons?|meant that|owing to"
        r"|despite|without|to ensure|did not|was not|were not)\b"
    ),
}  # fmt: skip


def asked_for(question: str) -> frozenset[AnswerType]:
    """Return the kinds of answer that the question's words ask for, none for most questions."""
    return frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(question))


def held_by(text: str, kind: AnswerType) -> bool:
    """Return whether the words may be an answer of that kind."""
    return _HELD[kind].search(text) is not None
