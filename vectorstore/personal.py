"""What looks like a real person's details in a text: dates of birth, numbers that name somebody, ways to reach them.

A publisher's own contact details are no such thing: helplines, team numbers, role mailboxes, offices.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum.gb import nhs


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
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)"
_DAY = rf"(?:\d{{1,2}} ?[./-] ?\d{{1,2}} ?[./-] ?(?:\d{{4}}|\d\d)|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s(?:\d{{4}}|\d\d)|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})\b"
# What may stand between a label and its value: on one line, or in the cell or the line after, or past one empty line.
# Nothing of it is ever given back (`}+`), so that white space without end is read in time.
_MARKS = r"(?:[^\S\n]|[:=|*–—-]){0,10}+"
_GAP = rf"{_MARKS}(?:\n{_MARKS}){{0,2}}+"
_GIVEN = r"(?:(?:is|was)\b(?:\s(?:given|recorded|stated|noted|shown|entered|known)\s(?:as|to\sbe)\b)?)?"
_LABEL = r"(?:d\.? ?o\.? ?b(?![a-z])\.?|dates?\sof\sbirth\b|birth ?dates?\b)(?:\s(?:of|for)(?:\s[\w'’-]{1,20}){1,6}?)?(?: ?\([^()\n]{1,20}\))?"
# Where somebody was born is told in names and few other words; a verb among them begins another event.
_PLACE = r"(?:[,\s]{1,2}(?:(?-i:[A-Z][\w'’.-]{0,20})|at|in|the|a|an|of|home|hospital|city|town|term|maternity|unit|ward|local|\d\d|weeks)){1,8}?,?"
# A row of a chronology may end in "born" and the next one begin with a date: only a label reaches over the line.
_BORN = rf"(?:\b{_LABEL}{_MARKS}{_GIVEN}{_GAP}|(?:^|[\n|])[^\S\n]{{0,4}}born(?:\son\b)?{_GAP}(?:on\s)?|\bborn(?:(?:\son\b)?{_MARKS}|(?:{_PLACE}|\s(?:prematurely|early))?\son\s))(?:the\s)?{_WEEKDAY}?(?:the\s)?(?P<it>{_DAY})"
_NHS = r"(?<![\d.])(?P<it>\d{3}[ \xa0-]\d{3}[ \xa0-]\d{4}|\d{10})(?![\d.]?\d)"
_NI = r"\b(?P<it>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D])\b"
_PHONE = (
    r"(?<![\d/.])(?P<it>(?:\+44 ?(?:\(0\) ?)?|\(?0)(?:7\d{3}|[12]\d{1,4})\)?[ -]?\d{3,4}[ -]?\d{3,4})(?![\d/]|\.\d)"
)
_EMAIL = r"(?<![\w.+-])(?P<it>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4})\b"
_STREET = r"(?i:street|st|road|rd|avenue|ave|lane|close|drive|way|crescent|terrace|place|grove|court|gardens|walk|row|hill|mews)"
# Names of places only between the street and the postcode: whatever else stands there is a sentence.
_TOWN = r"(?:[,|\s]{1,3}(?:[A-Z][\w'’-]{1,20}|on|upon|under|by|le|the|of|in)\b){0,5}?"
_ADDRESS = rf"\b(?P<it>\d{{1,4}}[A-Za-z]? (?:[A-Z][A-Za-z'’.-]{{1,20}} ){{1,3}}(?=[A-Z]){_STREET}\b\.?{_TOWN}[,.|\s]{{1,3}}(?i:[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}))\b"

_PATTERNS = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        (DetailKind.DATE_OF_BIRTH, _BORN, re.IGNORECASE),
        (DetailKind.NHS_NUMBER, _NHS, re.IGNORECASE),
        (DetailKind.NI_NUMBER, _NI, re.IGNORECASE),
        (DetailKind.PHONE, _PHONE, re.IGNORECASE),
        (DetailKind.EMAIL, _EMAIL, re.IGNORECASE),
        # Streets and towns are known by their capitals.
        (DetailKind.ADDRESS, _ADDRESS, re.NOFLAG),
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
# "NHS" on the line of the number, or its label in the lines or the cell before.
_NHS_CONTEXT = re.compile(
    rf"\bnhs\b[^\n]*\Z|\bnhs\s(?:patient\s)?(?:no|num|number|id)\b\.?{_MARKS}{_GIVEN}{_GAP}\Z", re.IGNORECASE
)
_ROLE = (
    r"(?:info(?:rmation)?|enquir(?:y|ies)|contact(?:us)?|admin(?:istration|istrator)?|help(?:desk|line)?|support|office"
    r"|mail|team|board|partnerships?|safeguard(?:ing)?|mash|lado|duty|training|learning|press|media|communications?|comms"
    r"|business|units?|managers?|referrals?|complaints?|feedback|hello|no|reply|foi|dpo|data|protection|web(?:master|site)?"
    r"|services?|lscb|lscp|scb|scp|sab|hr|jobs|cspr|reviews?|child(?:ren)?s?|adults?|social|care|early|first|response"
    r"|front|door|access|customer|and|the|for|of)"
)
_ROLE_WORD = re.compile(rf"{_ROLE}{{1,3}}\d{{0,2}}")
# Whoever has a mailbox here is a private person, whatever the mailbox is called.
_CONSUMER_DOMAIN = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|btinternet|aol|sky|protonmail|proton|gmx|talktalk"
    r"|virginmedia|ntlworld|tiscali)\."
)
_SPACED = re.compile(r"[._+-]+")
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
            return _is_nhs_number(words) and (not words.isdigit() or _follows_nhs(text, start))
        case DetailKind.EMAIL:
            return not _is_role(words)
        case DetailKind.PHONE:
            return _is_phone(words) and bool(_PERSONAL.search(before) or not _SERVICE.search(beside))
        case DetailKind.ADDRESS:
            # An office's name stands on the line above when its address is set in lines.
            above = text[max(0, start - _BESIDE) : start] if "\n" in words else ""
            return bool(_PERSONAL.search(before) or not _SERVICE.search(f"{above}\n{beside}\n{words}"))
        case _:
            return True


def _line_before(text: str, start: int) -> str:
    return text[max(0, start - _BESIDE) : start].rsplit("\n", 1)[-1]


def _line_after(text: str, end: int) -> str:
    return text[end : end + _BESIDE].split("\n", 1)[0]


def _follows_nhs(text: str, start: int) -> bool:
    return bool(_NHS_CONTEXT.search(text[max(0, start - _BESIDE) : start]))


def _is_role(address: str) -> bool:
    """Return whether every part of the name is a role, or the organisation's own name beside a role."""
    name, domain = address.lower().split("@")
    if _CONSUMER_DOMAIN.match(domain):
        return False
    labels = _SPACED.split(domain)
    parts = [part for part in _SPACED.split(name) if part]
    roles = [part for part in parts if _ROLE_WORD.fullmatch(part)]
    return bool(roles) and all(part in roles or part in labels for part in parts)


def _is_phone(number: str) -> bool:
    digits = re.sub(r"\D", "", number.replace("(0)", "")).removeprefix("44").lstrip("0")
    return len(digits) in {9, 10}


def _is_nhs_number(number: str) -> bool:
    # One digit ten times over passes the check and is nobody's number.
    return nhs.is_valid(number) and len(set(re.sub(r"\D", "", number))) > 1
