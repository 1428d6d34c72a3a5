"""What was withdrawn is gone: every address of such a document says so, and on which day."""

from web.parts import Parts
from web.problems import ProblemError


def refuse_withdrawn(parts: Parts, document_id: str) -> None:
    """Raise ProblemError 410 where the document was withdrawn. Neither its title nor the reason is told."""
    if entry := parts.live.withdrawn.get(document_id):
        raise ProblemError(
            410,
            "Document withdrawn",
            f"This document was withdrawn on {entry.day}. It is no longer shown or searched. "
            "Do not rely on copies of it: ask whoever looks after this assistant.",
        )
