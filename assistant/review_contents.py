"""What one review holds: its sections in the order of its text, and the themes of its learning."""

from collections import defaultdict
from dataclasses import dataclass

from assistant.reviews import Entry, is_confirmed, passages_of, themes_taught
from assistant.themes import slug_of, tagged_words
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a review: `start` is where it begins in the stored text, `first` the span of its first passage.

    A section that is continued under a second heading is one. `heading` is as printed, None where there is none.
    """

    type: SectionType
    heading: str | None
    start: int
    first: tuple[int, int]
    passages: int

    @property
    def kind(self) -> str:
        """Return what its statements are called."""
        return STATUS_OF_EVIDENCE[self.type]


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme of a review: how many passages carry it, and who says so."""

    theme: str
    slug: str
    passages: int
    tagged: str


def parts_of(index: Index, entry: Entry) -> tuple[Part, ...]:
    """Return the review's sections that hold a passage, in the order of the text."""
    own: dict[tuple[str | None, SectionType], list[Passage]] = defaultdict(list)
    for passage in passages_of(index, entry.review):
        own[passage.heading, passage.section].append(passage)
    starts = _starts(entry)
    parts = (
        Part(kind, heading, _start(starts, kind, heading, held), (held[0].start, held[0].end), len(held))
        for (heading, kind), held in own.items()
    )
    return tuple(sorted(parts, key=lambda part: part.first))


def tags_of(index: Index, entry: Entry) -> tuple[Tag, ...]:
    """Return the themes of the review's learning, those of most passages first."""
    own: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages_of(index, entry.review):
        for theme in themes_taught(passage):
            own[theme].append(passage)
    tags = (
        Tag(theme, slug_of(theme), len(held), tagged_words(len(held), sum(map(is_confirmed, held))))
        for theme, held in own.items()
    )
    return tuple(sorted(tags, key=lambda tag: (-tag.passages, tag.theme)))


def _starts(entry: Entry) -> dict[tuple[str | None, str | None, SectionType], int]:
    found: dict[tuple[str | None, str | None, SectionType], int] = {}
    for section in entry.document.sections:
        found.setdefault((section.review, section.heading, section.type), section.start)
    return found


def _start(
    starts: dict[tuple[str | None, str | None, SectionType], int],
    kind: SectionType,
    heading: str | None,
    held: list[Passage],
) -> int:
    """Return where the section begins; where none of its heading was told, its first passage does."""
    return starts.get((held[0].review, heading, kind), held[0].start)
