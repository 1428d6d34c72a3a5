"""The reviews that are loaded: a list to filter, and a page for each."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response

from assistant.publishers import as_offered, spellings
from assistant.register import Row, register
from assistant.review_contents import Part, Tag, parts_of, tags_of
from assistant.reviews import (
    NOT_STATED,
    Choice,
    Entry,
    counted,
    newer_of,
    other_versions_of,
    review_of,
    reviews,
    year_words,
)
from vectorstore.facts import Fact, facts_of
from vectorstore.index import Index
from web.loaded import Loaded, describe, questions_about
from web.narrowing import Typed
from web.paging import Paged, paged
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.rendering import Page, QuestionForm
from web.sessions import Session
from web.viewer import section_anchors

router = APIRouter()

LONGEST = 200
NO_REVIEW = (
    "Review not found",
    "No review with this address is loaded now. It may have been withdrawn, or replaced when files were loaded again.",
)
LABELS = {
    "words": "Words",
    "theme": "Theme",
    "agency": "Agency",
    "publisher": "Publisher",
    "year": "Year",
    "about": "About",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is chosen, and the address of the list without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Group:
    """The reviews of one page that are about children, or about adults."""

    is_adults: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen: what the reviews loaded have."""

    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    publishers: tuple[str, ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsPage(Page):
    """The reviews that are wanted, and the form that says which. `counts` are children's and adults' reviews."""

    template: ClassVar[str] = "reviews.html"
    loaded: Loaded
    choice: Choice
    chips: tuple[Chip, ...]
    options: Options
    found: int
    counts: tuple[int, int]
    paged: Paged[Entry]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the reviews of this page, children's and adults' apart."""
        by_kind = groupby(self.paged.shown, key=lambda entry: entry.is_adults)
        return tuple(Group(is_adults, tuple(entries)) for is_adults, entries in by_kind)

    def page_url(self, number: int) -> str:
        """Return the address of another page of the same list."""
        return address(self.choice, page=str(number))


@dataclass(frozen=True, slots=True)
class PartLink:
    """A section of the review, and the address that opens it in the viewer."""

    part: Part
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(Page):
    """One review: its facts, sections, recommendations and themes, and the form to ask about it."""

    template: ClassVar[str] = "review.html"
    is_entry: ClassVar[bool] = False
    entry: Entry
    newer: tuple[Entry, ...]
    versions: tuple[Entry, ...]
    facts: tuple[Fact, ...]
    parts: tuple[PartLink, ...]
    rows: tuple[Row, ...]
    tags: tuple[Tag, ...]
    form: QuestionForm
    questions: tuple[str, ...]


def chosen(
    words: str = "", theme: str = "", agency: str = "", publisher: str = "", year: str = "", about: str = ""
) -> Choice:
    """Return what the query asks for."""
    return Choice(*(" ".join(typed.split())[:LONGEST] for typed in (words, theme, agency, publisher, year, about)))


def address(choice: Choice, without: str = "", **more: str) -> str:
    """Return the address of the list of what is chosen, without one of its filters."""
    filled = {field.name: getattr(choice, field.name) for field in fields(choice)}
    query = {name: value for name, value in (filled | more).items() if value and name != without}
    return f"/reviews?{urlencode(query)}" if query else "/reviews"


@router.get("/reviews")
def reviews_page(parts: WithParts, choice: Annotated[Choice, Depends(chosen)], page: str = "") -> Response:
    """Return the list of the reviews that are wanted."""
    with parts.live.use() as index:
        loaded = describe(index)
        everything = reviews(index) if index else ()
        options = _options(everything)
        choice = replace(choice, publisher=as_offered(choice.publisher, options.publishers))
        wanted = choice.of(everything)
        counts = counted(index, wanted) if index else (0, 0)
    shown = ReviewsPage(
        title="Reviews",
        current="/reviews",
        loaded=loaded,
        choice=choice,
        chips=_chips(choice),
        options=options,
        found=len(wanted),
        counts=counts,
        paged=paged(wanted, page),
    )
    return parts.respond(shown, keep=True)


@router.get("/reviews/{review_id}")
def review_page(review_id: str, parts: WithParts, session: WithSession) -> Response:
    """Return a review's page."""
    with parts.live.use() as index:
        entry = review_of(index, review_id) if index else None
        if index is None or entry is None:
            raise ProblemError(404, *NO_REVIEW)
        page = _review_page(index, entry, _form(parts, session, entry))
    response = parts.respond(page)
    parts.sessions.keep(session, response)
    return response


def _form(parts: Parts, session: Session, entry: Entry) -> QuestionForm:
    """Return the form to ask about a review: it alone is searched, and named, so that the next question is about it."""
    return replace(parts.form(session, f"About {entry.review.name}: "), narrowed=Typed(review=entry.searched_as))


def _review_page(index: Index, entry: Entry, form: QuestionForm) -> ReviewPage:
    document = entry.document
    sections = parts_of(index, entry)
    rows = register(index, date.today())
    anchors = section_anchors(document, index.text(document.id))
    return ReviewPage(
        title=entry.name,
        current="/reviews",
        entry=entry,
        newer=newer_of(index, entry),
        versions=other_versions_of(index, entry),
        facts=facts_of(document, {one.id: one.title for one in index.documents.values()}),
        parts=tuple(PartLink(part, _opened(document.id, part, anchors.get(part.start))) for part in sections),
        rows=tuple(row for row in rows if (row.document_id, row.review) == (document.id, entry.name)),
        tags=tags_of(index, entry),
        form=form,
        questions=questions_about(entry.review.name, {part.type for part in sections}),
    )


def _opened(document_id: str, part: Part, anchor: str | None) -> str:
    """Return the address of a section: its heading, or where it has none its first passage, marked."""
    if anchor:
        return f"/documents/{document_id}#{anchor}"
    return f"/documents/{document_id}?start={part.first[0]}&end={part.first[1]}#cited"


def _chips(choice: Choice) -> tuple[Chip, ...]:
    filled = {name: getattr(choice, name) for name in LABELS if getattr(choice, name)}
    return tuple(Chip(LABELS[name], value, address(choice, without=name)) for name, value in filled.items())


def _options(entries: Iterable[Entry]) -> Options:
    entries = tuple(entries)
    return Options(
        themes=tuple(sorted({theme for entry in entries for theme in entry.themes})),
        agencies=tuple(sorted({agency for entry in entries for agency in entry.agencies})),
        publishers=spellings(entry.document.publisher or NOT_STATED for entry in entries),
        years=tuple(sorted({year_words(entry.document) for entry in entries}, reverse=True)),
    )
