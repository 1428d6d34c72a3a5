"""The themes, what reviews have on each, and the sheet for a team meeting on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Response

from assistant.citing import cite
from assistant.meeting import Meeting, Quote, meeting, populations_of, strengths
from assistant.meeting_docx import meeting_docx
from assistant.reviews import CHILDREN, Entry, is_confirmed
from assistant.themes import Carried, Theme, theme_of, themes
from assistant.verifier import is_verbatim
from vectorstore.index import Index
from vectorstore.passage import Passage
from web.downloads import WORD, download
from web.loaded import Loaded, describe
from web.paging import Paged, paged
from web.parts import Parts, WithParts
from web.problems import ProblemError
from web.rendering import Page

router = APIRouter()

REVIEWS_ON_A_PAGE = 10
NO_THEME = ("Theme not found", "There is no theme with this address. The page of themes lists all that there are.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesPage(Page):
    """Every theme with how many reviews and passages carry it."""

    template: ClassVar[str] = "themes.html"
    loaded: Loaded
    carried: tuple[Theme, ...]
    without: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage on a theme as it is shown: verified, and whether a person said that it is on the theme."""

    quote: Quote
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What one review has on the theme."""

    entry: Entry
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage(Page):
    """What the reviews have on one theme. `strengths` count the reviews, children's and adults' apart."""

    template: ClassVar[str] = "theme.html"
    is_entry: ClassVar[bool] = False
    loaded: Loaded
    theme: Theme
    strengths: tuple[str, ...]
    populations: tuple[str, ...]
    paged: Paged[Carried]
    sections: tuple[Section, ...]

    def page_url(self, number: int) -> str:
        """Return the address of another page of the same theme."""
        return f"/themes/{self.theme.slug}?page={number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage(Page):
    """The sheet for a team meeting."""

    template: ClassVar[str] = "meeting.html"
    is_entry: ClassVar[bool] = False
    loaded: Loaded
    sheet: Meeting


@router.get("/themes")
def themes_page(parts: WithParts) -> Response:
    """Return the list of themes."""
    with parts.live.use() as index:
        loaded = describe(index)
        known = themes(index) if index else ()
    page = ThemesPage(
        title="Themes",
        current="/themes",
        loaded=loaded,
        carried=tuple(theme for theme in known if theme.carried),
        without=tuple(theme for theme in known if not theme.carried),
    )
    return parts.respond(page, keep=True)


@router.get("/themes/{slug}")
def theme_page(slug: str, parts: WithParts, page: str = "") -> Response:
    """Return what the reviews have on a theme."""
    with parts.live.use() as index:
        theme = theme_of(index, slug) if index else None
        if index is None or theme is None:
            raise ProblemError(404, *NO_THEME)
        some = paged(theme.carried, page, REVIEWS_ON_A_PAGE)
        shown = ThemePage(
            title=_title(theme.name),
            current="/themes",
            loaded=describe(index),
            theme=theme,
            strengths=strengths(index, theme),
            populations=populations_of(theme),
            paged=some,
            sections=tuple(_section(index, one) for one in some.shown),
        )
    return parts.respond(shown, keep=True)


@router.get("/themes/{slug}/meeting")
def meeting_page(slug: str, parts: WithParts, about: str = "") -> Response:
    """Return the sheet for a team meeting."""
    sheet, loaded = _sheet(parts, slug, about)
    page = MeetingPage(title=sheet.title, current="/themes", loaded=loaded, sheet=sheet)
    return parts.respond(page, keep=True)


@router.get("/themes/{slug}/meeting.docx")
def meeting_file(slug: str, parts: WithParts, about: str = "") -> Response:
    """Return the sheet as a Word file."""
    sheet, _ = _sheet(parts, slug, about)
    return download(meeting_docx(sheet), f"meeting-{sheet.slug}.docx", WORD)


def _sheet(parts: Parts, slug: str, about: str) -> tuple[Meeting, Loaded]:
    with parts.live.use() as index:
        theme = theme_of(index, slug) if index else None
        if index is None or theme is None:
            raise ProblemError(404, *NO_THEME)
        known = populations_of(theme) or (CHILDREN,)
        return meeting(index, theme, about if about in known else known[0], date.today()), describe(index)


def _section(index: Index, carried: Carried) -> Section:
    return Section(carried.entry, tuple(_shown(index, carried.entry, carried.passages)))


def _shown(index: Index, entry: Entry, passages: Sequence[Passage]) -> list[Shown]:
    cited = zip(cite(index, passages), passages, strict=True)
    return [Shown(Quote(entry, one), is_confirmed(passage)) for one, passage in cited if is_verbatim(one, index.text)]


def _title(theme: str) -> str:
    return theme[0].upper() + theme[1:]
