"""What a question is narrowed to, as it is typed into the form and told beside the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from assistant import safety
from assistant.filters import Filters
from assistant.publishers import as_offered, spellings
from assistant.reviews import Entry, has_words, reviews
from vectorstore.index import Index
from vectorstore.sections import SectionType

LONGEST = 200
FIRST_YEAR, LAST_YEAR = 1900, 2100
LABELS = {
    "review": "Review",
    "theme": "Theme",
    "agency": "Agency",
    "section": "Section",
    "publisher": "Publisher",
    "year_from": "From",
    "year_to": "To",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form as they were filled in; what is empty leaves its side open."""

    review: str = ""
    theme: str = ""
    agency: str = ""
    section: str = ""
    publisher: str = ""
    year_from: str = ""
    year_to: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in LABELS)


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen: what the reviews loaded have. Sections are pairs of value and words."""

    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()


def typed_filters(
    review: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    agency: Annotated[str, Form()] = "",
    section: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form()] = "",
    year_from: Annotated[str, Form()] = "",
    year_to: Annotated[str, Form()] = "",
) -> Typed:
    """Return the fields of the request's form."""
    values = (review, theme, agency, section, publisher, year_from, year_to)
    return Typed(*(" ".join(value.split())[:LONGEST] for value in values))


def filters_error(typed: Typed) -> str | None:
    """Return what is wrong with the fields, None where they can be used."""
    if typed.review and safety.route(typed.review, ()):
        return "Name the review as the page of reviews does"
    years = [year for year in (typed.year_from, typed.year_to) if year]
    if not all(year.isascii() and year.isdigit() and FIRST_YEAR <= int(year[:5]) <= LAST_YEAR for year in years):
        return "Enter years as four figures, as 2019"
    if len(years) == len(("from", "to")) and int(years[0]) > int(years[1]):
        return "Enter the earlier year first"
    return None


def filters_of(typed: Typed, index: Index | None) -> Filters:
    """Return what the fields narrow to. A review may be named in part, where no other is named so."""
    return Filters(
        review=_review(typed.review, reviews(index) if index else ()) if typed.review else None,
        theme=typed.theme or None,
        agency=typed.agency or None,
        section=typed.section or None,
        publisher=as_offered(typed.publisher, options_of(index).publishers) if typed.publisher else None,
        year_from=int(typed.year_from) if typed.year_from else None,
        year_to=int(typed.year_to) if typed.year_to else None,
    )


def filled_in(filters: Filters) -> Typed:
    """Return the fields that narrow to this, to be filled in again for the next question."""
    return Typed(**{name: str(getattr(filters, name) or "") for name in LABELS})


def in_words(filters: Filters) -> tuple[str, ...]:
    """Return what was narrowed to, a phrase each; none where every review was searched."""
    typed = filled_in(filters)
    words = {name: getattr(typed, name) for name in LABELS if getattr(typed, name)}
    if typed.section:
        words["section"] = section_words(typed.section)
    return tuple(f"{LABELS[name]}: {value}" for name, value in words.items())


def options_of(index: Index | None) -> Options:
    """Return what can be chosen."""
    entries = reviews(index) if index else ()
    return Options(
        themes=_sorted(theme for entry in entries for theme in entry.themes),
        agencies=_sorted(agency for entry in entries for agency in entry.agencies),
        publishers=spellings(entry.document.publisher for entry in entries if entry.document.publisher),
        sections=tuple((kind.value, section_words(kind.value)) for kind in SectionType),
    )


def section_words(section: str) -> str:
    """Return the kind of a section as a person reads it."""
    return section.replace("_", " ").capitalize()


def _review(typed: str, entries: Iterable[Entry]) -> str:
    """Return the name that the search knows a review by; what was typed where none or several are meant."""
    wanted = typed.casefold()
    entries = tuple(entries)
    for means in (lambda name: name == wanted, lambda name: has_words(name, typed)):
        found = {entry.searched_as for entry in entries if means(entry.searched_as.casefold())}
        if len(found) == 1:
            return found.pop()
    return typed


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values), key=str.casefold))
