"""Web pages as trees of elements: the one place that knows the library which parses them."""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

__all__ = ["PageElement", "Tag", "parse", "text_of"]


def parse(markup: str) -> Tag:
    """Return the page that a browser would make of the mark-up, however broken."""
    return BeautifulSoup(markup, "lxml")


def text_of(element: PageElement) -> str | None:
    """Return the words of a piece of text; None for an element, a comment and the like."""
    is_text = isinstance(element, NavigableString) and not isinstance(element, PreformattedString)
    return str(element) if is_text else None
