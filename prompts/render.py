"""Canned sentences: one template a file, filled in by one function that fails on a missing variable."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_FOLDER = Path(__file__).parent


@cache
def _template(name: str) -> Template:
    # Plain text that the pages escape when they show it, so nothing is escaped here.
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    return environment.get_template(f"{name}.jinja")


def render(name: str, **variables: object) -> str:
    """Return the template filled in, without surrounding white space; `jinja2.UndefinedError` on a missing variable."""
    return _template(name).render(**variables).strip()


def template_names() -> tuple[str, ...]:
    """Return the names of all templates, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.jinja")))
