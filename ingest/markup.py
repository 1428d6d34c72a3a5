"""Web pages as trees of elements: the one place that knows the library which parses them."""

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

__all__ = ["PageElement", "Tag", "parse", "text_of"]

# Browsers nest 512 elements at most. Nothing deeper can be walked, and the time to build it grows as its square.
DEEPEST = 512


class _Page(BeautifulSoup):
    """A page that stops being built where it is too deep."""

    def pushTag(self, tag: Tag) -> None:
        super().pushTag(tag)
        if len(self.tagStack) > DEEPEST:
            raise RecursionError(f"more than {DEEPEST} elements within each other")


def parse(markup: str) -> Tag:
    """Return the page that a browser would make of the mark-up, however broken.

    Raises RecursionError where more than `DEEPEST` elements stand within each other.
    """
    return _Page(markup, "lxml")


def text_of(element: PageElement) -> str | None:
    """Return the words of a piece of text; None for an element, a comment and the like."""
    is_text = isinstance(element, NavigableString) and not isinstance(element, PreformattedString)
    return str(element) if is_text else None
