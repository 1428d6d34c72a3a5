"""What the reviews loaded have on each theme: counted in reviews, by passages that state learning and not a mention."""

import re
from collections import defaultdict
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.editions import without_repeats
from assistant.reviews import Entry, counted, is_confirmed, passages_of, reviews, themes_taught
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.themes import THEMES

MACHINE_TAGGED = "machine-tagged"


@dataclass(frozen=True, slots=True)
class Carried:
    """A review that has something on a theme, and what, in the order of its text."""

    entry: Entry
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, the reviews that carry it, and how many these are; versions of one document count as one review.

    `confirmed` is how many of its passages have their themes from a person.
    """

    name: str
    carried: tuple[Carried, ...]
    children: int
    adults: int
    confirmed: int

    @property
    def slug(self) -> str:
        """Return the name as it stands in an address."""
        return slug_of(self.name)

    @property
    def passages(self) -> int:
        """Return how many passages carry it."""
        return sum(len(one.passages) for one in self.carried)

    @property
    def tagged(self) -> str:
        """Return who says that the passages are on the theme, in words."""
        return tagged_words(self.passages, self.confirmed)


_MADE: WeakKeyDictionary[Index, tuple[Theme, ...]] = WeakKeyDictionary()


def themes(index: Index) -> tuple[Theme, ...]:
    """Return every theme by its name, also those that no review loaded carries; made once for an index."""
    made = _MADE.get(index)
    if made is None:
        made = _MADE[index] = _read(index)
    return made


def theme_of(index: Index, slug: str) -> Theme | None:
    """Return the theme of this address, None where there is no such theme."""
    return next((theme for theme in themes(index) if theme.slug == slug), None)


def slug_of(theme: str) -> str:
    """Return a theme's name as it stands in an address."""
    return re.sub(r"[^a-z0-9]+", "-", theme)


def tagged_words(passages: int, confirmed: int) -> str:
    """Return who says that passages are on a theme, in words."""
    if not confirmed:
        return MACHINE_TAGGED
    if confirmed == passages:
        return "confirmed by a person"
    return f"{MACHINE_TAGGED}, {confirmed} of {passages} confirmed by a person"


def _read(index: Index) -> tuple[Theme, ...]:
    fresh = {passage.id for passage in without_repeats(index, index.passages)}
    carried: dict[str, list[Carried]] = defaultdict(list)
    for entry in reviews(index):
        own: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages_of(index, entry.review):
            for theme in themes_taught(passage) if passage.id in fresh else ():
                own[theme].append(passage)
        for theme, passages in own.items():
            carried[theme].append(Carried(entry, tuple(passages)))
    return tuple(_theme(index, name, tuple(carried[name])) for name in sorted(THEMES))


def _theme(index: Index, name: str, carried: tuple[Carried, ...]) -> Theme:
    children, adults = counted(index, [one.entry for one in carried])
    confirmed = sum(is_confirmed(passage) for one in carried for passage in one.passages)
    return Theme(name, carried, children, adults, confirmed)
