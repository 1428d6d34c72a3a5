"""Words as the HTML in which Moodle keeps them. What looks like markup in them is shown as it is and does nothing."""

from collections.abc import Iterable
from html import escape

from assistant.xml_text import xml_text


def line(words: str) -> str:
    """Return words as HTML that may stand in a paragraph, with no line end in it."""
    lines = (" ".join(one.split()) for one in xml_text(words).splitlines())
    return "<br>".join(escape(one, quote=False) for one in lines if one)


def paragraphs(lines: Iterable[str]) -> str:
    """Return a paragraph of HTML for each line."""
    return "".join(f"<p>{line(one)}</p>" for one in lines)
