"""Who says it: a value that a document states itself, or one that a person added."""

from collections.abc import Iterable
from dataclasses import dataclass

STATED = "stated in the document"


@dataclass(frozen=True, slots=True)
class Added:
    """A value that a person gave: the field, who, and on which day (YYYY-MM-DD, UTC)."""

    field: str
    by: str
    when: str

    @property
    def words(self) -> str:
        """Return the attribution as it is shown."""
        return f"added by {self.by}, {self.when}"


def attribution(field: str, value: object, added: Iterable[Added]) -> str | None:
    """Return who says a field's value, in words; None where there is neither a value nor anybody who took it away."""
    given = next((one for one in added if one.field == field), None)
    if given:
        return given.words
    return STATED if value else None
