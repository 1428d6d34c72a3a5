"""The pages that say what this assistant is: how answers are made, privacy, accessibility, problems."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Response

from web.brand import brand_css
from web.installation import Installation, WayIn, installation_of
from web.keeping import Kept, kept
from web.parts import WithParts
from web.problems import WORDS, ProblemError
from web.rendering import Page

router = APIRouter()
public = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Page):
    """How answers are made, their limits, what is loaded and how it was tested."""

    template: ClassVar[str] = "about.html"
    here: Installation


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage(Page):
    """What is kept of whom, by the settings."""

    template: ClassVar[str] = "privacy.html"
    here: Installation
    kept: tuple[Kept, ...]
    ways: ClassVar[type[WayIn]] = WayIn


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage(Page):
    """What was tested for whom, and what was not."""

    template: ClassVar[str] = "accessibility.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage(Page):
    """Whom to tell that something is wrong, and what to write."""

    template: ClassVar[str] = "report.html"


@router.get("/about")
def about_page(parts: WithParts) -> Response:
    """Return how answers are made."""
    page = AboutPage(title="How answers are made", current="/about", here=installation_of(parts))
    return parts.respond(page, keep=True)


@public.get("/privacy")
def privacy_page(parts: WithParts) -> Response:
    """Return what is kept."""
    here = installation_of(parts)
    return parts.respond(PrivacyPage(title="Privacy", here=here, kept=kept(here)), keep=True)


@public.get("/accessibility")
def accessibility_page(parts: WithParts) -> Response:
    """Return what was tested."""
    return parts.respond(AccessibilityPage(title="Accessibility"), keep=True)


@public.get("/problem")
def report_page(parts: WithParts) -> Response:
    """Return whom to tell; there is no box here that nobody reads."""
    return parts.respond(ReportPage(title="Report a problem"), keep=True)


@public.get("/brand.css")
def brand_style(parts: WithParts) -> Response:
    """Return the style sheet of the brand colour. Raise ProblemError 404 where none is set."""
    colour = parts.settings.brand_colour
    if colour is None:
        raise ProblemError(404, *WORDS[404])
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(brand_css(colour), media_type="text/css", headers=headers)
