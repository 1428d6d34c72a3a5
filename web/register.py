"""The register of recommendations: a page to filter and print, the same rows as a sheet and as JSON."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse

from assistant.register import Row, Selection, counted, no_progress, nothing_found, passed, register
from assistant.register_sheet import record, sheet
from assistant.tasks import Kind
from prompts.render import render
from web.contract import EVERYWHERE, RecommendationRecord, returns
from web.downloads import download
from web.loaded import Loaded, describe
from web.paging import ON_A_PAGE, Paged, paged
from web.parts import Parts, WithParts
from web.problems import ProblemError
from web.rendering import Page

router = APIRouter()

LONGEST = 200
# In place of a page's number: all rows, to be printed.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form was filled in with, as typed, and what it means."""

    addressee: str
    theme: str
    publisher: str
    review: str
    kind: str
    expired: bool

    @property
    def selection(self) -> Selection:
        """Return the rows that are wanted; an empty field, and a kind that there is none of, leave theirs open."""
        kind = Kind(self.kind) if self.kind in set(Kind) else None
        return Selection(
            self.addressee or None,
            self.theme or None,
            self.publisher or None,
            self.review or None,
            kind,
            self.expired,
        )

    @property
    def query(self) -> str:
        """Return the fields that are filled in as a query string, with its question mark; empty where none is."""
        return self.query_with()

    def query_with(self, **more: str) -> str:
        """Return the query string with more fields than those that are filled in."""
        filled = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}
        fields = (filled | {"expired": "yes"} if self.expired else filled) | more
        return f"?{urlencode(fields)}" if fields else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage(Page):
    """A page of the rows that are wanted, how many there are in all, and the form that says which."""

    template: ClassVar[str] = "register.html"
    loaded: Loaded
    wanted: Wanted
    found: int
    paged: Paged[Row]
    counts: dict[Kind, int]
    passed: tuple[int, int]
    nothing: str | None
    completion: str
    kinds: tuple[Kind, ...] = tuple(Kind)

    @property
    def reviews(self) -> tuple[tuple[Row, ...], ...]:
        """Return the rows of this page, those of one review together."""
        by_review = groupby(self.paged.shown, key=lambda row: (row.document_id, row.review))
        return tuple(tuple(rows) for _, rows in by_review)

    def no_progress(self, row: Row) -> str:
        """Return what is said of a row that no progress is found on."""
        return no_progress(row)

    @property
    def first(self) -> int:
        """Return which of all rows the first of this page is, counted from 1."""
        return (self.paged.number - 1) * ON_A_PAGE + 1

    @property
    def all_url(self) -> str:
        """Return the address of all rows on one page."""
        return f"/recommendations{self.wanted.query_with(page=ALL)}"

    def page_url(self, number: int) -> str:
        """Return the address of another page of the same rows."""
        return f"/recommendations{self.wanted.query_with(page=str(number))}"


def wanted(
    addressee: str = "", theme: str = "", publisher: str = "", review: str = "", kind: str = "", expired: str = ""
) -> Wanted:
    """Return what the query asks for."""
    addressee, theme, publisher, review = (_tidy(words) for words in (addressee, theme, publisher, review))
    return Wanted(addressee, theme, publisher, review, _tidy(kind), expired.lower() in {"yes", "true", "1", "on"})


def _tidy(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("/recommendations")
def register_page(parts: WithParts, asked: Asked, page: str = "") -> Response:
    """Return a page of the rows that are wanted, or all of them."""
    with parts.live.use() as index:
        loaded = describe(index)
    rows = _rows(parts, asked)
    with_complete = _rows(parts, replace(asked, expired=False)) if asked.expired else rows
    some = paged(rows, page, max(1, len(rows)) if page == ALL else ON_A_PAGE)
    shown = RegisterPage(
        title=f"Recommendations, page {some.number} of {some.last}" if some.number > 1 else "Recommendations",
        current="/recommendations",
        loaded=loaded,
        wanted=asked,
        found=len(rows),
        paged=some,
        counts=counted(rows),
        passed=passed(with_complete),
        nothing=None if rows or not loaded.version else nothing_found(asked.selection, loaded.documents),
        completion=render("completion"),
    )
    return parts.respond(shown, keep=True)


@router.get("/recommendations.csv")
def register_sheet(parts: WithParts, asked: Asked) -> Response:
    """Return the rows that are wanted as a sheet to download."""
    return download(sheet(_rows(parts, asked)).encode(), "recommendations.csv", "text/csv; charset=utf-8")


@router.get("/api/recommendations", responses=EVERYWHERE | returns(list[RecommendationRecord]))
def register_records(parts: WithParts, asked: Asked) -> JSONResponse:
    """Return the rows that are wanted. Raise ProblemError for a kind of row that there is none of."""
    if asked.kind and asked.kind not in set(Kind):
        raise ProblemError(422, "There is no such kind of row", f"`kind` is one of: {', '.join(Kind)}.")
    return JSONResponse([record(row) for row in _rows(parts, asked)])


def _rows(parts: Parts, asked: Wanted) -> tuple[Row, ...]:
    with parts.live.use() as index:
        return asked.selection.of(register(index, date.today())) if index else ()
