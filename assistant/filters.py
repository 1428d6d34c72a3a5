"""What an asker may narrow a question to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.publishers import is_same
from vectorstore.document import Document
from vectorstore.passage import Passage


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrowing chosen by the asker; `None` leaves that side open.

    `review` is a subject, a title, or a subject with its publisher, title, date or file in brackets where others have
    its name.
    `everywhere` narrows nothing: it searches every review, also where the question names or describes one.
    """

    review: str | None = None
    theme: str | None = None
    agency: str | None = None
    section: str | None = None
    publisher: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    everywhere: bool = False

    def narrow(self, documents: Mapping[str, Document], passages: Sequence[Passage]) -> Sequence[Passage]:
        """Return the passages that are let through."""
        if replace(self, everywhere=False) == Filters():
            return passages
        return [passage for passage in passages if self.admit(documents[passage.document_id], passage)]

    def admit(self, document: Document, passage: Passage) -> bool:
        """Return whether a passage of the document is let through."""
        year = document.year
        return (
            (self.review is None or self.review in _called(document, passage))
            and (self.theme is None or self.theme in passage.themes)
            and (self.agency is None or self.agency in passage.agencies)
            and (self.section is None or self.section == passage.section.value)
            and (self.publisher is None or is_same(self.publisher, document.publisher or ""))
            and (self.year_from is None or (year is not None and year >= self.year_from))
            and (self.year_to is None or (year is not None and year <= self.year_to))
        )


def _called(document: Document, passage: Passage) -> set[str | None]:
    facts = (document.publisher, document.title, document.date, document.source)
    named = {f"{passage.review} ({said})" for said in facts if said}
    return {passage.review, document.title} | (named if passage.review else set())
