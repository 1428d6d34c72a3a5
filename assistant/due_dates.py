"""By when the listed actions and recommendations are to be done, where the rows of their tables say so."""

import re
from collections.abc import Iterator, Sequence

from assistant.action_plans import plan_rows
from vectorstore.index import Index
from vectorstore.passage import Passage

_ASKS_WHEN = re.compile(
    r"\b(?:by|until|since) when\b|\band when\b(?! (?:an?|any|children|the)\b)|^\W*when\W*$"
    r"|^\W*when (?:do|does|did|has|have|had|can|could|would|shall)\b"
    r"|\bwhen (?:is|are|was|were|should|must|will)\b|\bdeadlines?\b|\btime ?-?(?:scale|frame|limit|line)s?\b"
    r"|\bdue\b(?! to\b(?! be\b))|(?<!\bto[ -])\bdates?\b|\bby what\b|\bhow soon\b",
    re.IGNORECASE,
)


def asks_when(question: str) -> bool:
    """Return whether a question asks by when; "due to neglect" and "when a child …" ask something else."""
    return _ASKS_WHEN.search(question) is not None


def with_dates(index: Index, question: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages, each followed by the cells that date it where the question asks when."""
    if not asks_when(question):
        return tuple(passages)
    dates = {
        cell.id: tuple(when for when in row.when if when.section is cell.section)
        for document_id in {passage.document_id for passage in passages if passage.column}
        for row in plan_rows(index.passages_of(document_id), index.text(document_id))
        for cell in row.what[-1:]
    }
    return tuple(dict.fromkeys(_each(passages, dates)))


def _each(passages: Sequence[Passage], dates: dict[str, tuple[Passage, ...]]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from dates.get(passage.id, ())
