"""The reviews that are loaded, to browse: what each is, what it has learning on, and which of them are wanted."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.catalogue import Key, catalogue, key_of
from assistant.editions import edition_words, one_edition, without_repeats
from assistant.publishers import is_same
from assistant.scope import keys_of
from assistant.theme_words import is_denied
from vectorstore.document import Age, Document, Review
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import Polarity, SectionType

NOT_STATED = "not stated"
UNDATED = "undated"
# In letters: a word that is as long may be given by its beginning.
SHORTEST_BEGUN = 3
CHILDREN, ADULTS = "children", "adults"


@dataclass(frozen=True, slots=True)
class Entry:
    """A review in the list. `name` tells it from every other, `edition` says which of several versions it is.

    `themes` and `agencies` are those of its learning: background, case studies and denials do not count.
    """

    id: str
    name: str
    review: Review
    document: Document
    edition: str | None
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    passages: int

    @property
    def key(self) -> Key:
        """Return what tells it from every other review of the index."""
        return self.review.document_id, self.review.subject

    @property
    def searched_as(self) -> str:
        """Return the name by which questions are narrowed to it."""
        return self.name if self.review.subject else self.document.title

    @property
    def is_adults(self) -> bool:
        """Return whether it is a review about an adult."""
        return self.document.population == ADULTS


@dataclass(frozen=True, slots=True)
class Choice:
    """Which reviews are wanted; what is empty leaves its side open. `words` stand in title or name, in any order.

    `publisher` is one of its spellings.
    """

    words: str = ""
    theme: str = ""
    agency: str = ""
    publisher: str = ""
    year: str = ""
    about: str = ""

    def of(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the reviews that are wanted, in their order."""
        return tuple(entry for entry in entries if self._admits(entry))

    def _admits(self, entry: Entry) -> bool:
        return (
            has_words(f"{entry.name} {entry.document.title}", self.words)
            and (not self.theme or self.theme in entry.themes)
            and (not self.agency or self.agency in entry.agencies)
            and (not self.publisher or is_same(self.publisher, entry.document.publisher or NOT_STATED))
            and (not self.year or self.year == year_words(entry.document))
            and (not self.about or self.about == entry.document.population)
        )


def has_words(name: str, typed: str) -> bool:
    """Return whether the words typed stand in a name, whole and in any order: "child m" is not "Child Maple".

    The last may still be being typed: the beginning of a word is enough for it, where it has three letters.
    """
    named, wanted = _words(name), _words(typed)
    if not wanted:
        return not typed.strip()
    begun = wanted[-1] if len(wanted[-1]) >= SHORTEST_BEGUN else None
    return all(word in named or (word == begun and any(n.startswith(word) for n in named)) for word in wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:'\w+)*", text.casefold().replace("’", "'"))


_MADE: WeakKeyDictionary[Index, tuple[Entry, ...]] = WeakKeyDictionary()


def reviews(index: Index) -> tuple[Entry, ...]:
    """Return every review, children's first, then the newest first and those without a date last; made once."""
    made = _MADE.get(index)
    if made is None:
        made = _MADE[index] = tuple(sorted(_entries(index), key=_order))
    return made


_NAMED: WeakKeyDictionary[Index, Mapping[str, Entry]] = WeakKeyDictionary()


def by_name(index: Index) -> Mapping[str, Entry]:
    """Return every review by its name; made once for an index."""
    made = _NAMED.get(index)
    if made is None:
        made = _NAMED[index] = {entry.name: entry for entry in reviews(index)}
    return made


def namesakes(index: Index, subject: str) -> tuple[Entry, ...]:
    """Return the reviews about somebody, none where the name given is that of one review alone."""
    if subject in by_name(index):
        return ()
    typed = _words(subject)
    return tuple(entry for entry in reviews(index) if entry.review.subject and _words(entry.review.subject) == typed)


def review_of(index: Index, review_id: str) -> Entry | None:
    """Return the review of this id, None where no such is loaded."""
    return next((entry for entry in reviews(index) if entry.id == review_id), None)


def counted(index: Index, entries: Sequence[Entry]) -> tuple[int, int]:
    """Return how many children's and how many adults' reviews these are; versions of one document count as one."""
    adults = [entry.key for entry in entries if entry.is_adults]
    children = [entry.key for entry in entries if not entry.is_adults]
    return len(one_edition(index, children)), len(one_edition(index, adults))


def year_words(document: Document) -> str:
    """Return the year of a document, or that it has none."""
    return str(document.year) if document.year else UNDATED


def passages_of(index: Index, review: Review) -> list[Passage]:
    """Return the passages of a review; those before the cases of a document that has several belong to none of them."""
    alone = len(index.documents[review.document_id].reviews) == 1
    keys = keys_of(review) if alone else keys_of(review)[:1]
    return [passage for passage in index.passages_of(review.document_id) if key_of(passage) in keys]


def teaches(passage: Passage) -> bool:
    """Return whether a passage states learning or its follow-up, and not only what was known of the family."""
    return passage.polarity is not Polarity.MENTION and passage.section is not SectionType.SAFEGUARDING_CONCERNS


def themes_taught(passage: Passage) -> tuple[str, ...]:
    """Return the themes on which a passage counts: those of its learning that it does not deny.

    What a person tagged counts as the person said.
    """
    if not teaches(passage):
        return ()
    if is_confirmed(passage):
        return passage.themes
    return tuple(theme for theme in passage.themes if not is_denied(theme, passage.text))


def is_confirmed(passage: Passage) -> bool:
    """Return whether a person said which themes the passage has."""
    return any(added.field == "themes" for added in passage.added)


def newer_of(index: Index, entry: Entry) -> tuple[Entry, ...]:
    """Return the loaded reviews that are newer versions of this one, as dates show it or a person said."""
    newer = {other.document_id for other in entry.document.other_versions if other.age is Age.OLDER}
    newer |= {one.id for one in index.documents.values() if one.supersedes == entry.document.id}
    return _same_subject(index, entry, newer)


_OUTDATED: WeakKeyDictionary[Index, frozenset[str]] = WeakKeyDictionary()


def outdated(index: Index) -> frozenset[str]:
    """Return the ids of the documents of which a newer version is loaded; made once for an index."""
    made = _OUTDATED.get(index)
    if made is None:
        made = _OUTDATED[index] = frozenset(one.document.id for one in reviews(index) if newer_of(index, one))
    return made


def other_versions_of(index: Index, entry: Entry) -> tuple[Entry, ...]:
    """Return the loaded reviews that read like other versions of this one."""
    return _same_subject(index, entry, {other.document_id for other in entry.document.other_versions})


def _same_subject(index: Index, entry: Entry, documents: Collection[str]) -> tuple[Entry, ...]:
    """Return the reviews of these documents about the same subject, all of them where none is."""
    found = tuple(one for one in reviews(index) if one.document.id in documents)
    return tuple(one for one in found if one.review.subject == entry.review.subject) or found


def _entries(index: Index) -> Iterable[Entry]:
    fresh = {passage.id for passage in without_repeats(index, index.passages)}
    for document in index.documents.values():
        edition = edition_words(index, document)
        for number, review in enumerate(document.reviews, 1):
            own = [passage for passage in passages_of(index, review) if passage.id in fresh]
            yield Entry(
                f"{document.id}-{number}",
                catalogue(index).label(document, review.subject),
                review,
                document,
                edition,
                _all_of(themes_taught(passage) for passage in own),
                _all_of(passage.agencies for passage in own if teaches(passage)),
                len(own),
            )


def _all_of(several: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for names in several for name in names}))


def _order(entry: Entry) -> tuple[bool, int, str]:
    return entry.is_adults, -(entry.document.year or 0), entry.name.casefold()
