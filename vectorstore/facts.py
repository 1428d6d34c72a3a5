"""What people may say about a document or a passage: the fields, what each may hold, and how a value is shown."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlsplit

from vectorstore.attribution import STATED
from vectorstore.document import Document
from vectorstore.faults import Refused
from vectorstore.periods import period_of
from vectorstore.sections import SectionType
from vectorstore.themes import THEMES

DOCUMENT_FIELDS = ("publisher", "area", "nation", "population", "date", "url", "supersedes")
PASSAGE_FIELDS = ("themes", "section", "addressee")
# Not a value of the document: that a person has looked at one that was held back.
APPROVED = "approved"

NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
POPULATIONS = ("children", "adults")
LONGEST = {"publisher": 200, "area": 120, "addressee": 200, "url": 1000, "by": 80, "date": 60}
NOT_STATED = "not stated"
ASSUMED = "assumed: the document speaks of no adult at risk"
FROM_FILE = "the name of the file"

LABELS = {
    "title": "Title",
    "publisher": "Publisher",
    "area": "Area",
    "nation": "Nation",
    "population": "Population",
    "kind_titled": "Kind, as titled",
    "kind_stated": "Kind, as stated in its text",
    "date": "Date",
    "url": "Published at",
    "supersedes": "Replaces",
    "source": "Source file",
}

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|spring|summer|autumn|winter"
)
_DATE_WORD = re.compile(
    rf"(?:{_MONTHS})|(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|(?:19|20)\d\d|to|and|of|updated|-|–|/", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a document as it is shown. `said` says who says it, "not stated" where there is no value."""

    field: str
    label: str
    value: str | None
    said: str


def facts_of(document: Document, titles: Mapping[str, str] | None = None) -> tuple[Fact, ...]:
    """Return what is known of a document and who says so; `titles` names the documents that it may replace."""
    return tuple(_fact(document, field, titles or {}) for field in LABELS)


def checked(field: str, typed: str) -> str:
    """Return a value without odd spaces and invisible characters; an empty one says "not stated".

    Raise Refused where the field cannot hold it. Whether a document of this id is known is for the caller to say.
    """
    value = cleaned(typed)
    if not value:
        if field in {"population", "section"}:
            raise Refused(f"The {field} cannot be left open: give one, or clear it so that the document's own stands.")
        return ""
    if field == "themes":
        return _theme(value)
    if field in _CHECKS:
        return _CHECKS[field](value)
    return within_length(field, value)


def cleaned(typed: str) -> str:
    """Return words in one line, without control, format and bidirectional characters."""
    spaced = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", typed))
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}).split())


def within_length(field: str, value: str) -> str:
    """Return the value. Raise Refused where it is longer than the field may be."""
    if len(value) > LONGEST.get(field, 200):
        raise Refused(f"The {_NAMES.get(field, field)} must have {LONGEST.get(field, 200)} characters or fewer.")
    return value


def year_of(words: str | None) -> int | None:
    """Return the year of a date as it is kept, the last one where it names several."""
    years = _YEAR.findall(words or "")
    return int(years[-1]) if years else None


def _fact(document: Document, field: str, titles: Mapping[str, str]) -> Fact:
    value = getattr(document, field)
    said = document.attribution(field) or NOT_STATED
    if said == STATED and (field == "source" or (field == "title" and document.title == document.source)):
        said = FROM_FILE
    elif said == STATED and field == "population" and value == "children":
        said = ASSUMED
    return Fact(field, LABELS[field], titles.get(value, value) if field == "supersedes" and value else value, said)


def _theme(value: str) -> str:
    known = {theme.casefold(): theme for theme in THEMES}
    if theme := known.get(value.casefold()):
        return theme
    alike = [known[name] for name in get_close_matches(value.casefold(), known, n=3, cutoff=0.5)]
    alike += [t for t in THEMES if t not in alike and set(value.casefold().split()) & set(t.casefold().split())]
    hint = ", ".join(alike[:3]) or ", ".join(THEMES[:5]) + ", …"
    raise Refused(f"There is no theme {value!r}. Did you mean: {hint}?")


def _one_of(name: str, choices: tuple[str, ...], value: str) -> str:
    found = {choice.casefold(): choice for choice in choices}.get(value.casefold())
    if found is None:
        raise Refused(f"{value!r} is no {name}: give one of {', '.join(choices)}.")
    return found


def _date(value: str) -> str:
    if (match := _NUMBERS.fullmatch(value)) and _is_day(match):
        return value
    words = re.sub(r"[,.]", " ", value).split()
    if not match and year_of(value) and period_of(value) and all(_DATE_WORD.fullmatch(word) for word in words):
        return within_length("date", value)
    raise Refused(f"{value!r} is no date: write 2017, 2017-03, 2017-03-28, or words as printed (“March 2017”).")


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return True


def _url(value: str) -> str:
    within_length("url", value)
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username and " " not in value
    except ValueError:
        good = False
    if not good:
        raise Refused("The address must begin with https:// or http:// and name a website.")
    return value


_NAMES = {"url": "address", "by": "name"}
_CHECKS = {
    "nation": lambda value: _one_of("nation", NATIONS, value),
    "population": lambda value: _one_of("population", POPULATIONS, value),
    "section": lambda value: _one_of("section", tuple(SectionType), value.replace(" ", "_")),
    "date": _date,
    "url": _url,
}
