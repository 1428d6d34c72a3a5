"""Progress that documents report on a numbered recommendation or action. What none reports is not called undone."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.catalogue import Key
from assistant.publishers import is_same
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.periods import period_of
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans

Named = tuple[S, int]

_REPORTS = (S.PROGRESS, S.IMPACT_EVIDENCE)
_ITEM = re.compile(r"(?:R|Rec\.?|Recommendation)\s?(\d{1,2})|(?:A|Action)\s?(\d{1,2})")
_NAMED = re.compile(
    r"\b(?P<kind>recommendation|rec|action)s?\.? (?P<numbers>\d{1,2}\b(?:(?:, | and | & |, and )\d{1,2}\b)*)", re.I
)
_KIND = r"(?:(?:serious|significant|case|child|adult|safeguarding|practice|learning|local|overview|thematic) )*"
_REVIEW = rf"(?i:{_KIND}(?:reviews?|reports?|scrs?|lcsprs?|sars?)\b)"
_NAME = r"(?:(?:Child|Baby|Adult|Family|Infant|Person|Mr|Mrs|Ms) )?[A-Z][\w-]*"
_REVIEW_OF = re.compile(
    rf"\b{_REVIEW} (?:of|into|about|on|concerning|for|regarding) (?:the (?:case|death) of )?(?P<of>{_NAME})"
    rf"|\b(?P<whose>(?:Child|Baby|Adult|Family|Infant|Person) [A-Z][\w-]*)(?:['\u2019]s)? {_REVIEW}"
)
_REVIEW_IN = re.compile(
    rf"\b((?:19|20)\d\d) {_REVIEW}|\b{_REVIEW} (?:of|in|from|dated|published in) (?:\w+ )?((?:19|20)\d\d)\b"
)
_EARLIER = re.compile(rf"\b(?i:previous|earlier|another|other|former|first|last|older|separate) (?:\w+ )?{_REVIEW}")


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that names items; no words where the passage stands below the item itself."""

    named: frozenset[Named]
    sentence: str


def numbered(item: str | None) -> Named | None:
    """Return what an item is called by its number, None where it has none that another passage could name."""
    match = _ITEM.fullmatch(item or "")
    return None if match is None else (S.RECOMMENDATIONS, int(match[1])) if match[1] else (S.ACTIONS, int(match[2]))


class ProgressReports:
    """The passages of an index that report progress, by the numbers that they name."""

    def __init__(self, index: Index, items: Mapping[Key, Sequence[Named]]) -> None:
        self._index = index
        self._documents = index.documents
        self._items = {key: Counter(names) for key, names in items.items()}
        self._reports = [
            (passage, said) for passage in index.passages if passage.section in _REPORTS and (said := _said(passage))
        ]
        self._telling: dict[str, list[Passage]] = defaultdict(list)
        for passage in index.passages:
            if passage.section in _REPORTS:
                self._telling[passage.document_id].append(passage)
        self._elsewhere: dict[Key, tuple[Passage, ...]] = {}

    def elsewhere(self, key: Key) -> tuple[Passage, ...]:
        """Return the first passage of each document that tells of progress on a review, by whatever numbers it does.

        Which of its items such a passage is on cannot be told for certain: it is to be pointed to, not quoted.
        """
        if key not in self._elsewhere:
            found = (self._first_on(key, document_id) for document_id in self._telling)
            self._elsewhere[key] = tuple(passage for passage in found if passage)
        return self._elsewhere[key]

    def _first_on(self, key: Key, document_id: str) -> Passage | None:
        """Return the first passage of a document on progress of that review: of its own, else of the same board."""
        mine, other, subject = self._documents[key[0]], self._documents[document_id], key[1]
        if subject is None or (mine is not other and not (_same_board(mine, other) and _not_before(mine, other))):
            return None
        prints = mine is not other and prints_subject(self._index.text(document_id), subject)
        told = (p for p in self._telling[document_id] if p.review == subject or (prints and p.review is None))
        return next(told, None)

    def on(self, key: Key, named: Named | None) -> tuple[Passage, ...]:
        """Return the passages that report on the item; none where two lists of its review have an item of its name."""
        if named is None or self._items[key][named] > 1:
            return ()
        return tuple(passage for passage, said in self._reports if self._is_on(key, named, passage, said))

    def _is_on(self, key: Key, named: Named, passage: Passage, said: Sequence[_Said]) -> bool:
        """Return whether the passage speaks of that review: of its own document, else of the same board and subject."""
        document_id, subject = key
        dated = self._documents[document_id].date
        if not any(named in one.named and not _of_another(one.sentence, subject, dated) for one in said):
            return False
        if passage.document_id == document_id:
            alone = sum(counts[named] > 0 for (owner, _), counts in self._items.items() if owner == document_id) == 1
            return passage.review == subject or (passage.review is None and alone)
        mine, other = self._documents[document_id], self._documents[passage.document_id]
        is_theirs = subject is not None and subject == passage.review and _same_board(mine, other)
        return is_theirs and self._holders(mine, subject, named) == {document_id}

    def _holders(self, mine: Document, subject: str | None, named: Named) -> set[str]:
        """Return the documents with an item of this name in a review of the same board and of this subject."""
        return {
            document_id
            for (document_id, about), counts in self._items.items()
            if about == subject and counts[named] and _same_publisher(mine, self._documents[document_id])
        }


def _said(passage: Passage) -> tuple[_Said, ...]:
    """Return what the passage names, sentence by sentence, and what it stands below."""
    within = numbered(passage.within)
    texts = [text for text in (passage.statement, passage.within, passage.text) if text]
    sentences = [text[start:end] for text in texts for start, end in sentence_spans(text)]
    said = [_Said(_names(sentence), sentence) for sentence in sentences]
    return tuple(one for one in [*said, _Said(frozenset([within] if within else []), "")] if one.named)


def _names(sentence: str) -> frozenset[Named]:
    return frozenset(
        (S.ACTIONS if match["kind"].lower() == "action" else S.RECOMMENDATIONS, int(number))
        for match in _NAMED.finditer(sentence)
        for number in re.findall(r"\d+", match["numbers"])
    )


def _of_another(sentence: str, subject: str | None, dated: str | None) -> bool:
    """Return whether a sentence names a review other than that of the subject, or one of another year."""
    whom = [match["of"] or match["whose"] for match in _REVIEW_OF.finditer(sentence)]
    if any(name.casefold() != (subject or "").casefold() for name in whom):
        return True
    written = period_of(dated)
    years = {int(match[1] or match[2]) for match in _REVIEW_IN.finditer(sentence)}
    # A review of one year is often published in the next.
    of_its_time = written is not None and all(0 <= written.end.year - year <= 1 for year in years)
    return bool(_EARLIER.search(sentence)) or bool(years and not (of_its_time or (whom and written is None)))


def prints_subject(text: str, subject: str | None) -> bool:
    """Return whether a text holds the subject's name as printed: "Child On" and not "Child One"."""
    return subject is not None and bool(re.search(rf"(?<!\w){re.escape(subject)}(?!\w)", text))


def _not_before(mine: Document, other: Document) -> bool:
    """Return whether the other document may have been written after this one; where either is undated it may."""
    first, second = period_of(mine.date), period_of(other.date)
    return first is None or second is None or second.end >= first.start


def _same_board(mine: Document, other: Document) -> bool:
    return _same_publisher(mine, other) and mine.population == other.population


def _same_publisher(mine: Document, other: Document) -> bool:
    return mine.publisher is not None and other.publisher is not None and is_same(mine.publisher, other.publisher)
