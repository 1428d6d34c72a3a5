"""From one cited passage of an answer to the next, and back to the answer: by what the links to the passages carry."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.answer import Citation
from assistant.citation_words import label
from assistant.conversation import Turn

LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Step:
    """From which answer a passage was opened, and as which of its sources; as it was typed into the address."""

    conversation_id: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to another cited passage, and which one that is in words."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a passage stands among those of its answer, and the ways to its neighbours and back."""

    number: int
    total: int
    back: str
    previous: Way | None
    next: Way | None


def step_url(citation: Citation, conversation_id: str, answer: int) -> str:
    """Return the address of a cited passage that remembers the answer it was opened from."""
    address, _, place = citation.url.partition("#")
    step = {"conversation": conversation_id, "answer": answer, "source": citation.number}
    return f"{address}&{urlencode(step)}#{place}"


def trail(
    turns: Sequence[Turn], step: Step, passage: tuple[str, str | None, str | None], loaded: Container[str]
) -> Trail | None:
    """Return the trail of a passage: its document, start and end as typed. None where no such answer cites it.

    What is loaded no more, or was withdrawn, is passed by.
    """
    answer, source = _number(step.answer), _number(step.source)
    citations = turns[answer - 1].answer.citations if 1 <= answer <= len(turns) else ()
    if not 1 <= source <= len(citations) or passage != _passage(citations[source - 1]):
        return None

    def way(others: Sequence[Citation]) -> Way | None:
        there = next((one for one in others if one.document_id in loaded), None)
        return Way(step_url(there, step.conversation_id, answer), label(there)) if there else None

    return Trail(
        source,
        len(citations),
        f"/conversations/{step.conversation_id}#a{answer}-s-{source}",
        way(citations[: source - 1][::-1]),
        way(citations[source:]),
    )


def _passage(citation: Citation) -> tuple[str, str, str]:
    return citation.document_id, str(citation.start), str(citation.end)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 0
