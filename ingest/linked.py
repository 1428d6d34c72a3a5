"""Footnotes that a format links to their places: written behind the block that cites them, once each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.manuscript import Manuscript, Phrase


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's words, and its marker as it is printed."""

    marker: str
    phrase: Phrase


@dataclass(slots=True)
class LinkedNotes:
    """The footnotes of a document by the number that stands for them as `Run.note`, unlike any other's in it."""

    manuscript: Manuscript
    notes: Mapping[str, Note]
    _written: dict[str, int] = field(default_factory=dict)
    _followed: int = 0

    def follow(self) -> None:
        """Write the footnotes that were cited since, and note who cites them."""
        cites = self.manuscript.written_cites
        for cite in cites[self._followed :]:
            note = self.notes.get(cite.marker)
            if note is None or not note.phrase.text:
                continue
            if cite.marker not in self._written:
                self._written[cite.marker] = self.manuscript.note(note.phrase, note.marker)
            self.manuscript.cites(cite.at, self._written[cite.marker])
        self._followed = len(cites)
