"""The last check before anything is shown: every quote stands in the stored text where it is said to stand."""

import re
from collections.abc import Callable, Iterable

from assistant.answer import Citation

LONGEST_QUOTE = 1_200
_MARKER = re.compile(r"\[(\d+)\]")


def verified(citations: Iterable[Citation], text_of: Callable[[str], str]) -> tuple[Citation, ...]:
    """Return the citations whose quote stands at their span word for word. What fails is dropped, never repaired."""
    return tuple(citation for citation in citations if is_verbatim(citation, text_of))


def is_verbatim(citation: Citation, text_of: Callable[[str], str]) -> bool:
    """Return whether the quote stands word for word at its span and is short enough, and its footnotes in the text."""
    try:
        text = text_of(citation.document_id)
    except KeyError:
        return False
    inside = 0 <= citation.start < citation.end <= len(text)
    is_quoted = (
        inside and len(citation.quote) <= LONGEST_QUOTE and text[citation.start : citation.end] == citation.quote
    )
    return is_quoted and all(note and note in text for note in citation.notes)


def unknown_markers(answer: str, citations: Iterable[Citation]) -> set[int]:
    """Return the citation numbers that the text uses and that no citation has."""
    return {int(number) for number in _MARKER.findall(answer)} - {citation.number for citation in citations}
