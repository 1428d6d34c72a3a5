"""Documents that an operator completes before the assistant goes into service, begun with the facts of this one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from fastapi import APIRouter, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.export_markdown import within_a_line
from assistant.markdown_docx import markdown_docx
from web.downloads import MARKDOWN, WORD, download
from web.installation import Installation, WayIn, installation_of
from web.keeping import kept
from web.parts import WithParts
from web.problems import ProblemError
from web.rendering import HERE, Page

router = APIRouter()

NO_STARTER = ("No such document", "The page of documents to complete lists those that there are, as docx and as md.")


@dataclass(frozen=True, slots=True)
class Starter:
    """One document. `name` is what its file is called, `about` what it is for."""

    name: str
    title: str
    about: str


STARTERS = (
    Starter(
        "data-protection-impact-assessment",
        "Data protection impact assessment",
        "What is done with whose data, what could go wrong, and what stands against it.",
    ),
    Starter(
        "algorithmic-transparency-record",
        "Algorithmic transparency record",
        "What the tool does, who answers for it, how it was tested: in the order of the recording standard.",
    ),
    Starter(
        "equality-impact-assessment",
        "Equality impact assessment",
        "Whom the tool could serve worse than others, and what is known of it.",
    ),
    Starter(
        "data-flow",
        "Data flow",
        "What goes where, from the question to the answer and from the file to the index.",
    ),
    Starter(
        "retention-schedule",
        "Retention schedule",
        "What is kept, where and until when, and who deletes it.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartersPage(Page):
    """The list."""

    template: ClassVar[str] = "starters.html"
    is_entry: ClassVar[bool] = False
    starters: ClassVar[tuple[Starter, ...]] = STARTERS


def _plain(value: object) -> str:
    """Return a value that stands for itself, in a cell of a table too."""
    return within_a_line(str(value)).replace("|", "\\|")


_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates" / "starters"),
    undefined=StrictUndefined,
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    finalize=_plain,
)


def written(starter: Starter, here: Installation, today: date) -> str:
    """Return the document in CommonMark with tables, without its title."""
    template = _TEMPLATES.get_template(f"{starter.name}.md.jinja")
    return template.render(here=here, settings=here.settings, kept=kept(here), ways=WayIn, today=today)


def _as_markdown(starter: Starter, text: str) -> str:
    return f"# {starter.title}\n\n{text}"


def _as_docx(starter: Starter, text: str) -> bytes:
    return markdown_docx(starter.title, text)


FORMATS: MappingProxyType[str, tuple[str, Callable[[Starter, str], str | bytes]]] = MappingProxyType(
    {
        "docx": (WORD, _as_docx),
        "md": (MARKDOWN, _as_markdown),
    }
)


@router.get("/about/starters")
def starters_page(parts: WithParts) -> Response:
    """Return the list of documents to complete."""
    return parts.respond(StartersPage(title="Documents to complete", current="/about"), keep=True)


@router.get("/about/starters/{name}")
def starter(name: str, parts: WithParts, form: str = "docx") -> Response:
    """Return a document as a file."""
    chosen = next((one for one in STARTERS if one.name == name), None)
    if chosen is None or form not in FORMATS:
        raise ProblemError(404, *NO_STARTER)
    media, write = FORMATS[form]
    text = written(chosen, installation_of(parts), date.today())
    return download(write(chosen, text), f"{name}.{form}", media)
