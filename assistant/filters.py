"""What an asker may narrow a question to."""

from dataclasses import dataclass


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
