"""From a page's context to its HTML: one Jinja environment, every context a dataclass, a missing name a fault."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answer import READ_BY_OCR
from prompts.render import render
from vectorstore.sections import STATUS_OF_EVIDENCE
from web.brand import brand_address
from web.narrowing import Options, Typed
from web.person import Person
from web.question import MOST_CHARACTERS
from web.settings import WebSettings

HERE = Path(__file__).parent
NOT_NARROWED, NO_OPTIONS = Typed(), Options()
STATIC = HERE / "static"
STYLE, QUIZ_STYLE, SCRIPT = "site.css", "quiz.css", "site.js"
MOST_CHOSEN = 6  # of the reviews that a question was asked of, so that the answer is still in sight


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The form that a question is typed into. `conversation_id` where it goes on with a conversation.

    `can_confirm` where the name in what was typed may be said to be published or made up; `narrowed` is what alone is
    searched, of the `options`. `request_id` is the same where the form is sent twice.
    """

    token: str
    typed: str = ""
    error: str | None = None
    conversation_id: str | None = None
    can_confirm: bool = False
    narrowed: Typed = NOT_NARROWED
    options: Options = NO_OPTIONS
    request_id: str = field(default_factory=lambda: secrets.token_urlsafe(12))


@dataclass(frozen=True, slots=True)
class SignInForm:
    """The form for a name and a password. `then` is where to go on, `question` what was typed before it was shown."""

    token: str
    then: str = "/"
    name: str = ""
    question: str = ""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whom a page is for. `keeps_history` where their conversations are kept.

    `sign_out` is the token of the form to sign out with, where there is something to end.
    """

    person: Person | None = None
    sign_out: str | None = None
    keeps_history: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has. `current` is its entry in the navigation, `is_entry` whether it is that very page.

    `has_navigation` where its header leads to the other pages.
    """

    template: ClassVar[str]
    is_entry: ClassVar[bool] = True
    has_navigation: ClassVar[bool] = True
    title: str
    is_error: bool = False
    current: str | None = None

    @property
    def full_title(self) -> str:
        """Return what the browser shows as the title."""
        return f"{'Error: ' if self.is_error else ''}{self.title} – Review Learning Assistant"


STRANGER = Visitor()


class Rendering:
    """Renders pages. Safe to share between threads."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.static_version = hashlib.sha256(
            b"".join((STATIC / name).read_bytes() for name in (STYLE, QUIZ_STYLE, SCRIPT))
        ).hexdigest()[:12]
        self._environment.globals.update(
            settings=settings,
            style=f"/static/{STYLE}?v={self.static_version}",
            quiz_style=f"/static/{QUIZ_STYLE}?v={self.static_version}",
            script=f"/static/{SCRIPT}?v={self.static_version}",
            brand_style=brand_address(settings.brand_colour) if settings.brand_colour else None,
            status_of_evidence=STATUS_OF_EVIDENCE,
            most_chosen=MOST_CHOSEN,
            read_by_ocr=READ_BY_OCR,
            published_name=render("published_name"),
            most_characters=MOST_CHARACTERS,
        )

    def respond(
        self, page: Page, status: int = 200, visitor: Visitor = STRANGER, *, keep: bool = False
    ) -> HTMLResponse:
        """Return the page as the visitor sees it. `keep` lets the browser show it again: never for questions."""
        return HTMLResponse(
            self._html(page, visitor, "base.html"), status, {"Cache-Control": "private, no-cache"} if keep else None
        )

    def part(self, page: Page, visitor: Visitor = STRANGER) -> str:
        """Return what stands in the page between header and footer."""
        return self._html(page, visitor, "part.html")

    def _html(self, page: Page, visitor: Visitor, layout: str) -> str:
        note = self._settings.contacts_note(date.today())
        return self._environment.get_template(page.template).render(
            page=page,
            person=visitor.person,
            sign_out=visitor.sign_out,
            keeps_history=visitor.keeps_history,
            contacts_note=note,
            layout=layout,
        )
