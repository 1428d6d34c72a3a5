"""The register of recommendations: a page to filter and print, the same rows as a sheet and as JSON."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated, ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse

from assistant.register import Kind, Row, Selection, counted, nothing_found, register
from assistant.register_sheet import record, sheet
from prompts.render import render
from web.contract import EVERYWHERE, RecommendationRecord, returns
from web.downloads import download
from web.loaded import Loaded, describe
from web.parts import Parts, WithParts
from web.rendering import Page

router = APIRouter()

LONGEST = 200


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
        filled = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}
        return f"?{urlencode(filled | {'expired': 'yes'} if self.expired else filled)}" if filled else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage(Page):
    """The rows that are wanted, and the form that says which."""

    template: ClassVar[str] = "register.html"
    loaded: Loaded
    wanted: Wanted
    rows: tuple[Row, ...]
    counts: dict[Kind, int]
    nothing: str | None
    completion: str
    no_progress: str
    kinds: tuple[Kind, ...] = tuple(Kind)

    @property
    def reviews(self) -> tuple[tuple[Row, ...], ...]:
        """Return the rows, those of one review together."""
        return tuple(tuple(rows) for _, rows in groupby(self.rows, key=lambda row: (row.document_id, row.review)))


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
def register_page(parts: WithParts, asked: Asked) -> Response:
    """Return the page of the rows that are wanted."""
    with parts.live.use() as index:
        loaded = describe(index)
    rows = _rows(parts, asked)
    page = RegisterPage(
        title="Recommendations",
        current="/recommendations",
        loaded=loaded,
        wanted=asked,
        rows=rows,
        counts=counted(rows),
        nothing=None if rows or not loaded.version else nothing_found(asked.selection, loaded.documents),
        completion=render("completion"),
        no_progress=render("no_progress"),
    )
    return parts.respond(page, keep=True)


@router.get("/recommendations.csv")
def register_sheet(parts: WithParts, asked: Asked) -> Response:
    """Return the rows that are wanted as a sheet to download."""
    return download(sheet(_rows(parts, asked)).encode(), "recommendations.csv", "text/csv; charset=utf-8")


@router.get("/api/recommendations", responses=EVERYWHERE | returns(list[RecommendationRecord]))
def register_records(parts: WithParts, asked: Asked) -> JSONResponse:
    """Return the rows that are wanted."""
    return JSONResponse([record(row) for row in _rows(parts, asked)])


def _rows(parts: Parts, asked: Wanted) -> tuple[Row, ...]:
    with parts.live.use() as index:
        return asked.selection.of(register(index, date.today())) if index else ()
