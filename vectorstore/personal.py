"""What looks like a real person's details in a text: dates of birth, numbers that name somebody, ways to reach them.

A publisher's own contact details are no such thing: helplines, team numbers, role mailboxes, offices.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class DetailKind(StrEnum):
    """What a stretch of text looks like, in words that follow "what looks like"."""

    DATE_OF_BIRTH = "a date of birth"
    NHS_NUMBER = "an NHS number"
    NI_NUMBER = "a National Insurance number"
    PHONE = "a person's phone number"
    EMAIL = "a person's e-mail address"
    ADDRESS = "a home address"


@dataclass(frozen=True, slots=True)
class Detail:
    """A stretch `[start, end)` of the text that looks like a person's detail. It never holds the detail itself."""

    kind: DetailKind
    start: int
    end: int


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})\b"
_BORN = rf"\b(?:d\.? ?o\.? ?b\.?|dates? of birth(?: (?:of|for)(?: [\w'’]{{1,20}}){{1,4}})?|birth ?dates?|born(?: on)?)[ \t]{{0,3}}(?:(?:is|was)\b)?[:=–\t -]{{0,3}}(?:the )?(?P<it>{_DAY})"
_NHS = r"(?<![\d.])(?P<it>\d{3}[ -]\d{3}[ -]\d{4}|\d{10})(?![\d.]?\d)"
_NI = r"\b(?P<it>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D])\b"
_PHONE = (
    r"(?<![\d/.])(?P<it>(?:\+44 ?(?:\(0\) ?)?|\(?0)(?:7\d{3}|[12]\d{1,4})\)?[ -]?\d{3,4}[ -]?\d{3,4})(?![\d/]|\.\d)"
)
_EMAIL = r"(?<![\w.+-])(?P<it>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4})\b"
_STREET = r"(?:street|st|road|rd|avenue|ave|lane|close|drive|way|crescent|terrace|place|grove|court|gardens|walk|row|hill|mews)"
_ADDRESS = rf"\b(?P<it>\d{{1,4}}[a-z]? (?:[a-z'’]{{2,20}} ){{1,3}}{_STREET}\b[^\n@]{{0,60}}?\b[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}})\b"

_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (DetailKind.DATE_OF_BIRTH, _BORN),
        (DetailKind.NHS_NUMBER, _NHS),
        (DetailKind.NI_NUMBER, _NI),
        (DetailKind.PHONE, _PHONE),
        (DetailKind.EMAIL, _EMAIL),
        (DetailKind.ADDRESS, _ADDRESS),
    )
)

# Words beside a number or address that say that it is an organisation's.
_SERVICE = re.compile(
    r"\b(?:helpline|hotline|switchboard|team|service|services|board|partnership|council|mash|lado|edt|office|reception"
    r"|hub|duty|enquir\w+|out of hours|police|nspcc|childline|samaritans|charity|trust|hospital|surgery|clinic"
    r"|headquarters|civic|town hall|county hall|contact us|published by|produced by|website|crisis line|press|training"
    r"|referrals?)\b",
    re.IGNORECASE,
)
# Words that make a number a person's own, whatever else stands on the line.
_PERSONAL = re.compile(
    r"\b(?:mobile|mother|father|mum|dad|parent|carer|child|her|his|their|home|lives? at|lived at|next of kin)\b",
    re.IGNORECASE,
)
_NHS_CONTEXT = re.compile(r"\bnhs\b", re.IGNORECASE)
_ROLE_MAILBOX = re.compile(
    r"\b(?:info|enquir\w*|contact\w*|admin\w*|help\w*|support|office|mail|team|board|partnership\w*|safeguard\w*|mash"
    r"|lado|duty|training|learning|press|media|communications?|business\w*|referrals?|complaints?|feedback|hello"
    r"|noreply|no-reply|foi|dpo|data\w*|web\w*|service\w*|lscb|lscp|scb|scp|sab|hr|jobs|cspr|reviews?)\b"
)
_SPACED = re.compile(r"[._+-]")
# How far round a number the words that explain it may stand.
_BESIDE = 80


def personal_details(text: str) -> tuple[Detail, ...]:
    """Return what looks like a person's details, in the order of the text; two never overlap."""
    found = sorted(_found(text), key=lambda detail: (detail.start, -detail.end))
    kept: list[Detail] = []
    for detail in found:
        if not kept or detail.start >= kept[-1].end:
            kept.append(detail)
    return tuple(kept)


def _found(text: str) -> Iterator[Detail]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("it")
            if _is_personal(kind, text, start, end):
                yield Detail(kind, start, end)


def _is_personal(kind: DetailKind, text: str, start: int, end: int) -> bool:
    words = text[start:end]
    before, beside = _line_before(text, start), _line_before(text, start) + _line_after(text, end)
    match kind:
        case DetailKind.NHS_NUMBER:
            return _has_check_digit(words) and (not words.isdigit() or bool(_NHS_CONTEXT.search(before)))
        case DetailKind.EMAIL:
            return not _is_role(words)
        case DetailKind.PHONE:
            return _is_phone(words) and bool(_PERSONAL.search(before) or not _SERVICE.search(beside))
        case DetailKind.ADDRESS:
            return bool(_PERSONAL.search(before) or not _SERVICE.search(beside))
        case _:
            return True


def _line_before(text: str, start: int) -> str:
    return text[max(0, start - _BESIDE) : start].rsplit("\n", 1)[-1]


def _line_after(text: str, end: int) -> str:
    return text[end : end + _BESIDE].split("\n", 1)[0]


def _is_role(address: str) -> bool:
    return bool(_ROLE_MAILBOX.search(_SPACED.sub(" ", address.split("@")[0].lower())))


def _is_phone(number: str) -> bool:
    digits = re.sub(r"\D", "", number.replace("(0)", "")).removeprefix("44").lstrip("0")
    return len(digits) in {9, 10}


def _has_check_digit(number: str) -> bool:
    """Return whether the last of ten digits is what the nine before it ask for, modulo 11."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check == digits[9] and len(set(digits)) > 1
