"""The headings that are open at a place of a document: the chapter, its section, the finding within it."""

from dataclasses import dataclass, field, replace

from ingest.addressees import TASKS
from ingest.chapters import CHAPTERS
from vectorstore.sections import SectionType as S


@dataclass(frozen=True, slots=True)
class Open:
    """An open heading: its rank (0 unknown), its kind and its words."""

    level: int
    section: S
    heading: str | None
    names_item: bool = False
    is_part: bool = False
    run: int = 0
    addressee: str | None = None


@dataclass(slots=True)
class Opened:
    """Open headings from the outermost to the innermost. A run is all that stands under one that is within no other."""

    stack: list[Open] = field(default_factory=list)
    run: int = 0
    runs: int = 0
    latest: dict[tuple[str | None, S], Open] = field(default_factory=dict)

    @property
    def last(self) -> Open | None:
        """Return the innermost heading."""
        return self.stack[-1] if self.stack else None

    def push(self, opened: Open, review: str | None, within: Open | None = None) -> Open:
        """Open a heading and close those that it ends: all of its rank or lower; without a rank all but its parent."""
        if opened.level:
            self.stack = [o for o in self.stack if o.level < opened.level]
        else:
            self.stack = [within] if within else []
        if not opened.run:
            self.runs += within is None
            opened = replace(opened, run=self.run if within else self.runs)
        self.run = opened.run
        self.stack.append(opened)
        if within is None:
            self.latest[review, opened.section] = opened
        return opened

    def close(self, level: int) -> None:
        """Close the headings of a rank and lower; none where the rank is not known."""
        while level and self.stack and self.stack[-1].level >= level:
            self.stack.pop()

    def is_part(self, level: int) -> bool:
        """Return whether a heading of this rank stands in a chapter of findings, recommendations or a case study."""
        above = next((o for o in reversed(self.stack) if o.level < level), None)
        return above is not None and above.level > 0 and above.section in CHAPTERS

    @property
    def named(self) -> str | None:
        """Return the innermost heading that is the name of a finding or lesson, past the parts that it is told in."""
        inner = next((o for o in reversed(self.stack) if not o.is_part), None)
        return inner.heading if inner and inner.names_item else None

    def tasks(self, *, for_anybody: bool = False) -> Open | None:
        """Return the innermost recommendations or actions, where `for_anybody` those that name no body."""
        return next((o for o in reversed(self.stack) if o.section in TASKS and not (for_anybody and o.addressee)), None)

    def above(self, label: str, level: int) -> list[Open]:
        """Return the headings that a numbered statement of this rank may stand under, the innermost first."""
        outer = (o for o in reversed(self.stack) if o.level < level or not level)
        return [o for o in outer if o.heading != label and not o.is_part]
