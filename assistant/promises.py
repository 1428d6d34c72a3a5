"""What a board said that it would do: sentences of progress, impact and conclusion that look ahead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.planned import NOT_STATED, Planned, planned_in
from vectorstore.document import Document
from vectorstore.passage import Passage
from vectorstore.sections import SectionType
from vectorstore.sentences import sentence_spans

_WHERE = (SectionType.PROGRESS, SectionType.IMPACT_EVIDENCE, SectionType.CONCLUSION)
_PLAN = re.compile(
    r"\b(?:(?:is|are)(?: \w+ly)? (?:planned|proposed|being (?:set up|developed|planned|considered|drafted|piloted"
    r"|explored|designed|undertaken|arranged|negotiated|recruited|commissioned|written|rewritten|revised))"
    r"|(?:is|are) (?:\w+ )?(?:due|planning|intending|hoping) to"
    r"|plans? to be|(?:have|has) yet to|(?:has|have) been planned)\b"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence, as a span of the stored text, of a passage, and the date that it names, if any."""

    passage: Passage
    start: int
    end: int
    planned: Planned


def promises(document: Document, passages: Iterable[Passage], today: date) -> Iterator[Promise]:
    """Yield the sentences that promise something for a date, or say that it is planned or under way without one."""
    for passage in passages:
        for start, end in sentence_spans(passage.text) if passage.section in _WHERE else ():
            sentence = passage.text[start:end]
            planned = planned_in(sentence, document.date, today, days_too=False)
            if planned != NOT_STATED or _PLAN.search(sentence):
                yield Promise(passage, passage.start + start, passage.start + end, planned)
