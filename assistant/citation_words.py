"""A citation in words: which review, where in the document, and what kind of statement it is."""

from assistant.answer import Citation
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType


def label(citation: Citation) -> str:
    """Return review and section of a citation, as a link to it is named."""
    return f"{citation.review or citation.title}, {citation.heading or status_words(citation.section)}"


def place(heading: str | None, item: str | None, page: int | None, page_end: int | None = None) -> str:
    """Return where a passage stands: its heading, item and pages as far as the document has them."""
    known = [
        _section(heading, item),
        _item(item) if item else None,
        _pages(page, page_end) if page else None,
    ]
    return ", ".join(part for part in known if part)


def _section(heading: str | None, item: str | None) -> str | None:
    """Return the section of an item; None where its heading is only the name of the first of such items."""
    if heading is None:
        return "before the first heading"
    named, own = heading.split(), (item or "").split()
    is_item = len(named) == len(own) == 2 and named[0] == own[0]
    return None if is_item else f"section “{heading}”"


def _pages(page: int, page_end: int | None) -> str:
    return f"pages {page}–{page_end}" if page_end and page_end != page else f"page {page}"


def _item(item: str) -> str:
    ordinal = item.removeprefix("unnumbered, ")
    if ordinal != item:
        return f"{ordinal} item (unnumbered)"
    return item if " " in item else f"item {item}"


def status_words(section: str) -> str:
    """Return what kind of statement stands in a section, the section's own name where it is not one of ours."""
    return STATUS_OF_EVIDENCE[SectionType(section)] if section in set(SectionType) else section
