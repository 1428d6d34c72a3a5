"""What an asker may narrow a question to."""

from dataclasses import dataclass

from vectorstore.document import Document
from vectorstore.passage import Passage


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrowing chosen by the asker; `None` leaves that side open."""

    review: str | None = None
    theme: str | None = None
    agency: str | None = None
    section: str | None = None
    publisher: str | None = None
    year_from: int | None = None
    year_to: int | None = None

    def admit(self, document: Document, passage: Passage) -> bool:
        """Return whether a passage of the document is let through."""
        year = document.year
        return (
            (self.review is None or self.review in {passage.review, document.title})
            and (self.theme is None or self.theme in passage.themes)
            and (self.agency is None or self.agency in passage.agencies)
            and (self.section is None or self.section == passage.section.value)
            and (self.publisher is None or self.publisher == document.publisher)
            and (self.year_from is None or (year is not None and year >= self.year_from))
            and (self.year_to is None or (year is not None and year <= self.year_to))
        )
